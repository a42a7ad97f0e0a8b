"""A partner's program tells what its people saw: masked, once by the partner's own id, on a community's node alone."""

import pytest

from tests.web.api.conftest import problem
from tests.web.api.test_walk import instant
from wardbell.journal.models import Entry
from wardbell.reports.models import Report
from wardbell.reports.rules import CALM

GIVEN = {
    "reference": "2026-11-23/0017", "first_hand": "yes", "text": "Four officers in vests at the laundromat", "place": "Ash St & Pier Ave",
    "area": "ward:6", "markings": ["vest", "police", "vest"], "equipment": ["van"], "n_people": 4,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _community(settings) -> None:
    settings.NODE_ROLES = frozenset({"community"})


def test_tell_when_a_partner_does_then_kept_as_its_organizations(program):
    at = instant(minutes_ago=9)

    told = program.done("/reports", GIVEN | {"happened_at": at}, who="hotline-lead")

    row = Report.objects.get()
    assert told == {"id": str(row.id), "reference": "2026-11-23/0017", "shows_911": False}
    assert (row.source, row.way, row.organization, row.ward, row.markings) == (
        "partner",
        "api",
        "hotline",
        "ward:6",
        ["police", "vest"],
    )
    assert instant(minutes_ago=9) == row.seen_at.isoformat().replace("+00:00", "Z")


def test_tell_when_sent_again_under_another_key_then_the_same_report(program):
    first = program.done("/reports", GIVEN, who="hotline-lead")
    again = program.done("/reports", GIVEN | {"text": "told anew"}, who="hotline-lead")

    assert (again, Report.objects.count()) == (first, 1)


def test_tell_when_it_holds_what_may_not_be_kept_then_masked_and_never_refused(program):
    text = (
        "Plate KLM 482 at 2114 Ash Street apartment 3, my neighbor Maria Lopez is undocumented. "
        + "x" * 5_000
    )
    program.done(
        "/reports", GIVEN | {"text": text, "place": "2114 Ash Street apartment 3"}, who="hotline-lead"
    )

    row = Report.objects.select_related("incident").get()
    assert [
        word for word in ("KLM", "2114", "Lopez", "undocumented") if word in row.text + row.place_name
    ] == []
    assert (row.incident.is_dwelling, row.place_kind, row.ward) == (True, "ward", "ward:6")
    assert [one for one in Entry.objects.all() if "Lopez" in str(one.facts)] == []


def test_tell_when_somebody_is_threatened_then_the_program_is_told_to_show_911(program):
    told = program.done("/reports", GIVEN | {"kind": "threat"}, who="hotline-lead")

    assert told["shows_911"]


@pytest.mark.parametrize("who", ["ward-6-aide", "chief-designee", "city-clerk", "administrator"])
def test_tell_when_no_partner_does_then_not_allowed_and_nothing_kept(program, who):
    answer = program.post("/reports", GIVEN, who=who)

    assert (problem(answer), Report.objects.count()) == ((403, "not-allowed"), 0)


def test_tell_when_the_node_is_the_citys_alone_then_no_such_thing(program, settings):
    settings.NODE_ROLES = frozenset({"city"})

    answer = program.post("/reports", GIVEN, who="hotline-lead")

    assert (problem(answer), Report.objects.count()) == ((404, "not-found"), 0)


@pytest.mark.parametrize(
    "wrong",
    [{"markings": ["badge 1234"]}, {"reference": "with space"}, {"first_hand": "perhaps"}, {"plate": "KLM 482"},
     {"area": "ward:99"}, {"lat": 47.0}, {"n_people": 0}, {"lat": 91.0, "lon": 0.0}],
)  # fmt: skip
def test_tell_when_not_of_the_form_then_said_so_and_nothing_kept(program, wrong):
    answer = program.post("/reports", GIVEN | wrong, who="hotline-lead")

    assert (problem(answer), Report.objects.count()) == ((422, "invalid"), 0)


def test_tell_when_the_open_form_is_flooded_then_a_partner_is_asked_no_work(program):
    for n in range(CALM + 2):
        program.done("/reports", GIVEN | {"reference": f"r{n}"}, who="hotline-lead")

    assert Report.objects.count() == CALM + 2
