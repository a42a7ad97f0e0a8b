"""Pictures of a scene, sealed; whether any are taken; and the key to which an original is sealed on the phone."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.reports.models.conditions import PERSON, neither_or_both
from wardbell.reports.rules import HeldAs, PictureState

_NOTHING = b""


class PictureRule(models.Model):
    """Whether pictures are taken, from an instant on, and why; the newest row holds. Without a row, none are."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    held_as = models.CharField(max_length=10, default=HeldAs.COMMUNITY)
    are_taken = models.BooleanField()
    why = models.CharField(max_length=200)
    at = models.DateTimeField()
    volunteer = models.ForeignKey("reports.Volunteer", on_delete=models.PROTECT, related_name="+")

    CLASSIFIED: ClassVar = classified(private="id held_as are_taken why at volunteer")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_as=HeldAs.COMMUNITY), name="reports_no_pictures_on_a_city_node"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="reports_picture_rule_says_why"),
        ]

    def __str__(self) -> str:
        return "pictures are taken" if self.are_taken else "no pictures are taken"


class Picture(models.Model):
    """One picture of a scene: pixels alone, small, sealed. Who sent it never clears it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey("reports.Incident", on_delete=models.PROTECT, related_name="pictures")
    offer = models.ForeignKey("reports.Offer", on_delete=models.PROTECT, related_name="pictures")
    held_as = models.CharField(max_length=10, default=HeldAs.COMMUNITY)
    taken_by = models.ForeignKey("reports.Volunteer", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)  # keyed hash of what came: the same again is the same picture
    received_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=[(one, one) for one in PictureState])
    sealed = models.BinaryField(default=_NOTHING)
    n_looks = models.PositiveIntegerField(default=0)
    n_blocked = models.PositiveIntegerField(default=0)  # how often parts were overwritten
    cleared_by = models.ForeignKey(
        "reports.Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        private="id incident offer held_as taken_by received_at state n_looks n_blocked cleared_by cleared_at deleted_at",
        confidential="sealed",
        protected="mark",
    )

    class Meta:
        ordering: ClassVar = ["received_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_as=HeldAs.COMMUNITY), name="reports_no_picture_on_a_city_node"
            ),
            models.UniqueConstraint(fields=["offer", "mark"], name="reports_picture_once"),
            models.CheckConstraint(
                condition=(Q(state=PictureState.DELETED, deleted_at__isnull=False) & Q(sealed=_NOTHING))
                | (~Q(state=PictureState.DELETED) & Q(deleted_at__isnull=True) & ~Q(sealed=_NOTHING)),
                name="reports_picture_deleted_has_no_pixel",
            ),
            models.CheckConstraint(
                condition=neither_or_both("cleared_by", "cleared_at"),
                name="reports_picture_cleared_by_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=PictureState.CLEARED) | Q(cleared_by__isnull=False, n_looks__gt=0),
                name="reports_picture_cleared_by_who_looked",
            ),
            models.CheckConstraint(
                condition=Q(cleared_by__isnull=True) | ~Q(cleared_by=F("taken_by")),
                name="reports_picture_cleared_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"picture {self.state}"


class CounselKey(models.Model):
    """The public half of a legal organization's key. The private half never comes here."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    organization = models.CharField(max_length=40)  # its code
    public_key = models.CharField(max_length=200)  # P-256, SubjectPublicKeyInfo (RFC 5480), base64
    fingerprint = models.CharField(max_length=64)  # SHA-256 of it, in hexadecimal
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id organization public_key fingerprint published_at withdrawn_at", private="published_by"
    )

    class Meta:
        ordering: ClassVar = ["organization", "-published_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(withdrawn_at__isnull=True),
                name="reports_one_counsel_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.fingerprint[:8]}"
