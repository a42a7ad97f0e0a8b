"""What a notice may be made of: verified, closed answers, no corner, no count, no words of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.notices import queries as notices
from wardbell.notices.queries import NoticeView, PublicNotice
from wardbell.notices.rules import RUMOUR_CHECK, SAID, WITHDRAWAL, HowKnown, State, Status
from wardbell.notices.rules import Answer as Presence
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.places.rules import CITY
from wardbell.reports import rules
from wardbell.reports.models import Basis, Incident, Rumour
from wardbell.reports.queries import standing
from wardbell.reports.queries.rows import incident_row
from wardbell.reports.rules import Label, Level, PlaceKind

_QUARTER = timedelta(minutes=15)
_MAKING_OR_OUT = (State.DRAFT, State.IN_REVIEW, *SAID)
_ANSWERS_FOR = timedelta(days=2)
_MOST = 50  # of a list
_ENDED_BY_HAND = frozenset({Label.NOT_IMMIGRATION, Label.NOT_KNOWN})


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Verified facts, as `notices` takes them; `areas` are a listed public place, else the neighbourhood, else the ward."""

    incident_id: str
    level: Level
    label: Label
    how_known: HowKnown
    status: Status
    areas: tuple[str, ...]
    since_at: datetime
    source_at: datetime  #: when somebody stood behind it, to the quarter of an hour
    verified_at: datetime
    agents: Presence  #: of what is something else, whoever proposes says what was seen: federal agents may be there all the same
    civil: Presence

    @property
    def asks_agents(self) -> bool:
        """Says whether the finding leaves open if federal agents were there."""
        return self.agents is Presence.NOT_KNOWN


class Due(StrEnum):
    """What a notice that stands needs, since its incident has changed."""

    END = "end"
    WITHDRAW = "withdraw"
    CORRECT = "correct"


@dataclass(frozen=True, kw_only=True)
class MadeOf:
    """One notice made of an incident, and what it needs now."""

    notice: NoticeView
    incident_id: str
    label: Label
    due: Due | None


@dataclass(frozen=True, kw_only=True)
class CheckDue:
    """One "we do not know yet" that stands though somebody knows by now, or may."""

    notice: NoticeView
    rumour_id: str
    facts: (
        Proposal | None
    )  #: what answers it; None where a scene of its ward was verified since, and nobody has tied the two


@dataclass(frozen=True, kw_only=True)
class RumourProposal:
    """What may be said of a claim; of one that is not known, no more than the ward in which it goes round."""

    rumour_id: str
    label: Label
    ward: str
    facts: Proposal | None


def to_propose(incident_id: str) -> Proposal:
    """Returns the verified facts of an incident.

    Raises:
        NotAllowed: nobody stands behind it yet.
        Unreadable: there is no such incident.
    """
    row = incident_row(incident_id)
    level, is_verified = Level(row.level), row.verified_at is not None
    rules.check_may_be_published(level, is_verified=is_verified)
    assert row.verified_at is not None
    is_it = level is not Level.NOT_IMMIGRATION
    return Proposal(
        incident_id=str(row.id), level=level, label=rules.label_of(level, is_verified=is_verified), how_known=HowKnown.VERIFIED_REPORT,
        status=Status.ENDED if level is Level.ENDED else Status.ONGOING, areas=_areas(row), since_at=rounded(row.seen_from),
        source_at=rounded(row.verified_at), verified_at=row.verified_at, agents=Presence.YES if is_it else Presence.NOT_KNOWN,
        civil=Presence.NOT_KNOWN if is_it else Presence.NO,
    )  # fmt: skip


def to_tell(by: Actor) -> list[Proposal]:
    """Returns the scenes that somebody stands behind, still go on or were something else, and no notice tells of, newest first.

    Raises:
        NotAllowed: nobody of the community who may propose a notice.
    """
    standing.volunteer_who_may(by, Verb.PROPOSE_NOTICE)
    found = Incident.objects.filter(
        level__in=sorted(rules.PUBLISHABLE - {Level.ENDED}), verified_at__isnull=False
    )
    told = Basis.objects.filter(notice__state__in=_MAKING_OR_OUT).values("incident_id")
    return [
        to_propose(str(one))
        for one in found.exclude(id__in=told).order_by("-verified_at").values_list("id", flat=True)[:_MOST]
    ]


def answering(ward: str, by: Actor) -> list[Proposal]:
    """Returns the verified scenes of the last two days that may answer a claim of a ward, or of the city, newest first.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    found = Incident.objects.filter(
        level__in=sorted(rules.PUBLISHABLE), verified_at__gte=clock.now() - _ANSWERS_FOR
    )
    if ward != CITY:
        found = found.filter(ward=ward)
    ids = found.order_by("-verified_at").values_list("id", flat=True)[:_MOST]
    return [to_propose(str(one)) for one in ids]


def made_of(incident_id: str) -> list[MadeOf]:
    """Returns the notices made of an incident, the newest first, with what each needs since the incident changed."""
    found = Basis.objects.filter(incident_id=incident_id).select_related("incident").order_by("-at")
    return [_made(one) for one in found]


def due() -> list[MadeOf]:
    """Returns the community's notices that stand and whose incident says something else by now, the longest waiting first."""
    said = (
        Basis.objects.filter(notice__state=State.PUBLISHED, notice__organization__isnull=False)
        .select_related("incident")
        .order_by("at")
    )
    return [one for one in map(_made, said) if one.due is not None]


