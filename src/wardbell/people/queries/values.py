"""What the people room tells other rooms: values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wardbell.people.access import Due
from wardbell.people.rules import OfficeKind, Role


@dataclass(frozen=True, kw_only=True)
class Office:
    """A seat of the city; `ward` is an area code for a council office, else empty; `names` are by language."""

    code: str
    name: str
    names: Mapping[str, str]
    kind: OfficeKind
    ward: str
    position: int
    phone: str

    def said_in(self, language: str) -> str:
        """Returns its name as readers of a language know it, else the English one."""
        return self.names.get(language) or self.name


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
    until: datetime | None = None  #: when it ends by itself


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
    is_locked: bool = False  #: may do nothing until an administrator unlocks

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
class Seat:
    """One office as it is filled now."""

    office: Office
    roles: frozenset[Role]
    is_on_call: bool


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Officials by whether they proved that they answer at their telephone number."""

    proved: tuple[Person, ...]
    unproved: tuple[Person, ...]
    without: tuple[Person, ...]  #: their account has no number

    @property
    def of(self) -> int:
        return len(self.proved) + len(self.unproved) + len(self.without)


@dataclass(frozen=True, kw_only=True)
class NumberCode:
    """A code on its way to a number; `number` counts the codes sent there."""

    account_id: str
    code: str = field(repr=False)
    number: int


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
    locked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """Who is asked in somebody's place, and for how long; `office` is empty in the approver pool."""

    id: str
    account_id: str
    name: str
    stand_in_id: str
    stand_in_name: str
    office: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Dormant:
    """An account that can send, which nobody uses, and what is due for it."""

    account_id: str
    seen_at: datetime
    due: Due


@dataclass(frozen=True, kw_only=True)
class ToConfirm:
    """One role in an access review; codes of office and organization, one of them empty."""

    membership_id: str
    account_id: str
    name: str
    role: Role
    office: str
    organization: str
    starts_at: datetime
    confirmed_at: datetime | None
    confirmed_by: str
    overdue_at: datetime
    is_overdue: bool
    told_at: datetime | None  #: when its holder was told that it is overdue
