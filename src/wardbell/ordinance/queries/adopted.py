"""Which ordinances hold here, and what they say."""

from dataclasses import dataclass
from datetime import date

from wardbell.ground.errors import Refused
from wardbell.ordinance import packs
from wardbell.ordinance.models import Adoption
from wardbell.ordinance.packs import Department, Ordinance
from wardbell.ordinance.rules import Duty
from wardbell.people import queries as people


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """An ordinance in force; `is_confirmed` when counsel signed the pack as it stands now."""

    ordinance: Ordinance
    from_on: date
    is_confirmed: bool


def adopted() -> tuple[Adopted, ...]:
    """Returns the ordinances that hold here now, by code."""
    rows = Adoption.objects.filter(ended_at__isnull=True)
    found = [(row, packs.ordinance(row.code)) for row in rows]
    return tuple(
        Adopted(
            ordinance=pack,
            from_on=row.from_on,
            is_confirmed=row.counsel_signed_at is not None and row.digest == pack.digest,
        )
        for row, pack in found
    )


def departments() -> tuple[Department, ...]:
    """Returns the departments that take requests down, each once, in the order of the packs."""
    found = {one.code: one for held in adopted() for one in held.ordinance.departments}
    return tuple(found.values())


def duty(ordinance: str, code: str) -> Duty:
    """Returns one duty of a pack."""
    return packs.ordinance(ordinance).duty(code)


def office_of_kind(kind: str) -> str:
    """Returns the code of the first office of a kind.

    Raises:
        Refused: this city has no office of that kind.
    """
    for one in people.offices():
        if one.kind == kind:
            return one.code
    raise Refused("This city has no office of the kind '%(kind)s', which its ordinance names.", kind=kind)
