"""Who is on call for an office, and who stands in the approver pool."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.actions.rows import account_row, office_row
from wardbell.people.rules import (
    TAKEN_OVER_FOR,
    Role,
    Verb,
    check_may,
    check_may_set_duty,
    check_period,
    check_proxy,
    remaining,
)


@transaction.atomic
def set_duty(office: str, *, account_id: str, starts_at: datetime, ends_at: datetime, by: Actor) -> None:
    """Puts one person on call for an office; whoever was on call in that time is so no longer.

    Raises:
        NotAllowed: neither administrator, nor member or deputy of that office.
        Unreadable: the period, the office, or a person without a role in that office.
    """
    anywhere, in_office = queries.roles_of_actor(by), queries.roles_of_actor_in(by, office)
    check_may_set_duty(anywhere=anywhere, in_office=in_office)
    check_period(starts_at, ends_at)
    row, account = office_row(office), account_row(account_id)
    if not queries.roles_in_office(account_id, office, clock.now()):
        raise Unreadable("Only somebody with a role in this office can be on call for it.")
    _make_room(models.Duty.objects.filter(office=row), taken=(starts_at, ends_at))
    models.Duty.objects.create(office=row, account=account, starts_at=starts_at, ends_at=ends_at)
    facts = {"account": account_id, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    journal.write(verb=Verb.SET_DUTY, about=f"office:{office}", by=by, facts=facts)


@transaction.atomic
def take_over(office: str, *, by: Actor) -> datetime:
    """Puts whoever asks on call for their own office, until the running duty ends, and returns until when.

    Nothing is asked of whoever had it; the journal says from whom it was taken.

    Raises:
        NotAllowed: they have no role in that office that can be on call.
        WrongState: they are on call alone already.
    """
    now = clock.now()
    check_may(queries.roles_of_actor_in(by, office), Verb.TAKE_OVER)
    row, account = office_row(office), account_row(by.id)
    held = [duty for duty in queries.duties(office, now) if duty.starts_at <= now]
    if [duty.account_id for duty in held] == [by.id]:
        raise WrongState("You are on call for this office already.")
    ends_at = max((duty.ends_at for duty in held), default=now + TAKEN_OVER_FOR)
    _make_room(models.Duty.objects.filter(office=row), taken=(now, ends_at))
    models.Duty.objects.create(office=row, account=account, starts_at=now, ends_at=ends_at)
    facts = {"from": [duty.account_id for duty in held], "ends_at": ends_at.isoformat()}
    journal.write(verb=Verb.TAKE_OVER, about=f"office:{office}", by=by, facts=facts)
    return ends_at


@transaction.atomic
def take_over_in_pool(place_of: str, *, by: Actor) -> None:
    """Puts whoever asks into somebody's place in the approver pool, from now until that duty ends; the order stays.

    Raises:
        NotAllowed: they are no approver.
        WrongState: that person does not stand in the pool now, or they themselves do.
    """
    now = clock.now()
    check_may(queries.roles_of_actor(by), Verb.APPROVE)
    row = models.PoolDuty.objects.select_for_update().filter(
        account_id=account_row(place_of).id, starts_at__lte=now, ends_at__gt=now
    ).first()  # fmt: skip
    if row is None:
        raise WrongState("This person does not stand in the approver pool now.")
    if by.id in queries.pool(now):
        raise WrongState("You stand in the approver pool already.")
    position, ends_at = row.position, row.ends_at
    _make_room(models.PoolDuty.objects.filter(id=row.id), taken=(now, ends_at))
    models.PoolDuty.objects.create(account_id=by.id, position=position, starts_at=now, ends_at=ends_at)
    facts = {"from": [place_of], "ends_at": ends_at.isoformat()}
    journal.write(verb=Verb.TAKE_OVER, about="pool:approvers", by=by, facts=facts)


@transaction.atomic
def set_proxy(
    account_id: str, *, stand_in: str, office: str, starts_at: datetime, ends_at: datetime, by: Actor
) -> None:
    """Has another person asked in somebody's place, in one office or (`office` empty) in the approver pool.

    Ladders that are frozen already stay as they are. A second proxy in the same time takes the place of the first.

    Raises:
        NotAllowed: neither for oneself, nor by whoever sets this office's duty or the pool.
        Unreadable: the period, or one of the two has no role there.
    """
    _check_may_set_proxy(account_id, office=office, by=by)
    check_proxy(account_id=account_id, stand_in=stand_in, starts_at=starts_at, ends_at=ends_at)
    seat = office_row(office) if office else None
    both = [account_row(one) for one in (account_id, stand_in)]
    if not all(_has_a_role(one, office) for one in (account_id, stand_in)):
        raise Unreadable("Both need a role there: only then can one be asked in the place of the other.")
    _make_room(models.Proxy.objects.filter(account=both[0], office=seat), taken=(starts_at, ends_at))
    models.Proxy.objects.create(
        account=both[0], office=seat, stand_in=both[1], starts_at=starts_at, ends_at=ends_at
    )
    facts = {
        "account": account_id, "stand_in": stand_in,
        "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(),
    }  # fmt: skip
    journal.write(verb=Verb.SET_PROXY, about=_place(office), by=by, facts=facts)


@transaction.atomic
def end_proxy(proxy_id: str, *, by: Actor) -> None:
    """Ends a proxy now, or calls off one that has not begun.

    Raises:
        NotAllowed: neither for oneself, nor by whoever sets this office's duty or the pool.
        Unreadable: there is none that is not over.
    """
    now = clock.now()
    row = models.Proxy.objects.select_for_update(of=("self",)).select_related("office").filter(
        id=proxy_id, ends_at__gt=now
    ).first()  # fmt: skip
    if row is None:
        raise Unreadable("This proxy has ended already.")
    office = row.office.code if row.office else ""
    _check_may_set_proxy(str(row.account_id), office=office, by=by)
    facts = {"account": str(row.account_id), "stand_in": str(row.stand_in_id)}
    if row.starts_at >= now:
        row.delete()
    else:
        models.Proxy.objects.filter(id=row.id).update(ends_at=now)
    journal.write(verb="people.end_proxy", about=_place(office), by=by, facts=facts)


def _check_may_set_proxy(account_id: str, *, office: str, by: Actor) -> None:
    anywhere = queries.roles_of_actor(by)
    if account_id == by.id:
        check_may(anywhere, Verb.SET_PROXY)
    elif office:
        check_may_set_duty(anywhere=anywhere, in_office=queries.roles_of_actor_in(by, office))
    else:
        check_may(anywhere, Verb.SET_POOL)


def _has_a_role(account_id: str, office: str) -> bool:
    now = clock.now()
    if office:
        return bool(queries.roles_in_office(account_id, office, now))
    return Role.APPROVER in queries.roles_of(account_id, now)


def _place(office: str) -> str:
    return f"office:{office}" if office else "pool:approvers"


@transaction.atomic
def set_pool(account_ids: Sequence[str], *, starts_at: datetime, ends_at: datetime, by: Actor) -> None:
    """Puts approvers into the pool in the order given; whoever stood there in that time does so no longer.

    Raises:
        NotAllowed: neither administrator nor duty clerk.
        Unreadable: the period, nobody, or somebody who is no approver.
    """
    check_may(queries.roles_of_actor(by), Verb.SET_POOL)
    check_period(starts_at, ends_at)
    if not account_ids:
        raise Unreadable("Choose at least one approver: without one, nothing can go to the public.")
    for account_id in account_ids:
        if Role.APPROVER not in queries.roles_of(account_id, clock.now()):
            raise Unreadable("Only somebody with the role of approver can stand in the pool.")
    _make_room(models.PoolDuty.objects.all(), taken=(starts_at, ends_at))
    models.PoolDuty.objects.bulk_create(
        models.PoolDuty(account_id=account_id, position=position, starts_at=starts_at, ends_at=ends_at)
        for position, account_id in enumerate(dict.fromkeys(account_ids), start=1)
    )
    journal.write(verb=Verb.SET_POOL, about="pool:approvers", by=by, facts={"accounts": list(account_ids)})


def _make_room(
    held: QuerySet[models.Duty] | QuerySet[models.PoolDuty] | QuerySet[models.Proxy],
    *,
    taken: tuple[datetime, datetime],
) -> None:
    """Takes a period out of the duties that run into it; what is left of each stays with its holder."""
    for row in held.filter(ends_at__gt=taken[0], starts_at__lt=taken[1]):
        left = remaining((row.starts_at, row.ends_at), taken=taken)
        row.delete()
        for row.starts_at, row.ends_at in left:
            row.pk = ids.new()
            row.save(force_insert=True)
