"""Reads of people: who somebody is, who holds an office, who is on call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Unreadable
from wardbell.ground.secrets import keyed_hash
from wardbell.people import models
from wardbell.people.rules import OfficeKind, Role, check_invitation

_DESIGNEE_ORDER = (OfficeKind.CHIEF, OfficeKind.MAYOR, OfficeKind.EMERGENCY)  # who is asked first to speak
_NOBODY = UUID(int=0)  # what an id that is none is looked up as
_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A seat of the city; `ward` is an area code for a council office, else empty."""

    code: str
    name: str
    kind: OfficeKind
    ward: str
    position: int
    phone: str


@dataclass(frozen=True, kw_only=True)
class Organization:
    """A partner organization."""

    code: str
    name: str
    does: str


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One role in one office or one organization (codes; the other is empty)."""

    role: Role
    office: str = ""
    organization: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """An active account with the roles that hold now."""

    id: str
    name: str
    email: str
    phone: str
    language: str
    grants: tuple[Grant, ...]
    has_second_factor: bool

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def offices(self) -> tuple[str, ...]:
        """Codes of the offices with a role, each once, in the order of the grants."""
        return tuple(dict.fromkeys(grant.office for grant in self.grants if grant.office))

    @property
    def organizations(self) -> tuple[str, ...]:
        """Codes of the organizations with a role, each once, in the order of the grants."""
        return tuple(dict.fromkeys(grant.organization for grant in self.grants if grant.organization))

    def roles_in(self, office: str) -> frozenset[Role]:
        """Roles in one office."""
        return frozenset(grant.role for grant in self.grants if grant.office == office)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How an official is reached; `phone` may be empty."""

    account_id: str
    name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """One time of duty."""

    account_id: str
    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenInvitation:
    """An invitation that can be used now; `is_way_back` when the account exists."""

    id: str
    email: str
    name: str
    expires_at: datetime
    is_way_back: bool


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One line of the administrator's list: a person, active or not."""

    person: Person
    is_active: bool
    deactivated_at: datetime | None


# --- one person


def person(account_id: str) -> Person:
    """Returns an active person with today's roles.

    Raises:
        Unreadable: there is no active account with this id.
    """
    account = _active().filter(id=_uuid(account_id)).first()
    if account is None:
        raise Unreadable("There is no active account with this id.")
    return _person(account, at=clock.now())


def actor(account_id: str) -> Actor:
    """Returns who acts, as lower rooms see it.

    Raises:
        Unreadable: there is no active account with this id.
    """
    name = _active().filter(id=_uuid(account_id)).values_list("name", flat=True).first()
    if name is None:
        raise Unreadable("There is no active account with this id.")
    return Actor(id=account_id, kind=ActorKind.ACCOUNT, label=name)


def roles_of(account_id: str, at: datetime) -> frozenset[Role]:
    """Returns the roles of an active account at an instant, in whatever office or organization."""
    held = _memberships(at).filter(account_id=_uuid(account_id))
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def roles_in_office(account_id: str, office_code: str, at: datetime) -> frozenset[Role]:
    """Returns the roles of an active account in one office at an instant."""
    held = _memberships(at).filter(account_id=_uuid(account_id), office__code=office_code)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def offices_of(account_id: str, at: datetime) -> list[str]:
    """Returns the codes of the offices in which an active account holds a role, in the order of offices."""
    held = _memberships(at).filter(account_id=_uuid(account_id), office__isnull=False)
    return list(dict.fromkeys(held.order_by("office__position").values_list("office__code", flat=True)))


