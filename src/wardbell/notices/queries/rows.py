"""How rows become values; for the files of this room's shelves alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from wardbell.dispatch.letters import Reach
from wardbell.ground import clock
from wardbell.ground.errors import Unreadable
from wardbell.notices import rules
from wardbell.notices.kinds import kind
from wardbell.notices.models import Fact, Notice
from wardbell.notices.queries.phrase import media_of
from wardbell.notices.queries.values import NoticeView, PublicNotice
from wardbell.notices.rules import Matter, NoticeAudience, Speaker, State, Status
from wardbell.places import queries as places

_NOBODY = UUID(int=0)  # what an id that is none is looked up as


def uuid_of(text: str) -> UUID:
    """Returns the id that a text spells, or one that nothing has."""
    try:
        return UUID(text)
    except ValueError:
        return _NOBODY


def subject_of(row: Notice) -> str:
    """Returns by what lower rooms know a notice."""
    return f"notice:{row.id}"


def row(notice_id: str) -> Notice:
    """Returns one row.

    Raises:
        Unreadable: there is no notice with this id.
    """
    found = rows().filter(id=uuid_of(notice_id)).first()
    if found is None:
        raise Unreadable("There is no such notice.")
    return found


def rows() -> QuerySet[Notice]:
    """Returns notices with their areas."""
    return Notice.objects.prefetch_related("areas", "facts")


def sender_of(row: Notice) -> str:
    """Returns the code of the office or organization that says it."""
    return str(row.office_id or row.organization_id)


def speaker_of(row: Notice) -> Speaker:
    """Returns whose word it is: the city's, or an organization's of the community."""
    return Speaker.COMMUNITY if row.organization_id else Speaker.CITY


def areas_of(row: Notice) -> tuple[str, ...]:
    """Returns the codes of a notice's areas, in the order in which they were chosen."""
    return tuple(area.code for area in row.areas.all())


def facts_of(row: Notice) -> rules.Facts:
    """Returns what a notice says, as the rules read it."""
    return rules.Facts(
        how_known=rules.HowKnown(row.how_known), matter=Matter(row.matter), status=Status(row.status),
        areas=areas_of(row), agents=rules.Answer(row.agents), civil=rules.Answer(row.civil), link=row.link,
        leave_from=rules.Agency(row.leave_from), source_at=row.source_at, since_at=row.since_at,
        agency=rules.Agency(row.agency), request_type=rules.RequestType(row.request_type),
        city_answer=rules.CityAnswer(row.city_answer), free_text=row.free_text, until_at=row.until_at,
        cause=row.cause, advice=row.advice, help_at=help_of(row),
    )  # fmt: skip


def help_of(row: Notice) -> tuple[str, ...]:
    """Returns the codes of the places where help is given."""
    return tuple(filter(None, row.help_at.split(",")))


def signatures_of(row: Notice) -> rules.Signatures:
    """Returns who stands behind a notice."""
    return rules.Signatures(
        author=str(row.author_id), approver=_text(row.approver_id), on_behalf_of=_text(row.on_behalf_of_id)
    )


def basis_of(row: Notice) -> Notice | Fact | None:
    """Returns what a public version can stand on: the notice itself, or the newest confirmed fact that may be public."""
    if row.may_reach == Reach.PUBLIC:
        return row
    confirmed = [fact for fact in row.facts.all() if fact.confirmed_at and fact.may_reach == Reach.PUBLIC]
    return max(confirmed, key=lambda fact: fact.added_at, default=None)


def reach_now(row: Notice) -> Reach:
    """Returns how far a notice may go with what was confirmed since."""
    confirmed = [fact.may_reach for fact in row.facts.all() if fact.confirmed_at]
    return Reach(max([row.may_reach, *confirmed]))


def is_current(row: Notice, now: datetime) -> bool:
    """Says whether what a notice tells still holds."""
    return row.state == State.PUBLISHED and (row.expires_at is None or now < row.expires_at)


def is_answered(row: Notice) -> bool:
    """Says whether a second person countersigned or disputed."""
    return row.countersigned_at is not None or row.disputed_at is not None


