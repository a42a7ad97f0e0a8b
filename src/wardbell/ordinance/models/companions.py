"""The companion registers on the same spine: agreements, vendors, data requests, warrants presented, records requests sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import PERSON, choices, in_order, listed, who_and_when
from wardbell.ordinance.models.spine import Entry
from wardbell.ordinance.rules import REASON_LENGTH, SHORT_LENGTH, Agency, AgreementKind, Document


class Agreement(models.Model):
    """A joint powers agreement, a memorandum, a task force; in force only with counsel's name under it."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="agreement")
    kind = models.CharField(max_length=20, choices=choices(AgreementKind))
    agency = models.CharField(max_length=12, choices=choices(Agency))
    title = models.CharField(max_length=SHORT_LENGTH)
    in_force_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    counsel_signed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counsel_signed_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="entry kind agency title in_force_on ends_on review_on counsel_signed_at", private="counsel_signed_by"
    )  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            listed("kind", AgreementKind, name="ordinance_agreement_kind"),
            listed("agency", Agency, name="ordinance_agreement_agency"),
            in_order("in_force_on", "ends_on", name="ordinance_agreement_in_order"),
            who_and_when("counsel_signed_by", "counsel_signed_at", name="ordinance_agreement_counsel_and_when"),
            models.CheckConstraint(
                condition=Q(in_force_on__isnull=True) | Q(counsel_signed_at__isnull=False),
                name="ordinance_agreement_in_force_is_signed_off",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Vendor(models.Model):
    """A contractor that holds the city's data or does its work; the attestation runs out."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="vendor")
    name = models.CharField(max_length=SHORT_LENGTH)
    contract = models.CharField(max_length=SHORT_LENGTH)
    has_clause = models.BooleanField(default=False)
    shares_data_with = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    attested_on = models.DateField(null=True, blank=True)
    attestation_ends_on = models.DateField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="entry name contract has_clause shares_data_with attested_on attestation_ends_on"
    )

    class Meta:
        constraints: ClassVar = [
            in_order("attested_on", "attestation_ends_on", name="ordinance_vendor_in_order"),
            models.CheckConstraint(
                condition=Q(attested_on__isnull=True, attestation_ends_on__isnull=True)
                | Q(attested_on__isnull=False, attestation_ends_on__isnull=False),
                name="ordinance_vendor_attestation_runs_out",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DataRequest(models.Model):
    """A request or subpoena for records, recordings or data that the city or a vendor holds."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="data_request"
    )
    agency = models.CharField(max_length=12, choices=choices(Agency))
    document = models.CharField(max_length=20, choices=choices(Document), blank=True, default="")
    elements = models.CharField(max_length=REASON_LENGTH)  # which kinds of data, never of whom
    answer_by = models.DateField(null=True, blank=True)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="entry agency document elements answer_by vendor released answered_on"
    )

    class Meta:
        constraints: ClassVar = [
            listed("agency", Agency, name="ordinance_data_agency"),
            listed("document", Document, name="ordinance_data_document"),
            models.CheckConstraint(
                condition=Q(released="") | Q(answered_on__isnull=False), name="ordinance_data_released_when_answered"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.agency} {self.elements}"


class WarrantPresentation(models.Model):
    """Somebody showed a paper at a city door: which, at which kind of space, and what the city did."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="warrant")
    agency = models.CharField(max_length=12, choices=choices(Agency))
    document = models.CharField(max_length=20, choices=choices(Document))
    site = models.ForeignKey("Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_public_space = models.BooleanField()
    counsel_called_at = models.DateTimeField(null=True, blank=True)
    was_admitted = models.BooleanField()
    copied = models.BooleanField(default=False)

    CLASSIFIED: ClassVar = classified(
        public="entry agency document is_public_space counsel_called_at was_admitted copied", confidential="site"
    )  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            listed("agency", Agency, name="ordinance_warrant_agency"),
            listed("document", Document, name="ordinance_warrant_document"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.document}"


class RecordsRequestSent(models.Model):
    """The city asked a federal agency for its records."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="records_request"
    )
    agency = models.CharField(max_length=12, choices=choices(Agency))
    asked_for = models.CharField(max_length=REASON_LENGTH)
    sent_on = models.DateField()
    answer_due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="entry agency asked_for sent_on answer_due_on answered_on answer"
    )

    class Meta:
        constraints: ClassVar = [
            listed("agency", Agency, name="ordinance_sent_agency"),
            in_order("sent_on", "answered_on", name="ordinance_sent_in_order"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_on__isnull=False), name="ordinance_sent_answer_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.sent_on}"
