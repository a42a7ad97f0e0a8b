"""How far a notice may go: computed from how it is known, its status and its public link. Nobody chooses it."""

from dataclasses import dataclass
from enum import StrEnum

from wardbell.dispatch.letters import Reach


class HowKnown(StrEnum):
    """The first question of every notice, before anything is saved."""

    POLICE_OR_FEDERAL_SYSTEM = "police_or_federal_system"
    TASK_FORCE = "task_force"
    DECONFLICTION = "deconfliction"
    SEALED_PAPER = "sealed_paper"
    IN_CONFIDENCE = "in_confidence"
    NOT_SURE = "not_sure"
    REQUEST = "request_for_property_or_staff"  #: only the agency, what it asked for, and the city's answer
    LEAVE_TO_SHARE = "leave_to_share"  #: told with leave to share it, and the leave is recorded
    PUBLIC_STATEMENT = "public_statement"  #: with its link and its time
    SEEN_IN_PUBLIC_BY_STAFF = "seen_in_public_by_staff"
    VERIFIED_REPORT = "verified_report"
    OWN_WORKS = "own_works"  #: the city's own works or health staff know it: for civic matters alone


class Matter(StrEnum):
    """What a notice is about. What is allowed to a civic matter is not allowed to enforcement."""

    ENFORCEMENT = "enforcement"
    RUMOUR_CHECK = "rumour_check"  #: "we do not know yet", about a claim that already circulates publicly
    CIVIC = "civic"  #: water, snow: it has times and places, and may be passed on by policy


class Status(StrEnum):
    """What a notice says of the thing it tells of."""

    NOT_SAID = ""  #: a draft before it is answered, and a request for property or staff, which never says it
    ONGOING = "ongoing"
    ENDED = "ended"
    PUBLICLY_ANNOUNCED = "publicly_announced"  #: not under way; somebody announced it publicly
    RUMOUR = "rumour"  #: a claim that already circulates publicly


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """One row of the table: these ways of knowing, with these statuses, about these matters, may reach this far."""

    how_known: frozenset[HowKnown]
    statuses: frozenset[Status]
    reach: Reach
    needs_link: bool = False
    needs_leave: bool = False
    matters: frozenset[Matter] = frozenset({Matter.ENFORCEMENT})


_UNDER_WAY_OR_OVER = frozenset({Status.ONGOING, Status.ENDED})

#: what no row names reaches nobody; the database constraint is made from this table
CEILINGS: tuple[Ceiling, ...] = (
    Ceiling(
        how_known=frozenset({HowKnown.REQUEST}), statuses=frozenset({Status.NOT_SAID}), reach=Reach.COUNCIL
    ),
    Ceiling(
        how_known=frozenset({HowKnown.LEAVE_TO_SHARE}),
        statuses=_UNDER_WAY_OR_OVER,
        needs_leave=True,
        reach=Reach.COUNCIL,
    ),
    Ceiling(
        how_known=frozenset({HowKnown.PUBLIC_STATEMENT}),
        statuses=frozenset({Status.RUMOUR}),
        needs_link=True,
        reach=Reach.COUNCIL,
    ),
    Ceiling(
        how_known=frozenset({HowKnown.PUBLIC_STATEMENT}),
        statuses=frozenset({Status.RUMOUR}),
        needs_link=True,
        matters=frozenset({Matter.RUMOUR_CHECK}),
        reach=Reach.PUBLIC,
    ),
    Ceiling(
        how_known=frozenset({HowKnown.PUBLIC_STATEMENT}),
        statuses=frozenset({Status.PUBLICLY_ANNOUNCED}),
        needs_link=True,
        reach=Reach.PUBLIC,
    ),
    Ceiling(
        how_known=frozenset({HowKnown.PUBLIC_STATEMENT}),
        statuses=_UNDER_WAY_OR_OVER,
        needs_link=True,
        matters=frozenset(Matter),
        reach=Reach.PUBLIC,
    ),
    Ceiling(
        how_known=frozenset({HowKnown.SEEN_IN_PUBLIC_BY_STAFF, HowKnown.VERIFIED_REPORT}),
        statuses=_UNDER_WAY_OR_OVER,
        matters=frozenset({Matter.ENFORCEMENT, Matter.RUMOUR_CHECK}),
        reach=Reach.PUBLIC,
    ),
    Ceiling(
        how_known=frozenset({HowKnown.OWN_WORKS}),
        statuses=_UNDER_WAY_OR_OVER,
        matters=frozenset({Matter.CIVIC}),
        reach=Reach.PUBLIC,
    ),
)


def may_reach(
    how_known: HowKnown,
    *,
    status: Status,
    has_public_link: bool,
    leave_recorded: bool = False,
    matter: Matter = Matter.ENFORCEMENT,
) -> Reach:
    """Returns how far something may go that is known in this way; what is not in the table goes to nobody."""
    for row in CEILINGS:
        fits = how_known in row.how_known and status in row.statuses and matter in row.matters
        if fits and (has_public_link or not row.needs_link) and (leave_recorded or not row.needs_leave):
            return row.reach
    return Reach.NOBODY


def may_ever_reach(how_known: HowKnown, matter: Matter = Matter.ENFORCEMENT) -> Reach:
    """Returns the widest ceiling that this way of knowing can have; NOBODY means that the draft ends at once."""
    return max((row.reach for row in _rows(how_known, matter)), default=Reach.NOBODY)


def statuses_of(how_known: HowKnown, matter: Matter = Matter.ENFORCEMENT) -> tuple[Status, ...]:
    """Returns the statuses that the page offers for this way of knowing, in order."""
    named = {status for row in _rows(how_known, matter) for status in row.statuses}
    return tuple(status for status in Status if status in named)


def needs_link(how_known: HowKnown) -> bool:
    """Says whether this way of knowing is nothing without a public link and its time."""
    return any(row.needs_link for row in CEILINGS if how_known in row.how_known)


def needs_leave(how_known: HowKnown) -> bool:
    """Says whether this way of knowing is nothing without a recorded leave to share it."""
    return any(row.needs_leave for row in CEILINGS if how_known in row.how_known)


def _rows(how_known: HowKnown, matter: Matter) -> tuple[Ceiling, ...]:
    return tuple(row for row in CEILINGS if how_known in row.how_known and matter in row.matters)
