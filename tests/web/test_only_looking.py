"""Looking changes nothing: after every page was opened, every table is as it was."""

import pytest
from django.test import Client

from tests.browser import routes, stage
from tests.web import doors
from wardbell.escalation import actions as escalation

pytestmark = pytest.mark.usefixtures("larkwater")
#: whose pages lie behind an address, by how it begins; the first that fits
VISITORS = {
    "/official/": ("chief-designee", "clerk-approver"), "/council/": ("ward-6-aide",),
    "/organization/hotline/": ("shift-lead",), "/organization/": ("hotline-lead", "confirmer", "shift-lead", "legal-aid-counsel"), "/people/": ("administrator",), "/duty/": ("administrator",),
    "/accounts/": ("", "administrator"), "/": ("",),
}  # fmt: skip
#: what stands in an address, by the name that the route gives it; each is tried
PLACES = {
    "notice_id": ("official", "bulletin", "draft"),
    "offer_id": ("offer_offered", "offer_there"), "incident_id": ("scene", "looked"), "report_id": ("account",), "volunteer_id": ("volunteer",),
    "picture_id": ("picture_waiting", "picture_cleared"),
    "recording_id": ("recording",),
    "request_id": ("request",), "words_id": ("words",), "account_id": ("person",),
    "code": ("code",), "token": ("token", "confirmation", "stop", "invitation"),
}  # fmt: skip
FIXED = {
    "office": "ward-6",
    "ward": "ward:6",
    "scheme": "twilio",
    "about": "inbound",
    "step": "check",
    "pk": "1",
}


def test_pages_when_each_is_opened_by_who_may_then_no_table_changes():
    escalation.beat()  # else the node says of itself that it is not ready
    stage.take_readers()
    facts = (
        stage._said()
        | stage._waiting()
        | stage._taken_back()
        | stage._drafts()
        | stage._people()
        | stage._links()
        | stage.hotline()
        | stage.looking_with_pictures()
    )
    clients = {
        who: doors.enter(who) if who else Client()
        for who in {one for each in VISITORS.values() for one in each}
    }
    before = doors.stored()

    statuses = [
        clients[who].get(one).status_code for one in sorted(addresses(facts)) for who in visitors_of(one)
    ]

    assert doors.stored() == before
    assert statuses.count(200) > 60, "pages were really shown"
    assert max(statuses) < 500


def visitors_of(address: str) -> tuple[str, ...]:
    return next(who for beginning, who in VISITORS.items() if address.startswith(beginning))


def addresses(facts: dict[str, str]) -> set[str]:
    """Every route with each of the things that may stand in it."""
    found = {str(prefix) + str(one.pattern) for prefix, one in routes.with_prefixes()}
    for place, names in PLACES.items():
        found = {filled for one in found for filled in _each(one, place, [facts[name] for name in names])}
    for place, value in FIXED.items():
        found = {filled for one in found for filled in _each(one, place, [value])}
    return {f"/{one}" for one in found if "<" not in one}


def _each(route: str, place: str, values: list[str]) -> list[str]:
    before, mark, rest = route.partition(f":{place}>")
    if not mark:
        return [route]
    return [before[: before.rindex("<")] + value + rest for value in values]
