"""From incident to word at the desk: verified facts alone, two persons, and what changed is set right to whoever got it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.dispatch import make as letters
from tests.notices import make as notices_make
from tests.reports import make
from tests.subscribers import make as readers
from tests.web import doors
from wardbell.channels import memory
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office
from wardbell.dispatch.models import Posting
from wardbell.dispatch.post_office import Renderings
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.journal.models import Entry
from wardbell.notices import actions as said
from wardbell.notices import queries as notices
from wardbell.notices.models import Notice
from wardbell.notices.rules import Answer, State, Status
from wardbell.people.rules import Role
from wardbell.reports import actions, queries
from wardbell.reports.models import Basis, Rumour
from wardbell.reports.rules import Label, Level, Place, PlaceKind
from wardbell.subscribers import actions as subscribers

pytestmark = pytest.mark.usefixtures("larkwater")
LAT, LON = 47.208, -90.487  # in ward 7
PARTNERS_APPROVER = "legal-aid-approver"


@pytest.fixture
def lead(larkwater: None) -> Actor:
    return make.volunteer(Role.SHIFT_LEAD)


def enter(by: Actor) -> Client:
    client = Client()
    client.post(reverse("demo_enter"), {"account": by.id})
    return client


def proposed(incident: object, by: Actor, **given: str) -> str:
    """Proposes by the door, and returns the notice's id."""
    answer = enter(by).post(reverse("organization:propose", args=[incident.id]), given)
    assert answer.status_code == 302, doors.shown(answer)
    return str(Basis.objects.get(incident=incident).notice_id)


def approve(notice_id: str, who: str = PARTNERS_APPROVER) -> None:
    answer = doors.enter(who).post(reverse("official:review", args=[notice_id]), {"action": "approve"})
    assert answer.status_code == 302, doors.shown(answer)


def let_go() -> None:
    """Lets the visible hold pass, and sends."""
    with clock.fixed(clock.now() + timedelta(minutes=2)):
        notices_make.send_everything()
        notices_make.release()


def set_right(notice_id: str, by: Actor, **given: str) -> None:
    assert enter(by).post(reverse("organization:set_right", args=[notice_id]), given).status_code == 302


@pytest.mark.parametrize("level", [Level.RECEIVED, Level.UNCONFIRMED, Level.CORROBORATED, Level.UNFOUNDED])
def test_propose_when_nobody_stands_behind_it_then_neither_door_nor_rule_lets_it(lead, level):
    incident = make.incident(level, lead=lead)
    address, before = reverse("organization:propose", args=[incident.id]), Notice.objects.count()

    by_door = enter(lead).post(address).status_code
    with pytest.raises(NotAllowed, match="Only what is confirmed"):
        actions.propose(str(incident.id), by=lead)

    assert (by_door, enter(lead).get(address).status_code) == (403, 404)
    assert Notice.objects.count() == before


def test_publish_when_a_draft_of_the_community_has_no_basis_then_the_database_refuses(lead):
    facts = {"status": Status.ONGOING, "areas": ("ward:6",), "agents": Answer.YES, "civil": Answer.NOT_KNOWN}
    bare = said.propose_verified(organization="hotline", by=lead, source_at=notices_make.source_at(), **facts)
    said.ask_approval(bare, by=lead)

    with pytest.raises(IntegrityError, match="has_a_basis"), transaction.atomic():
        Notice.objects.filter(id=bare).update(state=State.PUBLISHED)
    with pytest.raises(WrongState, match="not confirmed any more"):
        said.approve(bare, by=notices_make.who(PARTNERS_APPROVER))

    assert notices.notice(bare).state is State.IN_REVIEW


def test_publish_when_the_incident_was_retracted_since_then_the_database_refuses(lead):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    notice_id = proposed(incident, lead)
    actions.move(str(incident.id), Level.RETRACTED, by=lead)

    with pytest.raises(IntegrityError, match="has_a_basis"), transaction.atomic():
        Notice.objects.filter(id=notice_id).update(state=State.PUBLISHED)
    review = reverse("official:review", args=[notice_id])
    assert doors.enter(PARTNERS_APPROVER).post(review, {"action": "approve"}).status_code == 409

    assert notices.notice(notice_id).state is State.IN_REVIEW


