"""Complaints about the city's own staff, sealed to the body that decides on them: this node cannot read what they say."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import at_and_text, choices, listed, no_longer, only_in
from wardbell.ordinance.models.spine import Entry
from wardbell.ordinance.rules import REASON_LENGTH, SHORT_LENGTH, ComplaintState, Finding

_HANDED = frozenset({ComplaintState.HANDED_OVER, ComplaintState.UNDER_REVIEW, ComplaintState.DECIDED})


class ComplaintBody(models.Model):
    """The existing body to which complaints go, and the public half of its key; the other half never comes here."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=SHORT_LENGTH)
    public_key = models.BinaryField()
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=200)
    is_current = models.BooleanField(default=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id name public_key named_at is_current retired_at", private="named_by"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="ordinance_body_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_current=True, retired_at__isnull=True)
                | Q(is_current=False, retired_at__isnull=False),
                name="ordinance_body_retired_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Complaint(models.Model):
    """One complaint: a ticket for whoever made it, sealed words for the body, state and finding for both."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="complaint")
    body = models.ForeignKey(ComplaintBody, on_delete=models.PROTECT, related_name="complaints")
    ticket_hash = models.BinaryField(unique=True)
    sealed = models.BinaryField()
    state = models.CharField(max_length=12, choices=choices(ComplaintState), default=ComplaintState.RECEIVED)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=16, choices=choices(Finding), blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    remedy = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="entry body state handed_over_at finding decided_at remedy",
        confidential="sealed",
        protected="ticket_hash",
    )

    class Meta:
        constraints: ClassVar = [
            listed("state", ComplaintState, name="ordinance_complaint_state"),
            listed("finding", Finding, name="ordinance_complaint_finding"),
            at_and_text("decided_at", "finding", name="ordinance_complaint_found_when"),
            only_in("state", {ComplaintState.DECIDED}, "decided_at", name="ordinance_complaint_decided_is_decided"),
            only_in("state", _HANDED, "handed_over_at", name="ordinance_complaint_handed_over_when"),
            no_longer("remedy", REASON_LENGTH, name="ordinance_complaint_remedy_length"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"
