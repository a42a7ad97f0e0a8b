"""Who may open which page: one line for each page, one column for each role, and what an action is told of the same person."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests.browser import routes, stage
from tests.conftest import MORNING
from tests.notices import make
from tests.web import doors
from wardbell.escalation import queries as asked
from wardbell.ground import clock
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.rules import HowKnown

_CITY = {
    "designee",
    "approver",
    "duty clerk",
    "counsel",
    "safety officer",
}  # hold an office, and follow a notice
_OFFICE = {"member", "deputy", "aide"}
_HEADS = {"mayor", "safety officer"}  # members of offices that hold no ward
_EVERYBODY = set(doors.WHO)
_DESK = {"hotline", "shift lead"}  # of the community's hotline

#: route: (address, who may); everybody else is told 403, or 404 where the page is not theirs to know of
PAGES = {
    "official:home": ("/official/", _EVERYBODY),
    "official:waiting": ("/official/review/", _EVERYBODY),
    "official:say": ("/official/say/", {"designee", "duty clerk"}),
    "official:step": ("/official/say/{draft}/what/", {"designee"}),
    "official:follow_up": ("/official/notices/{official}/", _CITY),
    "official:live": ("/official/notices/{official}/live/", _CITY),
    "official:clock_json": ("/official/notices/{official}/clock.json", _CITY),
    "official:proof": ("/official/notices/{official}/proof/ward-6/", _CITY),
    "official:public_version": ("/official/notices/{official}/public/", {"designee"} | _HEADS | _OFFICE),
    "official:hold": ("/official/notices/{bulletin}/hold/", {"safety officer", "designee", "approver", "partner's approver"}),
    "official:withdraw": ("/official/notices/{official}/withdraw/", {"designee", "approver"}),
    "official:end": ("/official/notices/{official}/end/", {"designee", "approver"}),
    "official:countersign": ("/official/notices/{official}/countersign/", {"designee", "approver"}),
    "official:review": ("/official/review/{council_draft}/", {"approver"}),
    "official:own_words": ("/official/words/{words}/", {"approver", "partner's approver", "translator"}),
    "official:rosters": ("/official/roster/", _CITY),
    "official:roster": ("/official/roster/{evening}/", _CITY),
    "official:say_civic": ("/official/say/civic/", {"designee", "duty clerk"}),
    "official:civic": ("/official/civic/{water}/", _CITY | {"partner's approver", "partner's counsel"}),
    "official:correct": ("/official/notices/{bulletin}/correct/", {"designee"} | _HEADS | _OFFICE),
    "official:all_clear": ("/official/notices/{bulletin}/all-clear/", {"designee"} | _HEADS | _OFFICE),
    "official:copies": ("/official/notices/{bulletin}/copies/", _CITY | {"partner's approver", "partner's counsel"}),
    "official:one_reader": ("/official/one-reader/", {"duty clerk", "administrator"}),
    "official:scenes": ("/official/scenes/", {"designee"}),
    "official:legal_holds": ("/official/legal-holds/", {"counsel", "duty clerk", "partner's counsel"}),
    "official:going_live": ("/official/going-live/", {"counsel", "duty clerk", "partner's counsel"}),
    "council:inbox": ("/council/", _OFFICE | _HEADS),
    "council:request": ("/council/requests/{request}/", _OFFICE),
    "council:public_version": ("/council/notices/{bulletin}/", _OFFICE | _HEADS),
    "council:words": ("/council/notices/{bulletin}/words/", _OFFICE | _HEADS),
    "organization:looking": ("/organization/looking/", {"confirmer"}),
    "organization:worker": ("/organization/looking/worker.js", {"confirmer"}),
    "organization:offer": ("/organization/looking/offers/{offer}/", {"confirmer"}),
    "organization:offer_state": ("/organization/looking/offers/{offer}/state.json", {"confirmer"}),
    "organization:observe": ("/organization/looking/offers/{offer}/observe/", {"confirmer"}),
    "organization:add_picture": ("/organization/looking/offers/{offer}/picture/", {"confirmer"}),
    "organization:pictures": ("/organization/hotline/pictures/", {"shift lead"}),
    "organization:picture": ("/organization/hotline/pictures/{picture_waiting}/", _DESK),
    "organization:counsel_key": ("/organization/counsel/", {"partner's counsel"}),
    "organization:counsel_open": ("/organization/counsel/open/", {"partner's counsel"}),
    "organization:looking_at": ("/organization/looking/{looked}/", {"shift lead"}),
    "organization:thread": ("/organization/looking/{looked}/thread/", {"confirmer"} | _DESK),
    "organization:desk": ("/organization/", {"partner", "partner's approver", "partner's counsel", "translator", "confirmer"} | _DESK),
    "organization:board": ("/organization/hotline/", _DESK),
    "organization:call": ("/organization/hotline/call/", _DESK),
    "organization:incident": ("/organization/hotline/incidents/{scene}/", _DESK),
    "organization:told": ("/organization/hotline/incidents/{scene}/{account}/", _DESK),
    "organization:voicemail": ("/organization/hotline/voicemail/", _DESK),
    "organization:listen": ("/organization/hotline/voicemail/{recording}/", _DESK),
    "organization:sound": ("/organization/hotline/voicemail/{recording}/sound/", _DESK),
    "organization:regather": ("/organization/hotline/regather/", {"shift lead"}),
    "organization:shifts": ("/organization/hotline/shifts/", _DESK),
    "organization:volunteers": ("/organization/hotline/volunteers/", {"shift lead"}),
    "organization:volunteer": ("/organization/hotline/volunteers/{volunteer}/", {"shift lead"}),
    "organization:proposals": ("/organization/proposals/", {"shift lead"}),
    "organization:propose": ("/organization/proposals/{to_tell}/", {"shift lead"}),
    "organization:rumours": ("/organization/rumours/", _DESK),
    "organization:rumour": ("/organization/rumours/{claim}/", _DESK),
    "organization:by_ward": ("/organization/by-ward/", {"partner", "partner's approver"} | _DESK),
    "organization:lessons": ("/organization/lessons/{finished}/", _DESK),
    "organization:lessons_text": ("/organization/lessons/{finished}.txt", _DESK),
    "organization:lessons_json": ("/organization/lessons/{finished}.json", _DESK),
    "organization:notice": ("/organization/notices/{code}/", {"partner", "partner's approver"}),
    "account_home": ("/accounts/", _EVERYBODY),
    "duty": ("/duty/ward-6/", _OFFICE | {"administrator"}),
    "people_list": ("/people/", {"administrator"}),
    "people_invite": ("/people/invite/", {"administrator"}),
    "people_one": ("/people/{person}/", {"administrator"}),
}  # fmt: skip
#: what the public gets is reviewed by partners too: the second page of these routes
PUBLIC_PAGES = {
    "official:review": ("/official/review/{public_draft}/", {"approver", "partner's approver"}),
    "official:withdraw": ("/official/notices/{bulletin}/withdraw/", {"designee", "approver", "partner's approver"}),
    "official:end": ("/official/notices/{bulletin}/end/", {"designee", "approver", "partner's approver"}),
}  # fmt: skip
#: changed by a POST alone (405 to a look), or open to everybody (tests/house/test_routes.py), or the sign-in library's own
NOT_LOOKED_AT = {
    "council:relay",
    "official:send_again",
    "organization:set_right",
    "organization:end",
    "organization:ask_again",
    "organization:handed",
    "people_deactivate",
    "people_reset",
    "people_give_role",
    "people_end_role",
}


@pytest.fixture(scope="module")
def facts(founded: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """A notice of each kind, and one signed-in person of each role."""
    with django_db_blocker.unblock(), clock.fixed(MORNING), transaction.atomic():
        yield _facts()
        transaction.set_rollback(True)


def _facts() -> dict[str, str]:
    official = make.official()
    bulletin = make.bulletin(official)
    by = make.who("ward-6-aide")
    council_draft = make.draft(HowKnown.REQUEST)
    notices.ask_approval(council_draft, by=make.who("chief-designee"))
    request = asked.request_about(said.notice(official).subject, office="ward-6")
    assert request is not None
    return stage.civic() | stage.evening() | stage.hotline() | stage.answering() | stage.looking_with_pictures() | {
        "code": said.notice(bulletin).code, "official": official, "bulletin": bulletin, "draft": make.draft(), "council_draft": council_draft,
        "public_draft": make.public_draft(make.official(areas=("ward:7",))), "request": request.id,
        "words": notices.add_words(bulletin, office="ward-6", language="es", text="Pregunten por favor.", by=by),
        "person": make.who("ward-1-aide").id,
    }  # fmt: skip


@pytest.mark.parametrize("who", sorted(doors.WHO))
def test_pages_when_looked_at_by_a_role_then_open_to_those_alone_who_may(who, facts, db, morning):
    client = doors.enter(doors.WHO[who])

    pages = [*PAGES.items(), *PUBLIC_PAGES.items()]
    found = {(name, address): client.get(address.format(**facts)).status_code for name, (address, _) in pages}

    opened = {page for page, status in found.items() if status == 200}
    assert opened == {(name, address) for name, (address, may) in pages if who in may}
    assert {status for page, status in found.items() if page not in opened} <= {403, 404}


@pytest.mark.parametrize("who", sorted(doors.WHO))
def test_buttons_when_pressed_by_a_role_that_may_not_then_nothing_is_stored(who, facts, db, morning):
    client, before = doors.enter(doors.WHO[who]), doors.stored()
    closed = [(address, may) for address, may in [*PAGES.values(), *PUBLIC_PAGES.values()] if who not in may]

    statuses = {
        client.post(address.format(**facts), {"action": "approve"}).status_code for address, _ in closed
    }

    assert statuses <= {403, 404, 405}
    assert doors.stored() == before


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages_when_nobody_is_signed_in_then_led_to_sign_in(name, facts, db, morning):
    response = Client().get(PAGES[name][0].format(**facts))

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=")


def test_pages_behind_a_sign_in_each_have_their_line():
    ours = {
        name
        for name, _ in routes.patterns()
        if name.partition(":")[0] in {"official", "council", "organization"}
    }

    assert ours - set(PAGES) == NOT_LOOKED_AT & ours


@pytest.mark.parametrize("who", ["partner's approver", "partner's counsel", "partner", "translator"])
def test_desk_of_officials_when_a_partner_looks_then_no_council_notice_is_named(who, facts, db, morning):
    number = said.notice(facts["official"]).number
    client = doors.enter(doors.WHO[who])

    pages = [
        doors.shown(client.get(address)) for address in ("/official/", "/official/review/", "/organization/")
    ]

    assert f"/official/notices/{facts['official']}/" not in "".join(pages)
    assert number in doors.shown(doors.enter("city-clerk").get(f"/official/notices/{facts['official']}/"))
