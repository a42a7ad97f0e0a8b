"""The journal's tables. No foreign keys: a row outlives whatever it speaks of."""

from typing import ClassVar

from django.db import models

from wardbell.ground import ids
from wardbell.ground.data import Keep, classified

KEEP = (
    Keep(
        table="Entry",
        days=None,
        because="The chain is the proof of every other record; it holds no address and no text.",
    ),
    Keep(table="LegalHold", days=None, because="Whoever asks later must see when nothing could be deleted."),
)


class Entry(models.Model):
    """One thing that somebody did. Triggers refuse UPDATE and DELETE."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=64)
    about = models.CharField(max_length=120, db_index=True)
    facts = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    CLASSIFIED: ClassVar = classified(
        public="seq at actor_kind verb previous_hash hash", private="actor_id actor_label about facts"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="journal_entry_counts_from_one")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.about}"


class LegalHold(models.Model):
    """While one is open, nothing on this node is deleted."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(public="id placed_at lifted_at", private="placed_by lifted_by reason")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by="")
                | (models.Q(lifted_at__isnull=False) & ~models.Q(lifted_by="")),
                name="journal_hold_lifted_by_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"hold of {self.placed_at:%Y-%m-%d}"
