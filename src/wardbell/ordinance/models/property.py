"""The city's own sites, their signs, and what was seen on them: never officers, never vehicles."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import PERSON, choices, in_order, listed
from wardbell.ordinance.models.spine import Entry
from wardbell.ordinance.rules import SHORT_LENGTH, SignStatus, StagingUse

_KINDS = ("lot", "ramp", "garage", "vacant_lot", "building", "park", "yard", "room")


class Site(models.Model):
    """One lot, ramp, garage, building or room that the city controls."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=SHORT_LENGTH)
    kind = models.CharField(max_length=12, choices=[(one, one) for one in _KINDS])
    ward = models.CharField(max_length=60, blank=True, default="")  # area code
    controlled_by = models.CharField(max_length=40)  # department of the pack
    is_public_space = models.BooleanField(default=True)  # a room behind the counter is not
    sign = models.CharField(max_length=12, choices=choices(SignStatus), default=SignStatus.MISSING)
    sign_checked_on = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id code name kind ward controlled_by is_public_space sign sign_checked_on retired_at"
    )

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            listed("sign", SignStatus, name="ordinance_site_sign"),
            models.CheckConstraint(condition=Q(kind__in=_KINDS), name="ordinance_site_kind"),
            models.CheckConstraint(
                condition=~Q(sign__in=[SignStatus.POSTED, SignStatus.DAMAGED]) | Q(sign_checked_on__isnull=False),
                name="ordinance_site_sign_was_looked_at",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SignCheck(models.Model):
    """Somebody looked at a sign."""

    id = models.BigAutoField(primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    found = models.CharField(max_length=12, choices=choices(SignStatus))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    CLASSIFIED: ClassVar = classified(public="id site checked_on found", private="by")

    class Meta:
        ordering: ClassVar = ["-checked_on", "-id"]
        constraints: ClassVar = [listed("found", SignStatus, name="ordinance_sign_check_found")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.found}"


class PropertyUse(models.Model):
    """A site was used for staging. The public reads of it a day after it has ended."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="use")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="uses")
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    uses = models.CharField(max_length=80)  # words of StagingUse, joined by commas
    sign_then = models.CharField(max_length=12, choices=choices(SignStatus))
    had_permit = models.BooleanField(default=False)
    asked_to_leave_at = models.DateTimeField(null=True, blank=True)
    letter_sent_at = models.DateTimeField(null=True, blank=True)  # cease and desist

    CLASSIFIED: ClassVar = classified(
        public="entry ended_at uses sign_then had_permit asked_to_leave_at letter_sent_at",
        confidential="site seen_at",  # public 24 hours after it has ended
    )

    class Meta:
        constraints: ClassVar = [
            in_order("seen_at", "ended_at", name="ordinance_use_in_order"),
            listed("sign_then", SignStatus, name="ordinance_use_sign"),
            models.CheckConstraint(
                condition=Q(uses__regex=rf"^({'|'.join(StagingUse)})(,({'|'.join(StagingUse)}))*$"),
                name="ordinance_use_is_listed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.uses}"
