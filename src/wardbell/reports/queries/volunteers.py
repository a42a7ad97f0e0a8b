"""Who works at the desk, by pseudonym; who has none yet; and how long somebody has been at it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, check_may
from wardbell.reports import rules
from wardbell.reports.models import Shift, Volunteer
from wardbell.reports.queries import standing

_POSTS = frozenset({Role.HOTLINE, Role.SHIFT_LEAD, Role.CONFIRMER})
_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class VolunteerView:
    """One volunteer, as whoever leads the shift keeps them."""

    id: str
    account_id: str
    pseudonym: str
    roles: tuple[Role, ...]
    languages: tuple[str, ...]
    wards: tuple[str, ...]
    is_adult: bool
    trained_on: date | None


@dataclass(frozen=True, kw_only=True)
class OwnTime:
    """How long somebody has been at the desk. `until` is the end of the running shift, `rests_until` that of the rest after one."""

    until: datetime | None
    rests_until: datetime | None
    in_a_week: timedelta


def volunteers(by: Actor) -> list[VolunteerView]:
    """Returns everybody who works at the desk, by pseudonym, in two queries of the room and one for their roles.

    Raises:
        NotAllowed: neither administrator nor shift lead, or of the city.
    """
    _check_may_keep(by)
    held = {one.person.id: one.person.roles for one in people.everybody() if one.is_active}
    return [
        VolunteerView(
            id=str(one.id), account_id=str(one.account_id), pseudonym=one.pseudonym,
            roles=tuple(sorted(held.get(str(one.account_id), frozenset()) & _POSTS)), languages=tuple(one.languages),
            wards=tuple(one.wards), is_adult=one.is_adult, trained_on=one.trained_on,
        )
        for one in Volunteer.objects.filter(left_at__isnull=True).order_by("pseudonym")
    ]  # fmt: skip


def without_pseudonym(by: Actor) -> list[tuple[str, str]]:
    """Returns (account id, name) of those with a role of the desk, of no office, who have no pseudonym yet.

    Raises:
        NotAllowed: neither administrator nor shift lead, or of the city.
    """
    _check_may_keep(by)
    known = {
        str(one)
        for one in Volunteer.objects.filter(left_at__isnull=True).values_list("account_id", flat=True)
    }
    return [
        (one.person.id, one.person.name)
        for one in people.everybody()
        if one.is_active
        and one.person.id not in known
        and one.person.roles & _POSTS
        and not one.person.offices
    ]


def own_time(by: Actor) -> OwnTime:
    """Returns how long somebody has been at the desk.

    Raises:
        NotAllowed: no volunteer of this node.
    """
    row, now = standing.volunteer_of(by), clock.now()
    held = list(Shift.objects.filter(volunteer=row, ends_at__gt=now - _WEEK, starts_at__lt=now))
    running = next((one.ends_at for one in held if now < one.ends_at), None)
    worked = sum((min(one.ends_at, now) - max(one.starts_at, now - _WEEK) for one in held), timedelta())
    resting = rules.rests_until([one.ends_at for one in held], now=now) if running is None else None
    return OwnTime(until=running, rests_until=resting, in_a_week=worked)


def _check_may_keep(by: Actor) -> None:
    check_may(people.roles_of_actor(by), Verb.KEEP_VOLUNTEERS)
    standing.check_is_of_the_community(by)