def has_second_factor(account_id: str) -> bool:
    """Says whether an account has a passkey or an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=_uuid(account_id), type__in=_SECOND_FACTORS).exists())


def account_by_phone(e164: str) -> str | None:
    """Returns the id of the active account with this telephone number."""
    return _one_id(_active().filter(phone=e164)) if e164 else None


def account_by_email(mail: str) -> str | None:
    """Returns the id of the active account with this mailbox, in whatever capitals it is written."""
    return _one_id(_active().filter(email=mail.strip().lower()))


# --- offices and organizations


def office(code: str) -> Office:
    """Returns one office.

    Raises:
        Unreadable: there is no office with this code.
    """
    row = models.Office.objects.filter(code=code).first()
    if row is None:
        raise Unreadable(f"There is no office '{code}'.")
    return _office(row)


def offices() -> list[Office]:
    """Returns every office in order."""
    return [_office(row) for row in models.Office.objects.all()]


def council_offices() -> list[Office]:
    """Returns the ward offices in order: those that are alerted."""
    return [_office(row) for row in models.Office.objects.filter(kind=OfficeKind.WARD)]


def organizations() -> list[Organization]:
    """Returns every partner organization by name."""
    return [
        Organization(code=row.code, name=row.name, does=row.does) for row in models.Organization.objects.all()
    ]


# --- who answers


def holders(office_code: str, role: Role, at: datetime) -> list[str]:
    """Returns the ids of active accounts with a role in an office, the longest-serving first."""
    return _ids_in_order(_memberships(at).filter(office__code=office_code, role=role))


def presidents(at: datetime) -> list[str]:
    """Returns the ids of the council's presidents."""
    return _ids_in_order(_memberships(at).filter(role=Role.PRESIDENT))


def designees(at: datetime) -> list[str]:
    """Returns the ids of those who may speak: the chief's designees, the mayor's, emergency management's."""
    held = _memberships(at).filter(role=Role.DESIGNEE, office__isnull=False)
    rows = list(held.order_by("starts_at", "id").values_list("account_id", "office__kind"))
    order = {kind: place for place, kind in enumerate(_DESIGNEE_ORDER)}
    rows.sort(key=lambda row: order.get(OfficeKind(row[1] or OfficeKind.CLERK), len(order)))
    return list(dict.fromkeys(str(account_id) for account_id, _ in rows))


def on_call(office_code: str, at: datetime) -> list[str]:
    """Returns the ids of those on call for an office at an instant; empty if nobody is."""
    return [duty.account_id for duty in duties(office_code, at) if duty.starts_at <= at]


def duties(office_code: str, at: datetime) -> list[OnDuty]:
    """Returns the times of duty of an office that are not over at an instant, soonest first."""
    rows = models.Duty.objects.filter(office__code=office_code, ends_at__gt=at, account__is_active=True)
    return [_on_duty(row) for row in rows.select_related("account").order_by("starts_at", "id")]


def pool(at: datetime) -> list[str]:
    """Returns the ids of the approvers on duty, in the order in which they are asked."""
    return list(dict.fromkeys(duty.account_id for duty in pool_duties(at)))


def pool_duties(at: datetime) -> list[OnDuty]:
    """Returns who stands in the approver pool at an instant, in order; only those who still hold the role."""
    approvers = _memberships(at).filter(role=Role.APPROVER).values("account_id")
    rows = models.PoolDuty.objects.filter(starts_at__lte=at, ends_at__gt=at, account_id__in=approvers)
    return [_on_duty(row) for row in rows.select_related("account").order_by("position", "id")]


def contacts(account_ids: Iterable[str]) -> dict[str, Contact]:
    """Returns how each active account is reached, by id; those deactivated or unknown are left out."""
    wanted = set(map(_uuid, account_ids))
    return {
        str(row.id): Contact(
            account_id=str(row.id), name=row.name, email=row.email, phone=row.phone, language=row.language
        )
        for row in _active().filter(id__in=wanted)
    }


# --- for administrators and for the way in


def members_of(office_code: str, at: datetime) -> list[Person]:
    """Returns the active people with a role in an office, by name."""
    held = _memberships(at).filter(office__code=office_code).values("account_id")
    return [_person(row, at=at) for row in _active().filter(id__in=held).order_by("name")]


