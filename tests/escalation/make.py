"""Offices, people, letters and ladders for the tests of escalation."""

from datetime import datetime
from itertools import count

from wardbell.dispatch.letters import Lane, Letter, Reach
from wardbell.escalation import actions
from wardbell.escalation.models import Request
from wardbell.escalation.rules import DEFAULT_MINUTES, Asked, Rung
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor, ActorKind
from wardbell.people.models import Account, Membership, Office
from wardbell.people.rules import OfficeKind, Role
from wardbell.places.models import Jurisdiction

DESIGNEE = Actor(id="designee", kind=ActorKind.ACCOUNT, label="Chief's designee (demo)")
LABELS = ("member", "deputy", "aide", "president")
_numbers = count(1)


def city() -> None:
    """What dispatch asks of the place: its zone."""
    Jurisdiction.objects.create(
        code="demo", name="Demo city", zone="America/Chicago", languages=["en"], numbers={}
    )


def office(code: str = "ward-6") -> str:
    ward = f"ward:{code.removeprefix('ward-')}"
    Office.objects.get_or_create(
        code=code,
        defaults={
            "name": f"Office of {code}",
            "kind": OfficeKind.WARD,
            "ward": ward,
            "position": next(_numbers),
        },
    )
    return code


def account(name: str = "Aide (demo)", *, office_code: str = "", role: Role = Role.AIDE) -> str:
    number = next(_numbers)
    made = Account.objects.create(
        email=f"person{number}@city.example",
        name=name,
        phone=f"+1952555{number:04}",
        created_at=clock.now(),
    )
    if office_code:
        Membership.objects.create(
            account=made, office_id=Office.objects.get(code=office_code).id, role=role, starts_at=clock.now()
        )
    return str(made.id)


def actor(account_id: str) -> Actor:
    return Actor(id=account_id, kind=ActorKind.ACCOUNT, label=Account.objects.get(id=account_id).name)


def rungs(*people: str | tuple[str, ...]) -> tuple[Rung, ...]:
    return tuple(
        Rung(after_minutes=minutes, accounts=(who,) if isinstance(who, str) else who, label=label)
        for minutes, who, label in zip(DEFAULT_MINUTES, people, LABELS, strict=False)
    )


def ladder(office_code: str = "ward-6", *, president: str = "") -> tuple[Asked, list[str]]:
    """A whole ladder of one office, and its people: member, deputy, aide, president."""
    office(office_code)
    people = [account(f"{label} of {office_code} (demo)") for label in LABELS[:3]]
    people.append(president or account("president (demo)"))
    return Asked(office=office_code, rungs=rungs(*people)), people


def letter(**changes: object) -> Letter:
    given = {"subject": "", "phrase": "official_notice", "lane": Lane.OFFICIALS, "may_reach": Reach.COUNCIL}
    return Letter(**(given | changes))  # type: ignore[arg-type]  # the tests' own values


def subject() -> str:
    return f"notice:{ids.new()}"


def ask(*asked: Asked, about: str = "", shareable_at: datetime | None = None, **changes: object) -> list[str]:
    about = about or subject()
    return actions.ask(
        subject=about,
        letter=letter(subject=about, **changes),
        asked=asked,
        shareable_at=shareable_at or clock.now(),
        by=DESIGNEE,
    )


def request(request_id: str) -> Request:
    return Request.objects.get(id=request_id)


def steps(request_id: str) -> list[int]:
    return list(request(request_id).steps.values_list("rung", flat=True))