def checks_answered_by(incident_id: str, *, organization: str) -> list[str]:
    """Returns the ids of an organization's rumour checks that stand, of claims which an incident answers."""
    found = Rumour.objects.filter(
        incident_id=incident_id, not_known__state=State.PUBLISHED, not_known__organization__code=organization
    )
    return [
        str(one) for one in found.order_by("not_known_id").values_list("not_known_id", flat=True).distinct()
    ]


def checks_due(by: Actor) -> list[CheckDue]:
    """Returns the rumour checks that stand and whose claim is answered by now, or may be, the longest waiting first.

    Raises:
        NotAllowed: nobody of the community who may propose a notice.
    """
    standing.volunteer_who_may(by, Verb.PROPOSE_NOTICE)
    standing_ones = Rumour.objects.filter(
        not_known__state=State.PUBLISHED, not_known__organization__isnull=False
    )
    in_the_making = Q(not_known__corrections__state__in=[State.DRAFT, State.IN_REVIEW])
    rows = standing_ones.exclude(in_the_making).order_by("not_known__published_at")[:_MOST]
    found = [due for due in (_check_due(row, by) for row in rows) if due is not None]
    answered_first = sorted(found, key=lambda due: due.facts is None)
    return list({due.notice.id: due for due in reversed(answered_first)}.values())[::-1]


def _check_due(row: Rumour, by: Actor) -> CheckDue | None:
    notice = notices.notice(str(row.not_known_id))
    known = answering(row.ward, by)
    facts = next((one for one in known if row.incident_id and one.incident_id == str(row.incident_id)), None)
    said_at = notice.published_at
    is_open = facts is None and any(said_at is not None and one.verified_at > said_at for one in known)
    return CheckDue(notice=notice, rumour_id=str(row.id), facts=facts) if facts or is_open else None


def ended_by_hand(said: Iterable[NoticeView]) -> frozenset[str]:
    """Returns the ids of those of an organization's notices that stand and whose end no incident will tell.

    What was something else has no rung called *ended*, and a claim about which nobody knows has no incident: whoever leads
    the shift says that it is over. What was confirmed ends with its incident.
    """
    standing_ones = [one for one in said if one.state is State.PUBLISHED and one.kind != WITHDRAWAL]
    labels = {
        str(notice_id): label
        for notice_id, label in Basis.objects.filter(
            notice_id__in=[one.id for one in standing_ones]
        ).values_list("notice_id", "label")
    }
    return frozenset(
        one.id
        for one in standing_ones
        if labels.get(one.id, Label.NOT_KNOWN if one.of_kind == RUMOUR_CHECK else "") in _ENDED_BY_HAND
    )


def answers_out(rumour_id: str) -> list[PublicNotice]:
    """Returns the notices that stand before the public and say the answer of a claim."""
    row = Rumour.objects.filter(id=rumour_id).exclude(answer="").first()
    if row is None:
        return []
    current = [one for one in notices.published() if one.is_current]
    if row.answer == Label.NOT_KNOWN:
        return [one for one in current if one.kind == RUMOUR_CHECK and one.areas == (row.ward,)]
    based = Basis.objects.filter(incident=row.incident, label=row.answer).values_list("notice_id", flat=True)
    ids = {str(one) for one in based}
    return [one for one in current if one.id in ids]


def rumour_to_propose(rumour_id: str) -> RumourProposal:
    """Returns what may be said of an answered claim.

    Raises:
        NotAllowed: the answer rests on an incident behind which nobody stands any more.
        Unreadable: there is no such answered claim.
    """
    row = Rumour.objects.filter(id=rumour_id).exclude(answer="").first()
    if row is None:
        raise Unreadable("There is no such claim, or nobody has answered it yet.")
    label = Label(row.answer)
    facts = to_propose(str(row.incident_id)) if label is not Label.NOT_KNOWN else None
    if facts is not None and facts.label is not label:
        raise Unreadable("What this answer rests on has changed. Answer the claim anew.")
    return RumourProposal(rumour_id=str(row.id), label=label, ward=row.ward, facts=facts)


def rounded(instant: datetime) -> datetime:
    """Returns an instant to the quarter of an hour, on the city's clock, never one to come."""
    local = instant.astimezone(places.zone())
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    quarter = day + round((local - day) / _QUARTER) * _QUARTER
    return quarter if quarter <= clock.now() else quarter - _QUARTER


def _made(row: Basis) -> MadeOf:
    notice = notices.notice(str(row.notice_id))
    is_standing = notice.state is State.PUBLISHED
    return MadeOf(
        notice=notice, incident_id=str(row.incident_id), label=Label(row.label),
        due=_due(row, notice) if is_standing else None,
    )  # fmt: skip


def _due(row: Basis, notice: NoticeView) -> Due | None:
    level = Level(row.incident.level)
    if level in {Level.RETRACTED, Level.UNFOUNDED}:
        return Due.WITHDRAW
    if level is Level.NOT_IMMIGRATION and row.label == Label.CONFIRMED:
        return Due.CORRECT
    return Due.END if level is Level.ENDED and notice.status is Status.ONGOING else None


def _areas(row: Incident) -> tuple[str, ...]:
    """A public place only from the adopted list; a corner stays with those who verify."""
    if row.place_kind == PlaceKind.PUBLIC_PLACE:
        listed = next((one.code for one in places.areas("place") if one.name == row.place_name), "")
        if listed:
            return (listed,)
    return (row.neighbourhood or row.ward or CITY,)
