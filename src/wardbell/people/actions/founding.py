"""Founding a city: its offices, its partners and, in a made-up city, its people, as the pack says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, Unreadable
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.pack import Pack, PackPerson, read_pack
from wardbell.people.rules import Verb, check_may
from wardbell.places import queries as places

_MADE_UP_DUTY = timedelta(days=3650)  # a made-up city has nobody who would renew a duty


@dataclass(frozen=True, kw_only=True)
class Founded:
    """How many of each were new."""

    offices: int
    organizations: int
    people: int


@transaction.atomic
def found_offices(pack_code: str, *, by: Actor) -> Founded:
    """Makes the offices and partners of a pack; its people too, unless this node is live. Harmless when run twice.

    Raises:
        NotAllowed: only administrators, or an operator at the command line.
        Unreadable: there is no such pack, or it is not of the form.
    """
    check_may(queries.roles_of_actor(by), Verb.INVITE)
    pack = read_pack(places.pack_folder(pack_code))
    founded = Founded(
        offices=_found_offices(pack),
        organizations=_found_organizations(pack),
        people=0 if settings.NODE_KIND == "live" else _found_people(pack, at=clock.now()),
    )
    if founded != Founded(offices=0, organizations=0, people=0):
        journal.write(verb="people.found", about=f"pack:{pack_code}", by=by, facts=vars(founded))
    return founded


@transaction.atomic
def found_people(listed: Sequence[PackPerson], *, by: Actor) -> int:
    """Makes accounts with their roles for the people of a contact list, and returns how many were new.

    They are told from now on, and cannot sign in before they are invited (`invite_in`). Nobody is put on duty.

    Raises:
        NotAllowed: only administrators, or an operator at the command line.
        Unreadable: a role names an office or an organization that is not there.
        Conflict: a telephone number belongs to somebody else already.
    """
    check_may(queries.roles_of_actor(by), Verb.INVITE)
    seats = {one.code for one in queries.offices()} | {one.code for one in queries.organizations()}
    for grant in (grant for one in listed for grant in one.grants):
        if (grant.office or grant.organization) not in seats:
            raise Unreadable(
                "There is no office and no organization '%(code)s'.", code=grant.office or grant.organization
            )
    try:
        with transaction.atomic():
            n_new = _found_people(Pack(offices=(), organizations=(), people=tuple(listed)), at=clock.now())
    except IntegrityError as error:
        raise Conflict("A telephone number of the list belongs to another account of this node.") from error
    if n_new:
        journal.write(verb="people.found", about="people:listed", by=by, facts={"people": n_new})
    return n_new


def _found_offices(pack: Pack) -> int:
    return sum(
        models.Office.objects.update_or_create(
            code=one.code,
            defaults={
                "name": one.name, "names": dict(one.names), "kind": one.kind, "ward": one.ward,
                "position": one.position, "phone": one.phone,
            },
        )[1]
        for one in pack.offices
    )  # fmt: skip


def _found_organizations(pack: Pack) -> int:
    return sum(
        models.Organization.objects.update_or_create(
            code=one.code, defaults={"name": one.name, "does": one.does}
        )[1]
        for one in pack.organizations
    )


def _found_people(pack: Pack, *, at: datetime) -> int:
    offices = {row.code: row for row in models.Office.objects.all()}
    organizations = {row.code: row for row in models.Organization.objects.all()}
    n_new = 0
    for one in pack.people:
        account, is_new = _account(one, at=at)
        n_new += is_new
        for grant in one.grants if is_new else ():
            models.Membership.objects.create(
                account=account, role=grant.role, starts_at=at,
                office=offices[grant.office] if grant.office else None,
                organization=organizations[grant.organization] if grant.organization else None,
            )  # fmt: skip
        if is_new:
            _put_on_duty(one, account, offices, at=at)
    return n_new


def _account(one: PackPerson, *, at: datetime) -> tuple[models.Account, bool]:
    made = models.Account(
        email=one.email, name=one.name, phone=one.phone, language=one.language, created_at=at
    )
    made.set_unusable_password()  # a demo person is entered as, by the chooser
    return models.Account.objects.get_or_create(
        email=one.email,
        defaults={
            "name": made.name, "phone": made.phone, "language": made.language,
            "created_at": at, "password": made.password,
        },
    )  # fmt: skip


def _put_on_duty(
    one: PackPerson, account: models.Account, offices: dict[str, models.Office], *, at: datetime
) -> None:
    ends_at = at + _MADE_UP_DUTY
    if one.duty_office:
        models.Duty.objects.create(
            office=offices[one.duty_office], account=account, starts_at=at, ends_at=ends_at
        )
    if one.pool_position:
        models.PoolDuty.objects.create(
            account=account, position=one.pool_position, starts_at=at, ends_at=ends_at
        )
