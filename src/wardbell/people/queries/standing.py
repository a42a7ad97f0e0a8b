"""Whether everybody is there and can be reached: seats, numbers, second factors. For those who open and mind a node."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import F

from wardbell.people import models
from wardbell.people.queries.rows import active, memberships, office_of, persons_of, uuid_of
from wardbell.people.queries.values import Numbers, Person, Seat
from wardbell.people.rules import Role, needs_second_factor


def seats(at: datetime) -> list[Seat]:
    """Returns every office with the roles held in it and whether somebody is on call, in the order of offices."""
    roles: defaultdict[UUID, set[Role]] = defaultdict(set)
    for office_id, role in memberships(at).filter(office__isnull=False).values_list("office_id", "role"):
        if office_id is not None:
            roles[office_id].add(Role(role))
    duties = models.Duty.objects.filter(starts_at__lte=at, ends_at__gt=at, account__is_active=True)
    on_call = set(duties.values_list("office_id", flat=True))
    return [
        Seat(office=office_of(row), roles=frozenset(roles[row.id]), is_on_call=row.id in on_call)
        for row in models.Office.objects.all()
    ]


def numbers(at: datetime) -> Numbers:
    """Returns which officials, as people with a role in an office, have proved that they answer at their number."""
    found = officials(at)
    proved = _proved()
    return Numbers(
        proved=tuple(one for one in found if one.id in proved),
        unproved=tuple(one for one in found if one.phone and one.id not in proved),
        without=tuple(one for one in found if not one.phone),
    )


def officials(at: datetime) -> list[Person]:
    """Returns the active people with a role in an office, by name."""
    held = memberships(at).filter(office__isnull=False).values("account_id")
    return persons_of(list(active().filter(id__in=held).order_by("name")), at=at)


def lacking_second_factor(at: datetime) -> list[Person]:
    """Returns the active people whose roles need a second factor and who have none, by name."""
    held = memberships(at).values("account_id")
    found = persons_of(list(active().filter(id__in=held).order_by("name")), at=at)
    return [one for one in found if needs_second_factor(one.roles) and not one.has_second_factor]


def is_number_proved(account_id: str) -> bool:
    """Says whether somebody has proved that they answer at the number that their account has now."""
    return account_id in _proved()


def newest_number_check(account_id: str) -> UUID | None:
    """Returns the check of the number that an active account has now; None when no code was ever sent there."""
    held = models.NumberCheck.objects.filter(account_id=uuid_of(account_id), account__is_active=True)
    return held.filter(phone=F("account__phone")).values_list("id", flat=True).first()


def never_entered(at: datetime) -> list[Person]:
    """Returns the active people who have never signed in and cannot yet, by name: they wait for their invitation."""
    waiting = active().filter(last_login__isnull=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    held = memberships(at).values("account_id")
    return persons_of(list(waiting.filter(id__in=held).order_by("name")), at=at)


def _proved() -> set[str]:
    rows = models.NumberCheck.objects.filter(confirmed_at__isnull=False, phone=F("account__phone"))
    return set(map(str, rows.values_list("account_id", flat=True)))