def test_propose_when_confirmed_then_two_persons_send_it_to_the_ward(lead):
    readers.readers(3, before_eight=True)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)

    notice_id = proposed(incident, lead)
    waiting = notices.notice(notice_id)
    review = doors.shown(doors.enter(PARTNERS_APPROVER).get(reverse("official:review", args=[notice_id])))
    approve(notice_id)
    let_go()

    found = notices.notice(notice_id)
    assert (waiting.state, found.state, found.agents, found.areas) == (
        State.IN_REVIEW, State.PUBLISHED, Answer.YES, ("ward:6",),
    )  # fmt: skip
    assert "Person" not in review, "who leads a shift is known to nobody of the city"
    assert len(letters.copies(subject=found.subject)) == 3


def test_propose_when_its_author_approves_then_refused(lead):
    notice_id = proposed(make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)

    with pytest.raises(NotAllowed):
        said.approve(notice_id, by=lead)


def test_propose_when_a_notice_of_the_incident_stands_then_no_second_one(lead):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    proposed(incident, lead)

    assert enter(lead).post(reverse("organization:propose", args=[incident.id])).status_code == 409
    assert Basis.objects.filter(incident=incident).count() == 1


def test_set_right_when_the_incident_ended_then_the_same_readers_hear_it(lead):
    readers.readers(2, before_eight=True)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    notice_id = proposed(incident, lead)
    approve(notice_id)
    let_go()
    nothing_due = queries.due()
    actions.move(str(incident.id), Level.ENDED, by=lead)

    set_right(notice_id, lead)
    let_go()

    [withdrawal] = [one for one in notices.set_right() if one.earlier.id == notice_id]
    assert (nothing_due, notices.notice(notice_id).state, queries.due()) == ([], State.ENDED, [])
    assert len(letters.copies(subject=notices.notice(withdrawal.later.id).subject)) == 2


def test_set_right_when_it_was_something_else_then_a_correction_by_two_persons_stands_in_the_ledger(lead):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    notice_id = proposed(incident, lead)
    approve(notice_id)
    make.confirmed_as_other(str(incident.id), lead=lead)

    set_right(notice_id, lead, agents="yes")
    correction = Basis.objects.get(incident=incident, label=Label.NOT_IMMIGRATION).notice_id
    approve(str(correction))

    view = notices.notice(str(correction))
    ledger = doors.shown(Client().get(reverse("public:corrections")))
    assert (view.kind, view.agents, view.civil) == ("correction", Answer.YES, Answer.NO)
    assert notices.notice(notice_id).state is State.ENDED
    assert "It is not civil immigration enforcement." in ledger
    assert "We do not know if it is civil immigration enforcement." in ledger


def test_set_right_when_retracted_then_withdrawn(lead):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    notice_id = proposed(incident, lead)
    approve(notice_id)
    actions.move(str(incident.id), Level.RETRACTED, by=lead)

    set_right(notice_id, lead)

    assert (notices.notice(notice_id).state, notices.notice(notice_id).withdrawn_at is not None) == (
        State.WITHDRAWN, True,
    )  # fmt: skip


def end(notice_id: str, by: Actor) -> None:
    assert enter(by).post(reverse("organization:end", args=[notice_id])).status_code == 302


def test_end_when_it_was_something_else_then_the_lead_ends_it_and_the_same_readers_hear_it(lead):
    readers.readers(2, before_eight=True)
    incident = make.incident(Level.RECEIVED, lead=lead)
    make.confirmed_as_other(str(incident.id), lead=lead)
    notice_id = proposed(incident, lead, agents="yes")
    approve(notice_id)
    let_go()
    shown = doors.shown(enter(lead).get(reverse("organization:proposals")))

    end(notice_id, lead)
    let_go()

    [withdrawal] = [one for one in notices.set_right() if one.earlier.id == notice_id]
    assert (queries.due(), notices.notice(notice_id).state) == ([], State.ENDED)
    assert len(letters.copies(subject=notices.notice(withdrawal.later.id).subject)) == 2
    assert f'action="{reverse("organization:end", args=[notice_id])}"' in shown
    assert Entry.objects.filter(verb="reports.end_notice").count() == 1


