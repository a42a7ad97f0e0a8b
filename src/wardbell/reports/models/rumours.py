"""Claims that go round and their answers; what is left of reports that were forgotten."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.reports.models.conditions import neither_or_both
from wardbell.reports.rules import Kind, Label, Level, RumourState


class Rumour(models.Model):
    """One claim, from the first who asked to the notice that answers it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    claim = models.CharField(max_length=240)  # masked
    ward = models.CharField(max_length=60, blank=True, default="")  # area code; "city" when it is everywhere
    is_public_claim = models.BooleanField(default=False)  # it circulates in public already
    state = models.CharField(max_length=10, choices=[(one, one) for one in RumourState])
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey("reports.Volunteer", on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(
        "reports.Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    incident = models.ForeignKey(
        "reports.Incident", on_delete=models.PROTECT, null=True, blank=True, related_name="rumours"
    )
    answer = models.CharField(max_length=32, blank=True, default="", choices=[(one, one) for one in Label])
    answered_at = models.DateTimeField(null=True, blank=True)
    notice = models.ForeignKey(
        "notices.Notice", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    not_known = models.ForeignKey(  # what said of it "we do not know yet": whoever got that gets the answer
        "notices.Notice", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    CLASSIFIED: ClassVar = classified(
        public="id ward state answer answered_at notice published_at not_known",
        private="claim is_public_claim logged_at logged_by assigned_to incident",
    )

    class Meta:
        ordering: ClassVar = ["logged_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="reports_rumour_answered_and_when",
            ),
            models.CheckConstraint(
                condition=neither_or_both("notice", "published_at"), name="reports_rumour_published_and_when"
            ),
            models.CheckConstraint(
                condition=~Q(state=RumourState.PUBLISHED) | Q(notice__isnull=False),
                name="reports_rumour_published_by_a_notice",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=sorted({Label.CONFIRMED, Label.NOT_IMMIGRATION}))
                | Q(incident__isnull=False),
                name="reports_rumour_answered_by_an_incident",
            ),
        ]

    def __str__(self) -> str:
        return f"rumour {self.state}"


class Asked(models.Model):
    """How often a claim was asked about within an hour."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    rumour = models.ForeignKey(Rumour, on_delete=models.CASCADE, related_name="asked")
    hour = models.DateTimeField()
    n = models.PositiveIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(private="id rumour hour n")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rumour", "hour"], name="reports_asked_one_count_an_hour")
        ]

    def __str__(self) -> str:
        return f"asked at {self.hour:%H:%M}"


class DayCount(models.Model):
    """How many reports of a day and ward ended how: all that is left when they are forgotten."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    day = models.DateField()
    ward = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=20, choices=[(one, one) for one in Kind])
    level = models.CharField(max_length=20, choices=[(one, one) for one in Level])
    n = models.PositiveIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(private="id day ward kind level n")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "ward", "kind", "level"], name="reports_one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.n} on {self.day}"
