"""Duty taken over, and who is asked while somebody is away."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from tests.people import make
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.journal import queries as journal
from wardbell.people import actions, models, queries
from wardbell.people.queries import POOL
from wardbell.people.rules import LONGEST_PROXY, Role, standing_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def pooled(at: datetime, *rows: models.Account) -> None:
    for position, row in enumerate(rows, start=1):
        models.PoolDuty.objects.create(account=row, position=position, starts_at=at - DAY, ends_at=at + DAY)


def away(row: models.Account, stand_in: models.Account, at: datetime, office: str = "ward-6") -> None:
    actions.set_proxy(
        str(row.id), stand_in=str(stand_in.id), office=office, starts_at=at, ends_at=at + 5 * DAY,
        by=make.actor(row),
    )  # fmt: skip


# --- taking over


def test_take_over_when_another_is_on_call_then_until_their_duty_ends_and_the_journal_says_from_whom(morning):
    aide, deputy = make.holder(Role.AIDE, "ward-6"), make.holder(Role.DEPUTY, "ward-6")
    make.duty(aide, "ward-6", morning - DAY, morning + timedelta(hours=3))

    until = actions.take_over("ward-6", by=make.actor(deputy))

    assert until == morning + timedelta(hours=3)
    assert queries.on_call("ward-6", morning) == [str(deputy.id)]
    assert queries.on_call("ward-6", morning - timedelta(minutes=1)) == [str(aide.id)]
    [entry] = journal.about("office:ward-6")
    assert str(aide.id) in entry.facts


def test_take_over_when_nobody_was_on_call_then_for_twelve_hours(morning):
    aide = make.holder(Role.AIDE, "ward-6")

    assert actions.take_over("ward-6", by=make.actor(aide)) == morning + timedelta(hours=12)


def test_take_over_when_of_another_office_or_on_call_already_then_refused(morning):
    aide, stranger = make.holder(Role.AIDE, "ward-6"), make.holder(Role.AIDE, "ward-7")
    actions.take_over("ward-6", by=make.actor(aide))

    with pytest.raises(NotAllowed):
        actions.take_over("ward-6", by=make.actor(stranger))
    with pytest.raises(WrongState):
        actions.take_over("ward-6", by=make.actor(aide))


def test_take_over_in_pool_when_taken_then_the_same_place(morning):
    one, two, three = (make.holder(Role.APPROVER) for _ in range(3))
    pooled(morning, one, two)

    actions.take_over_in_pool(str(one.id), by=make.actor(three))

    assert queries.pool(morning) == [str(three.id), str(two.id)]
    with pytest.raises(WrongState):
        actions.take_over_in_pool(str(two.id), by=make.actor(three))
    with pytest.raises(WrongState):
        actions.take_over_in_pool(str(one.id), by=make.actor(one))


def test_take_over_in_pool_when_no_approver_then_refused(morning):
    one, aide = make.holder(Role.APPROVER), make.holder(Role.AIDE, "ward-6")
    pooled(morning, one)

    with pytest.raises(NotAllowed):
        actions.take_over_in_pool(str(one.id), by=make.actor(aide))


# --- standing in


def test_proxy_when_away_then_the_other_is_asked_only_in_that_time(morning):
    member, aide = make.holder(Role.MEMBER, "ward-6"), make.holder(Role.AIDE, "ward-6")
    deputy = make.holder(Role.DEPUTY, "ward-6")
    away(member, deputy, morning)

    asked = [queries.first_asked("ward-6", morning + days * DAY) for days in (0, 4, 5)]

    others = [str(deputy.id), str(aide.id)]
    assert asked == [others, others, [str(member.id), str(aide.id)]]


def test_proxy_when_the_stand_in_leaves_then_whoever_is_away_is_asked_again(morning):
    member, deputy = make.holder(Role.MEMBER, "ward-6"), make.holder(Role.DEPUTY, "ward-6")
    away(member, deputy, morning)
    models.Membership.objects.filter(account=deputy).update(ends_at=morning)

    assert queries.first_asked("ward-6", morning) == [str(member.id)]


def test_proxy_when_in_the_pool_then_asked_in_that_place(morning):
    one, two, three = (make.holder(Role.APPROVER) for _ in range(3))
    pooled(morning, one, two)
    away(one, three, morning, office=POOL)

    assert queries.pool(morning) == [str(three.id), str(two.id)]


def test_proxy_when_the_president_is_away_then_the_office_answers(morning):
    president, deputy = make.holder(Role.PRESIDENT, "ward-4"), make.holder(Role.DEPUTY, "ward-4")
    away(president, deputy, morning, office="ward-4")

    assert queries.presidents(morning) == [str(deputy.id)]


def test_proxy_when_a_second_in_the_same_time_then_it_takes_the_place_of_the_first(morning):
    member, one, two = (make.holder(role, "ward-6") for role in (Role.MEMBER, Role.DEPUTY, Role.AIDE))
    away(member, one, morning)
    away(member, two, morning + DAY)

    standing = [queries.asked_for([str(member.id)], "ward-6", morning + days * DAY) for days in (0, 1, 5, 6)]

    assert standing == [[str(one.id)], [str(two.id)], [str(two.id)], [str(member.id)]]


@pytest.mark.parametrize("who", ["stranger", "oneself", "too long", "backwards"])
def test_proxy_when_not_right_then_says_why(morning, who):
    member, stranger = make.holder(Role.MEMBER, "ward-6"), make.holder(Role.AIDE, "ward-7")
    deputy = make.holder(Role.DEPUTY, "ward-6")
    stand_in = {"stranger": stranger, "oneself": member}.get(who, deputy)
    ends_at = {"too long": morning + LONGEST_PROXY + DAY, "backwards": morning}.get(who, morning + DAY)

    with pytest.raises(Unreadable):
        actions.set_proxy(
            str(member.id), stand_in=str(stand_in.id), office="ward-6", starts_at=morning, ends_at=ends_at,
            by=make.actor(member),
        )  # fmt: skip


def test_proxy_when_set_or_ended_for_another_then_only_by_whoever_sets_the_duty(morning):
    member, deputy, aide = (make.holder(role, "ward-6") for role in (Role.MEMBER, Role.DEPUTY, Role.AIDE))
    given = {"stand_in": str(deputy.id), "office": "ward-6", "starts_at": morning, "ends_at": morning + DAY}

    with pytest.raises(NotAllowed):
        actions.set_proxy(str(member.id), **given, by=make.actor(aide))
    actions.set_proxy(str(member.id), **given, by=make.actor(deputy))
    [proxy] = queries.proxies("ward-6", morning)
    with pytest.raises(NotAllowed):
        actions.end_proxy(proxy.id, by=make.actor(aide))
    actions.end_proxy(proxy.id, by=make.actor(member))

    assert queries.proxies("ward-6", morning) == []
    assert [one.verb for one in journal.about("office:ward-6")] == ["people.end_proxy", "people.set_proxy"]


def test_database_when_somebody_stands_in_for_themselves_then_refused(morning):
    member = make.holder(Role.MEMBER, "ward-6")

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Proxy.objects.create(account=member, stand_in=member, starts_at=morning, ends_at=morning + DAY)


_PEOPLE = some.sampled_from("abcdef")


@given(asked=some.lists(_PEOPLE), proxies=some.dictionaries(_PEOPLE, _PEOPLE))
def test_rules_when_anybody_is_away_then_somebody_is_asked_each_once_and_nobody_who_is_away(asked, proxies):
    found = standing_in(asked, proxies)

    assert bool(found) is bool(asked)
    assert len(found) == len(set(found))
    assert all(one not in proxies or _in_a_circle(one, proxies) for one in found)
    assert standing_in(asked, {}) == list(dict.fromkeys(asked))


def _in_a_circle(one: str, proxies: dict[str, str]) -> bool:
    seen, current = set(), one
    while current in proxies and current not in seen:
        seen.add(current)
        current = proxies[current]
    return current in seen
