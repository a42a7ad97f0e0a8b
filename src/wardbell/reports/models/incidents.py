"""What was told, the scene that it tells of, the rungs that this scene climbed, and whose word stands behind it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.reports.models.conditions import PERSON, follows_source, neither_or_both
from wardbell.reports.rules import (
    AUTHORITIES,
    CLOSED,
    CONFIRMED,
    Answer,
    Authority,
    FirstHand,
    GatheringKind,
    HeldAs,
    Kind,
    Label,
    Level,
    PlaceKind,
    Source,
    Way,
)


class Incident(models.Model):
    """One scene, however many tell of it. A trigger lets its level change beside a rung alone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=20, choices=[(one, one) for one in Kind])
    held_as = models.CharField(max_length=10, choices=[(one, one) for one in HeldAs])
    level = models.CharField(max_length=20, choices=[(one, one) for one in Level], default=Level.RECEIVED)
    n_rungs = models.PositiveSmallIntegerField(default=0)
    ward = models.CharField(max_length=60, blank=True, default="")  # area codes
    neighbourhood = models.CharField(max_length=60, blank=True, default="")
    place_kind = models.CharField(max_length=16, choices=[(one, one) for one in PlaceKind])
    place_name = models.CharField(max_length=120, blank=True, default="")
    lat = models.FloatField(null=True, blank=True)  # to about 100 m
    lon = models.FloatField(null=True, blank=True)
    is_dwelling = models.BooleanField(default=False)  # somebody told of a home; it was masked
    dangers = models.JSONField(default=list)
    seen_from = models.DateTimeField()  # when the first and the last account saw it
    seen_until = models.DateTimeField()
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # when the last account came in
    n_reports = models.PositiveIntegerField(default=0)
    n_first_hand = models.PositiveIntegerField(default=0)
    n_people = models.PositiveIntegerField(null=True, blank=True)  # the largest count told
    is_urgent = models.BooleanField(default=False)
    owner = models.ForeignKey(
        "reports.Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    handover_note = models.CharField(max_length=280, blank=True, default="")
    finding = models.ForeignKey(
        "reports.Finding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id",
        private="kind held_as level n_rungs ward neighbourhood dangers seen_from seen_until opened_at heard_at n_reports "
        "n_first_hand is_urgent owner claimed_until finding verified_at closed_at is_dwelling",
        confidential="place_kind place_name lat lon n_people handover_note",
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-is_urgent", "opened_at"], condition=Q(closed_at__isnull=True), name="reports_board"
            ),
            models.Index(fields=["kind", "seen_until"], name="reports_near_in_time"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level__in=sorted(CLOSED), closed_at__isnull=False)
                | (~Q(level__in=sorted(CLOSED)) & Q(closed_at__isnull=True)),
                name="reports_closed_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(level__in=sorted(CONFIRMED)) | Q(finding__isnull=False),
                name="reports_confirmed_has_a_finding",
            ),
            models.CheckConstraint(
                condition=neither_or_both("finding", "verified_at"), name="reports_verified_by_and_when"
            ),
            models.CheckConstraint(
                condition=neither_or_both("owner", "claimed_until"), name="reports_owner_and_until_when"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.RECEIVED) | Q(n_rungs__gt=0), name="reports_risen_by_rungs"
            ),
            models.CheckConstraint(
                condition=Q(seen_until__gte=F("seen_from")), name="reports_seen_until_after_from"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.SIGHTING) | ~Q(level__in=sorted(CONFIRMED | {Level.CORROBORATED})),
                name="reports_only_a_scene_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.level} {self.id}"


