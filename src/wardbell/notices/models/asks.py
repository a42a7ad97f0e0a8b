"""Who was asked to stand behind a notice as its second person."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.notices.models.conditions import PERSON
from wardbell.notices.models.notice import Notice
from wardbell.notices.rules import Answered


class ApprovalAsk(models.Model):
    """One person of the approver pool who was asked, and what they said."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="approval_asks")
    review_round = models.PositiveSmallIntegerField()
    account = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=16, blank=True, default="", choices=[(one, one) for one in Answered])
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, default="")  # why it was sent back

    CLASSIFIED: ClassVar = classified(
        public="id notice review_round account asked_at answer answered_at", private="reason"
    )

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "review_round", "account"], name="notices_approval_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="notices_approval_answer_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"approval of {self.notice_id}"


class CountersignAsk(models.Model):
    """One person who was told of a single-signed notice, to countersign or dispute it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="countersign_asks")
    account = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id notice account asked_at")

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "account"], name="notices_countersign_asked_once")
        ]

    def __str__(self) -> str:
        return f"countersigning of {self.notice_id}"


class CoverageAsk(models.Model):
    """That the approver pool was asked about wards which nobody told yet; once for a notice."""

    notice = models.OneToOneField(
        Notice, primary_key=True, on_delete=models.PROTECT, related_name="coverage_ask"
    )
    wards = models.CharField(max_length=500)  # area codes, joined by commas
    asked_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="notice wards asked_at")

    def __str__(self) -> str:
        return f"coverage of {self.notice_id}"
