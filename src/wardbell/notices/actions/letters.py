"""The letters of a notice, and whom they go to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries as sent
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.escalation.rules import Asked, Rung
from wardbell.ground.actors import Actor
from wardbell.notices.kinds import kind
from wardbell.notices.models import Notice, NoticeArea
from wardbell.notices.queries import rows, texts
from wardbell.notices.queries.phrase import phrase_of
from wardbell.notices.rules import HowKnown, Matter, Status, is_always_citywide
from wardbell.people import queries as people
from wardbell.people.queries import Office
from wardbell.people.rules import Role
from wardbell.places import queries as places


def letter_of(row: Notice, **changes: object) -> Letter:
    """Returns a notice as the post office takes it: reviewed phrases, closed slots, the ceiling."""
    pack = kind(row.kind)
    letter = Letter(
        subject=rows.subject_of(row), phrase=phrase_of(row), slots=texts.slots_of(row), lane=pack.lane,
        words=_free_text(row), may_reach=Reach(row.may_reach),
        exercise=row.exercise, sender=rows.sender_of(row), hold_seconds=pack.hold_seconds,
        is_urgent=is_urgent(row),
    )  # fmt: skip
    return replace(letter, **changes)  # type: ignore[arg-type]  # names of Letter's own fields


def asked_of(row: Notice, now: datetime) -> list[Asked]:
    """Returns every council office with its ladder, in the order in which they are asked."""
    presidents = tuple(people.presidents(now))
    minutes = places.jurisdiction().ladder_minutes or kind(row.kind).ladder_minutes
    return [_ladder(office, presidents, minutes=minutes, now=now) for office in _in_order(row)]


def is_urgent(row: Notice) -> bool:
    """Says whether a notice comes by night to readers who said yes to that; one that follows another is as urgent as that."""
    pack = kind(row.kind)
    if pack.follows and row.status not in kind(row.of_kind).urgent_statuses:
        return row.status in pack.urgent_statuses and Matter(row.matter) is not Matter.CIVIC
    return row.status in pack.urgent_statuses


def first_asked(row: Notice, now: datetime) -> tuple[str, ...]:
    """Returns the ids of those in each council office who are told first: on call, member, aides."""
    asked = (account for office in asked_of(row, now) for account in office.rungs[0].accounts)
    return tuple(dict.fromkeys(asked))


def told_accounts(subject: str) -> tuple[str, ...]:
    """Returns the ids of the officials to whom something about a subject went."""
    return tuple(dict.fromkeys(account for account, *_ in sent.delivered_to_accounts(subject)))


def post_ask(
    row: Notice, *, phrase: str, purpose: str, page: str, to: Sequence[str], minutes: int, by: Actor,
    areas: Sequence[str] | None = None,
) -> str:  # fmt: skip
    """Asks officials to look at a notice on a page of ours, under a subject of its own; returns the posting's id."""
    slots = texts.slots_of(row) | {"minutes": minutes, "link": f"{settings.BASE_URL}{page}"}
    if areas is not None:
        slots["area"] = ",".join(areas)
    letter = Letter(
        subject=f"{purpose}:{row.id}", phrase=phrase, slots=slots, lane=Lane.OFFICIALS,
        may_reach=Reach(row.may_reach), exercise=row.exercise, sender=rows.sender_of(row),
    )  # fmt: skip
    return dispatch.post(letter, to=Audience(accounts=tuple(to)), by=by)


def _free_text(row: Notice) -> dict[str, str]:
    """Returns a council notice's free text for officials of every language: it was written once and is read as it was checked."""
    return dict.fromkeys(places.jurisdiction().languages, row.free_text) if row.free_text else {}


def _in_order(row: Notice) -> list[Office]:
    """Returns the offices of the affected wards first; what names no ward begins with another office each time."""
    offices = people.council_offices()
    if is_always_citywide(HowKnown(row.how_known), Status(row.status)):
        start = _n_citywide_before(row) % max(len(offices), 1)
        return offices[start:] + offices[:start]
    affected = set(places.wards_of(rows.areas_of(row)))
    return sorted(offices, key=lambda office: office.ward not in affected)  # stable: ward order within each


def _n_citywide_before(row: Notice) -> int:
    said = NoticeArea.objects.filter(code="city", notice__kind=row.kind, notice__published_at__isnull=False)
    return said.exclude(notice=row).count()


def _ladder(office: Office, presidents: tuple[str, ...], *, minutes: Sequence[int], now: datetime) -> Asked:
    """Returns who is asked: member, aide and who is on call at once, then the deputy, then aides again, then the president.

    Who is away is replaced by who stands in for them now; the request keeps the ladder as it is at this instant.
    """
    deputies, aides = (
        tuple(people.asked_for(people.holders(office.code, role, now), office.code, now))
        for role in (Role.DEPUTY, Role.AIDE)
    )
    first = tuple(people.first_asked(office.code, now))
    later = (
        ("deputy", deputies),
        ("aide", aides),
        ("president", presidents),
    )
    rungs = [Rung(after_minutes=0, accounts=first, label="member")]
    rungs += [
        Rung(after_minutes=after, accounts=accounts, label=label)
        for after, (label, accounts) in zip(minutes, later, strict=False)
    ]
    return Asked(office=office.code, rungs=tuple(rungs))