def everybody() -> list[Listed]:
    """Returns every account, the active ones first, by name."""
    now = clock.now()
    return [_listed(row, at=now) for row in models.Account.objects.order_by("-is_active", "name")]


def listed(account_id: str) -> Listed:
    """Returns one account, active or not.

    Raises:
        Unreadable: there is no account with this id.
    """
    row = models.Account.objects.filter(id=_uuid(account_id)).first()
    if row is None:
        raise Unreadable("There is no account with this id.")
    return _listed(row, at=clock.now())


def n_administrators(*, besides: str = "") -> int:
    """Returns how many active administrators there are, one account left out of the count."""
    held = _memberships(clock.now()).filter(role=Role.ADMINISTRATOR)
    return held.exclude(account_id=_uuid(besides)).values("account_id").distinct().count()


def open_invitations() -> list[OpenInvitation]:
    """Returns the invitations that can still be used, newest first."""
    rows = models.Invitation.objects.filter(accepted_at__isnull=True, expires_at__gt=clock.now())
    return [_open_invitation(row) for row in rows.order_by("-invited_at")]


def invitation(token: str) -> OpenInvitation:
    """Returns the invitation that a link opens.

    Raises:
        Unreadable: nobody was given this link.
        WrongState: it was used before, or its time is over.
    """
    row = models.Invitation.objects.filter(token_hash=hash_of_token(token)).first()
    if row is None:
        raise Unreadable(
            "This link is not one of ours, or a newer one took its place. Ask your administrator."
        )
    check_invitation(expires_at=row.expires_at, accepted_at=row.accepted_at, now=clock.now())
    return _open_invitation(row)


def hash_of_token(token: str) -> bytes:
    """Returns by what an invitation is found; the token itself is kept nowhere."""
    return keyed_hash(token, purpose="people.invitation")


# --- below: how rows become values


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return _NOBODY


def _active() -> QuerySet[models.Account]:
    return models.Account.objects.filter(is_active=True)


def _memberships(at: datetime) -> QuerySet[models.Membership]:
    return models.Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, account__is_active=True
    )


def _ids_in_order(held: QuerySet[models.Membership]) -> list[str]:
    rows = held.order_by("starts_at", "id").values_list("account_id", flat=True)
    return list(dict.fromkeys(map(str, rows)))


def _one_id(rows: QuerySet[models.Account]) -> str | None:
    found = rows.values_list("id", flat=True).first()
    return None if found is None else str(found)


def _person(row: models.Account, *, at: datetime) -> Person:
    held = _memberships(at).filter(account=row).select_related("office", "organization")
    return Person(
        id=str(row.id), name=row.name, email=row.email, phone=row.phone, language=row.language,
        grants=tuple(_grant(one) for one in held.order_by("starts_at", "id")),
        has_second_factor=has_second_factor(str(row.id)),
    )  # fmt: skip


def _grant(row: models.Membership) -> Grant:
    return Grant(
        role=Role(row.role),
        office=row.office.code if row.office else "",
        organization=row.organization.code if row.organization else "",
    )


def _office(row: models.Office) -> Office:
    return Office(
        code=row.code, name=row.name, kind=OfficeKind(row.kind), ward=row.ward, position=row.position, phone=row.phone
    )  # fmt: skip


def _on_duty(row: models.Duty | models.PoolDuty) -> OnDuty:
    return OnDuty(
        account_id=str(row.account_id), name=row.account.name, starts_at=row.starts_at, ends_at=row.ends_at
    )


def _listed(row: models.Account, *, at: datetime) -> Listed:
    return Listed(person=_person(row, at=at), is_active=row.is_active, deactivated_at=row.deactivated_at)


def _open_invitation(row: models.Invitation) -> OpenInvitation:
    return OpenInvitation(
        id=str(row.id), email=row.email, name=row.name, expires_at=row.expires_at,
        is_way_back=not row.role,
    )  # fmt: skip
