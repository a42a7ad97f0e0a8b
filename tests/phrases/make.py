"""A founded demo city, slots as upper rooms hand them over, and sign-offs."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR, Actor, ActorKind
from wardbell.people.models import Account, Membership, Organization
from wardbell.people.rules import Role
from wardbell.phrases import actions, measure, texts
from wardbell.phrases.rules import Slots
from wardbell.phrases.slots import Place
from wardbell.places import actions as places


def reader(role: Role) -> Actor:
    """Somebody who holds a role."""
    home, _ = Organization.objects.get_or_create(code="texts", defaults={"name": "Texts"})
    account, _ = Account.objects.get_or_create(
        email=f"{role}@texts.example", defaults={"name": f"{role} (made up)", "created_at": clock.now()}
    )
    Membership.objects.get_or_create(
        account=account, organization=home, role=role, defaults={"starts_at": clock.now()}
    )
    return Actor(id=str(account.id), kind=ActorKind.ACCOUNT, label=account.name)


HOTLINE = "+16125550102"


def city(*, signed: bool = True) -> None:
    """The demo city with its maps, and every shipped text signed off as a sample."""
    places.found_jurisdiction("demo", by=OPERATOR)
    if signed:
        actions.load_samples(OPERATOR)


def place(**changes: object) -> Place:
    """Where a node stands, without a database."""
    given: dict[str, object] = {
        "city": "Larkwater", "country": "US", "zone": ZoneInfo("America/Chicago"), "numbers": {"hotline": HOTLINE},
        "number_for": lambda _tag: "+16125550103", "area_name": lambda code, _language: code.rpartition(":")[2], "office_name": lambda code, _language: code,
    }  # fmt: skip
    return Place(**(given | changes))  # type: ignore[arg-type]


def slots(**changes: str | int) -> dict[str, str | int]:
    """A bulletin of the morning in Ward 6."""
    given: dict[str, str | int] = {
        "number": "2026-114", "code": "4K7Q2M", "link": "https://notices.larkwater.example/n/4K7Q2M", "area": "ward:6",
        "at": "2026-11-23T11:22:00+00:00", "status": "ongoing", "agents": "yes", "civil": "not_known",
        "known": "seen_in_public_by_staff", "office": "Ward 6 council office",
    }  # fmt: skip
    return given | changes


def answers(key: str, *, area: str = "ward:6") -> Iterator[Slots]:
    """Slots for every combination of closed answers that a key uses."""
    return measure.answers_of(texts.key(key), area=area, office="ward-12")
