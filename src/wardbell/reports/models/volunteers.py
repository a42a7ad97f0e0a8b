"""Who works at the desk and who goes to look: by pseudonym, in shifts, offer by offer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.reports.models.conditions import PERSON
from wardbell.reports.rules import IS_OUT, MOST_ON_SCENE, TAKES_A_PLACE, FixedWord, OfferState, Post


class Volunteer(models.Model):
    """Somebody of the desk, as everybody else in this room knows them."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    account = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=30, unique=True)
    is_adult = models.BooleanField(default=False)  # seen by whoever trained them
    trained_on = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=list)
    wards = models.JSONField(default=list)  # coarse areas in which they may be asked
    left_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        private="id account pseudonym is_adult trained_on languages wards left_at"
    )

    def __str__(self) -> str:
        return self.pseudonym


class Shift(models.Model):
    """One stretch of duty, and what whoever comes next must know."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="shifts")
    post = models.CharField(max_length=12, choices=[(one, one) for one in Post])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    handover_note = models.CharField(max_length=280, blank=True, default="")

    CLASSIFIED: ClassVar = classified(private="id volunteer post starts_at ends_at handover_note")

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="reports_shift_ends_later")
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.starts_at:%Y-%m-%d %H:%M}"


class Offer(models.Model):
    """One confirmer is asked to one scene. Where they are is never known."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey("reports.Incident", on_delete=models.PROTECT, related_name="offers")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=12, choices=[(one, one) for one in OfferState])
    place = models.PositiveSmallIntegerField(null=True, blank=True)  # one of MOST_ON_SCENE at the scene
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    brief_opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    on_site_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    welfare_due_at = models.DateTimeField(null=True, blank=True)
    welfare_asked_at = models.DateTimeField(null=True, blank=True)
    is_well_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        private="id incident volunteer state place offered_at offered_by brief_opened_at answered_at on_site_at ended_at "
        "welfare_due_at welfare_asked_at is_well_at"
    )

    class Meta:
        ordering: ClassVar = ["offered_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "volunteer"], name="reports_offered_once"),
            models.UniqueConstraint(
                fields=["incident", "place"],
                condition=Q(place__isnull=False),
                name="reports_one_in_each_place",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(TAKES_A_PLACE),
                    place__isnull=False,
                    place__gte=1,
                    place__lte=MOST_ON_SCENE,
                )
                | (~Q(state__in=sorted(TAKES_A_PLACE)) & Q(place__isnull=True)),
                name="reports_most_on_scene",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(TAKES_A_PLACE)) | Q(brief_opened_at__isnull=False),
                name="reports_brief_before_accepting",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(IS_OUT - {OfferState.STOOD_DOWN}))
                | Q(welfare_due_at__isnull=False),
                name="reports_out_is_looked_after",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.state}"


class Line(models.Model):
    """One line of an incident's thread: a fixed word, and 140 screened characters at most."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey("reports.Incident", on_delete=models.CASCADE, related_name="lines")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    word = models.CharField(max_length=20, blank=True, default="", choices=[(one, one) for one in FixedWord])
    words = models.CharField(max_length=140, blank=True, default="")

    CLASSIFIED: ClassVar = classified(private="id incident volunteer at word", confidential="words")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(word="") | ~Q(words=""), name="reports_line_says_something")
        ]

    def __str__(self) -> str:
        return self.word or "line"
