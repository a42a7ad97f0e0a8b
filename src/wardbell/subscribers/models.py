"""Tables of subscribers: the only rows that hold the address of a resident, and they hold it sealed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import Keep, classified
from wardbell.subscribers.rules import Medium, Method, Purpose, State, Way

KEEP = (
    Keep(
        table="ContactPoint",
        days=None,
        because="As long as the reader wants it; a day after STOP only the keyed hash stays, so that nobody is signed up again by mistake.",
    ),
    Keep(
        table="SignUpCount",
        days=1,
        because="Long enough to notice that somebody pumps messages through the page.",
    ),
    Keep(
        table="ConsentWording",
        days=None,
        because="What a reader agreed to is proved by the words that they were shown.",
    ),
    Keep(
        table="ReplyHandle",
        days=7,
        because="A day to answer somebody who wrote to us; a week at most for a caller who waits for what was found, and a day after that was.",
    ),
)


class ContactPoint(models.Model):
    """One reader: an address with what was chosen, sealed together; nothing readable but how and when was consented."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    bucket = (
        models.PositiveSmallIntegerField()
    )  # random: readers are gone through by it, never by who they are
    medium = models.CharField(max_length=8, choices=[(one, one) for one in Medium])
    lookup = models.BinaryField(max_length=32, unique=True)  # keyed hash of the address
    sealed = models.BinaryField(null=True, blank=True)  # None after erasure: only the suppression is left
    state = models.CharField(max_length=8, choices=[(one, one) for one in State])
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # when the question of the double opt-in left last
    n_asked = models.PositiveSmallIntegerField(default=0)  # how often, since the last yes
    consent_version = models.CharField(max_length=40, blank=True, default="")
    consent_method = models.CharField(
        max_length=12, blank=True, default="", choices=[(one, one) for one in Method]
    )
    consent_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_method = models.CharField(
        max_length=12, blank=True, default="", choices=[(one, one) for one in Method]
    )

    CLASSIFIED: ClassVar = classified(
        private="id bucket medium sealed state created_at asked_at n_asked consent_version consent_method consent_at stopped_at stop_method",
        protected="lookup",
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="subscribers_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=State.ACTIVE)
                | (Q(sealed__isnull=False, consent_at__isnull=False) & ~Q(consent_version="")),
                name="subscribers_active_consented",
            ),
            models.CheckConstraint(
                condition=(Q(consent_at__isnull=True, consent_method=""))
                | (Q(consent_at__isnull=False) & ~Q(consent_method="")),
                name="subscribers_consent_how_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.STOPPED, stopped_at__isnull=False) & ~Q(stop_method=""))
                | (~Q(state=State.STOPPED) & Q(stopped_at__isnull=True, stop_method="")),
                name="subscribers_stopped_how_and_when",
            ),
            models.CheckConstraint(
                condition=Q(sealed__isnull=False) | Q(state=State.STOPPED),
                name="subscribers_erased_only_when_stopped",
            ),
        ]

    def __str__(self) -> str:
        return f"contact point {self.id}"


class ConsentWording(models.Model):
    """The words that stood before somebody who signed up, once for each version; a contact point names its version."""

    version = models.CharField(max_length=40, primary_key=True)  # way, language, digest of the text
    way = models.CharField(max_length=12, choices=[(one, one) for one in Way])
    language = models.CharField(max_length=12)  # of the text, which may be English instead of the reader's
    text = models.TextField()
    first_shown_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="version way language text first_shown_at")

    def __str__(self) -> str:
        return self.version


class SignUpCount(models.Model):
    """How many numbers that differ in their last four digits alone signed up by the page within an hour."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    lookup = models.BinaryField(max_length=32)  # keyed hash of the digits before the last four
    hour = models.DateTimeField(db_index=True)
    n = models.PositiveIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(private="id hour n", protected="lookup")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lookup", "hour"], name="subscribers_one_count_an_hour")
        ]

    def __str__(self) -> str:
        return f"sign-ups {self.id}"


class ReplyHandle(models.Model):
    """The sealed address of somebody who wrote and is no reader, for one purpose, for a week at most: a trigger holds it."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    medium = models.CharField(max_length=8, choices=[(one, one) for one in Medium])
    purpose = models.CharField(max_length=40)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    CLASSIFIED: ClassVar = classified(private="id medium purpose sealed made_at expires_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=sorted(Purpose)), name="subscribers_handle_has_a_purpose"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("made_at")), name="subscribers_handle_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"reply handle {self.id}"
