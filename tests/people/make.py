"""Rows of the people room for tests, each with what does not matter filled in."""

from datetime import datetime, timedelta
from itertools import count

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.people import models
from wardbell.people.rules import OfficeKind, Role

_number = count(1)


def account(**changes: object) -> models.Account:
    n = next(_number)
    given: dict[str, object] = {
        "email": f"person{n}@city.example",
        "name": f"Person {n} (demo)",
        "phone": f"+1612{5550000 + n}",
        "created_at": clock.now(),
    }
    password = changes.pop("password", None)
    row = models.Account(**(given | changes))
    row.set_password(str(password)) if password else row.set_unusable_password()
    row.save()
    return row


def office(code: str = "ward-6", **changes: object) -> models.Office:
    kind = OfficeKind.WARD if code.startswith("ward-") else OfficeKind(code)
    given: dict[str, object] = {
        "name": f"Office {code}",
        "kind": kind,
        "ward": code.replace("-", ":") if kind is OfficeKind.WARD else "",
        "position": int(code.removeprefix("ward-")) + 10 if kind is OfficeKind.WARD else 1,
    }
    return models.Office.objects.get_or_create(code=code, defaults=given | changes)[0]


def organization(code: str = "hotline", **changes: object) -> models.Organization:
    return models.Organization.objects.get_or_create(code=code, defaults={"name": code.title()} | changes)[0]


def holder(role: Role, office_code: str = "clerk", **changes: object) -> models.Account:
    """An account with one role in one office, from yesterday on."""
    row = account(**changes)
    grant(row, role, office_code)
    return row


def grant(row: models.Account, role: Role, office_code: str = "clerk") -> models.Membership:
    return models.Membership.objects.create(
        account=row, office=office(office_code), role=role, starts_at=clock.now() - timedelta(days=1)
    )


def duty(row: models.Account, office_code: str, starts_at: datetime, ends_at: datetime) -> models.Duty:
    return models.Duty.objects.create(
        account=row, office=office(office_code), starts_at=starts_at, ends_at=ends_at
    )


def actor(row: models.Account) -> Actor:
    return Actor(id=str(row.id), kind=ActorKind.ACCOUNT, label=row.name)
