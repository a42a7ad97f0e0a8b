"""Writing readers down in chunks: sorted, packed, with their turn in the lane. Inside the transaction of the caller."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import F, Min

from wardbell.dispatch import records, rules
from wardbell.dispatch.letters import Letter
from wardbell.dispatch.models import Chunk, Posting, Roll
from wardbell.dispatch.queries.audiences import Copy
from wardbell.dispatch.rules import ChunkState
from wardbell.dispatch.sheet import WAITING, Tally
from wardbell.ground import clock
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places

_Kind = tuple[str, str, bool]  # medium, language, may it wake


def write_down(posting: Posting, readers: Sequence[Copy]) -> None:
    """Writes down a slice of readers, in order of id; what one chunk holds goes by one medium, in one language."""
    letter = Letter.from_json(posting.letter)
    made = [(kind, some) for kind, copies in _kinds(letter, readers).items() for some in _in_chunks(copies)]
    turn = _first_turn(posting.lane, letter.sender)
    chunks = []
    for kind, some in made:
        chunks.append(_chunk(posting, letter, kind, some, turn=turn))
        turn += len(some)
    written = Chunk.objects.bulk_create(chunks)
    Roll.objects.bulk_create(
        [_roll(chunk, some) for chunk, (_, some) in zip(written, made, strict=True)], batch_size=50
    )


def _kinds(letter: Letter, readers: Sequence[Copy]) -> Mapping[_Kind, list[Copy]]:
    found: defaultdict[_Kind, list[Copy]] = defaultdict(list)
    awake = {answer: rules.may_wake(letter, before_eight=answer) for answer in (True, False)}
    for one in readers:
        found[one.medium, one.language, awake[one.before_eight]].append(one)
    return {
        kind: copies
        for kind, copies in found.items()
        if phrases.is_said_in(letter.phrase, kind[0]) and rules.is_for(letter, language=kind[1])
    }


def _in_chunks(copies: Sequence[Copy]) -> Iterator[Sequence[Copy]]:
    for first in range(0, len(copies), rules.CHUNK):
        yield copies[first : first + rules.CHUNK]


def _first_turn(lane: str, sender: str) -> int:
    """Start-time fair queueing (Goyal, Vin and Cheng 1996), a copy costing one: an office that sends much waits behind itself alone."""
    waiting = Chunk.objects.filter(state=ChunkState.OPEN, lane=lane)
    now_served = waiting.filter(worker="").aggregate(least=Min("turn"))["least"] or 0
    own = waiting.filter(sender=sender).order_by("-turn").annotate(ends=F("turn") + F("n"))
    return max(now_served, own.values_list("ends", flat=True).first() or 0)


def _chunk(posting: Posting, letter: Letter, kind: _Kind, some: Sequence[Copy], *, turn: int) -> Chunk:
    medium, language, may_wake = kind
    now = clock.now()
    held_until = rules.held_until(
        now=now, release_at=posting.release_at, is_awake=may_wake, zone=places.zone()
    )
    return Chunk(
        posting=posting, lane=posting.lane, sender=letter.sender, turn=turn, medium=medium, language=language,
        may_wake=may_wake, areas=_areas(some), lo=_id(some[0]), hi=_id(some[-1]), n=len(some),
        state=ChunkState.OPEN, held_until=held_until, tally=_tally(some), changed_at=now,
    )  # fmt: skip


def _roll(chunk: Chunk, some: Sequence[Copy]) -> Roll:
    areas = chunk.areas
    area_of = b"" if len(areas) < 2 else records.packed_places([areas.index(one.area) for one in some])
    return Roll(chunk=chunk, ids=records.packed_ids([_id(one) for one in some]), area_of=area_of)


def _areas(some: Sequence[Copy]) -> list[str]:
    return sorted({one.area for one in some})


def _tally(some: Sequence[Copy]) -> Tally:
    return {area: {WAITING: n} for area, n in Counter([one.area for one in some]).items()}


def _id(copy: Copy) -> int:
    assert copy.reader_id is not None  # officials never come in chunks
    return copy.reader_id
