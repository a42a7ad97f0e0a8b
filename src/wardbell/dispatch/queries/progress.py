"""What became of what was posted: totals for pages, rows for officials."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db.models import Count, F

from wardbell.dispatch import rules
from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models import Chunk, Inbound, Message, Posting, Total
from wardbell.dispatch.queries.audiences import about, from_kept
from wardbell.dispatch.rules import ChunkState, PostingState, State
from wardbell.dispatch.sheet import WAITING
from wardbell.subscribers import queries as subscribers

_Key = TypeVar("_Key")


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far everything about one subject got. Counts by language and area may show one person: mask them for the public."""

    expected: int
    is_expanding: bool
    by_state: Mapping[str, int]
    by_language: Mapping[str, Mapping[str, int]]
    by_medium: Mapping[str, Mapping[str, int]]
    by_area: Mapping[str, Mapping[str, int]]

    def count(self, *states: State) -> int:
        """How many are in one of these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def left(self) -> int:
        """How many the providers have, or may have."""
        return self.count(*rules.LEFT)

    @property
    def is_settled(self) -> bool:
        return not self.is_expanding and rules.is_settled(State(one) for one in self.by_state)


@dataclass(frozen=True, kw_only=True)
class PostingView:
    """One posting as pages show it."""

    id: str
    subject: str
    version: int
    phrase: str
    lane: Lane
    state: PostingState
    sender: str
    areas: tuple[str, ...]
    n_accounts: int
    same_as: str
    exercise: bool
    is_urgent: bool
    posted_at: datetime
    posted_by: str
    release_at: datetime
    halted_at: datetime | None


class ToAccount(NamedTuple):
    """One copy to one official."""

    account_id: str
    medium: str
    state: State
    sent_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class NotReached:
    """One copy to one official that did not leave, or did not arrive, and why."""

    account_id: str
    medium: str
    state: State
    reason: str


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One area of a subject's postings, in one language; an area with no readers is there with language ""."""

    area: str
    language: str
    n_expected: int
    n_left: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Figures of readers, fit to print: None stands for 1 to 4. `by_area_and_language` is keyed by (area, language)."""

    total: int | None
    by_area: Mapping[str, int | None]
    by_language: Mapping[str, int | None]
    by_medium: Mapping[str, int | None]
    by_area_and_language: Mapping[tuple[str, str], int | None]


@dataclass(frozen=True, kw_only=True)
class InboundView:
    """A message that came in, as the machine door routes it."""

    id: str
    medium: str
    context: str
    intent: str
    detail: str
    body: str
    is_kept: bool
    was_answered: bool
    reader_id: int | None
    account_id: str | None
    can_be_answered: bool
    received_at: datetime


def progress(subject: str) -> Progress:
    """Returns how far everything about a subject and its parts got: rows grouped, and the tallies that chunks carry."""
    by_state: dict[str, int] = defaultdict(int)
    by_language, by_medium, by_area = _table(), _table(), _table()
    for state, language, medium, area, n in _counts(subject):
        by_state[state] += n
        by_language[language][state] += n
        by_medium[medium][state] += n
        if area:
            by_area[area][state] += n
    expanding = Posting.objects.filter(about(subject), state=PostingState.EXPANDING)
    return Progress(
        expected=sum(by_state.values()), is_expanding=expanding.exists(), by_state=dict(by_state),
        by_language=_plain(by_language), by_medium=_plain(by_medium), by_area=_plain(by_area),
    )  # fmt: skip


def postings_about(subject: str) -> list[PostingView]:
    """Returns the postings about a subject and its parts, oldest first."""
    return [_view(row) for row in Posting.objects.filter(about(subject)).order_by("posted_at", "id")]


def delivered_to_accounts(subject: str) -> list[ToAccount]:
    """Returns every copy to officials about a subject and its parts, in the order they left; unsent ones last."""
    rows = Message.objects.filter(about(subject, on="posting__"), account_id__isnull=False)
    return [
        ToAccount(str(account_id), medium, State(state), sent_at, delivered_at)
        for account_id, medium, state, sent_at, delivered_at in rows.order_by(
            F("sent_at").asc(nulls_last=True), "account_id", "medium"
        ).values_list("account_id", "medium", "state", "sent_at", "delivered_at")
    ]


def not_reached(subject: str) -> list[NotReached]:
    """Returns which officials a subject and its parts did not reach, and why."""
    rows = Message.objects.filter(
        about(subject, on="posting__"), account_id__isnull=False,
        state__in=[State.FAILED, State.UNDELIVERED, State.SUPPRESSED, State.UNKNOWN, State.EXPIRED],
    )  # fmt: skip
    return [
        NotReached(
            account_id=str(row.account_id), medium=row.medium, state=State(row.state), reason=row.reason
        )
        for row in rows.order_by("changed_at")
    ]


def coverage(subject: str) -> list[Covered]:
    """Returns which areas were posted to about a subject, and how many copies left in each language."""
    areas = {area for one in postings_about(subject) for area in one.areas}
    rows: dict[tuple[str, str], list[int]] = {}
    for state, language, _, area, n in _counts(subject):
        if not area:
            continue
        row = rows.setdefault((area, language), [0, 0])
        row[0] += n
        row[1] += n if state in rules.LEFT else 0
    for area in areas - {area for area, _ in rows}:
        rows[area, ""] = [0, 0]
    return [
        Covered(area=area, language=language, n_expected=expected, n_left=left)
        for (area, language), (expected, left) in sorted(rows.items())
    ]


def subjects_with_readers() -> set[str]:
    """Returns about which subjects it is still known which readers they went to."""
    found = Posting.objects.filter(id__in=Chunk.objects.values("posting_id")).values_list(
        "subject", flat=True
    )
    return {rules.whole_of(subject) for subject in found.distinct()}


def subscriber_figures() -> Figures:
    """Returns how many readers there are, 1 to 4 masked: all that upper rooms may learn of them."""
    exact = subscribers.figures()
    areas, tongues, media = _masked(exact.by_area), _masked(exact.by_language), _masked(exact.by_medium)
    both = _masked(exact.by_area_and_language)
    return Figures(
        total=rules.masked(exact.total), by_area=areas, by_language=tongues, by_medium=media, by_area_and_language=both
    )  # fmt: skip


def inbound(inbound_id: str) -> InboundView:
    """Returns one message that came in.

    Raises:
        Inbound.DoesNotExist: there is none with this id.
    """
    row = Inbound.objects.get(id=int(inbound_id))
    return InboundView(
        id=str(row.id), medium=row.medium, context=row.context, intent=row.intent, detail=row.detail, body=row.body,
        is_kept=row.is_kept, was_answered=row.was_answered, reader_id=row.reader_id,
        account_id=str(row.account_id) if row.account_id else None,
        can_be_answered=row.reader_id is not None or row.reply_handle_id is not None, received_at=row.received_at,
    )  # fmt: skip


def _view(row: Posting) -> PostingView:
    audience = from_kept(row.audience)
    return PostingView(
        id=str(row.id), subject=row.subject, version=row.version, phrase=row.letter["phrase"], lane=Lane(row.lane),
        state=PostingState(row.state), sender=row.letter["sender"], areas=audience.areas,
        n_accounts=len(audience.accounts), same_as=audience.same_as, exercise=row.exercise, is_urgent=row.is_urgent,
        posted_at=row.posted_at, posted_by=row.posted_by, release_at=row.release_at, halted_at=row.halted_at,
    )  # fmt: skip


def _counts(subject: str) -> Iterator[tuple[str, str, str, str, int]]:
    """Yields (state, language, medium, area, how many copies) about a subject and its parts."""
    rows = Message.objects.filter(about(subject, on="posting__"))
    yield from rows.values_list("state", "language", "medium", "area").annotate(n=Count("id")).order_by()
    kept = Chunk.objects.filter(posting_id__in=Posting.objects.filter(about(subject)).values("id"))
    columns = ("language", "medium", "state", "held_until", "tally")
    for language, medium, chunk_state, held_until, tally in kept.values_list(*columns):
        waiting = _waiting(chunk_state, is_held=held_until is not None)
        for area, states in tally.items():
            for state, n in states.items():
                yield waiting if state == WAITING else state, language, medium, area, n

    told = Total.objects.filter(posting_id__in=Posting.objects.filter(about(subject)).values("id"))
    for language, medium, tally in told.values_list("language", "medium", "tally"):
        for area, states in tally.items():
            for state, n in states.items():
                yield state, language, medium, area, n


def _waiting(chunk_state: str, *, is_held: bool) -> State:
    """Returns what the copies are of which nothing was tried: nobody knows of a damaged chunk whose they were."""
    if chunk_state == ChunkState.DAMAGED:
        return State.UNKNOWN
    return State.HELD if is_held else State.QUEUED


def _plain(table: Mapping[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {key: dict(row) for key, row in table.items()}


def _masked(counts: Mapping[_Key, int]) -> dict[_Key, int | None]:
    return {key: rules.masked(n) for key, n in counts.items()}


def _table() -> defaultdict[str, dict[str, int]]:
    return defaultdict(lambda: defaultdict(int))
