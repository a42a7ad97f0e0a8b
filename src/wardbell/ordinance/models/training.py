"""Who of the staff was trained in which version: roster numbers and names, never a birth date."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import choices, listed
from wardbell.ordinance.models.spine import Entry
from wardbell.ordinance.rules import SHORT_LENGTH, Tier


class Course(models.Model):
    """One version of the training of one tier; a newer version is due again."""

    id = models.BigAutoField(primary_key=True)
    tier = models.CharField(max_length=16, choices=choices(Tier))
    version = models.PositiveSmallIntegerField()
    in_force_on = models.DateField()
    lasts_days = models.PositiveSmallIntegerField(default=365)

    CLASSIFIED: ClassVar = classified(public="id tier version in_force_on lasts_days")

    class Meta:
        ordering: ClassVar = ["tier", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tier", "version"], name="ordinance_course_one_version"),
            listed("tier", Tier, name="ordinance_course_tier"),
            models.CheckConstraint(
                condition=Q(version__gte=1, lasts_days__gte=1), name="ordinance_course_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.version}"


class RosterImport(models.Model):
    """One file from the city's own list of staff: taken whole or not at all."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="roster")
    digest = models.CharField(max_length=64)
    n_rows = models.PositiveIntegerField()

    CLASSIFIED: ClassVar = classified(public="entry n_rows", protected="digest")

    def __str__(self) -> str:
        return f"{self.n_rows} rows"


class Worker(models.Model):
    """One of the city's staff, by the number that the city gave."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    staff_number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=SHORT_LENGTH)
    department = models.CharField(max_length=60)
    tier = models.CharField(max_length=16, choices=choices(Tier))
    since_on = models.DateField()
    left_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id name department tier", private="staff_number since_on left_at"
    )

    class Meta:
        ordering: ClassVar = ["department", "name", "staff_number"]
        constraints: ClassVar = [listed("tier", Tier, name="ordinance_worker_tier")]

    def __str__(self) -> str:
        return self.staff_number


class Completion(models.Model):
    """Somebody finished a version of a course."""

    id = models.BigAutoField(primary_key=True)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="completions")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    completed_on = models.DateField()

    CLASSIFIED: ClassVar = classified(private="id worker course completed_on")

    class Meta:
        ordering: ClassVar = ["-completed_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "course", "completed_on"], name="ordinance_completion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.completed_on}"
