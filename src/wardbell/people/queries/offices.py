"""The holdings of the city, the partners, and who answers for them."""

from datetime import datetime

from wardbell.ground.errors import Unreadable
from wardbell.people import models
from wardbell.people.queries.proxies import POOL, asked_for
from wardbell.people.queries.rows import (
    active,
    holdings,
    ids_in_order,
    memberships,
    office_of,
    on_duty_of,
    persons_of,
)
from wardbell.people.queries.values import Office, OnDuty, Organization, Person
from wardbell.people.rules import OfficeKind, Role

_DESIGNEE_ORDER = (OfficeKind.CHIEF, OfficeKind.MAYOR, OfficeKind.EMERGENCY)  # who is asked first to speak


def office(code: str) -> Office:
    """Returns one office.

    Raises:
        Unreadable: there is no office with this code.
    """
    row = models.Office.objects.filter(code=code).first()
    if row is None:
        raise Unreadable("There is no office '%(code)s'.", code=code)
    return office_of(row)


def offices() -> list[Office]:
    """Returns every office in order."""
    return [office_of(row) for row in models.Office.objects.all()]


def names_in(language: str) -> dict[str, str]:
    """Returns {code: name} of every office, and of every organization by the one name that it has."""
    holdings = {one.code: one.said_in(language) for one in offices()}
    return {one.code: one.name for one in organizations()} | holdings


def name_in(code: str, language: str) -> str:
    """Returns the name of an office or organization in a language; what is the code of neither is said as it stands."""
    row = models.Office.objects.filter(code=code).first()
    if row is not None:
        return office_of(row).said_in(language)
    return models.Organization.objects.filter(code=code).values_list("name", flat=True).first() or code


def council_offices() -> list[Office]:
    """Returns the ward offices in order: those that are alerted."""
    return [office_of(row) for row in models.Office.objects.filter(kind=OfficeKind.WARD)]


def organizations() -> list[Organization]:
    """Returns every partner organization by name."""
    return [
        Organization(code=row.code, name=row.name, does=row.does) for row in models.Organization.objects.all()
    ]


def holders(office_code: str, role: Role, at: datetime) -> list[str]:
    """Returns the ids of active accounts with a role in an office, the longest-serving first."""
    return ids_in_order(holdings(at).filter(office__code=office_code, role=role))


def presidents(at: datetime) -> list[str]:
    """Returns the ids of the council's presidents, or of who stands in for them."""
    held = holdings(at).filter(role=Role.PRESIDENT).order_by("starts_at", "id")
    places = held.values_list("account_id", "office__code")
    return list(
        dict.fromkeys(asked for one, code in places for asked in asked_for([str(one)], code or POOL, at))
    )


def first_asked(office_code: str, at: datetime) -> list[str]:
    """Returns whom an office's requests go to first: who is on call, the member and the aides, or who stands in for them."""
    held = [one for role in (Role.MEMBER, Role.AIDE) for one in holders(office_code, role, at)]
    return asked_for([*on_call(office_code, at), *held], office_code, at)


def designees(at: datetime) -> list[str]:
    """Returns the ids of those who may speak: the chief's designees, the mayor's, emergency management's."""
    held = memberships(at).filter(role=Role.DESIGNEE, office__isnull=False)
    rows = list(held.order_by("starts_at", "id").values_list("account_id", "office__kind"))
    order = {kind: place for place, kind in enumerate(_DESIGNEE_ORDER)}
    rows.sort(key=lambda row: order.get(OfficeKind(row[1] or OfficeKind.CLERK), len(order)))
    return list(dict.fromkeys(str(account_id) for account_id, _ in rows))


def on_call(office_code: str, at: datetime) -> list[str]:
    """Returns the ids of those on call for an office at an instant; empty if nobody is."""
    return [duty.account_id for duty in duties(office_code, at) if duty.starts_at <= at]


def duties(office_code: str, at: datetime) -> list[OnDuty]:
    """Returns the times of duty of an office that are not over at an instant, soonest first."""
    members = holdings(at).filter(office__code=office_code).values("account_id")
    rows = models.Duty.objects.filter(office__code=office_code, ends_at__gt=at, account_id__in=members)
    return [on_duty_of(row) for row in rows.select_related("account").order_by("starts_at", "id")]


def pool(at: datetime) -> list[str]:
    """Returns the ids of the approvers on duty, or of who stands in for them, in the order in which they are asked."""
    return asked_for([duty.account_id for duty in pool_duties(at)], POOL, at)


def pool_duties(at: datetime) -> list[OnDuty]:
    """Returns who stands in the approver pool at an instant, in order; only those who still hold the role."""
    approvers = memberships(at).filter(role=Role.APPROVER).values("account_id")
    rows = models.PoolDuty.objects.filter(starts_at__lte=at, ends_at__gt=at, account_id__in=approvers)
    return [on_duty_of(row) for row in rows.select_related("account").order_by("position", "id")]


def pool_plan(at: datetime) -> list[OnDuty]:
    """Returns every time in the approver pool that is not over at an instant, soonest first, then in order."""
    approvers = memberships(at).filter(role=Role.APPROVER).values("account_id")
    rows = models.PoolDuty.objects.filter(ends_at__gt=at, account_id__in=approvers)
    return [on_duty_of(row) for row in rows.select_related("account").order_by("starts_at", "position", "id")]


def approvers(at: datetime) -> list[Person]:
    """Returns the active people who may stand in the approver pool, by name."""
    held = memberships(at).filter(role=Role.APPROVER).values("account_id")
    return persons_of(list(active().filter(id__in=held).order_by("name")), at=at)


def members_of(office_code: str, at: datetime) -> list[Person]:
    """Returns the active people with a role in an office, by name."""
    held = memberships(at).filter(office__code=office_code).values("account_id")
    return persons_of(list(active().filter(id__in=held).order_by("name")), at=at)