class Report(models.Model):
    """One account, masked. Who told it is at most a sealed number, and for a week at most."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="reports")
    held_as = models.CharField(max_length=10, choices=[(one, one) for one in HeldAs])
    kind = models.CharField(max_length=20, choices=[(one, one) for one in Kind])
    source = models.CharField(max_length=16, choices=[(one, one) for one in Source])
    way = models.CharField(max_length=12, choices=[(one, one) for one in Way])
    came_as = models.CharField(max_length=120, blank=True, default="")
    received_at = models.DateTimeField(db_index=True)
    seen_at = models.DateTimeField()
    first_hand = models.CharField(max_length=10, choices=[(one, one) for one in FirstHand])
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=2400, blank=True, default="")  # masked: placeholders are longer
    masked = models.JSONField(default=list)  # kinds of what was taken out
    place_kind = models.CharField(max_length=16, choices=[(one, one) for one in PlaceKind])
    place_name = models.CharField(max_length=160, blank=True, default="")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    ward = models.CharField(max_length=60, blank=True, default="")
    neighbourhood = models.CharField(max_length=60, blank=True, default="")
    n_people = models.PositiveIntegerField(null=True, blank=True)
    markings = models.JSONField(default=list)
    equipment = models.JSONField(default=list)
    dangers = models.JSONField(default=list)
    taken_by = models.ForeignKey(
        "reports.Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organization = models.CharField(max_length=40, blank=True, default="")
    peer = models.CharField(max_length=120, blank=True, default="")
    peer_reference = models.CharField(max_length=120, blank=True, default="")
    mark = models.CharField(max_length=16, blank=True, default="")  # tells two callers of one day apart
    reply_handle_id = models.BigIntegerField(null=True, blank=True)
    contact_until = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_doubtful = models.BooleanField(default=False)  # a hoax, as far as the desk can tell
    is_placed = models.BooleanField(default=False)  # a person said to which incident it belongs

    CLASSIFIED: ClassVar = classified(
        private="id incident held_as kind source way came_as received_at seen_at first_hand language masked ward neighbourhood "
        "markings dangers taken_by organization peer peer_reference answered_at is_doubtful is_placed contact_until",
        confidential="text place_kind place_name lat lon n_people equipment",
        protected="mark reply_handle_id",
    )

    class Meta:
        ordering: ClassVar = ["received_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=follows_source(), name="reports_source_of_its_node"),
            models.UniqueConstraint(fields=["came_as"], condition=~Q(came_as=""), name="reports_came_once"),
            models.CheckConstraint(
                condition=neither_or_both("reply_handle_id", "contact_until"),
                name="reports_contact_and_until",
            ),
            models.CheckConstraint(
                condition=Q(held_as=HeldAs.COMMUNITY) | Q(reply_handle_id__isnull=True, mark=""),
                name="reports_city_keeps_no_caller",
            ),
            models.CheckConstraint(
                condition=(Q(source=Source.PEER_SUMMARY) & ~Q(peer="") & ~Q(peer_reference=""))
                | (~Q(source=Source.PEER_SUMMARY) & Q(peer="", peer_reference="")),
                name="reports_peer_and_its_id",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__lte=F("received_at")), name="reports_seen_before_it_came_in"
            ),
            models.CheckConstraint(
                condition=Q(place_kind__in=sorted(PlaceKind)), name="reports_place_is_no_dwelling"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.id}"


class Finding(models.Model):
    """What somebody with the right to say so found."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="findings")
    authority = models.CharField(max_length=10, choices=[(one, one) for one in Authority])
    answer = models.CharField(max_length=16, choices=[(one, one) for one in Answer])
    offer = models.ForeignKey(
        "reports.Offer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    volunteer = models.ForeignKey(
        "reports.Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    designee = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    peer = models.CharField(max_length=120, blank=True, default="")
    peer_reference = models.CharField(max_length=120, blank=True, default="")
    found_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(
        public="id incident authority answer designee peer peer_reference found_at", private="offer volunteer"
    )

    class Meta:
        ordering: ClassVar = ["found_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    authority=Authority.CONFIRMER, volunteer__isnull=False, designee__isnull=True, peer=""
                )
                | Q(authority=Authority.DESIGNEE, volunteer__isnull=True, designee__isnull=False, peer="")
                | (
                    Q(authority=Authority.PEER, volunteer__isnull=True, designee__isnull=True)
                    & ~Q(peer="")
                    & ~Q(peer_reference="")
                ),
                name="reports_finding_of_somebody",
            ),
            models.UniqueConstraint(
                fields=["peer", "peer_reference"], condition=~Q(peer=""), name="reports_peer_finding_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}: {self.answer}"


class Rung(models.Model):
    """One step of an incident from a level to a level, and by whom: a person or a peer, never a program."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="rungs")
    number = models.PositiveSmallIntegerField()
    before = models.CharField(max_length=20, choices=[(one, one) for one in Level])
    after = models.CharField(max_length=20, choices=[(one, one) for one in Level])
    at = models.DateTimeField()
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.CharField(
        max_length=10, blank=True, default="", choices=[(one, one) for one in Authority]
    )
    volunteer = models.ForeignKey(
        "reports.Volunteer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    peer = models.CharField(max_length=120, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id incident number before after at finding authority person peer", private="volunteer"
    )

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "number"], name="reports_rung_once"),
            models.CheckConstraint(
                condition=Q(volunteer__isnull=False, person__isnull=True, peer="")
                | Q(volunteer__isnull=True, person__isnull=False, peer="")
                | (Q(volunteer__isnull=True, person__isnull=True) & ~Q(peer="")),
                name="reports_rung_by_somebody",
            ),
            *[
                models.CheckConstraint(
                    condition=~Q(after=level) | Q(finding__isnull=False, authority__in=sorted(authorities)),
                    name=f"reports_{level}_by_its_authority",
                )
                for level, authorities in AUTHORITIES.items()
            ],
        ]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class Gathering(models.Model):
    """Accounts that a person moved from one incident to another; undone, they are back."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in GatheringKind])
    source = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField()  # [[report id, whether a person had placed it before]]
    at = models.DateTimeField()
    volunteer = models.ForeignKey("reports.Volunteer", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(private="id kind source target moved at volunteer undone_at")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="reports_gathering_moves_something")
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%H:%M}"


class Basis(models.Model):
    """Which incident a notice was made of. Triggers refuse one that nobody stands behind, and its publication later."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="bases")
    notice = models.OneToOneField("notices.Notice", on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=32, choices=[(one, one) for one in Label])
    at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id incident notice label at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(label__in=sorted({Label.CONFIRMED, Label.NOT_IMMIGRATION})),
                name="reports_basis_is_verified",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.incident_id}"
