"""Reads of the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import TextField
from django.db.models.functions import Cast

from wardbell.journal.models import Entry, LegalHold
from wardbell.journal.rules import GENESIS, Row, Verdict, judge

PLACED = "legal_hold.place"
_WORDS = ("actor_kind", "actor_id", "actor_label", "verb", "about", "facts", "previous_hash", "hash")


@dataclass(frozen=True, kw_only=True)
class Hold:
    """One legal hold; while one is not lifted, nothing on this node is deleted."""

    id: str
    placed_at: datetime
    placed_by: str
    placed_by_id: str
    reason: str
    lifted_at: datetime | None
    lifted_by: str


def head() -> str:
    """Returns the hash of the newest row, or 64 zeros of an empty journal."""
    return Entry.objects.order_by("-seq").values_list("hash", flat=True).first() or GENESIS


def rows() -> Iterator[Row]:
    """Returns every row in order, also one in which somebody wrote what no column of its kind should hold."""
    found = Entry.objects.order_by("seq").annotate(instant=Cast("at", TextField()))
    for seq, instant, *words in found.values_list("seq", "instant", *_WORDS).iterator(chunk_size=2000):
        yield Row(seq=seq, at=_at(instant), **dict(zip(_WORDS, map(str, words), strict=True)))


def about(subject: str) -> list[Entry]:
    """Returns what was done about one subject, newest first."""
    return list(Entry.objects.filter(about=subject).order_by("-seq"))


def verdict(*, expected_head: str | None = None) -> Verdict:
    """Returns whether the chain is whole."""
    return judge(rows(), expected_head=expected_head)


def is_held() -> bool:
    """Says whether a legal hold freezes deletion on this node now."""
    return LegalHold.objects.filter(lifted_at__isnull=True).exists()


def holds() -> list[Hold]:
    """Returns every legal hold, the newest first."""
    rows = list(LegalHold.objects.order_by("-placed_at"))
    placed = dict(Entry.objects.filter(verb=PLACED).values_list("about", "actor_id"))
    return [
        Hold(
            id=str(row.id), placed_at=row.placed_at, placed_by=row.placed_by, placed_by_id=placed.get(f"hold:{row.id}", ""),
            reason=row.reason, lifted_at=row.lifted_at, lifted_by=row.lifted_by,
        )
        for row in rows
    ]  # fmt: skip


def placed_by_id(hold_id: str) -> str:
    """Returns the id of who placed a hold, as the journal has it."""
    placed = Entry.objects.filter(verb=PLACED, about=f"hold:{hold_id}")
    return placed.values_list("actor_id", flat=True).first() or ""


def _at(text: str) -> datetime:
    """Reads an instant as the database writes it, in UTC; garbage becomes an instant that no row's hash is of."""
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
