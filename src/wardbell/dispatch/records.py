"""How a chunk's readers, and what became of them, are packed: numbers in order, and an append-only log of runs. Pure.

A blob ends in the CRC-32 of what stands before it, so that a flipped bit is found and named instead of believed.
A run is `first u16 | n u16 | state u8 | attempt u8 | flags u8`, little-endian, then what the flags announce, in the order of `_Flag`.
"""

import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntFlag
from zlib import compress, crc32, decompress, error

from wardbell.dispatch.rules import State

LONGEST_PROVIDER_ID = 80  #: characters; a longer one is cut, for it is evidence and no key
LONGEST_REASON = 120  #: characters
#: what a state is written as; a number once given is never given to another
_CODES = {
    State.QUEUED: 1, State.SENDING: 2, State.SENT: 3, State.FAILED: 4, State.UNKNOWN: 5, State.DELIVERED: 6,
    State.UNDELIVERED: 7, State.EXPIRED: 8, State.SUPPRESSED: 9,
}  # fmt: skip
_STATES = {code: state for state, code in _CODES.items()}
_HEAD = struct.Struct("<HHBBB")
_MOMENT = struct.Struct("<q")  # milliseconds since 1970, UTC
_SEGMENT = struct.Struct("<qI")  # when it was written, and how many bytes follow
_CHECK = struct.Struct("<I")


class _Flag(IntFlag):
    REASON = 1  # u8 length, UTF-8
    NEXT_AT = 2  # milliseconds since 1970
    DOUBLE = 4
    HEX_IDS = 8  # u8 length of each, then the ids of all positions as bytes
    TEXT_IDS = 16  # for each position: u8 length, UTF-8


NO_PLACES = array("H")  #: all copies come through the first area


class Damaged(Exception):
    """A blob is not what was written: a bit flipped, or it was cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of `n` copies in a row, from position `first` on. `provider_ids` has one for each, or none."""

    first: int
    n: int = 1
    state: State
    attempt: int = 0  #: the one that ended so; 0 when no attempt was made
    reason: str = ""
    next_at: datetime | None = None  #: when it is tried (once more)
    is_possible_double: bool = False
    provider_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Runs that were written down together."""

    at: datetime
    runs: tuple[Run, ...]


def packed_ids(ids: Sequence[int]) -> bytes:
    """Packs numbers, eight bytes each, little-endian, in the order given."""
    return _checked(_little(array("q", ids)).tobytes())


def ids_of(blob: bytes | memoryview) -> "array[int]":
    """Returns the numbers that `packed_ids` packed.

    Raises:
        Damaged: the blob was changed.
    """
    found = array("q")
    found.frombytes(_opened(blob))
    return _little(found)


def packed_places(places: Sequence[int]) -> bytes:
    """Packs small numbers, two bytes each: of every copy, which of the letter's areas reaches it."""
    return _checked(_little(array("H", places)).tobytes())


def places_of(blob: bytes | memoryview) -> "array[int]":
    """Returns the numbers that `packed_places` packed.

    Raises:
        Damaged: the blob was changed.
    """
    found = array("H")
    found.frombytes(_opened(blob))
    return _little(found)


def packed_runs(runs: Iterable[Run]) -> bytes:
    """Packs runs; neighbours that differ in nothing but their position become one."""
    return _checked(b"".join(map(_packed, joined(runs))))


