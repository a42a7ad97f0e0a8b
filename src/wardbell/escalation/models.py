"""Tables of escalation: requests and their steps, the clockwork's heartbeat, alarms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.escalation.rules import MissedKind, RequestState, Via
from wardbell.ground import ids
from wardbell.ground.data import Keep, classified

KEEP = (
    Keep(
        table="Request", days=None, because="Which office was told when, and answered, is an official record."
    ),
    Keep(table="Step", days=None, because="Who was asked when is an official record."),
    Keep(
        table="RosterTest",
        days=None,
        because="That offices could be reached is shown by the row of evenings.",
    ),
    Keep(table="Heartbeat", days=1, because="Only the newest beat says anything; each overwrites the last."),
    Keep(table="Alarm", days=None, because="What did not happen in time is part of the record of what did."),
)

_UNANSWERED = Q(answered_at__isnull=True, answered_by="", via="")


class Request(models.Model):
    """One office is asked to answer. Every step is taken by compare-and-set on `fence`."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=60)
    office = models.ForeignKey(
        "people.Office", on_delete=models.PROTECT, to_field="code", related_name="requests"
    )
    position = models.PositiveSmallIntegerField()  # in which order offices were asked
    ladder = models.JSONField()  # frozen: [{after_minutes, accounts, label}]
    letter = models.JSONField()  # the letter that every rung gets
    exercise = models.BooleanField(default=False)
    code = models.CharField(max_length=4)
    state = models.CharField(max_length=16, choices=[(state, state) for state in RequestState])
    shareable_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    next_rung = models.PositiveSmallIntegerField()  # one past the last: the end of patience
    next_due_at = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    via = models.CharField(max_length=8, choices=[(via, via) for via in Via], blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id subject office position exercise state shareable_at opened_at next_rung next_due_at answered_at via",
        private="ladder letter answered_by",
        protected="code fence",
    )

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "office"], name="escalation_request_one_per_office"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=RequestState.OPEN), name="escalation_request_open_code"
            ),
            models.CheckConstraint(
                condition=_UNANSWERED | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(via="")),
                name="escalation_request_answered_by_when_and_how",
            ),
            models.CheckConstraint(
                condition=(Q(state=RequestState.ACKNOWLEDGED) & Q(answered_at__isnull=False))
                | (~Q(state=RequestState.ACKNOWLEDGED) & Q(answered_at__isnull=True)),
                name="escalation_request_acknowledged_is_answered",
            ),
            models.CheckConstraint(
                condition=(Q(state=RequestState.OPEN) & Q(next_due_at__isnull=False))
                | (~Q(state=RequestState.OPEN) & Q(next_due_at__isnull=True)),
                name="escalation_request_open_is_due",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_due_at"], condition=Q(state=RequestState.OPEN), name="escalation_request_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.office_id} {self.state}"


class Step(models.Model):
    """One rung was reached, once; `posting` is empty when nobody stood on it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="steps")
    rung = models.PositiveSmallIntegerField()
    fence = models.PositiveIntegerField()  # the token with which it was taken
    at = models.DateTimeField()
    posting = models.CharField(max_length=40, blank=True, default="")  # id in dispatch

    CLASSIFIED: ClassVar = classified(public="id request rung at", protected="fence posting")

    class Meta:
        ordering: ClassVar = ["rung"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "rung"], name="escalation_step_once_per_rung"),
            models.UniqueConstraint(fields=["request", "fence"], name="escalation_step_once_per_fence"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} rung {self.rung}"


class RosterTest(models.Model):
    """One evening's test: held, or passed over and why."""

    day = models.DateField(primary_key=True)  # in the city's zone
    due_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)
    passed_over_because = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(public="day due_at held_at passed_over_because")

    class Meta:
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_at__isnull=False, passed_over_because="")
                | (Q(held_at__isnull=True) & ~Q(passed_over_because="")),
                name="escalation_roster_test_held_or_why_not",
            )
        ]

    def __str__(self) -> str:
        return f"roster test of {self.day}"


class Heartbeat(models.Model):
    """When what runs by itself was last alive."""

    worker = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="worker beat_at")

    def __str__(self) -> str:
        return f"{self.worker} {self.beat_at:%H:%M:%S}"


class Alarm(models.Model):
    """The watchdog found something missed, once; `told_at` is when the mail about it left."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MissedKind])
    subject = models.CharField(max_length=60, blank=True, default="")
    office = models.CharField(max_length=40, blank=True, default="")
    rung = models.PositiveSmallIntegerField(null=True, blank=True)
    due_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(public="id key kind subject office rung due_at raised_at told_at")

    def __str__(self) -> str:
        return self.key
