"""Accounts that nobody uses, roles that nobody confirmed, offices in which nobody can act."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from wardbell.people import access, models
from wardbell.people.access import Terms, Told
from wardbell.people.queries.rows import holdings, memberships, office_of, uuid_of
from wardbell.people.queries.values import Dormant, Office, ToConfirm
from wardbell.people.rules import CAN_SEND, OfficeKind, Role


def terms() -> Terms:
    """Returns how patient this node is."""
    return Terms(
        dormant=timedelta(days=settings.DORMANT_DAYS), review=timedelta(days=settings.REVIEW_DAYS),
        grace=timedelta(days=settings.REVIEW_GRACE_DAYS),
    )  # fmt: skip


def dormant(now: datetime) -> list[Dormant]:
    """Returns the accounts that can send and for which something is due, those on call first."""
    held = memberships(now).filter(role__in=sorted(CAN_SEND)).values("account_id")
    told, on_call = _told(), _on_call(now)
    found = []
    for row in models.Account.objects.filter(id__in=held).order_by("created_at", "id"):
        seen_at = max(at for at in (row.last_login, row.unlocked_at, row.created_at) if at)
        since = {
            one: at for (account, one, about), at in told.items() if (account, about) == (row.id, seen_at)
        }
        due = access.due_when_dormant(seen_at=seen_at, told=since, now=now, terms=terms())
        if due:
            found.append(Dormant(account_id=str(row.id), seen_at=seen_at, due=due))
    return sorted(found, key=lambda one: one.account_id not in on_call)


def to_confirm(now: datetime, *, offices: tuple[str, ...] | None = None) -> list[ToConfirm]:
    """Returns the roles of a review, the longest overdue first; `offices` keeps those of some offices alone."""
    held = holdings(now).select_related("account", "office", "organization")
    if offices is not None:
        held = held.filter(office__code__in=offices)
    told, patience = _told(), terms()
    lines = []
    for row in held:
        due = access.overdue_at(starts_at=row.starts_at, confirmed_at=row.confirmed_at, terms=patience)
        if due is not None:
            told_at = told.get((row.account_id, Told.REVIEW, due))
            lines.append(_line(row, due, told_at=told_at, now=now))
    return sorted(lines, key=lambda one: (one.overdue_at, one.name))


def lapsed(now: datetime) -> list[str]:
    """Returns the ids of roles whose last day is over and of which nobody has noted it."""
    found = models.Membership.objects.filter(ends_at__isnull=True, until__lte=now)
    return [str(one) for one in found.order_by("until", "id").values_list("id", flat=True)]


def is_locked(account_id: str) -> bool:
    """Says whether an account is locked, because nobody used it for too long."""
    return models.Account.objects.filter(id=uuid_of(account_id), locked_at__isnull=False).exists()


def administrators(now: datetime) -> list[str]:
    """Returns the ids of the administrators who can act."""
    held = memberships(now).filter(role=Role.ADMINISTRATOR)
    return list(dict.fromkeys(map(str, held.values_list("account_id", flat=True))))


def offices_left_alone(now: datetime) -> list[Office]:
    """Returns the council offices that had people and in which nobody can act now: all are locked, closed or without a role."""
    acting = set(memberships(now).filter(office__isnull=False).values_list("office_id", flat=True))
    ever = set(models.Membership.objects.filter(office__isnull=False).values_list("office_id", flat=True))
    council = models.Office.objects.filter(kind=OfficeKind.WARD)
    return [office_of(row) for row in council if row.id in ever - acting]


def _told() -> dict[tuple[UUID, Told, datetime], datetime]:
    rows = models.Warned.objects.values_list("account_id", "warning", "since", "told_at")
    return {(account, Told(one), since): told_at for account, one, since, told_at in rows}


def _on_call(now: datetime) -> set[str]:
    on_duty = models.Duty.objects.filter(starts_at__lte=now, ends_at__gt=now)
    in_pool = models.PoolDuty.objects.filter(starts_at__lte=now, ends_at__gt=now)
    rows = [*on_duty.values_list("account_id", flat=True), *in_pool.values_list("account_id", flat=True)]
    return set(map(str, rows))


def _line(row: models.Membership, due: datetime, *, told_at: datetime | None, now: datetime) -> ToConfirm:
    return ToConfirm(
        membership_id=str(row.id), account_id=str(row.account_id), name=row.account.name, role=Role(row.role),
        office=row.office.code if row.office else "", organization=row.organization.code if row.organization else "",
        starts_at=row.starts_at, confirmed_at=row.confirmed_at, confirmed_by=row.confirmed_by,
        overdue_at=due, is_overdue=now >= due, told_at=told_at,
    )  # fmt: skip
