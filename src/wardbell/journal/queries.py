"""Reads of the journal."""

from collections.abc import Iterator

from wardbell.journal.models import Entry, LegalHold
from wardbell.journal.rules import GENESIS, Row, Verdict, judge


def head() -> str:
    """Returns the hash of the newest row, or 64 zeros of an empty journal."""
    return Entry.objects.order_by("-seq").values_list("hash", flat=True).first() or GENESIS


def rows() -> Iterator[Row]:
    """Returns every row in order."""
    for one in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        yield row_of(one)


def row_of(entry: Entry) -> Row:
    """Returns a stored row as the rules see it."""
    return Row(
        seq=entry.seq, at=entry.at, actor_kind=entry.actor_kind, actor_id=entry.actor_id, actor_label=entry.actor_label,
        verb=entry.verb, about=entry.about, facts=entry.facts, previous_hash=entry.previous_hash, hash=entry.hash,
    )  # fmt: skip


def about(subject: str) -> list[Entry]:
    """Returns what was done about one subject, newest first."""
    return list(Entry.objects.filter(about=subject).order_by("-seq"))


def verdict(*, expected_head: str | None = None) -> Verdict:
    """Returns whether the chain is whole."""
    return judge(rows(), expected_head=expected_head)


def is_held() -> bool:
    """Says whether a legal hold freezes deletion on this node now."""
    return LegalHold.objects.filter(lifted_at__isnull=True).exists()
