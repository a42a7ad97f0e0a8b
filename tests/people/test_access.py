"""Accounts that nobody uses are locked, roles that nobody confirms end, and nobody is surprised."""

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from tests.people import make
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.journal import queries as journal
from wardbell.people import access, actions, models, queries
from wardbell.people.access import DAY, WEEK, Due, Terms, Told
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db
TERMS = Terms(dormant=timedelta(days=45), review=timedelta(days=90), grace=timedelta(days=14))
NOON = datetime.fromisoformat("2026-11-23T18:00:00+00:00")


def ids(found: list[object]) -> list[str]:
    return [one.account_id for one in found]  # type: ignore[attr-defined]


# --- locked


def test_lock_when_locked_then_may_do_nothing_goes_on_being_told_and_sessions_end(morning):
    aide = make.holder(Role.AIDE, "ward-6")
    make.duty(aide, "ward-6", morning - DAY, morning + DAY)
    UserSession.objects.create(
        user=aide, session_key="k", ip="127.0.0.1", user_agent="", created_at=morning, last_seen_at=morning
    )

    actions.lock(str(aide.id), by=CLOCKWORK)

    assert queries.roles_of(str(aide.id), morning) == frozenset()
    assert queries.roles_in_office(str(aide.id), "ward-6", morning) == frozenset()
    assert queries.first_asked("ward-6", morning) == [str(aide.id)]
    assert list(queries.contacts([str(aide.id)])) == [str(aide.id)]
    assert not UserSession.objects.exists()


def test_lock_when_an_approver_or_designee_then_not_asked_to_stand_behind_anything(morning):
    approver, designee = make.holder(Role.APPROVER), make.holder(Role.DESIGNEE, "chief")
    models.PoolDuty.objects.create(
        account=approver, position=1, starts_at=morning - DAY, ends_at=morning + DAY
    )
    for one in (approver, designee):
        actions.lock(str(one.id), by=CLOCKWORK)

    assert (queries.pool(morning), queries.designees(morning)) == ([], [])


def test_unlock_when_an_administrator_then_as_before_and_counted_as_used(morning):
    administrator, aide = make.holder(Role.ADMINISTRATOR), make.holder(Role.AIDE, "ward-6")
    actions.lock(str(aide.id), by=CLOCKWORK)

    with clock.fixed(morning + timedelta(days=60)):
        actions.unlock(str(aide.id), by=make.actor(administrator))
        seen = [one for one in queries.dormant(clock.now()) if one.account_id == str(aide.id)]

    assert queries.roles_of(str(aide.id), morning) == {Role.AIDE}
    assert seen == []
    verbs = [one.verb for one in journal.about(f"account:{aide.id}")]
    assert verbs == ["people.unlock", "people.lock"]


def test_unlock_when_not_locked_or_no_administrator_or_oneself_then_refused(morning):
    administrator, aide = make.holder(Role.ADMINISTRATOR), make.holder(Role.AIDE, "ward-6")

    with pytest.raises(WrongState):
        actions.unlock(str(aide.id), by=make.actor(administrator))
    with pytest.raises(NotAllowed):
        actions.unlock(str(administrator.id), by=make.actor(aide))
    with pytest.raises(NotAllowed):
        actions.unlock(str(administrator.id), by=make.actor(administrator))


def test_dormant_when_asked_then_only_who_can_send_and_who_is_on_call_first(morning):
    aide, called = make.holder(Role.AIDE, "ward-6"), make.holder(Role.AIDE, "ward-7")
    used = make.holder(Role.AIDE, "ward-8", last_login=morning + timedelta(days=30))
    make.holder(Role.PRESIDENT, "ward-9")
    make.duty(called, "ward-7", morning, morning + timedelta(days=60))

    found = queries.dormant(morning + timedelta(days=40))

    assert ids(found) == [str(called.id), str(aide.id)]
    assert {one.due for one in found} == {Due.WARN_WEEK}
    assert str(used.id) not in ids(found)


def test_left_alone_when_the_last_who_can_act_is_locked_then_named(morning):
    aide, _other = make.holder(Role.AIDE, "ward-6"), make.holder(Role.AIDE, "ward-7")
    make.office("ward-8")  # nobody was ever there

    before = queries.offices_left_alone(morning)
    actions.lock(str(aide.id), by=CLOCKWORK)

    assert before == []
    assert [office.code for office in queries.offices_left_alone(morning)] == ["ward-6"]


# --- roles for a time, and confirmed


