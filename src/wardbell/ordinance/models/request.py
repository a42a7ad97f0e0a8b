"""A federal request for assistance, or a use that was seen: the fields of the register. No person, badge or plate has a field."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import (
    PERSON,
    at_and_text,
    choices,
    in_order,
    listed,
    who_and_when,
)
from wardbell.ordinance.models.spine import Entry
from wardbell.ordinance.rules import (
    REASON_LENGTH,
    SHORT_LENGTH,
    Agency,
    Channel,
    Decision,
    Document,
    Going,
    PlaceKind,
    Purpose,
    ReceivedBy,
    RequestType,
    SubjectNotice,
)


class AssistanceRequest(models.Model):
    """What was asked, by which agency, and what the city answered. Place is a ward, a facility, a block; never a dwelling."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="request")
    is_observed = models.BooleanField(default=False)  # a use that somebody saw; nobody asked the city
    first_known_by_mayor_at = models.DateTimeField(null=True, blank=True)
    mayor_source = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    first_known_by_chief_at = models.DateTimeField(null=True, blank=True)
    chief_source = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    received_source = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    channel = models.CharField(max_length=12, choices=choices(Channel))
    received_by = models.CharField(max_length=12, choices=choices(ReceivedBy), default=ReceivedBy.CITY)
    received_by_role = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    forwarded_from = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    requesting_agency = models.CharField(max_length=12, choices=choices(Agency), default=Agency.UNKNOWN)
    unit = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    purpose = models.CharField(max_length=10, choices=choices(Purpose), default=Purpose.UNKNOWN)
    classified_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    classified_at = models.DateTimeField(null=True, blank=True)
    stated_legal_basis = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    document = models.CharField(max_length=20, choices=choices(Document), blank=True, default="")
    document_digest = models.CharField(max_length=64, blank=True, default="")
    counsel_reviewed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counsel_reviewed_at = models.DateTimeField(null=True, blank=True)
    place_kind = models.CharField(max_length=16, choices=choices(PlaceKind), blank=True, default="")
    place = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    ward = models.CharField(max_length=60, blank=True, default="")  # area code
    site = models.ForeignKey("Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    window_start_at = models.DateTimeField(null=True, blank=True)
    window_end_at = models.DateTimeField(null=True, blank=True)
    going = models.CharField(max_length=12, choices=choices(Going), default=Going.UNKNOWN)
    started_publicly_at = models.DateTimeField(null=True, blank=True)
    started_publicly_source = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    released_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=20, choices=choices(Decision), blank=True, default="")
    decided_by_role = models.CharField(max_length=SHORT_LENGTH, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    exception_cited = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    persons_affected = models.PositiveIntegerField(null=True, blank=True)  # shown with small counts masked
    subject_notice = models.CharField(max_length=16, choices=choices(SubjectNotice), blank=True, default="")
    subject_notice_because = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="entry is_observed first_known_by_mayor_at mayor_source first_known_by_chief_at chief_source received_source"
        " channel received_by received_by_role forwarded_from requesting_agency unit purpose classified_at"
        " stated_legal_basis document counsel_reviewed_at ward going started_publicly_at started_publicly_source"
        " released_at decision decided_by_role decided_at exception_cited subject_notice subject_notice_because",
        private="classified_by counsel_reviewed_by released_by",
        confidential="place_kind place site window_start_at window_end_at persons_affected document_digest",
    )

    class Meta:
        constraints: ClassVar = [
            listed("channel", Channel, name="ordinance_request_channel"),
            listed("received_by", ReceivedBy, name="ordinance_request_received_by"),
            listed("requesting_agency", Agency, name="ordinance_request_agency"),
            listed("purpose", Purpose, name="ordinance_request_purpose"),
            listed("document", Document, name="ordinance_request_document"),
            listed("place_kind", PlaceKind, name="ordinance_request_place_kind"),
            listed("going", Going, name="ordinance_request_going"),
            listed("decision", Decision, name="ordinance_request_decision"),
            listed("subject_notice", SubjectNotice, name="ordinance_request_subject_notice"),
            at_and_text("first_known_by_mayor_at", "mayor_source", name="ordinance_request_mayor_source"),
            at_and_text("first_known_by_chief_at", "chief_source", name="ordinance_request_chief_source"),
            at_and_text("started_publicly_at", "started_publicly_source", name="ordinance_request_public_source"),
            at_and_text("decided_at", "decision", name="ordinance_request_decided_when"),
            at_and_text("decided_at", "decided_by_role", name="ordinance_request_decided_by"),
            who_and_when("classified_by", "classified_at", name="ordinance_request_classified_by_and_when"),
            who_and_when("counsel_reviewed_by", "counsel_reviewed_at", name="ordinance_request_counsel_and_when"),
            who_and_when("released_by", "released_at", name="ordinance_request_released_by_and_when"),
            in_order("window_start_at", "window_end_at", name="ordinance_request_window_in_order"),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.UNKNOWN) | Q(classified_by__isnull=False),
                name="ordinance_request_purpose_is_classified",
            ),
            models.CheckConstraint(
                condition=Q(place_kind__in=["", PlaceKind.CITY], place="", ward="", site__isnull=True)
                | (Q(place_kind=PlaceKind.WARD) & ~Q(ward=""))
                | (Q(place_kind__in=[PlaceKind.NEIGHBOURHOOD, PlaceKind.BLOCK, PlaceKind.INTERSECTION]) & ~Q(place=""))
                | (Q(place_kind=PlaceKind.FACILITY) & (Q(site__isnull=False) | ~Q(place=""))),
                name="ordinance_request_place_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(subject_notice=SubjectNotice.NO) | ~Q(subject_notice_because=""),
                name="ordinance_request_no_notice_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(document_digest="") | ~Q(document__in=["", Document.NONE]),
                name="ordinance_request_digest_is_of_a_document",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.requesting_agency} {self.decision or self.going}"


class RequestedThing(models.Model):
    """One type of assistance that a request asks for; a request may ask for several."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="things")
    type = models.CharField(max_length=32, choices=choices(RequestType))

    CLASSIFIED: ClassVar = classified(public="id request type")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "type"], name="ordinance_thing_once"),
            listed("type", RequestType, name="ordinance_thing_type"),
        ]

    def __str__(self) -> str:
        return self.type


class ResourceUse(models.Model):
    """What of the city was used: people by number, hours, vehicles, cost, data. Nobody is named."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="resources")
    department = models.CharField(max_length=40)
    n_people = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    n_vehicles = models.PositiveSmallIntegerField(default=0)
    cost_cents = models.PositiveBigIntegerField(default=0)
    data_elements = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id request department n_people minutes n_vehicles cost_cents data_elements"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(n_people__gt=0) | Q(n_vehicles__gt=0) | Q(cost_cents__gt=0) | ~Q(data_elements="") | Q(minutes__gt=0),
                name="ordinance_resource_is_something",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.department} {self.minutes} min"
