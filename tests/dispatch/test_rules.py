"""Moves, retries, receipts and the night, against small models of what they should be."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dispatch import make
from wardbell.dispatch import rules
from wardbell.dispatch.letters import Lane, Reach
from wardbell.dispatch.rules import NEXT, Again, Heard, Settle, State, Tried
from wardbell.ground.errors import NotAllowed, WrongState

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ZONES = (
    "America/Chicago",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)
instants = st.integers(1_704_067_200, 1_893_456_000).map(
    lambda s: datetime.fromtimestamp(s, UTC)
)  # 2024 to 2029


@given(st.sampled_from(State), st.sampled_from(State))
def test_move_when_any_pair_then_only_what_the_table_says(state, to):
    if to in NEXT[state]:
        assert rules.move(state, to) == to
        assert state in rules.before(to)
    else:
        with pytest.raises(WrongState):
            rules.move(state, to)


#: the reference model: how much each thing told weighs; the heaviest ever told is what stands
WEIGHT = {Heard.ACCEPTED: 1, Heard.UNDELIVERED: 2, Heard.DELIVERED: 3}
STANDS = {1: State.SENT, 2: State.UNDELIVERED, 3: State.DELIVERED}


@given(
    start=st.sampled_from([State.HELD, State.QUEUED, State.SENDING, State.UNKNOWN, State.FAILED, State.SUPPRESSED, State.SENT]),
    told=st.lists(st.sampled_from(Heard), min_size=1, max_size=8),
    order=st.randoms(use_true_random=False),
)  # fmt: skip
def test_told_when_in_any_order_and_doubled_then_as_the_reference_model(start, told, order):
    shuffled = told * 2
    order.shuffle(shuffled)

    state = start
    for heard in shuffled:
        state = rules.told(state, heard)

    assert state == STANDS[max(WEIGHT[heard] for heard in told)]


@given(st.sampled_from(State), st.sampled_from(Heard))
def test_told_when_any_state_then_never_back(state, heard):
    after = rules.told(state, heard)

    assert after == state or after in NEXT[state]
    assert after not in {State.HELD, State.QUEUED, State.SENDING} or after == state
    assert not (state == State.DELIVERED and after != State.DELIVERED)


@given(instants, st.sampled_from(ZONES))
def test_quiet_when_any_instant_and_zone_then_ends_at_eight_on_the_wall(at, name):
    zone = ZoneInfo(name)

    until = rules.quiet_until(at, zone=zone)

    is_night = not time(8) <= at.astimezone(zone).time() < time(21)
    assert (until is not None) == is_night
    if until is not None:
        assert until.astimezone(zone).time() == time(8)
        assert timedelta(0) < until - at <= timedelta(hours=12)  # eleven, and one when summer time ends
        assert rules.quiet_until(until, zone=zone) is None


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        ("2026-03-07T22:00", 9),  # the night in which summer time begins is an hour short
        ("2026-10-31T22:00", 11),  # and the one in which it ends an hour long
        ("2026-11-23T22:00", 10), ("2026-11-23T21:00", 11), ("2026-11-23T07:59", 1 / 60),
    ],
)  # fmt: skip
def test_quiet_when_the_clock_changes_then_still_eight(local, hours):
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("America/Chicago")).astimezone(UTC)

    until = rules.quiet_until(at, zone=ZoneInfo("America/Chicago"))

    assert until is not None
    assert until - at == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("changes", "before_eight", "wakes"),
    [
        ({"is_urgent": True}, True, True), ({"is_urgent": True}, False, False), ({"is_urgent": False}, True, False),
        ({"is_urgent": False, "lane": Lane.REPLIES}, False, True),
        ({"is_urgent": False, "lane": Lane.OFFICIALS}, False, True),
        ({"is_urgent": False, "lane": Lane.CORRECTIONS}, True, False),
    ],
)  # fmt: skip
def test_may_wake_when_asked_then_only_urgent_to_who_said_yes(changes, before_eight, wakes):
    assert rules.may_wake(make.bulletin(**changes), before_eight=before_eight) is wakes


def attempt(tried, **changes):
    given = {
        "n_attempts": 1, "lane": Lane.ROUTINE, "is_urgent": False, "takes_key": False, "was_resent": False, "now": NOW,
    }  # fmt: skip
    return rules.next_attempt(tried, **(given | changes))


def test_next_attempt_when_sent_then_settled():
    assert attempt(Tried.SENT) == Settle(state=State.SENT)


def test_next_attempt_when_unknown_then_life_safety_once_more_and_routine_not():
    again = Again(at=NOW + rules.RESEND_AFTER, is_possible_double=True)

    assert attempt(Tried.UNKNOWN) == Settle(state=State.UNKNOWN)
    by_key = Again(at=NOW + rules.RESEND_WITH_KEY_AFTER, is_possible_double=True)
    assert attempt(Tried.UNKNOWN, takes_key=True) == by_key
    assert attempt(Tried.UNKNOWN, takes_key=True, was_resent=True) == by_key
    for changes in (
        {"is_urgent": True},
        {"lane": Lane.LIFE_SAFETY},
        {"lane": Lane.OFFICIALS},
        {"lane": Lane.CORRECTIONS},
    ):
        assert attempt(Tried.UNKNOWN, **changes) == again
        assert attempt(Tried.UNKNOWN, was_resent=True, **changes) == Settle(state=State.UNKNOWN)


def test_next_attempt_when_failed_then_waits_longer_each_time_and_ends():
    waits = []
    for n_attempts in range(1, 100):
        decided = attempt(Tried.FAILED, n_attempts=n_attempts)
        if isinstance(decided, Settle):
            break
        waits.append((decided.at - NOW).total_seconds())

    assert waits == sorted(waits)
    assert (waits[0], waits[-1], n_attempts) == (30, 1800, 16)
    assert decided == Settle(state=State.FAILED)


def test_next_attempt_when_permanent_or_told_when_then_obeys():
    assert attempt(Tried.FAILED, is_permanent=True) == Settle(state=State.FAILED)
    assert attempt(Tried.FAILED, retry_after_s=240) == Again(at=NOW + timedelta(seconds=240))
    assert attempt(Tried.FAILED, retry_after_s=1e9) == Again(at=NOW + timedelta(hours=1))
    assert attempt(Tried.FAILED, lane=Lane.OFFICIALS) == Again(at=NOW + timedelta(seconds=5))


@given(
    may=st.sampled_from(Reach),
    reach=st.sampled_from(Reach),
    exercise=st.booleans(),
    has_readers=st.booleans(),
)
def test_reach_when_any_then_never_wider_and_no_drill_to_readers(may, reach, exercise, has_readers):
    letter = make.bulletin(may_reach=may, exercise=exercise)

    if reach > may or (exercise and has_readers):
        with pytest.raises(NotAllowed):
            rules.check_reach(letter, reach=reach, has_readers=has_readers)
    else:
        rules.check_reach(letter, reach=reach, has_readers=has_readers)


@given(now=instants, hold=st.integers(0, 7200), is_awake=st.booleans())
def test_held_when_hold_and_night_meet_then_the_later_of_both(now, hold, is_awake):
    zone, release_at = ZoneInfo("America/Chicago"), now + timedelta(seconds=hold)

    until = rules.held_until(now=now, release_at=release_at, is_awake=is_awake, zone=zone)

    leaves_at = until or now
    assert leaves_at >= release_at
    assert until is None or until > now
    assert is_awake or rules.quiet_until(leaves_at, zone=zone) is None


@pytest.mark.parametrize(
    ("changes", "has_readers", "seconds"),
    [
        ({}, True, 60), ({"hold_seconds": 0}, True, 0), ({}, False, 0), ({"lane": Lane.REPLIES}, True, 0),
    ],
)  # fmt: skip
def test_release_when_bulk_then_after_the_visible_hold(changes, has_readers, seconds):
    letter = make.bulletin(**({"hold_seconds": 60} | changes))

    assert rules.release_at(letter, has_readers=has_readers, now=NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(("n", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (2000, 2000)])
def test_masked_when_under_five_then_hidden(n, shown):
    assert rules.masked(n) == shown