def test_role_when_given_until_then_ends_at_that_instant_whatever_runs(morning):
    administrator, aide = make.holder(Role.ADMINISTRATOR), make.account()
    make.office("ward-6")
    until = morning + timedelta(days=3)
    given_role = {"role": Role.AIDE, "office": "ward-6", "by": make.actor(administrator)}
    actions.give_role(str(aide.id), until=until, **given_role)

    held = [queries.roles_of(str(aide.id), morning + days * DAY) for days in (0, 2, 3)]
    with clock.fixed(until):
        [lapsed] = queries.lapsed(clock.now())
        ended = [actions.end_lapsed(lapsed, by=CLOCKWORK)]
        actions.give_role(str(aide.id), **given_role)

    assert held == [{Role.AIDE}, {Role.AIDE}, frozenset()]
    assert ended == [True]
    assert models.Membership.objects.filter(account=aide, ends_at=until).count() == 1
    assert queries.roles_of(str(aide.id), until) == {Role.AIDE}


def test_role_when_its_end_is_over_already_then_refused(morning):
    administrator, aide = make.holder(Role.ADMINISTRATOR), make.account()
    make.office("ward-6")

    with pytest.raises(Unreadable):
        actions.give_role(
            str(aide.id), role=Role.AIDE, office="ward-6", until=morning, by=make.actor(administrator)
        )


def test_confirm_when_administrator_or_member_then_not_overdue_and_journalled(morning):
    administrator, member = make.holder(Role.ADMINISTRATOR), make.holder(Role.MEMBER, "ward-6")
    aide, stranger = make.holder(Role.AIDE, "ward-6"), make.holder(Role.MEMBER, "ward-7")
    with clock.fixed(morning + timedelta(days=90)):
        [line] = [one for one in queries.to_confirm(clock.now()) if one.account_id == str(aide.id)]
        with pytest.raises(NotAllowed):
            actions.confirm_role(line.membership_id, by=make.actor(stranger))
        with pytest.raises(NotAllowed):
            actions.confirm_role(line.membership_id, by=make.actor(aide))
        actions.confirm_role(line.membership_id, by=make.actor(member))
        actions.confirm_role(line.membership_id, by=make.actor(administrator))
        after = [one for one in queries.to_confirm(clock.now()) if one.account_id == str(aide.id)]

    assert (line.is_overdue, after[0].is_overdue) == (True, False)
    assert [one.verb for one in journal.about(f"account:{aide.id}")] == ["people.confirm_roles"] * 2


def test_confirm_when_ones_own_role_then_refused(morning):
    administrator = make.holder(Role.ADMINISTRATOR)
    [line] = queries.to_confirm(morning)

    with pytest.raises(NotAllowed):
        actions.confirm_role(line.membership_id, by=make.actor(administrator))


def test_end_unconfirmed_when_the_last_administrator_then_stays_and_another_goes(morning):
    one = make.holder(Role.ADMINISTRATOR)
    [line] = queries.to_confirm(morning)

    stays = actions.end_unconfirmed(line.membership_id, by=CLOCKWORK)
    make.holder(Role.ADMINISTRATOR)
    goes = actions.end_unconfirmed(line.membership_id, by=CLOCKWORK)

    assert (stays, goes) == (False, True)
    assert queries.roles_of(str(one.id), morning) == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"until": NOON - timedelta(days=900)},
        {"confirmed_at": NOON},
        {"confirmed_by": "somebody"},
    ],
)
def test_database_when_a_role_is_half_confirmed_or_ends_before_it_starts_then_refused(morning, changes):
    make.holder(Role.AIDE, "ward-6")

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Membership.objects.update(**changes)


# --- the decisions


@given(looks=some.lists(some.integers(0, 120 * 24), min_size=1, max_size=40))
def test_rules_when_the_node_looks_at_any_times_then_told_a_day_before_and_locked_not_too_soon(looks):
    told: dict[Told, datetime] = {}
    for hours in sorted(looks):
        now = NOON + timedelta(hours=hours)
        match access.due_when_dormant(seen_at=NOON, told=told, now=now, terms=TERMS):
            case Due.WARN_WEEK:
                assert now >= NOON + TERMS.dormant - WEEK
                told[Told.WEEK] = now
            case Due.WARN_DAY:
                assert now >= NOON + TERMS.dormant - DAY
                told[Told.DAY] = now
            case Due.LOCK:
                assert now >= NOON + TERMS.dormant
                assert now >= told[Told.DAY] + DAY
                return
            case None:
                assert now < NOON + TERMS.dormant or Told.DAY in told


@given(days=some.integers(0, 4000))
def test_rules_when_a_term_is_zero_then_nothing_is_ever_due(days):
    off = Terms(dormant=timedelta(0), review=timedelta(0), grace=timedelta(0))
    now = NOON + timedelta(days=days)

    assert access.due_when_dormant(seen_at=NOON, told={}, now=now, terms=off) is None
    assert access.overdue_at(starts_at=NOON, confirmed_at=None, terms=off) is None


@given(told=some.none() | some.integers(0, 400), now=some.integers(0, 400))
def test_rules_when_a_role_ends_then_its_holder_was_told_the_whole_grace_before(told, now):
    told_at = None if told is None else NOON + timedelta(days=told)

    ends = access.ends_unconfirmed(told_at=told_at, now=NOON + timedelta(days=now), terms=TERMS)

    assert ends is (told is not None and now - told >= 14)
