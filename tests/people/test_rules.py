"""Who may do what: the table is whole, and nobody slips through it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.people import rules
from wardbell.people.rules import PERMISSIONS, Role, Verb

EPOCH = datetime(2026, 11, 23, tzinfo=UTC)
ROLES = st.frozensets(st.sampled_from(Role))
HOURS = st.integers(min_value=0, max_value=400)


def at(hours: int) -> datetime:
    return EPOCH + timedelta(hours=hours)


def periods() -> st.SearchStrategy[tuple[datetime, datetime]]:
    return (
        st.tuples(HOURS, HOURS).filter(lambda two: two[0] < two[1]).map(lambda two: (at(two[0]), at(two[1])))
    )


def test_table_when_read_then_every_verb_has_roles():
    assert set(PERMISSIONS) == set(Verb)
    assert all(PERMISSIONS.values())


def test_table_when_read_then_every_role_may_do_something():
    assert frozenset().union(*PERMISSIONS.values()) == frozenset(Role)


def test_table_when_read_then_no_role_speaks_and_approves():
    assert PERMISSIONS[Verb.SPEAK].isdisjoint(PERMISSIONS[Verb.APPROVE])


def test_table_when_read_then_an_administrator_says_nothing_to_anybody():
    said = {verb for verb in Verb if verb.startswith(("notices.", "phrases.", "escalation."))}

    assert {verb for verb in said if Role.ADMINISTRATOR in PERMISSIONS[verb]} == set()


@given(roles=ROLES, verb=st.sampled_from(Verb))
def test_check_may_when_any_roles_then_agrees_with_the_table(roles, verb):
    if roles & PERMISSIONS[verb]:
        rules.check_may(roles, verb)
    else:
        with pytest.raises(NotAllowed, match="Your role does not allow this"):
            rules.check_may(roles, verb)


@given(roles=ROLES, more=ROLES, verb=st.sampled_from(Verb))
def test_may_when_a_role_is_added_then_nothing_is_lost(roles, more, verb):
    assert rules.may(roles | more, verb) >= rules.may(roles, verb)


@given(roles=ROLES)
def test_second_factor_when_somebody_can_send_then_needed(roles):
    sending = {Verb.SPEAK, Verb.SPEAK_ON_BEHALF, Verb.APPROVE, Verb.WITHDRAW, Verb.RELAY, Verb.INVITE}

    if any(rules.may(roles, verb) for verb in sending):
        assert rules.needs_second_factor(roles)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.PRESIDENT])
def test_second_factor_when_nobody_can_be_reached_through_them_then_not_needed(role):
    assert not rules.needs_second_factor({role})


@given(held=periods(), taken=periods())
def test_remaining_when_a_period_is_taken_out_then_the_rest_and_only_the_rest_is_left(held, taken):
    left = rules.remaining(held, taken=taken)

    for hour in range(401):
        moment = at(hour)
        is_left = any(begins <= moment < ends for begins, ends in left)
        assert is_left == (held[0] <= moment < held[1] and not taken[0] <= moment < taken[1])
    assert list(left) == sorted(left)


@pytest.mark.parametrize(
    ("roles", "roles_there", "passes"),
    [
        ({Role.ADMINISTRATOR}, set(), True),
        ({Role.DEPUTY}, {Role.DEPUTY}, True),
        ({Role.MEMBER}, {Role.MEMBER}, True),
        ({Role.DEPUTY}, set(), False),
        ({Role.AIDE}, {Role.AIDE}, False),
        (set(), set(), False),
    ],
)
def test_set_duty_when_asked_then_only_own_office_or_administrator(roles, roles_there, passes):
    if passes:
        rules.check_may_set_duty(anywhere=roles, in_office=roles_there)
    else:
        with pytest.raises(NotAllowed):
            rules.check_may_set_duty(anywhere=roles, in_office=roles_there)


@pytest.mark.parametrize("hours", [0, -1, 14 * 24 + 1])
def test_period_when_backwards_or_too_long_then_refused(hours):
    with pytest.raises(Unreadable):
        rules.check_period(at(24), at(24) + timedelta(hours=hours))


def test_invitation_when_its_time_is_over_then_refused():
    rules.check_invitation(expires_at=at(2), accepted_at=None, now=at(1))

    with pytest.raises(WrongState, match="time of this link is over"):
        rules.check_invitation(expires_at=at(2), accepted_at=None, now=at(2))
    with pytest.raises(WrongState, match="used before"):
        rules.check_invitation(expires_at=at(2), accepted_at=at(1), now=at(1))
