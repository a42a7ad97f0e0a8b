"""What a contact point may become, and whom a letter is for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.subscribers import rules
from wardbell.subscribers.rules import NEXT, Choices, State

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
CODES = ("city", "ward:6", "ward:7", "neighbourhood:a", "place:b")


def choices(**changes):
    return Choices(
        **{"language": "en", "areas": ("ward:6",), "topics": ("general",), "before_eight": False} | changes
    )


@given(st.sampled_from(State), st.sampled_from(State))
def test_move_when_any_pair_then_only_what_the_table_says(state, to):
    if to in NEXT[state]:
        assert rules.move(state, to) == to
        assert state in rules.before(to)
    else:
        with pytest.raises(WrongState):
            rules.move(state, to)


@given(
    chosen=st.sets(st.sampled_from(CODES), min_size=1),
    asked=st.lists(st.tuples(st.sampled_from(CODES), st.frozensets(st.sampled_from(CODES))), max_size=4),
    topic=st.sampled_from(["", "general", "enforcement"]),
)
def test_area_when_any_letter_then_reached_exactly_if_topic_and_area_meet(chosen, asked, topic):
    reached = rules.area_that_reaches(choices(areas=tuple(chosen)), topic=topic, asked=asked)

    meant = [code for code, codes in asked if codes & chosen]
    assert reached == (meant[0] if meant and topic in {"", "general"} else None)


def test_check_when_a_city_node_is_asked_for_enforcement_then_refused():
    with pytest.raises(NotAllowed):
        rules.check_choices(choices(topics=("enforcement",)), languages=("en",), is_community=False)


@pytest.mark.parametrize(
    "wrong", [{"language": "tlh"}, {"areas": ()}, {"areas": (" ",)}, {"topics": ("x" * 100,)}]
)
def test_check_when_choices_are_wrong_then_says_so(wrong):
    with pytest.raises(Unreadable):
        rules.check_choices(choices(**wrong), languages=("en",), is_community=True)


def test_check_when_an_area_is_given_twice_then_kept_once():
    kept = rules.check_choices(choices(areas=("ward:6", " ward:6")), languages=("en",), is_community=True)

    assert kept.areas == ("ward:6",)


@pytest.mark.parametrize(
    ("state", "n_asked", "minutes", "may"),
    [
        (State.PENDING, 0, None, True), (State.PENDING, 1, 9, False), (State.PENDING, 1, 10, True),
        (State.PENDING, 3, 60, False), (State.ACTIVE, 0, None, False), (State.STOPPED, 0, None, False),
    ],
)  # fmt: skip
def test_may_ask_when_asked_before_then_seldom(state, n_asked, minutes, may):
    asked_at = None if minutes is None else NOW - timedelta(minutes=minutes)

    assert rules.may_ask(state, n_asked=n_asked, asked_at=asked_at, now=NOW) is may
