"""What a city has adopted, what it owes by when, what was filed, and the schedule without which nothing is deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import (
    OFFICE,
    PERSON,
    at_and_text,
    choices,
    in_order,
    listed,
    only_in,
    who_and_when,
)
from wardbell.ordinance.models.spine import Entry
from wardbell.ordinance.rules import REASON_LENGTH, SHORT_LENGTH, Act, DeadlineState, Step


class Adoption(models.Model):
    """An ordinance holds here from a day on. A changed pack has another digest, and needs counsel again."""

    code = models.CharField(max_length=40, primary_key=True)
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=200)
    from_on = models.DateField()
    counsel_signed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counsel_signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="code digest adopted_at from_on counsel_signed_at ended_at",
        private="adopted_by counsel_signed_by",
    )

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            who_and_when("counsel_signed_by", "counsel_signed_at", name="ordinance_adoption_counsel_and_when")
        ]

    def __str__(self) -> str:
        return self.code


class Deadline(models.Model):
    """One duty, begun by one entry or by the end of one period: open until it is met, exempt or cancelled."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    ordinance = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="deadlines")
    duty = models.CharField(max_length=40)
    act = models.CharField(max_length=20, choices=choices(Act))
    owner = models.ForeignKey(OFFICE, to_field="code", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    period_start_on = models.DateField(null=True, blank=True)
    period_end_on = models.DateField(null=True, blank=True)
    exercise = models.BooleanField(default=False)
    arose_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=choices(DeadlineState), default=DeadlineState.OPEN)
    said = models.CharField(max_length=8, choices=choices(Step), blank=True, default="")
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.CharField(max_length=200, blank=True, default="")
    reference = models.CharField(
        max_length=80, blank=True, default=""
    )  # notice:<id>, filing:<id>, entry:<id>
    exemption = models.CharField(max_length=40, blank=True, default="")
    review_on = models.DateField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id ordinance duty act owner entry period_start_on period_end_on exercise arose_at opened_at due_at state said met_at reference"
        " exemption review_on",
        private="met_by cancelled_because",
    )

    class Meta:
        ordering: ClassVar = ["due_at", "duty"]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(state=DeadlineState.OPEN), name="ordinance_deadline_open"
            )
        ]
        constraints: ClassVar = [
            listed("act", Act, name="ordinance_deadline_act"),
            listed("state", DeadlineState, name="ordinance_deadline_state"),
            models.CheckConstraint(condition=Q(said__in=["", *Step]), name="ordinance_deadline_said"),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, period_start_on__isnull=True, period_end_on__isnull=True)
                | Q(entry__isnull=True, period_start_on__isnull=False, period_end_on__isnull=False),
                name="ordinance_deadline_of_an_entry_or_a_period",
            ),
            models.UniqueConstraint(
                fields=["ordinance", "duty", "entry"], condition=Q(entry__isnull=False), name="ordinance_deadline_once_per_entry"
            ),
            models.UniqueConstraint(
                fields=["ordinance", "duty", "period_start_on"], condition=Q(entry__isnull=True), name="ordinance_deadline_once_per_period"
            ),
            in_order("period_start_on", "period_end_on", name="ordinance_deadline_period_in_order"),
            models.CheckConstraint(condition=Q(due_at__gt=F("arose_at")), name="ordinance_deadline_due_after_it_arose"),
            only_in("state", {DeadlineState.MET}, "met_at", name="ordinance_deadline_met_when"),
            at_and_text("met_at", "met_by", name="ordinance_deadline_met_by"),
            at_and_text("met_at", "reference", name="ordinance_deadline_met_has_a_reference"),
            only_in("state", {DeadlineState.EXEMPT}, "review_on", name="ordinance_deadline_exempt_is_reviewed"),
            at_and_text("review_on", "exemption", name="ordinance_deadline_exempt_has_a_reason"),
            models.CheckConstraint(
                condition=(Q(state=DeadlineState.CANCELLED) & ~Q(cancelled_because=""))
                | (~Q(state=DeadlineState.CANCELLED) & Q(cancelled_because="")),
                name="ordinance_deadline_cancelled_has_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.duty} {self.state}"


class Filing(models.Model):
    """A report that was filed, or the certificate that there was nothing: one for each deadline, whoever was first."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="filing")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=24)  # role
    is_nil = models.BooleanField(default=False)
    n_entries = models.PositiveIntegerField()
    told = models.CharField(max_length=REASON_LENGTH)  # to whom, joined by commas
    rows = models.JSONField()  # what was reported, as it stood: numbers and closed answers
    digest = models.CharField(max_length=64)

    CLASSIFIED: ClassVar = classified(
        public="id deadline filed_at signed_as is_nil n_entries told digest", private="filed_by", confidential="rows"
    )  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_nil=True, n_entries=0) | Q(is_nil=False), name="ordinance_filing_nil_is_of_nothing"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deadline_id} {'nil' if self.is_nil else self.n_entries}"


class Schedule(models.Model):
    """Which retention schedule rules a table here, and who approved it: without one, nothing of it is deleted."""

    table = models.CharField(max_length=40, primary_key=True)
    number = models.CharField(max_length=SHORT_LENGTH)
    approved_by = models.CharField(max_length=SHORT_LENGTH)
    approved_on = models.DateField()
    days = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    CLASSIFIED: ClassVar = classified(
        public="table number approved_by approved_on days entered_at", private="entered_by"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(approved_by="") & Q(days__gte=1), name="ordinance_schedule_is_whole"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.table} {self.number}"
