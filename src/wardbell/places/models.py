"""The jurisdiction of this node, and its areas over time."""

from datetime import time
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
    country = models.CharField(max_length=2, default="US")  # ISO 3166-1
    zone = models.CharField(max_length=60)  # IANA
    languages = models.JSONField(default=list)  # tags, in the order of the language switch
    numbers = models.JSONField(default=dict)  # {"attorney" | "clerk" | "hotline" | "languages": E.164}
    language_numbers = models.JSONField(default=dict)  # {tag: E.164}, where somebody speaks it
    ladder_minutes = models.JSONField(
        default=list
    )  # after which the next rung of an office's ladder is asked
    relay_minutes = models.JSONField(
        default=dict
    )  # {kind: minutes}: what passes itself on to wards whose office has not, and when
    contact_mail = models.EmailField(blank=True, default="")  # an office's own, for those who cannot phone
    sign_up_countries = models.JSONField(default=list)  # ISO 3166-1: whose numbers may sign up by the page
    sign_ups_per_prefix = models.PositiveSmallIntegerField(
        default=30
    )  # in an hour, among numbers that differ in their last four digits alone
    roster_at = models.TimeField(
        default=time(19)
    )  # the hour of the evening's roster test, on the city's clock
    ward_words = models.JSONField(default=dict)  # {tag: "Distrito {number}"}
    areas_stamp = models.UUIDField(
        default=ids.new, editable=False
    )  # another one after each import: tells every process that the areas it remembers are old

    CLASSIFIED: ClassVar = classified(
        public="code name country zone languages numbers language_numbers ladder_minutes roster_at relay_minutes contact_mail"
        " sign_up_countries sign_ups_per_prefix ward_words areas_stamp"
    )

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
    geometry = models.JSONField()  # GeoJSON geometry, WGS84 lon, lat
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the first day on which it no longer holds

    CLASSIFIED: ClassVar = classified(
        public="id jurisdiction kind code name position geometry west south east north valid_from valid_to"
    )

    class Meta:
        ordering: ClassVar = ["kind", "position", "name"]
        indexes: ClassVar = [models.Index(fields=["jurisdiction", "valid_from"], name="places_area_by_day")]
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
            models.UniqueConstraint(
                fields=["jurisdiction", "code", "valid_from"], name="places_area_begins_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north"), west__gte=-180, east__lte=180)
                & Q(south__gte=-90, north__lte=90),
                name="places_area_lies_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
