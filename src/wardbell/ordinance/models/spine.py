"""The spine that every kind of entry shares: number, state, owner, narrative, slots, corrections, links."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.ground import ids
from wardbell.ground.data import classified
from wardbell.ordinance.models.conditions import (
    OFFICE,
    PERSON,
    at_and_text,
    choices,
    listed,
    no_longer,
    only_in,
    who_and_when,
)
from wardbell.ordinance.rules import (
    NARRATIVE_LENGTH,
    REASON_LENGTH,
    Condition,
    EmbargoReason,
    EntryKind,
    EntryState,
)

_WHAT = (("field", "field"), ("paper", "paper"))


class NumberGiven(models.Model):
    """How many entries of a kind a year of the city has had: numbers have no gaps."""

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24, choices=choices(EntryKind))
    n = models.PositiveIntegerField(default=0)

    CLASSIFIED: ClassVar = classified(public="id year kind n")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "kind"], name="ordinance_number_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.n}"


class Entry(models.Model):
    """One row of the register, whatever it is about. A closed one is changed by corrections alone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    number = models.CharField(max_length=20, unique=True)  # as the city counts: 2026-R-14
    kind = models.CharField(max_length=24, choices=choices(EntryKind))
    state = models.CharField(max_length=12, choices=choices(EntryState), default=EntryState.OPEN)
    jurisdiction = models.ForeignKey("places.Jurisdiction", on_delete=models.PROTECT, related_name="+")
    exercise = models.BooleanField(default=False)
    once = models.CharField(
        max_length=64, unique=True, null=True, blank=True
    )  # a form's own key: pressed twice, it is one entry
    department = models.CharField(max_length=40)  # code of the pack
    owner = models.ForeignKey(OFFICE, to_field="code", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # empty of a complaint alone: whoever complains has no account here
    created_by_role = models.CharField(max_length=24)
    received_at = models.DateTimeField()
    narrative = models.CharField(max_length=NARRATIVE_LENGTH, blank=True, default="")
    reviewed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    embargo_reason = models.CharField(max_length=24, choices=choices(EmbargoReason), blank=True, default="")
    embargo_review_on = models.DateField(null=True, blank=True)
    retention_class = models.CharField(max_length=40, blank=True, default="")  # of the adopted schedule
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    CLASSIFIED: ClassVar = classified(
        public="id number kind state jurisdiction exercise department owner created_at created_by_role received_at"
        " reviewed_at embargo_reason embargo_review_on retention_class closed_at",
        private="created_by reviewed_by returned_because closed_by",
        confidential="narrative",  # public once read by a second person and under no embargo
        protected="once",
    )

    class Meta:
        ordering: ClassVar = ["-received_at", "-number"]
        indexes: ClassVar = [models.Index(fields=["kind", "state"], name="ordinance_entry_kind_state")]
        constraints: ClassVar = [
            listed("kind", EntryKind, name="ordinance_entry_kind"),
            listed("state", EntryState, name="ordinance_entry_state"),
            listed("embargo_reason", EmbargoReason, name="ordinance_entry_embargo_word"),
            no_longer("narrative", NARRATIVE_LENGTH, name="ordinance_entry_narrative_length"),
            at_and_text("embargo_review_on", "embargo_reason", name="ordinance_entry_embargo_is_reviewed"),
            who_and_when("reviewed_by", "reviewed_at", name="ordinance_entry_reviewed_by_and_when"),
            who_and_when("closed_by", "closed_at", name="ordinance_entry_closed_by_and_when"),
            only_in("state", {EntryState.CLOSED}, "closed_at", name="ordinance_entry_closed_is_closed"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("created_by")),
                name="ordinance_entry_read_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.CLOSED) | Q(reviewed_at__isnull=False),
                name="ordinance_entry_closed_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(created_by__isnull=False) | Q(kind=EntryKind.COMPLAINT),
                name="ordinance_entry_somebody_wrote_it",
            ),
            models.CheckConstraint(
                condition=Q(created_at__gte=F("received_at")), name="ordinance_entry_received_before_created"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Begun(models.Model):
    """What an entry began, and when: periods count by it."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="begun")
    condition = models.CharField(max_length=32, choices=choices(Condition))
    arose_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id entry condition arose_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "condition"], name="ordinance_begun_once"),
            listed("condition", Condition, name="ordinance_begun_condition"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.condition}"


class Slot(models.Model):
    """A field or a paper that a duty wants of an entry: filled, or waived with a reason, before the entry is closed."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="slots")
    what = models.CharField(max_length=8, choices=_WHAT)
    name = models.CharField(max_length=40)
    duty = models.CharField(max_length=40)  # the first that wants it
    filled_at = models.DateTimeField(null=True, blank=True)
    filled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(
        max_length=64, blank=True, default=""
    )  # SHA-256 of the paper as it was handed in
    sealed = models.BinaryField(null=True, blank=True)  # the paper itself
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waived_because = models.CharField(max_length=REASON_LENGTH, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id entry what name duty filled_at waived_at waived_because",
        private="filled_by waived_by",
        confidential="digest sealed",
    )

    class Meta:
        ordering: ClassVar = ["what", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "name"], name="ordinance_slot_once_per_entry"),
            models.CheckConstraint(condition=Q(what__in=["field", "paper"]), name="ordinance_slot_what"),
            who_and_when("filled_by", "filled_at", name="ordinance_slot_filled_by_and_when"),
            who_and_when("waived_by", "waived_at", name="ordinance_slot_waived_by_and_when"),
            at_and_text("waived_at", "waived_because", name="ordinance_slot_waived_with_a_reason"),
            models.CheckConstraint(
                condition=Q(filled_at__isnull=True) | Q(waived_at__isnull=True),
                name="ordinance_slot_filled_or_waived",
            ),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True, digest="")
                | (Q(what="paper", sealed__isnull=False, filled_at__isnull=False) & ~Q(digest="")),
                name="ordinance_slot_paper_has_a_digest",
            ),
            models.CheckConstraint(
                condition=~Q(what="paper") | Q(filled_at__isnull=True) | Q(sealed__isnull=False),
                name="ordinance_slot_filled_paper_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"


class Correction(models.Model):
    """What was found wrong in an entry after it was closed: the entry stays as it was, this stands beside it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    text = models.CharField(max_length=REASON_LENGTH)

    CLASSIFIED: ClassVar = classified(public="id entry at field text", private="by")

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="ordinance_correction_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"


class Link(models.Model):
    """Two entries that belong together: a request and the complaint about its answer."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="linked_from")

    CLASSIFIED: ClassVar = classified(public="id entry other")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "other"], name="ordinance_link_once"),
            models.CheckConstraint(condition=~Q(entry=F("other")), name="ordinance_link_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.other_id}"
