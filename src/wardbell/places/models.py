"""The jurisdiction of this node, and its areas over time."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import Keep, classified
from wardbell.places.rules import AreaKind

KEEP = (
    Keep(table="Jurisdiction", days=None, because="What this node serves is public."),
    Keep(table="Area", days=None, because="Which ward was where on a day is needed to read old notices."),
)


class Jurisdiction(models.Model):
    """The one city, county or association that this node serves."""

    code = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60)  # IANA
    languages = models.JSONField(default=list)  # tags, in the order of the language switch
    numbers = models.JSONField(
        default=dict
    )  # public telephone numbers: {"attorney": "...", "languages": "...", "hotline": "..."}

    CLASSIFIED: ClassVar = classified(public="code name zone languages numbers")

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A ward, neighbourhood or public place, from a day to a day; other rooms know it by `code`."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in AreaKind])
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    wards = models.JSONField(
        default=list
    )  # codes of the wards that a neighbourhood or place lies in; a ward's own code for a ward
    geometry = models.JSONField()  # GeoJSON geometry, WGS84 lon, lat
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the first day on which it no longer holds

    CLASSIFIED: ClassVar = classified(
        public="id jurisdiction kind code name position wards geometry west south east north valid_from valid_to"
    )

    class Meta:
        ordering: ClassVar = ["kind", "position", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="places_area_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "code"],
                condition=Q(valid_to__isnull=True),
                name="places_area_one_current_per_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name