def test_end_when_it_was_confirmed_then_it_ends_with_its_incident_alone(lead):
    notice_id = proposed(make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
    approve(notice_id)
    shown = doors.shown(enter(lead).get(reverse("organization:proposals")))

    end(notice_id, lead)

    assert notices.notice(notice_id).state is State.PUBLISHED
    assert reverse("organization:end", args=[notice_id]) not in shown


def test_end_when_somebody_of_the_desk_leads_no_shift_then_turned_away(lead):
    incident = make.incident(Level.RECEIVED, lead=lead)
    make.confirmed_as_other(str(incident.id), lead=lead)
    notice_id = proposed(incident, lead, agents="no")
    approve(notice_id)

    answer = enter(make.volunteer(Role.HOTLINE)).post(reverse("organization:end", args=[notice_id]))

    assert (answer.status_code, notices.notice(notice_id).state) == (403, State.PUBLISHED)


def test_sent_back_when_asked_again_then_it_waits_for_a_second_person_anew(lead):
    notice_id = proposed(make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
    said.send_back(notice_id, reason="Is it over?", by=notices_make.who(PARTNERS_APPROVER))
    client = enter(lead)
    shown = doors.shown(client.get(reverse("organization:proposals")))

    client.post(reverse("organization:ask_again", args=[notice_id]), {"action": "ask"})

    assert "Is it over?" in shown
    assert notices.notice(notice_id).state is State.IN_REVIEW


def test_sent_back_when_its_author_would_change_what_was_verified_then_refused(lead):
    notice_id = proposed(make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
    said.send_back(notice_id, reason="Is it over?", by=notices_make.who(PARTNERS_APPROVER))

    with pytest.raises(WrongState, match="what was verified"):
        said.answer(notice_id, areas=("ward:1",), by=lead)

    assert notices.notice(notice_id).areas == ("ward:6",)


def test_rumour_when_not_known_then_ward_link_and_nothing_else(lead):
    client = enter(lead)
    client.post(
        reverse("organization:rumours"),
        {"claim": "a raid at Ash and Pier", "ward": "ward:6", "is_public_claim": "on"},
    )
    rumour = Rumour.objects.get()
    page = reverse("organization:rumour", args=[rumour.id])
    for given in (
        {"action": "ask_again"}, {"action": "take"}, {"action": "answer", "incident": ""},
        {"action": "propose", "link": "https://news.example/raid"},
    ):  # fmt: skip
        assert client.post(page, given).status_code == 302, given
    [draft] = notices.of_organization("hotline")
    approve(draft.id)
    client.post(page, {"action": "record", "notice": draft.id})

    rumour.refresh_from_db()
    text = notices.text(draft.id, language="en", medium="sms").body
    assert (rumour.state, str(rumour.notice_id)) == ("published", draft.id)
    assert "We do not know yet" in text
    assert "Ash" not in text
    assert "told" in doors.shown(client.get(reverse("organization:rumours")))


def test_rumour_when_another_notice_is_named_then_not_recorded(lead):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    other = notices.notice(notices_make.bulletin())
    rumour = actions.log_rumour("they are there", ward="ward:6", is_public_claim=True, by=lead)
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    client.post(page, {"action": "take"})
    client.post(page, {"action": "answer", "incident": str(incident.id)})

    refused = client.post(page, {"action": "record", "notice": other.id})

    assert (refused.status_code, Rumour.objects.get().state) == (409, "answered")


def test_rumour_when_nobody_says_it_in_public_then_not_even_that_it_is_not_known(lead):
    rumour = actions.log_rumour("they are there", ward="ward:6", is_public_claim=False, by=lead)
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    client.post(page, {"action": "take"})

    assert client.post(page, {"action": "answer", "incident": ""}).status_code == 409


def test_pages_when_looked_at_by_each_then_the_desk_alone_sees_corners_and_the_city_nothing(lead):
    make.incident(Level.CORROBORATED, lead=lead, place=make.OTHER_CORNER)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    page = reverse("organization:by_ward")

    desk, partner = (doors.shown(one.get(page)) for one in (enter(lead), doors.enter("hotline-lead")))
    city = doors.enter("ward-6-aide")

    assert (make.CORNER.name in desk.replace("&amp;", "&"), make.CORNER.name in partner.replace("&amp;", "&")) == (
        True, False,
    )  # fmt: skip
    assert '<th scope="row">Ward 3</th><td>0</td>' in partner, "a row of the table, and of nothing else"
    assert [one.count("Ward 3") for one in (desk, partner)] == [2, 1]
    addresses = [page, reverse("organization:rumours"), reverse("organization:proposals"),
                 reverse("organization:propose", args=[incident.id])]  # fmt: skip
    assert {city.get(one).status_code for one in addresses} == {403}


def test_lessons_when_finished_then_steps_without_persons_words_or_corners(lead):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    notice_id = proposed(incident, lead)
    approve(notice_id)
    client = enter(lead)
    open_one = client.get(reverse("organization:lessons", args=[incident.id])).status_code
    actions.move(str(incident.id), Level.ENDED, by=lead)

    pack = client.get(reverse("organization:lessons_json", args=[incident.id])).json()
    text = doors.shown(client.get(reverse("organization:lessons_text", args=[incident.id])))
    page = doors.shown(client.get(reverse("organization:lessons", args=[incident.id])))

    assert open_one == 404
    assert (pack["level"], pack["ward"], pack["asked"], pack["on_site"]) == ("ended", "ward:6", 1, 1)
    assert [one["what"] for one in pack["steps"]].count("noticed") == 1
    for shown in (str(pack), text, page):
        assert not any(word in shown for word in (make.TEXT, "Ash St", make.row_of(lead).pseudonym))


# --- "we do not know yet", and then it is known

LINK = "https://news.example/raid"


def said_not_known(lead: Actor, ward: str = "ward:6") -> tuple[str, str]:
    """A claim of which two persons said that it is not known yet; returns its id and the notice's."""
    rumour = actions.log_rumour("a raid at Ash and Pier", ward=ward, is_public_claim=True, by=lead)
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    steps = ({"action": "take"}, {"action": "answer", "incident": ""}, {"action": "propose", "link": LINK})
    for given in steps:
        assert client.post(page, given).status_code == 302, given
    notice_id = str(Rumour.objects.get(id=rumour).not_known_id)
    approve(notice_id)
    return rumour, notice_id


def answered_by(rumour: str, incident: object, lead: Actor) -> str:
    """Answers the claim by an incident, and returns the id of what tells so, before anybody approved it."""
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    steps = ({"action": "take"}, {"action": "answer", "incident": str(incident.id)}, {"action": "propose"})
    for given in steps:
        assert client.post(page, given).status_code == 302, given
    return str(Basis.objects.get(incident=incident).notice_id)


def heard(notice_id: str) -> set[int]:
    return {one.reader_id for one in letters.copies(subject=notices.notice(notice_id).subject)}


@pytest.mark.parametrize(
    ("level", "says"),
    [
        (Level.CONFIRMED_COMMUNITY, "Federal agents are there."),
        (Level.NOT_IMMIGRATION, "It is not civil immigration enforcement."),
        (Level.ENDED, "It has ended."),
    ],
)
def test_not_known_when_it_is_known_then_whoever_got_that_gets_the_answer(lead, level, says):
    there = readers.readers(4, before_eight=True)
    rumour, check = said_not_known(lead)
    let_go()
    said_to = heard(check)
    subscribers.stop(there[0], by=readers.SOMEBODY, method="reply")
    readers.reader("+16125559999", before_eight=True)
    incident = known(level, lead)

    answer = answered_by(rumour, incident, lead)
    approve(answer)
    let_go()

    view = notices.notice(answer)
    assert (len(said_to), heard(answer)) == (4, set(there[1:]))
    assert (view.kind, view.corrects, notices.notice(check).state) == ("correction", check, State.ENDED)
    assert set(Posting.objects.filter(subject=view.subject).values_list("lane", flat=True)) == {"corrections"}
    assert says in notices.text(answer, language="en", medium="sms").body


def known(level: Level, lead: Actor):
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    if level is Level.NOT_IMMIGRATION:
        make.confirmed_as_other(str(incident.id), lead=lead)
    elif level is Level.ENDED:
        actions.move(str(incident.id), Level.ENDED, by=lead)
    return incident


def test_not_known_when_answered_then_the_old_page_and_the_ledger_lead_to_the_answer(lead):
    rumour, check = said_not_known(lead)
    answer = answered_by(rumour, make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
    approve(answer)

    old, new = notices.notice(check), notices.notice(answer)
    page = doors.shown(Client().get(reverse("public:bulletin", args=[old.code])))
    ledger = doors.shown(Client().get(reverse("public:corrections")))

    assert "We know more now about Ward 6" in page
    assert reverse("public:bulletin", args=[new.code]) in page
    assert 'class="struck"' in page
    assert all(reverse("public:bulletin", args=[one.code]) in ledger for one in (old, new))


def test_not_known_when_held_for_the_night_then_the_answer_comes_first_and_alone(lead):
    there = readers.readers(3, before_eight=True)
    rumour, check = said_not_known(lead)
    let_go()
    answer = answered_by(rumour, make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
    approve(answer)
    let_go()

    with clock.fixed(clock.now() + timedelta(hours=4)):
        notices_make.release()
        dispatch.sweep()
        notices_make.send_everything()

    assert letters.states(subject=notices.notice(check).subject) == {"suppressed": 3}
    assert letters.states(subject=notices.notice(answer).subject) == {"sent": 3}
    assert heard(answer) == set(there)


def test_not_known_when_the_answer_comes_while_it_is_being_sent_then_it_overtakes_the_rest(lead):
    there = readers.readers(100)
    with clock.fixed(clock.now() + timedelta(hours=7)):
        rumour, check = said_not_known(lead)
        for posting in Posting.objects.filter(subject=notices.notice(check).subject):
            dispatch.expand(str(posting.id))
        batch = dispatch.claim("routine", "one")
        dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
        answer = answered_by(rumour, make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
        approve(answer)
        dispatch.sweep()
        let_go()

    bodies = [one.body for one in memory.outbox() if notices.notice(answer).number in one.body]
    first_answer = next(n for n, body in enumerate(bodies) if "We know more now" in body)
    assert letters.states(subject=notices.notice(check).subject) == {"sent": 64, "suppressed": 36}
    assert heard(answer) == set(there)
    assert not any("We do not know yet if it is so" in body for body in bodies[first_answer:])


def test_not_known_when_the_answer_is_in_the_making_then_no_second_one(lead):
    rumour, check = said_not_known(lead)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    answered_by(rumour, incident, lead)

    again = enter(lead).post(reverse("organization:propose", args=[incident.id]))

    assert (again.status_code, Basis.objects.filter(incident=incident).count()) == (409, 1)
    assert notices.notice(check).state is State.PUBLISHED


def test_not_known_when_the_incident_was_told_already_then_the_check_is_answered_all_the_same(lead):
    rumour, check = said_not_known(lead)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    approve(proposed(incident, lead))
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    client.post(page, {"action": "take"})
    client.post(page, {"action": "answer", "incident": str(incident.id)})
    listed = doors.shown(client.get(reverse("organization:proposals")))

    client.post(reverse("organization:propose", args=[incident.id]))

    answers = [one for one in notices.of_organization("hotline") if one.corrects == check]
    assert "We said that we do not know yet. The claim is answered by now:" in listed
    assert [one.state for one in answers] == [State.IN_REVIEW]


def test_not_known_when_something_was_confirmed_in_its_ward_then_the_shift_is_asked(lead):
    rumour, _check = said_not_known(lead)
    page = reverse("organization:proposals")
    before = doors.shown(enter(lead).get(page))
    with clock.fixed(clock.now() + timedelta(minutes=5)):
        make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
        after = doors.shown(enter(lead).get(page))

    asks = "Does it answer the claim?"
    assert (asks in before, asks in after) == (False, True)
    assert reverse("organization:rumour", args=[rumour]) in after


def test_answer_when_it_is_no_rumour_check_then_refused(lead):
    notice_id = proposed(make.incident(Level.CONFIRMED_COMMUNITY, lead=lead), lead)
    approve(notice_id)

    with pytest.raises(WrongState, match="Only a rumour check"):
        said.answer_rumour_check(notice_id, by=lead, status=Status.ONGOING)


def test_not_known_when_its_draft_is_thrown_away_then_the_claim_is_free_again(lead):
    rumour = actions.log_rumour("a raid", ward="ward:6", is_public_claim=True, by=lead)
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    for given in (
        {"action": "take"},
        {"action": "answer", "incident": ""},
        {"action": "propose", "link": LINK},
    ):
        client.post(page, given)
    [draft] = notices.of_organization("hotline")
    said.send_back(draft.id, reason="Is it said in public?", by=notices_make.who(PARTNERS_APPROVER))

    client.post(reverse("organization:ask_again", args=[draft.id]), {"action": "discard"})

    assert Rumour.objects.get().not_known_id is None


def test_by_ward_when_incidents_are_confirmed_then_a_map_and_a_table_say_the_same_and_points_are_the_desks_alone(
    lead,
):
    make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    make.report(place=Place(kind=PlaceKind.INTERSECTION, name="Elm St & Dock Rd", lat=LAT, lon=LON))
    make.report(place=make.OTHER_CORNER)
    make.report(place=make.corner(8))  # lies outside the city
    page = reverse("organization:by_ward")

    desk, partner = (doors.shown(one.get(page)) for one in (enter(lead), doors.enter("hotline-lead")))

    assert [one.count("× 1") for one in (desk, partner)] == [1, 1]
    assert '<th scope="row">Ward 6</th><td>1</td><td>0</td>' in partner
    assert [one.count('<g class="dot">') for one in (desk, partner)] == [1, 0]
    assert [one.count("not on the map") for one in (desk, partner)] == [3, 0]
    assert [one.count("Dock Rd") for one in (desk, partner)] == [1, 0]
