"""What the desk's pages ask of the room: a place as told, how long a line waits, which rungs a kind has, rest."""

from datetime import timedelta

import pytest

from tests.conftest import MORNING
from tests.reports import make
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.people.rules import Role
from wardbell.reports import actions, queries, rules
from wardbell.reports.models import Report
from wardbell.reports.rules import Kind, Level, PlaceKind, Wait
from wardbell.subscribers.models import ReplyHandle

CROSSING = PlaceKind.INTERSECTION


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("name", "area", "found"),
    [
        ("Ash St & Pier Ave", "ward:6", ("intersection", "Ash St & Pier Ave", "ward:6", "")),
        (" main LIBRARY ", "", ("public_place", "Main Library", "ward:7", "")),
        ("", "ward:3", ("ward", "Ward 3", "ward:3", "")),
        (
            "",
            "neighbourhood:cedar-bend",
            ("neighbourhood", "Cedar Bend", "", "neighbourhood:cedar-bend"),
        ),
        ("", "city", ("ward", "Larkwater", "", "")),
        ("", "", ("ward", "Larkwater", "", "")),
    ],
)
def test_told_place_when_told_then_as_exact_as_it_was_and_no_more(name, area, found):
    place = queries.told_place(name, kind=CROSSING, area=area)

    assert (place.kind, place.name, place.ward, place.neighbourhood) == found


@pytest.mark.usefixtures("city")
def test_told_place_when_there_is_no_such_area_then_says_so():
    with pytest.raises(Unreadable):
        queries.told_place("", kind=CROSSING, area="ward:99")


@pytest.mark.parametrize(
    ("minutes", "is_labelled", "wait"),
    [(0, False, Wait.NEW), (5, False, Wait.WAITING), (10, False, Wait.LATE), (600, True, Wait.LABELLED)],
)
def test_wait_when_nobody_labels_a_line_then_late_after_ten_minutes(minutes, is_labelled, wait):
    assert rules.wait_of(timedelta(minutes=minutes), is_labelled=is_labelled) is wait


def test_rest_when_a_shift_has_ended_then_ten_hours_of_the_last_one():
    ended = [MORNING - timedelta(hours=20), MORNING - timedelta(hours=1), MORNING + timedelta(hours=5)]

    assert rules.rests_until(ended, now=MORNING) == MORNING + timedelta(hours=9)
    assert rules.rests_until(ended[:1], now=MORNING) is None


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.SIGHTING}))
def test_climb_when_it_is_no_scene_then_no_level_of_scenes(kind):
    reachable = {to for level in Level for to in rules.next_levels(level, kind=kind)}

    assert reachable == {Level.UNCONFIRMED, Level.UNFOUNDED, Level.ENDED, Level.RETRACTED}
    with pytest.raises(WrongState):
        rules.check_may_climb(Level.CORROBORATED, kind=kind)


@pytest.mark.usefixtures("city")
def test_receive_call_when_whoever_takes_it_may_not_then_not_even_the_number_is_kept():
    before = ReplyHandle.objects.count()

    with pytest.raises(NotAllowed):
        actions.receive_call(make.told(), number="612-555-0188", by=make.volunteer(Role.CONFIRMER))

    assert (ReplyHandle.objects.count(), Report.objects.count()) == (before, 0)


@pytest.mark.usefixtures("city")
def test_volunteers_when_somebody_has_none_then_without_a_pseudonym_and_never_of_the_city():
    make.of_the_city(Role.DESIGNEE)
    hotline = make.volunteer(Role.HOTLINE)
    known = queries.without_pseudonym(OPERATOR)
    actions.leave(str(make.row_of(hotline).id), by=OPERATOR)

    assert known == []
    assert [account for account, _ in queries.without_pseudonym(OPERATOR)] == [hotline.id]