def runs_of(blob: bytes | memoryview) -> tuple[Run, ...]:
    """Returns the runs that `packed_runs` packed, neighbours joined.

    Raises:
        Damaged: the blob was changed.
    """
    return tuple(_read(_opened(blob)))


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yields the runs in their order, neighbours joined that differ in nothing but their position."""
    some: list[Run] = []
    for run in runs:
        if some and not _continues(some[-1], run):
            yield _one_of(some)
            some = []
        some.append(run)
    if some:
        yield _one_of(some)


def folded(segments: Iterable[Segment]) -> bytes:
    """Packs a whole log into one blob, compressed."""
    parts = []
    for segment in segments:
        data = b"".join(map(_packed, joined(segment.runs)))
        parts.append(_SEGMENT.pack(_milliseconds(segment.at), len(data)) + data)
    return _checked(compress(b"".join(parts), 1))


def unfolded(blob: bytes | memoryview) -> Iterator[Segment]:
    """Yields the log that `folded` packed, oldest first.

    Raises:
        Damaged: the blob was changed.
    """
    try:
        data = decompress(_opened(blob))
    except error as fault:
        raise Damaged("it cannot be decompressed") from fault
    at = 0
    while at < len(data):
        written_at, size = _SEGMENT.unpack_from(data, at)
        at += _SEGMENT.size
        yield Segment(at=_moment(written_at), runs=tuple(_read(data[at : at + size])))
        at += size


def _packed(run: Run) -> bytes:
    flags, parts = _Flag(0), []
    if run.reason:
        flags |= _Flag.REASON
        parts.append(_text(run.reason[:LONGEST_REASON]))
    if run.next_at is not None:
        flags |= _Flag.NEXT_AT
        parts.append(_MOMENT.pack(_milliseconds(run.next_at)))
    if run.is_possible_double:
        flags |= _Flag.DOUBLE
    if any(run.provider_ids):
        flag, data = _packed_provider_ids([one[:LONGEST_PROVIDER_ID] for one in run.provider_ids])
        flags |= flag
        parts.append(data)
    head = _HEAD.pack(run.first, run.n, _CODES[run.state], min(run.attempt, 255), flags)
    return b"".join((head, *parts))


def _packed_provider_ids(ids: list[str]) -> tuple[_Flag, bytes]:
    try:
        raw = bytes.fromhex("".join(ids))
    except ValueError:
        return _Flag.TEXT_IDS, b"".join(map(_text, ids))
    size = len(ids[0])
    if raw.hex() != "".join(ids) or size % 2 or {len(one) for one in ids} != {size}:
        return _Flag.TEXT_IDS, b"".join(map(_text, ids))
    return _Flag.HEX_IDS, bytes([size // 2]) + raw


def _read(data: bytes) -> Iterator[Run]:
    at = 0
    try:
        while at < len(data):
            run, at = _run_at(data, at)
            yield run
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as fault:
        raise Damaged("it holds no runs") from fault


def _run_at(data: bytes, at: int) -> tuple[Run, int]:
    first, n, code, attempt, given = _HEAD.unpack_from(data, at)
    at, flags = at + _HEAD.size, _Flag(given)
    reason, next_at = "", None
    ids: tuple[str, ...] = ()
    if _Flag.REASON in flags:
        reason, at = _text_at(data, at)
    if _Flag.NEXT_AT in flags:
        next_at, at = _moment(_MOMENT.unpack_from(data, at)[0]), at + _MOMENT.size
    if flags & (_Flag.HEX_IDS | _Flag.TEXT_IDS):
        ids, at = _provider_ids_at(data, at, n=n, is_hex=_Flag.HEX_IDS in flags)
    run = Run(
        first=first, n=n, state=_STATES[code], attempt=attempt, reason=reason, next_at=next_at,
        is_possible_double=_Flag.DOUBLE in flags, provider_ids=ids,
    )  # fmt: skip
    return run, at


def _provider_ids_at(data: bytes, at: int, *, n: int, is_hex: bool) -> tuple[tuple[str, ...], int]:
    if is_hex:
        size, at = data[at], at + 1
        ids = tuple(data[at + place * size : at + (place + 1) * size].hex() for place in range(n))
        return ids, at + n * size
    found = []
    for _ in range(n):
        text, at = _text_at(data, at)
        found.append(text)
    return tuple(found), at


def _continues(one: Run, other: Run) -> bool:
    return (
        other.first == one.first + one.n
        and other.state == one.state
        and other.attempt == one.attempt
        and other.reason == one.reason
        and other.next_at == one.next_at
        and other.is_possible_double == one.is_possible_double
        and bool(other.provider_ids) == bool(one.provider_ids)
    )


def _one_of(runs: list[Run]) -> Run:
    if len(runs) == 1:
        return runs[0]
    like = runs[0]
    return Run(
        first=like.first, n=sum(run.n for run in runs), state=like.state, attempt=like.attempt, reason=like.reason,
        next_at=like.next_at, is_possible_double=like.is_possible_double,
        provider_ids=tuple(one for run in runs for one in run.provider_ids),
    )  # fmt: skip


def _text(value: str) -> bytes:
    raw = value.encode("utf-8", "replace")[:255]
    raw = raw.decode("utf-8", "ignore").encode()  # no half character at the cut
    return bytes([len(raw)]) + raw


def _text_at(data: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + data[at]
    return data[at + 1 : end].decode(), end


def _little(numbers: "array[int]") -> "array[int]":
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        numbers.byteswap()
    return numbers


def _checked(data: bytes) -> bytes:
    return data + _CHECK.pack(crc32(data))


def _opened(blob: bytes | memoryview) -> bytes:
    data = bytes(blob)
    if len(data) < _CHECK.size or _CHECK.unpack(data[-_CHECK.size :])[0] != crc32(data[: -_CHECK.size]):
        raise Damaged("its check does not hold")
    return data[: -_CHECK.size]


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
