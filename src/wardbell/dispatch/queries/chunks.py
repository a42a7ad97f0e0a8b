"""Chunks of readers: their sheets, who stands in them, and which may be worked on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Q, QuerySet

from wardbell.dispatch import records
from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models import Chunk, Outcome, Posting, Roll
from wardbell.dispatch.records import Segment
from wardbell.dispatch.rules import ON_THE_WAY, ChunkState, State
from wardbell.dispatch.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Met:
    """Readers met while going through chunks in order of id; `last_id` is the last one looked at."""

    areas: dict[int, str]  #: reader to the area through which the first posting reached them
    last_id: int
    is_last: bool


def claimable_chunks(lane: Lane, *, now: datetime, is_night: bool) -> QuerySet[Chunk]:
    """Returns the chunks of a lane that nobody holds and of which something may leave now, in the order of their turns."""
    rows = Chunk.objects.filter(
        Q(next_at__isnull=True) | Q(next_at__lte=now),
        Q(posting__held_until__isnull=True) | Q(posting__held_until__lte=now),
        state=ChunkState.OPEN, lane=lane, worker="", held_until__isnull=True, posting__state__in=ON_THE_WAY,
    )  # fmt: skip
    if is_night:
        rows = rows.filter(may_wake=True)
    return rows.order_by("turn", "id")


def sheet_of(chunk: Chunk) -> Sheet:
    """Returns a chunk as its log tells of it.

    Raises:
        Damaged: a stored blob is not what was written.
    """
    roll = Roll.objects.get(chunk_id=chunk.pk)
    sheet = blank_sheet(chunk, roll)
    for segment in _segments(chunk, roll):
        sheet.apply(segment.runs)
    return sheet


def blank_sheet(chunk: Chunk, roll: Roll) -> Sheet:
    """Returns a chunk of which nothing was tried.

    Raises:
        Damaged: a stored blob is not what was written.
    """
    area_of = records.places_of(roll.area_of) if roll.area_of else records.NO_PLACES
    return Sheet(records.ids_of(roll.ids), areas=chunk.areas, area_of=area_of)


def segments_of(chunk: Chunk) -> list[Segment]:
    """Returns the whole log of a chunk, oldest first.

    Raises:
        Damaged: a stored blob is not what was written.
    """
    return list(_segments(chunk, Roll.objects.get(chunk_id=chunk.pk)))


def holding(reader_id: int, *, postings: Q) -> QuerySet[Chunk]:
    """Returns the chunks in which a reader may stand, oldest posting first; the sheet says whether they do."""
    found = Chunk.objects.filter(_through_posting(postings), lo__lte=reader_id, hi__gte=reader_id)
    return found.select_related("posting").order_by("posting__posted_at", "id")


def present(readers: Collection[int], *, postings: Q) -> set[int]:
    """Returns those of the readers who stand in a chunk of one of these postings."""
    if not readers:
        return set()
    rolls = _rolls(postings, after=min(readers) - 1, upto=max(readers))
    return {one for one in chain.from_iterable(map(records.ids_of, rolls)) if one in readers}


def between(after: int, upto: int, *, postings: Q) -> set[int]:
    """Returns the readers with `after < id <= upto` who stand in a chunk of one of these postings."""
    rolls = _rolls(postings, after=after, upto=upto)
    return {one for one in chain.from_iterable(map(records.ids_of, rolls)) if after < one <= upto}


def being_sent(*, postings: Q) -> set[int]:
    """Returns the readers whose copy of one of these postings is with a provider right now."""
    held = Chunk.objects.filter(_through_posting(postings), state=ChunkState.OPEN).exclude(worker="")
    found: set[int] = set()
    for chunk in held:
        sheet = sheet_of(chunk)
        found |= sheet.readers_in(sheet.in_state(State.SENDING))
    return found


def met_by(postings: Q, *, after: int, at_least: int) -> Met:
    """Returns who was meant by some postings, each once, behind a reader; at least so many if there are."""
    spans = list(
        Chunk.objects.filter(_through_posting(postings), hi__gt=after).order_by("hi").values_list("hi", "n")
    )
    upto, n_counted = after, 0
    for hi, n in spans:
        upto, n_counted = hi, n_counted + n
        if n_counted >= at_least:
            break
    areas: dict[int, str] = {}
    within = Chunk.objects.filter(_through_posting(postings), hi__gt=after, lo__lte=upto)
    for chunk in within.select_related("roll").order_by("posting__posted_at", "id"):
        sheet = blank_sheet(chunk, chunk.roll)
        for position, reader_id in enumerate(sheet.ids):
            if after < reader_id <= upto:
                areas.setdefault(reader_id, sheet.area(position))
    return Met(areas=areas, last_id=upto, is_last=not spans or upto == spans[-1][0])


def expired_chunks(now: datetime) -> QuerySet[Chunk]:
    """Returns chunks whose worker did not answer in time."""
    return Chunk.objects.filter(lease_until__lte=now)


def lanes_with_chunks(*, now: datetime, is_night: bool) -> set[Lane]:
    """Returns the lanes in which some chunk may leave now."""
    return {lane for lane in Lane if claimable_chunks(lane, now=now, is_night=is_night).exists()}


def open_of(*states: str) -> QuerySet[Chunk]:
    """Returns open chunks that nobody holds, of postings in these states."""
    return Chunk.objects.filter(state=ChunkState.OPEN, worker="", posting__state__in=states)


def _segments(chunk: Chunk, roll: Roll) -> Iterator[Segment]:
    if roll.log:
        yield from records.unfolded(roll.log)
    if chunk.n_rows:
        rows = Outcome.objects.filter(chunk_id=chunk.pk).order_by("id").values_list("at", "data")
        for at, data in rows:
            yield Segment(at=at, runs=records.runs_of(data))


def _rolls(postings: Q, *, after: int, upto: int) -> Iterable[bytes | memoryview]:
    ids = Posting.objects.filter(postings).values("id")
    rows = Roll.objects.filter(chunk__posting_id__in=ids, chunk__lo__lte=upto, chunk__hi__gt=after)
    return rows.values_list("ids", flat=True).iterator(chunk_size=50)


def _through_posting(postings: Q) -> Q:
    return Q(posting_id__in=Posting.objects.filter(postings).values("id"))
