"""Relays, own words, and what is only counted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.notices.models.conditions import PERSON
from wardbell.notices.models.notice import Notice
from wardbell.notices.rules import MOST_PEOPLE


class Relay(models.Model):
    """A public version passed on to an office's ward, once: by somebody of the office, or by the city's policy.

    A trigger keeps what is about enforcement from being passed on by policy.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="relays")
    office = models.ForeignKey("people.Office", to_field="code", on_delete=models.PROTECT, related_name="+")
    relayed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_policy = models.BooleanField(default=False)
    relayed_at = models.DateTimeField()
    posting = models.CharField(max_length=64)  # id of the post office

    CLASSIFIED: ClassVar = classified(public="id notice office relayed_by by_policy relayed_at posting")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "office"], name="notices_relayed_once"),
            models.CheckConstraint(
                condition=Q(by_policy=True, relayed_by__isnull=True)
                | Q(by_policy=False, relayed_by__isnull=False),
                name="notices_relayed_by_somebody_or_policy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} relays {self.notice_id}"


class PartnerRelay(models.Model):
    """A partner organization passing a public version on by its own link, once. Who opens the link is not counted."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="partner_relays")
    organization = models.ForeignKey(
        "people.Organization", to_field="code", on_delete=models.PROTECT, related_name="+"
    )
    relayed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    relayed_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id notice organization relayed_at", private="relayed_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "organization"], name="notices_partner_relayed_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} relays {self.notice_id}"


class ReportedReach(models.Model):
    """How many people an organization says that it told, in one language. Nobody checked it, and each page says so."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    relay = models.ForeignKey(PartnerRelay, on_delete=models.PROTECT, related_name="reported")
    language = models.CharField(max_length=12)
    n_people = models.PositiveIntegerField()
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id relay language n_people reported_at", private="reported_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relay", "language"], name="notices_reach_reported_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(n_people__gte=1, n_people__lte=MOST_PEOPLE),
                name="notices_reach_is_a_likely_number",
            ),
        ]

    def __str__(self) -> str:
        return f"about {self.n_people} in {self.language}"


class OwnWords(models.Model):
    """What an office adds in one language; a second person who reads the language signs it off."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="own_words")
    office = models.ForeignKey("people.Office", to_field="code", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    warned = models.CharField(max_length=200, blank=True, default="")  # what they were warned of
    reviewed_because = models.CharField(
        max_length=500, blank=True, default=""
    )  # why they go out all the same
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    reviewer = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id notice office language text warned author written_at reviewer reviewed_at posted_at",
        private="reviewed_because",
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
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_because="")
                | Q(reviewed_at__isnull=False, warned="", reviewed_because="")
                | Q(reviewed_at__isnull=False) & ~Q(warned="") & ~Q(reviewed_because=""),
                name="notices_words_warned_and_reviewed_because",
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
