"""What callers left on the answering machine, sealed, until somebody has written down what was heard."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground import ids
from wardbell.ground.data import classified


class Recording(models.Model):
    """One recording. The sound of one that is too long is not kept; that somebody called, and the way back, are."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    came_as = models.CharField(max_length=120, unique=True)
    received_at = models.DateTimeField(db_index=True)
    language = models.CharField(max_length=12)
    media_type = models.CharField(max_length=20, blank=True, default="")
    n_bytes = models.PositiveIntegerField()  # as it came, also of what was not kept
    sealed = models.BinaryField(null=True, blank=True)
    mark = models.CharField(max_length=16, blank=True, default="")  # tells two callers of one day apart
    reply_handle_id = models.BigIntegerField(null=True, blank=True)
    kept_until = models.DateTimeField()
    report = models.OneToOneField(
        "reports.Report", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    CLASSIFIED: ClassVar = classified(
        private="id came_as received_at language media_type n_bytes kept_until report",
        protected="sealed mark reply_handle_id",
    )

    class Meta:
        ordering: ClassVar = ["received_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sealed__isnull=True, media_type="")
                | (Q(sealed__isnull=False) & ~Q(media_type="")),
                name="reports_sound_and_its_type",
            ),
        ]

    def __str__(self) -> str:
        return f"recording {self.id}"
