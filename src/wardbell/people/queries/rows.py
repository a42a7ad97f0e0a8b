"""How rows become values; for the files of this shelf alone."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from wardbell.ground.actors import Actor
from wardbell.people import models
from wardbell.people.queries.values import Grant, Listed, Office, OnDuty, OpenInvitation, Person
from wardbell.people.rules import OfficeKind, Role

_NOBODY = UUID(int=0)  # what an id that is none is looked up as
_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def uuid_of(text: str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        return _NOBODY


def active() -> QuerySet[models.Account]:
    return models.Account.objects.filter(is_active=True)


def memberships(at: datetime) -> QuerySet[models.Membership]:
    """The roles by which somebody may act."""
    return holdings(at).filter(account__locked_at__isnull=True)


def holdings(at: datetime) -> QuerySet[models.Membership]:
    """The roles that are held: whoever is locked may do nothing, and goes on being told."""
    goes_on = (Q(ends_at__isnull=True) | Q(ends_at__gt=at)) & (Q(until__isnull=True) | Q(until__gt=at))
    return models.Membership.objects.filter(goes_on, starts_at__lte=at, account__is_active=True)


def held_by(by: Actor, at: datetime) -> QuerySet[models.Membership]:
    """The roles in which somebody acts: all that they hold, or the one to which their token is bound."""
    held = memberships(at).filter(account_id=uuid_of(by.id))
    if by.bound is None:
        return held
    place = (
        {"office__code": by.bound.office}
        if by.bound.office
        else {"organization__code": by.bound.organization}
    )
    return held.filter(role=by.bound.role, **place)


def ids_in_order(held: QuerySet[models.Membership]) -> list[str]:
    rows = held.order_by("starts_at", "id").values_list("account_id", flat=True)
    return list(dict.fromkeys(map(str, rows)))


def one_id(rows: QuerySet[models.Account]) -> str | None:
    found = rows.values_list("id", flat=True).first()
    return None if found is None else str(found)


def persons_of(rows: Sequence[models.Account], *, at: datetime) -> list[Person]:
    """Two queries, however many people."""
    wanted = [row.id for row in rows]
    held: defaultdict[UUID, list[Grant]] = defaultdict(list)
    grants = holdings(at).filter(account_id__in=wanted).select_related("office", "organization")
    for one in grants.order_by("starts_at", "id"):
        held[one.account_id].append(grant_of(one))
    proved = set(second_factors().filter(user_id__in=wanted).values_list("user_id", flat=True))
    return [
        Person(
            id=str(row.id), name=row.name, email=row.email, phone=row.phone, language=row.language,
            grants=tuple(held[row.id]), has_second_factor=row.id in proved, is_locked=row.locked_at is not None,
        )
        for row in rows
    ]  # fmt: skip


def second_factors() -> QuerySet[Any]:
    found: QuerySet[Any] = Authenticator.objects.filter(type__in=_SECOND_FACTORS)
    return found


def grant_of(row: models.Membership) -> Grant:
    return Grant(
        role=Role(row.role),
        office=row.office.code if row.office else "",
        organization=row.organization.code if row.organization else "",
        until=row.until,
    )


def office_of(row: models.Office) -> Office:
    return Office(
        code=row.code, name=row.name, names=row.names, kind=OfficeKind(row.kind), ward=row.ward, position=row.position, phone=row.phone
    )  # fmt: skip


def on_duty_of(row: models.Duty | models.PoolDuty) -> OnDuty:
    return OnDuty(
        account_id=str(row.account_id), name=row.account.name, starts_at=row.starts_at, ends_at=row.ends_at
    )


def listed_of(rows: Sequence[models.Account], *, at: datetime) -> list[Listed]:
    return [
        Listed(
            person=person, is_active=row.is_active, deactivated_at=row.deactivated_at, locked_at=row.locked_at
        )
        for row, person in zip(rows, persons_of(rows, at=at), strict=True)
    ]


def open_invitation_of(row: models.Invitation) -> OpenInvitation:
    return OpenInvitation(
        id=str(row.id), email=row.email, name=row.name, expires_at=row.expires_at,
        is_way_back=not row.role,
    )  # fmt: skip
