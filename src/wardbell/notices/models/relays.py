"""Relays, own words, and what is only counted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.notices.models.conditions import PERSON
from wardbell.notices.models.notice import Notice


class Relay(models.Model):
    """An office passing a public version on to its ward, once."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="relays")
    office = models.ForeignKey("people.Office", to_field="code", on_delete=models.PROTECT, related_name="+")
    relayed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    relayed_at = models.DateTimeField()
    posting = models.CharField(max_length=64)  # id of the post office

    CLASSIFIED: ClassVar = classified(public="id notice office relayed_by relayed_at posting")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "office"], name="notices_relayed_once")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} relays {self.notice_id}"


class OwnWords(models.Model):
    """What an office adds in one language; a second person who reads the language signs it off."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="own_words")
    office = models.ForeignKey("people.Office", to_field="code", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    reviewer = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id notice office language text author written_at reviewer reviewed_at posted_at"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "office", "language"], name="notices_words_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")),
                name="notices_words_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True, reviewed_at__isnull=True)
                | Q(reviewer__isnull=False, reviewed_at__isnull=False),
                name="notices_words_reviewed_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True) | Q(reviewed_at__isnull=False),
                name="notices_words_posted_only_when_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} in {self.language}"


class NumberGiven(models.Model):
    """How many numbers a year has given."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    n = models.PositiveIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(public="year n")

    def __str__(self) -> str:
        return f"{self.year}: {self.n}"


class DraftsEnded(models.Model):
    """How many drafts of a year ended because they may reach nobody. Nothing else of them is stored."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    n = models.PositiveIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(protected="year n")

    def __str__(self) -> str:
        return f"{self.year}: {self.n}"
