"""How a journal row is hashed, and how a chain is judged."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Refused, WrongState

GENESIS = "0" * 64
LONGEST_REASON = 500  # characters, of a legal hold


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as it is hashed; `facts` is canonical JSON text."""

    seq: int
    at: datetime
    actor_kind: str
    actor_id: str
    actor_label: str
    verb: str
    about: str
    facts: str
    previous_hash: str
    hash: str = ""


def check_reason(reason: str) -> str:
    """Returns why a hold is placed, without white space around it.

    Raises:
        Refused: nothing is said, or too much.
    """
    said = reason.replace("\0", "").strip()
    if not said:
        raise Refused("Say why nothing may be deleted: a few words are enough.")
    if len(said) > LONGEST_REASON:
        raise Refused("Say it in %(n)s characters at most.", n=LONGEST_REASON)
    return said


def check_may_lift(*, placed_by: str, by: Actor) -> None:
    """Lets somebody else lift a hold than who placed it; the operator of the machine speaks for nobody in the house.

    Raises:
        WrongState: the same person placed it.
    """
    if by.kind is ActorKind.ACCOUNT and placed_by == by.id:
        raise WrongState("Somebody else lifts a hold than who placed it.")


@dataclass(frozen=True, kw_only=True)
class Break:
    """Where a chain is broken first, and how."""

    seq: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    rows: int
    head: str
    first_broken: Break | None


def canonical(facts: Mapping[str, object]) -> str:
    """Returns facts as JSON text that is the same for the same facts: sorted keys, no spaces, UTF-8."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def hash_of(row: Row) -> str:
    """Returns the SHA-256 of a row's canonical form, in hexadecimal; `row.hash` is left out."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [
        row.seq,
        at,
        row.actor_kind,
        row.actor_id,
        row.actor_label,
        row.verb,
        row.about,
        row.facts,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def judge(rows: Iterable[Row], *, expected_head: str | None = None) -> Verdict:
    """Walks a chain in order of seq; `expected_head` is a hash written down earlier that the chain must still hold.

    A chain that was cut at its end is whole in itself: only an expected head tells.
    """
    previous, count, seen_expected = GENESIS, 0, expected_head in {None, GENESIS}
    for row in rows:
        count += 1
        if reason := _fault(row, seq=count, previous=previous):
            return Verdict(rows=count, head=previous, first_broken=Break(seq=row.seq, reason=reason))
        previous = row.hash
        seen_expected = seen_expected or row.hash == expected_head
    if not seen_expected:
        return Verdict(
            rows=count,
            head=previous,
            first_broken=Break(seq=count + 1, reason="the expected head is missing: the tail was cut off"),
        )
    return Verdict(rows=count, head=previous, first_broken=None)


def _fault(row: Row, *, seq: int, previous: str) -> str | None:
    if row.seq != seq:
        return f"row {seq} is missing"
    if row.previous_hash != previous:
        return "the previous hash does not match"
    if hash_of(row) != row.hash:
        return "the row was changed after it was written"
    return None
