"""Which rung comes next for an incident, whose it is, what it lacks, and how long each one took."""

from dataclasses import dataclass
from datetime import timedelta

from wardbell.ground.actors import Actor
from wardbell.ground.errors import WrongState
from wardbell.people import queries as people
from wardbell.people.rules import PERMISSIONS, Role, Verb, may
from wardbell.reports import rules
from wardbell.reports.models import Finding, Incident
from wardbell.reports.queries import rows, standing
from wardbell.reports.queries.board import IncidentView
from wardbell.reports.rules import AUTHORITIES, CLOSED, CONFIRMED, MOVED_BY, Kind, Level

_UPWARD = tuple(Level)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One level that an incident may come to. `lacks` says what it still needs; `roles` are whose word it takes."""

    level: Level
    is_mine: bool  #: whoever looks may move it there, with this incident in hand
    roles: tuple[Role, ...]
    lacks: WrongState | None


@dataclass(frozen=True, kw_only=True)
class Course:
    """How an incident went, without anybody in it: how long after the first account each thing came."""

    labelled_after: timedelta | None
    confirmed_after: timedelta | None
    closed_after: timedelta | None
    n_told: int
    n_first_hand: int


def steps(incident_id: str, by: Actor) -> list[Step]:
    """Returns the levels to which an incident may come, in the order of the ladder.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such incident.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    row, roles = rows.incident_row(incident_id), people.roles_of_actor(by)
    reachable = rules.next_levels(Level(row.level), kind=Kind(row.kind))
    return [
        Step(
            level=level, is_mine=level not in AUTHORITIES and may(roles, MOVED_BY[level]),
            roles=tuple(sorted(PERMISSIONS[MOVED_BY[level]])), lacks=_lacks(row, level),
        )
        for level in sorted(reachable, key=_UPWARD.index)
    ]  # fmt: skip


def course_of(seen: IncidentView) -> Course:
    """Returns how an incident went."""
    return Course(
        labelled_after=_first(seen, frozenset(Level) - {Level.RECEIVED}), confirmed_after=_first(seen, CONFIRMED),
        closed_after=_first(seen, CLOSED) if seen.closed_at else None, n_told=len(seen.told),
        n_first_hand=seen.line.n_first_hand,
    )  # fmt: skip


def _lacks(row: Incident, level: Level) -> WrongState | None:
    try:
        rules.check_evidence(
            level, accounts=rows.heard(row), findings=rows.found(Finding.objects.filter(incident=row))
        )
    except WrongState as lacks:
        return lacks
    return None


def _first(seen: IncidentView, levels: frozenset[Level]) -> timedelta | None:
    return next((one.at - seen.opened_at for one in seen.rungs if one.after in levels), None)
