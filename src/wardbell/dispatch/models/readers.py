"""The ledger of readers: chunks, who stands in them, their log, and what stays of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models.postings import Posting
from wardbell.dispatch.rules import ChunkState
from wardbell.ground.data import classified


class Chunk(models.Model):
    """Up to a thousand readers' copies of one posting that are worked on together: one medium, one language."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="chunks")
    lane = models.CharField(max_length=12, choices=[(one, one) for one in Lane])
    sender = models.CharField(
        max_length=60, blank=True, default=""
    )  # sending offices of one lane share it fairly
    turn = models.BigIntegerField()  # start-time fair queueing: the lowest goes first
    medium = models.CharField(max_length=8)
    language = models.CharField(max_length=12)
    may_wake = models.BooleanField()  # may come by night
    areas = models.JSONField(default=list)  # the letter's areas through which it reaches them
    lo = models.BigIntegerField()  # the first reader
    hi = models.BigIntegerField()  # the last one
    n = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=0)  # how often a person had some of it sent once more
    state = models.CharField(max_length=8, choices=[(one, one) for one in ChunkState])
    held_until = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)  # nothing of it is due before; None: something is
    lease = models.PositiveIntegerField(
        default=0
    )  # counts who held it: an answer to an older lease knows it is old
    worker = models.CharField(max_length=60, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    n_rows = models.PositiveIntegerField(
        default=0
    )  # rows ever written to its log: who has read as many is up to date
    n_loose = models.PositiveIntegerField(default=0)  # of those not folded yet
    tally = models.JSONField(default=dict)  # copies by area and state; folded by whoever writes the log
    n_sent = models.PositiveSmallIntegerField(default=0)  # accepted by a provider that has told no more yet
    n_unknown = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(
        public="id posting lane turn medium state held_until next_at lease n_rows n_loose n_sent n_unknown round changed_at",
        private="sender language may_wake areas lo hi n worker lease_until tally",
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "lane", "turn", "id"], name="chunk_to_claim"),
            models.Index(fields=["posting", "lo"], name="chunk_of_reader"),
            models.Index(fields=["worker"], name="chunk_of_worker"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["posting", "medium", "language", "may_wake", "lo"], name="chunk_once_per_slice"
            ),
            models.CheckConstraint(condition=Q(lo__lte=F("hi"), n__gte=1), name="chunk_in_order"),
            models.CheckConstraint(
                condition=(Q(lease_until__isnull=True, worker=""))
                | (Q(lease_until__isnull=False, state=ChunkState.OPEN) & ~Q(worker="")),
                name="chunk_leased_while_open",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(state=ChunkState.OPEN), name="chunk_held_while_open"
            ),
        ]

    def __str__(self) -> str:
        return f"chunk {self.pk} {self.state}"


class Roll(models.Model):
    """Who the readers of a chunk are, and its log once it is folded; each blob carries its check (`records`)."""

    chunk = models.OneToOneField(Chunk, on_delete=models.PROTECT, primary_key=True, related_name="roll")
    ids = models.BinaryField()
    area_of = models.BinaryField(default=bytes, blank=True)  # empty: all come through the chunk's first area
    log = models.BinaryField(default=bytes, blank=True)

    CLASSIFIED: ClassVar = classified(private="chunk ids area_of log")

    def __str__(self) -> str:
        return f"roll of chunk {self.pk}"


class Outcome(models.Model):
    """Some lines of a chunk's log, written together, never changed."""

    chunk = models.ForeignKey(Chunk, on_delete=models.PROTECT, related_name="outcomes")
    at = models.DateTimeField()
    data = models.BinaryField()

    CLASSIFIED: ClassVar = classified(public="id chunk at", private="data")

    def __str__(self) -> str:
        return f"outcomes of chunk {self.chunk_id}"


class Total(models.Model):
    """What stays of a posting's copies to readers once they are forgotten: how many, nobody's."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="totals")
    medium = models.CharField(max_length=8)
    language = models.CharField(max_length=12)
    tally = models.JSONField()  # copies by area and state, as a chunk's

    CLASSIFIED: ClassVar = classified(public="id posting medium", private="language tally")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["posting", "medium", "language"], name="total_once_per_kind")
        ]

    def __str__(self) -> str:
        return f"total of posting {self.posting_id} by {self.medium} in {self.language}"
