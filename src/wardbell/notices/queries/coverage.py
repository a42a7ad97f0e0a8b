"""Whose ward was told, in which languages, and the proof for one office."""

from collections.abc import Mapping
from datetime import datetime

from wardbell.dispatch import queries as dispatch
from wardbell.escalation import queries as escalation
from wardbell.ground.errors import Unreadable
from wardbell.notices.models import Notice, Relay
from wardbell.notices.queries import rows
from wardbell.notices.queries.phrase import phrase_of
from wardbell.notices.queries.values import Coverage, LanguageCoverage, Proof, Relayed, WardCoverage
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.phrases.queries import Readiness
from wardbell.places import queries as places


def coverage(public_id: str) -> Coverage:
    """Returns which wards and languages a public version has reached, and how many readers stand there (None under 5).

    Raises:
        Unreadable: there is no such notice.
    """
    return coverage_of(rows.row(public_id))


def coverage_of(row: Notice) -> Coverage:
    """Returns the coverage of a row; a correction goes to whoever got what it corrects, so those relays count."""
    relayed = relays_in_chain(row)
    affected = set(places.wards_of(rows.areas_of(row)))
    figures = dispatch.subscriber_figures()
    wards = tuple(
        WardCoverage(
            ward=office.ward, name=places.area_name(office.ward), office=office.code,
            is_affected=office.ward in affected, relayed_at=relayed.get(office.code),
            n_readers=figures.by_area.get(office.ward, 0),
        )
        for office in people.council_offices()
    )  # fmt: skip
    return Coverage(wards=wards, languages=_languages(row, figures.by_language))


def uncovered_wards_of(row: Notice) -> tuple[str, ...]:
    """Returns the affected wards whose office has not relayed a row or what it corrects; asks nothing about readers."""
    relayed, affected = relays_in_chain(row), set(places.wards_of(rows.areas_of(row)))
    offices = people.council_offices()
    return tuple(one.ward for one in offices if one.ward in affected and one.code not in relayed)


def relays_in_chain(row: Notice) -> dict[str, datetime]:
    """Returns which offices relayed a notice or what it corrects, and when first."""
    found = Relay.objects.filter(notice__in=rows.chain(row)).order_by("-relayed_at")
    return {one.office_id: one.relayed_at for one in found}


def proof(notice_id: str, office: str) -> Proof:
    """Returns when an office was told of a council notice, when it answered, and when it relayed the public version.

    Raises:
        Unreadable: there is no such notice or office, or it was never said.
    """
    row = rows.row(notice_id)
    if row.published_at is None or row.shareable_at is None:
        raise Unreadable("This notice was not sent yet: there is nothing to prove.")
    line = escalation.row_of(rows.subject_of(row), office)
    return Proof(
        notice=rows.view(row), office=people.office(office).code, shareable_at=row.shareable_at,
        published_at=row.published_at, told_at=line.notified_at if line else None,
        acknowledged_at=line.answered_at if line else None, acknowledged_by=line.answered_by if line else "",
        acknowledged_via=line.via if line else "", relays=_relays(row, office),
    )  # fmt: skip


def _relays(row: Notice, office: str) -> tuple[Relayed, ...]:
    found = Relay.objects.filter(notice__about=row, office_id=office).select_related("notice")
    return tuple(
        Relayed(code=one.notice.code, office=one.office_id, relayed_at=one.relayed_at)
        for one in found.order_by("relayed_at")
    )


def _languages(row: Notice, figures: Mapping[str, int | None]) -> tuple[LanguageCoverage, ...]:
    key, languages = phrase_of(row), places.jurisdiction().languages
    ready = phrases.readiness([key], languages)[key]
    return tuple(
        LanguageCoverage(language=tag, readiness=Readiness(ready[tag]), n_readers=figures.get(tag, 0))
        for tag in languages
    )
