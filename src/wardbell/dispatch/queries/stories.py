"""What became of one reader's copies, and of those who did not get theirs. Only here is a reader looked at alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models import Chunk, Message, Posting
from wardbell.dispatch.queries import chunks
from wardbell.dispatch.queries.audiences import about
from wardbell.dispatch.records import Damaged, Segment
from wardbell.dispatch.rules import NOT_GOT, PostingState, State, Tried
from wardbell.dispatch.sheet import Sheet
from wardbell.subscribers import queries as subscribers


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened to a copy. `attempt` is 0 when none was made; `next_at` says when it is tried again."""

    at: datetime
    state: State
    attempt: int = 0
    reason: str = ""
    provider_id: str = ""
    next_at: datetime | None = None
    is_possible_double: bool = False


@dataclass(frozen=True, kw_only=True)
class Story:
    """One copy from its posting to its end, oldest event first. `is_readable` is False when what was stored is damaged."""

    subject: str
    version: int
    phrase: str
    lane: Lane
    posting_state: PostingState
    posted_at: datetime
    release_at: datetime
    medium: str
    language: str
    area: str
    state: State
    held_until: datetime | None
    next_at: datetime | None
    events: tuple[Event, ...]
    is_readable: bool = True


@dataclass(frozen=True, kw_only=True)
class NotGot:
    """How many readers did not get it, for one reason. May show one person: mask it for the public."""

    medium: str
    language: str
    state: State
    reason: str
    n: int


def reader_of(medium: str, address: str) -> int | None:
    """Returns the contact point with this address, however it is typed, in whatever state; None when there is none.

    Raises:
        Unreadable: it is no address of this medium.
    """
    return subscribers.find(medium, address)


def stories(subject: str, reader_id: int) -> list[Story]:
    """Returns what became of every copy about a subject and its parts to one reader, oldest posting first."""
    found = [
        story
        for chunk in chunks.holding(reader_id, postings=about(subject))
        if (story := _of_chunk(chunk, reader_id)) is not None
    ]
    rows = Message.objects.filter(about(subject, on="posting__"), reader_id=reader_id)
    found += [_of_row(row) for row in rows.select_related("posting").order_by("posting__posted_at")]
    return sorted(found, key=lambda one: one.posted_at)


def not_got(subject: str) -> list[NotGot]:
    """Returns why readers did not get what was posted about a subject and its parts, the most frequent first.

    Chunks of which all arrived are not opened: their tally says so.
    """
    counts: Counter[tuple[str, str, State, str]] = Counter()
    for chunk, sheet in without_it(about(subject)):
        for position in sheet.in_state(*NOT_GOT):
            state = sheet.state(position)
            assert state is not None  # those asked for are in a state
            counts[chunk.medium, chunk.language, state, sheet.reason(position)] += 1
    return [
        NotGot(medium=medium, language=language, state=state, reason=reason, n=n)
        for (medium, language, state, reason), n in counts.most_common()
    ]


def without_it(postings: Q) -> Iterator[tuple[Chunk, Sheet]]:
    """Yields the chunks of some postings in which somebody did not get it, with their sheets; damaged ones are passed over."""
    rows = Chunk.objects.filter(posting_id__in=Posting.objects.filter(postings).values("id"))
    for chunk in rows.order_by("id").iterator(chunk_size=100):
        if any(states.get(state) for states in chunk.tally.values() for state in NOT_GOT):
            try:
                yield chunk, chunks.sheet_of(chunk)
            except Damaged:
                continue


def _of_chunk(chunk: Chunk, reader_id: int) -> Story | None:
    try:
        sheet, log = chunks.sheet_of(chunk), chunks.segments_of(chunk)
    except Damaged:
        return _told(chunk.posting, chunk, state=State.UNKNOWN, events=(), is_readable=False)
    position = sheet.position_of(reader_id)
    if position is None:
        return None
    waiting = State.HELD if chunk.held_until else State.QUEUED
    return _told(
        chunk.posting, chunk, state=sheet.state(position) or waiting, area=sheet.area(position),
        next_at=sheet.next_at_of(position), events=tuple(_events(log, position)),
    )  # fmt: skip


def _events(log: list[Segment], position: int) -> Iterator[Event]:
    for segment in log:
        for run in segment.runs:
            if run.first <= position < run.first + run.n:
                yield Event(
                    at=segment.at, state=run.state, attempt=run.attempt, reason=run.reason, next_at=run.next_at,
                    provider_id=run.provider_ids[position - run.first] if run.provider_ids else "",
                    is_possible_double=run.is_possible_double,
                )  # fmt: skip


def _of_row(row: Message) -> Story:
    ends = [
        Event(
            at=one.ended_at, state=_AFTER[Tried(one.outcome)], attempt=one.number, reason=one.reason,
            provider_id=one.provider_id,
        )
        for one in row.attempts.order_by("ended_at")
    ]  # fmt: skip
    told = [
        Event(at=one.received_at, state=_HEARD[one.heard], reason=one.reason, provider_id=one.provider_id)
        for one in row.receipts.order_by("received_at")
    ]
    events = tuple(sorted([*ends, *told], key=lambda one: one.at))
    return _told(row.posting, row, state=State(row.state), area=row.area, next_at=row.next_at, events=events)


_AFTER = {Tried.SENT: State.SENT, Tried.FAILED: State.FAILED, Tried.UNKNOWN: State.UNKNOWN}
_HEARD = {"accepted": State.SENT, "delivered": State.DELIVERED, "undelivered": State.UNDELIVERED}


def _told(
    posting: Posting, copy: Chunk | Message, *, state: State, events: tuple[Event, ...], area: str = "",
    next_at: datetime | None = None, is_readable: bool = True,
) -> Story:  # fmt: skip
    return Story(
        subject=posting.subject, version=posting.version, phrase=posting.letter["phrase"], lane=Lane(posting.lane),
        posting_state=PostingState(posting.state), posted_at=posting.posted_at, release_at=posting.release_at,
        medium=copy.medium, language=copy.language, area=area, state=state, held_until=copy.held_until,
        next_at=next_at, events=events, is_readable=is_readable,
    )  # fmt: skip
