"""The rules: ladders, moves, and what counts as missed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.escalation import rules
from wardbell.escalation.rules import GRACE, NEXT, Asked, Missed, MissedKind, RequestState, Rung
from wardbell.ground.errors import WrongState

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LADDER = tuple(
    Rung(after_minutes=minutes, accounts=(label,), label=label)
    for minutes, label in ((0, "member"), (5, "deputy"), (10, "aide"), (15, "president"))
)
states = st.sampled_from(RequestState)
ladders = st.lists(st.integers(1, 600), unique=True, max_size=6).map(
    lambda minutes: tuple(
        Rung(after_minutes=after, accounts=(f"account-{after}",), label=f"rung {after}")
        for after in [0, *sorted(minutes)]
    )
)


@given(state=states, to=states)
def test_move_when_the_table_allows_it_then_and_only_then(state, to):
    if to in NEXT[state]:
        assert rules.move(state, to) is to
    else:
        with pytest.raises(WrongState, match=f"cannot become {to}"):
            rules.move(state, to)


@given(to=states)
def test_may_become_then_the_table_read_backwards(to):
    assert rules.may_become(to) == {state for state in RequestState if to in NEXT[state]}


@pytest.mark.parametrize("minutes", [[], [1], [0, 5, 5], [0, 10, 5]])
def test_ladder_when_out_of_order_then_it_is_no_ladder(minutes):
    rungs = tuple(Rung(after_minutes=after, accounts=("a",), label="member") for after in minutes)

    with pytest.raises(ValueError, match="a ladder starts at minute 0"):
        Asked(office="ward-6", rungs=rungs)


@given(ladder=ladders)
def test_ladder_when_frozen_then_it_is_read_back(ladder):
    assert rules.ladder_of(rules.frozen_ladder(ladder)) == ladder


@given(ladder=ladders)
def test_due_when_rungs_follow_then_each_is_later_than_the_last(ladder):
    due = [rules.due_at(NOON, ladder, rung) for rung in range(len(ladder) + 1)]

    assert due[0] == NOON
    assert due == sorted(set(due))
    assert due[-1] - due[-2] == rules.PATIENCE


def test_due_when_the_default_ladder_then_five_ten_fifteen_minutes():
    due = [rules.due_at(NOON, LADDER, rung) - NOON for rung in range(5)]

    assert due == [timedelta(minutes=minutes) for minutes in (0, 5, 10, 15, 20)]


@pytest.mark.parametrize(
    ("who", "next_rung", "was", "is_now"),
    [
        ("member", 0, False, False),
        ("member", 1, True, True),
        ("member", 2, True, False),
        ("deputy", 1, False, False),
        ("deputy", 2, True, True),
        ("president", 4, True, True),
        ("stranger", 4, False, False),
    ],
)
def test_asked_when_rungs_are_reached_then_earlier_ones_still_count(who, next_rung, was, is_now):
    assert rules.was_asked(who, LADDER, next_rung=next_rung) is was
    assert rules.is_asked_now(who, LADDER, next_rung=next_rung) is is_now


@pytest.mark.parametrize(("typed", "code"), [("k7m", "K7M"), (" K-7 m.", "K7M"), ("", ""), ("«K7M»", "K7M")])
def test_code_when_typed_in_any_way_then_one_form(typed, code):
    assert rules.normal_code(typed) == code


@pytest.mark.parametrize(
    ("last_beat", "kind"),
    [
        (timedelta(0), None),
        (-GRACE, None),
        (-GRACE - timedelta(seconds=1), MissedKind.CLOCKWORK),
        (GRACE, None),
        (timedelta(hours=1), MissedKind.CLOCK),
        (-timedelta(hours=1), MissedKind.CLOCKWORK),
    ],
)
def test_beat_when_old_or_still_to_come_then_missed(last_beat, kind):
    missed = rules.missed_beat(last_beat_at=NOON + last_beat, watching_since=NOON, now=NOON)

    assert (missed.kind if missed else None) == kind


def test_beat_when_there_never_was_one_then_missed_after_the_grace():
    late = NOON + GRACE + timedelta(seconds=1)

    assert rules.missed_beat(last_beat_at=None, watching_since=NOON, now=NOON + GRACE) is None
    assert rules.missed_beat(last_beat_at=None, watching_since=NOON, now=late) == Missed(
        kind=MissedKind.CLOCKWORK, key="clockwork:never", due_at=NOON + GRACE
    )
