"""Who is on call for an office, and who stands in the approver pool."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.actions.rows import account_row, office_row
from wardbell.people.rules import Role, Verb, check_may, check_may_set_duty, check_period, remaining


@transaction.atomic
def set_duty(office: str, *, account_id: str, starts_at: datetime, ends_at: datetime, by: Actor) -> None:
    """Puts one person on call for an office; whoever was on call in that time is so no longer.

    Raises:
        NotAllowed: neither administrator, nor member or deputy of that office.
        Unreadable: the period, the office, or a person without a role in that office.
    """
    anywhere, in_office = queries.roles_of_actor(by), queries.roles_in_office(by.id, office, clock.now())
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
    held: QuerySet[models.Duty] | QuerySet[models.PoolDuty], *, taken: tuple[datetime, datetime]
) -> None:
    """Takes a period out of the duties that run into it; what is left of each stays with its holder."""
    for row in held.filter(ends_at__gt=taken[0], starts_at__lt=taken[1]):
        left = remaining((row.starts_at, row.ends_at), taken=taken)
        row.delete()
        for row.starts_at, row.ends_at in left:
            row.pk = ids.new()
            row.save(force_insert=True)
