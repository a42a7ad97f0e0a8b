"""Who has read which text. The texts themselves live in packs/phrases."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import Keep, classified
from wardbell.phrases.rules import GoLiveRole, SignClass

KEEP = (
    Keep(
        table="SignOff",
        days=None,
        because="Who answered for a text that the city sent is an official record.",
    ),
    Keep(table="GoLive", days=None, because="Who let this node speak to the public is an official record."),
)


class SignOff(models.Model):
    """Somebody has read all media of one phrase key in one language, as it stood: a changed text needs a new one."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    key = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)  # SHA-256 of the source of every message it covers
    sign_class = models.CharField(max_length=8, choices=[(one, one) for one in SignClass])
    signed_by = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    node_kind = models.CharField(max_length=12)  # of this node when it was signed
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id key language digest sign_class signed_at expires_at node_kind voided_at",
        private="signed_by voided_by",
    )

    class Meta:
        ordering: ClassVar = ["key", "language", "signed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "language", "sign_class"],
                condition=Q(voided_at__isnull=True),
                name="phrases_signoff_one_open_per_class",
            ),
            models.CheckConstraint(
                condition=~Q(sign_class=SignClass.SAMPLE) | ~Q(node_kind="live"),
                name="phrases_signoff_no_sample_on_a_live_node",
            ),
            models.CheckConstraint(
                condition=Q(sign_class__in=[one.value for one in SignClass]),
                name="phrases_signoff_known_class",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("signed_at")),
                name="phrases_signoff_expires_after_it_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by="")
                | (Q(voided_at__isnull=False) & ~Q(voided_by="")),
                name="phrases_signoff_voided_by_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language} {self.sign_class}"


class GoLive(models.Model):
    """Counsel's or the clerk's word that this node, of this kind, may speak to the public."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    role = models.CharField(max_length=8, choices=[(one, one) for one in GoLiveRole])
    node_kind = models.CharField(max_length=12)
    signed_by = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id role node_kind signed_at", private="signed_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role", "node_kind"], name="phrases_golive_one_per_role"),
            models.CheckConstraint(
                condition=Q(role__in=[one.value for one in GoLiveRole]), name="phrases_golive_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.node_kind}"
