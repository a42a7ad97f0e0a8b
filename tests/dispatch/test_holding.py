"""The safety hold: it delays, alters nothing, ends by itself, and is counted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries, rules
from wardbell.dispatch.letters import Audience, Lane, Reach
from wardbell.dispatch.models import Hold, Posting
from wardbell.ground import clock, ids, jobs
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Conflict, NotAllowed, Refused, WrongState
from wardbell.journal import queries as journal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
WHY = "Rescuers are inside and would be endangered."


def person(name: str = "Safety officer (demo)") -> Actor:
    return Actor(id=str(ids.new()), kind=ActorKind.ACCOUNT, label=name)


def hold(
    subject: str = "notice:1", *, minutes: int = 30, by: Actor | None = None, **changes: object
) -> Actor:
    by = by or person()
    dispatch.place_hold(subject, minutes=minutes, reason=WHY, exercise=bool(changes.get("exercise")), by=by)
    return by


def sent() -> int:
    """Does what the clockwork does, and counts what has left."""
    dispatch.sweep()
    jobs.run_all()
    return len(memory.outbox())


def test_hold_when_placed_then_nothing_public_leaves_until_it_ends_by_itself(noon):
    subscribed.reader()
    dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    hold(minutes=20)
    jobs.run_all()

    with clock.fixed(noon + timedelta(minutes=20, seconds=-1)):
        before = sent()
    with clock.fixed(noon + timedelta(minutes=20)):
        after = sent()

    assert (before, after) == (0, 1)
    assert queries.hold("notice:1").released_by == "clockwork"
    assert [one.verb for one in journal.about("notice:1")] == ["dispatch.release_hold", "dispatch.place_hold"]


def test_hold_when_over_then_the_text_is_the_one_that_was_posted(noon):
    subscribed.reader()
    subscribed.reader("+16125550101")
    make.post(make.bulletin(subject="notice:2"))
    dispatch.post(make.bulletin(subject="notice:1"), to=make.to_ward(), by=make.DESIGNEE)
    officer = hold()
    jobs.run_all()
    dispatch.release_hold("notice:1", by=officer)
    jobs.run_all()

    texts = [one.body for one in memory.outbox()]

    assert len(texts) == 4
    assert len(set(texts)) == 1


def test_hold_when_a_ward_relays_meanwhile_then_that_waits_too(noon):
    subscribed.reader()
    hold()
    make.post(make.bulletin())
    make.post(make.bulletin(subject="notice:1#ward-6-words-en"))

    assert sent() == 0


def test_hold_when_officials_or_another_notice_then_they_do_not_wait(noon):
    subscribed.reader()
    hold()
    make.post(make.official(), Audience(accounts=(make.account(),)))
    make.post(make.bulletin(subject="notice:11"))

    assert sent() == 3


def test_hold_when_a_correction_comes_then_it_leaves_and_what_waited_is_void(noon):
    subscribed.reader()
    make.post(make.bulletin())
    dispatch.post(make.bulletin(subject="notice:1#ward-6"), to=make.to_ward(), by=make.DESIGNEE)
    hold()
    jobs.run_all()
    correction = make.bulletin(subject="notice:3", lane=Lane.CORRECTIONS, overtakes="notice:1")
    make.post(correction, Audience(same_as="notice:1"))

    with clock.fixed(noon + timedelta(minutes=31)):
        left = sent()

    assert left == 2  # the first copy, and its correction
    assert not Posting.objects.filter(overtakes="notice:1", held_until__isnull=False).exists()


def test_renew_when_a_second_person_then_thirty_minutes_more_and_only_once(noon):
    subscribed.reader()
    dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    first = hold()
    second = person("Second officer (demo)")

    with clock.fixed(noon + timedelta(minutes=25)):
        with pytest.raises(NotAllowed):
            dispatch.renew_hold("notice:1", minutes=30, reason=WHY, by=first)
        dispatch.renew_hold("notice:1", minutes=30, reason=WHY, by=second)
        with pytest.raises(WrongState):
            dispatch.renew_hold("notice:1", minutes=30, reason=WHY, by=second)
    with clock.fixed(noon + timedelta(minutes=54)):
        before = sent()
    with clock.fixed(noon + timedelta(minutes=55)):
        after = sent()

    assert (before, after) == (0, 1)


def test_renew_when_the_hold_is_over_then_refused(noon):
    hold(minutes=10)

    with clock.fixed(noon + timedelta(minutes=10)), pytest.raises(WrongState):
        dispatch.renew_hold("notice:1", minutes=10, reason=WHY, by=person())


def test_hold_when_held_before_then_refused(noon):
    dispatch.release_hold("notice:1", by=hold())

    with pytest.raises(Conflict):
        hold()


@pytest.mark.parametrize(("minutes", "reason"), [(0, WHY), (31, WHY), (30, ""), (30, "  ")])
def test_hold_when_too_long_or_without_a_reason_then_refused(minutes, reason):
    with pytest.raises(Refused):
        dispatch.place_hold("notice:1", minutes=minutes, reason=reason, exercise=False, by=person())

    assert not Hold.objects.exists()


def test_figures_when_counted_then_begun_minutes_without_exercises(noon):
    dispatch.release_hold("notice:1", by=hold())
    hold("notice:2", minutes=30)
    hold("notice:3", exercise=True)
    with clock.fixed(noon + timedelta(minutes=12, seconds=5)):
        figures = queries.hold_figures(noon - timedelta(days=1))

    assert figures == queries.HoldFigures(n_holds=2, n_renewed=0, minutes=13, longest_minutes=13)


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": 31},
        {"minutes": 0},
        {"reason": ""},
        {"renewed_at": "now", "renewed_minutes": 31, "renewed_reason": WHY, "renewed_by": "somebody"},
        {"renewed_at": "now", "renewed_minutes": 5, "renewed_reason": "", "renewed_by": "somebody"},
        {"renewed_at": "now", "renewed_minutes": 5, "renewed_reason": WHY, "renewed_by": "placed_by"},
        {"released_at": "now"},
    ],
)
def test_database_when_a_hold_breaks_the_law_then_refused(noon, changes):
    hold()
    row = Hold.objects.get()
    stands_for = {"now": noon, "somebody": ids.new(), "placed_by": row.placed_by}
    for name, value in changes.items():
        setattr(row, name, stands_for.get(value, value))

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "changes", [{"lane": Lane.CORRECTIONS}, {"overtakes": "notice:9"}, {"audience_reach": 1}]
)
def test_database_when_a_correction_or_a_council_letter_is_held_then_refused(noon, changes):
    dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.update(held_until=noon, **changes)


@given(
    minutes=some.integers(1, 30),
    renewed=some.none() | some.tuples(some.integers(0, 29), some.integers(1, 30)),
)
def test_rules_when_any_hold_then_never_longer_than_an_hour(minutes, renewed):
    placed_at = clock.now()
    if renewed is None:
        ends_at = rules.hold_ends_at(placed_at=placed_at, minutes=minutes)
        assert ends_at - placed_at <= rules.LONGEST_HOLD
        return
    renewed_at = placed_at + timedelta(minutes=min(renewed[0], minutes - 1))
    ends_at = rules.hold_ends_at(
        placed_at=placed_at, minutes=minutes, renewed_at=renewed_at, renewed_minutes=renewed[1]
    )
    assert ends_at - renewed_at <= rules.LONGEST_HOLD
    assert ends_at - placed_at < 2 * rules.LONGEST_HOLD


@given(
    lane=some.sampled_from(Lane),
    reach=some.sampled_from(Reach),
    overtakes=some.sampled_from(["", "notice:1"]),
)
def test_rules_when_held_then_only_what_is_public_and_takes_nothing_back(lane, reach, overtakes):
    held = rules.may_be_held(lane, reach=reach, overtakes=overtakes)

    assert held is (reach is Reach.PUBLIC and not overtakes and lane in {Lane.LIFE_SAFETY, Lane.ROUTINE})
