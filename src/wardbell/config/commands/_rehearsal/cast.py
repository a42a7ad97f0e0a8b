"""Who plays: the people of the made-up city, by what they do in the story."""

from dataclasses import dataclass, field
from datetime import datetime

from wardbell.people import queries as people
from wardbell.people.rules import Role


@dataclass(frozen=True, kw_only=True)
class Official:
    """One made-up official with their phone and mailbox."""

    id: str
    name: str
    phone: str = field(repr=False)
    email: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One council office with its people; the member and the aide are asked first, then the deputy."""

    office: str
    ward: str
    member: Official
    deputy: Official
    aide: Official

    @property
    def first(self) -> tuple[Official, ...]:
        """Returns who is asked at once."""
        return (self.aide, self.member)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Returns every phone and mailbox of the office."""
        return tuple(address for one in (*self.first, self.deputy) for address in (one.phone, one.email))


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody who has a part."""

    chief: Official  #: designee of the chief of police
    mayor: Official  #: designee of the mayor
    approvers: tuple[Official, ...]  #: in the order in which they are asked
    seats: tuple[Seat, ...]  #: in the order of the wards

    def seat(self, ward: str) -> Seat:
        """Returns the office of a ward."""
        return next(seat for seat in self.seats if seat.ward == ward)

    @property
    def everybody(self) -> tuple[Official, ...]:
        """Returns all of them, each once."""
        seated = [one for seat in self.seats for one in (*seat.first, seat.deputy)]
        return tuple(dict.fromkeys([self.chief, self.mayor, *self.approvers, *seated]))


def cast(at: datetime) -> Cast:
    """Returns who plays at an instant of the story."""
    chief, mayor, *_ = people.designees(at)
    return Cast(
        chief=_official(chief),
        mayor=_official(mayor),
        approvers=tuple(map(_official, people.pool(at))),
        seats=tuple(_seat(office, at) for office in people.council_offices()),
    )


def _seat(office: people.Office, at: datetime) -> Seat:
    def holder(role: Role) -> Official:
        return _official(people.holders(office.code, role, at)[0])

    return Seat(
        office=office.code, ward=office.ward, member=holder(Role.MEMBER), deputy=holder(Role.DEPUTY),
        aide=holder(Role.AIDE),
    )  # fmt: skip


def _official(account_id: str) -> Official:
    found = people.person(account_id)
    return Official(id=found.id, name=found.name, phone=found.phone, email=found.email)