def is_late(row: Notice, now: datetime) -> bool:
    """Says whether a single-signed notice stands without a second person for longer than its kind allows."""
    return (
        row.single_signed
        and row.published_at is not None
        and rules.is_unanswered_late(
            published_at=row.published_at, is_answered=is_answered(row),
            wait=timedelta(minutes=kind(row.kind).countersign_minutes), now=now,
        )
    )  # fmt: skip


def view(row: Notice) -> NoticeView:
    """Returns a row as those inside see it."""
    now, facts, signatures = clock.now(), facts_of(row), signatures_of(row)
    return NoticeView(
        id=str(row.id), subject=subject_of(row), kind=row.kind, of_kind=row.of_kind, matter=facts.matter,
        audience=NoticeAudience(row.audience), number=row.number,
        code=row.code, state=State(row.state), exercise=row.exercise, about=_text(row.about_id),
        corrects=_text(row.corrects_id), how_known=facts.how_known, status=facts.status, link=row.link,
        leave_from=facts.leave_from, source_at=row.source_at, since_at=row.since_at, may_reach=Reach(row.may_reach),
        may_reach_now=reach_now(row), areas=facts.areas, agents=facts.agents, civil=facts.civil, agency=facts.agency,
        request_type=facts.request_type, city_answer=facts.city_answer, reason=row.reason, free_text=row.free_text,
        shareable_at=row.shareable_at, shareable_because=rules.ShareableBecause(row.shareable_because),
        known_at=row.known_at, author=signatures.author, on_behalf_of=signatures.on_behalf_of,
        read_back_at=row.read_back_at, approver=signatures.approver, office=sender_of(row),
        organization=row.organization_id or "", speaker=speaker_of(row),
        single_signed=row.single_signed,
        may_be_single_signed=rules.may_be_single_signed(
            kind=row.kind, status=facts.status, free_text=row.free_text, reason=row.reason
        ),
        begun_at=row.begun_at, published_at=row.published_at, expires_at=row.expires_at,
        is_current=is_current(row, now), countersigned_by=_text(row.countersigned_by_id),
        countersigned_at=row.countersigned_at, disputed_by=_text(row.disputed_by_id), disputed_at=row.disputed_at,
        is_countersign_late=is_late(row, now), withdrawn_at=row.withdrawn_at, ended_at=row.ended_at,
        until_at=row.until_at, cause=row.cause, advice=row.advice, help_at=facts.help_at,
        media=media_of(row), warned=tuple(filter(None, row.warned.split(","))), approved_because=row.approved_because,
        ends_by=kind(row.of_kind).ends_by,
    )  # fmt: skip


def public_view(row: Notice) -> PublicNotice:
    """Returns a row as the public may see it; only for public rows that were said."""
    if row.audience != NoticeAudience.PUBLIC or row.published_at is None:
        raise ValueError("this row was never said to the public")
    facts, areas = facts_of(row), areas_of(row)
    return PublicNotice(
        id=str(row.id), code=row.code, number=row.number, kind=row.kind, of_kind=row.of_kind, matter=facts.matter,
        media=media_of(row), exercise=row.exercise, until_at=row.until_at, cause=row.cause, advice=row.advice, help_at=facts.help_at,
        how_known=facts.how_known, status=facts.status, agents=facts.agents, civil=facts.civil, areas=areas,
        wards=tuple(places.wards_of(areas)), since_at=rules.rounded(row.since_at) if row.since_at else None,
        link=row.link, reason=row.reason, office=sender_of(row), speaker=speaker_of(row), published_at=row.published_at,
        expires_at=row.expires_at, ended_at=row.ended_at, withdrawn_at=row.withdrawn_at,
        is_current=is_current(row, clock.now()), takes_back=row.corrects.code if row.corrects else "",
        replaced_by=_replacement(row),
    )  # fmt: skip


def chain(row: Notice) -> list[Notice]:
    """Returns a notice and, if it is a correction, what it corrects, back to the first."""
    found = [row]
    while (earlier := found[-1].corrects) is not None:
        found.append(earlier)
    return found


def said() -> list[str]:
    """Returns the states of everything that was said once."""
    return sorted(rules.SAID)


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Returns ids as text."""
    return tuple(str(value) for value in values)


def _replacement(row: Notice) -> str:
    later = row.corrections.filter(state__in=said()).order_by("-published_at").first()
    return later.code if later else ""


def _text(value: object) -> str | None:
    return None if value is None else str(value)
