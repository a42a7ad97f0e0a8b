"""What was posted to whom, and what is held back."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.dispatch.letters import Lane, Reach
from wardbell.dispatch.rules import HOLDABLE, LONGEST_HOLD, PostingState
from wardbell.ground import ids
from wardbell.ground.data import classified

_LONGEST_MINUTES = LONGEST_HOLD // timedelta(minutes=1)


class Posting(models.Model):
    """A letter on its way to an audience."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=120, db_index=True)
    version = models.PositiveIntegerField(default=1)
    lane = models.CharField(max_length=12, choices=[(one, one) for one in Lane])
    letter = models.JSONField()
    audience = models.JSONField()
    letter_key = (
        models.UUIDField()
    )  # the same words to the same reader have one key, however often they are posted
    may_reach = models.PositiveSmallIntegerField(choices=[(one.value, one.name) for one in Reach])
    audience_reach = models.PositiveSmallIntegerField(choices=[(one.value, one.name) for one in Reach])
    has_readers = models.BooleanField()
    exercise = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=[(one, one) for one in PostingState])
    is_superseded = models.BooleanField(default=False)  # a newer version of the same subject was posted
    overtakes = models.CharField(max_length=120, blank=True, default="")  # the subject it makes void
    overtaken_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=200)
    release_at = models.DateTimeField()  # end of the visible hold
    held_until = models.DateTimeField(null=True, blank=True)  # of a safety hold, while one stands
    expanded_to = models.BigIntegerField(
        default=-1
    )  # the last reader written down: expansion goes on behind it
    n_expanded = models.PositiveIntegerField(default=0)  # places in the posting given out so far
    worked_at = (
        models.DateTimeField()
    )  # when expansion last went on; the sweeper rings for one that stands still
    expanded_at = models.DateTimeField(null=True, blank=True)
    halted_at = models.DateTimeField(null=True, blank=True)
    halted_by = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id subject version lane may_reach audience_reach has_readers exercise is_urgent state is_superseded overtakes overtaken_by posted_at release_at held_until expanded_at halted_at",
        private="letter audience posted_by halted_by expanded_to n_expanded worked_at",
        protected="letter_key",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(audience_reach__lte=F("may_reach")), name="posting_within_may_reach"
            ),
            models.CheckConstraint(
                condition=Q(exercise=False) | Q(has_readers=False), name="posting_exercise_never_to_readers"
            ),
            models.CheckConstraint(
                condition=Q(halted_at__isnull=True, halted_by="", state__in=["expanding", "expanded"])
                | (Q(halted_at__isnull=False, state__in=["stopped", "void"]) & ~Q(halted_by="")),
                name="posting_halted_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True)
                | Q(audience_reach=Reach.PUBLIC, lane__in=sorted(HOLDABLE), overtakes=""),
                name="posting_held_is_a_public_send_that_corrects_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} version {self.version} in {self.lane}"


class Hold(models.Model):
    """A safety hold on everything public that is posted about one subject: it delays and alters nothing. One, renewed once."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=120, unique=True)
    exercise = models.BooleanField(default=False)
    placed_at = models.DateTimeField()
    placed_by = models.UUIDField()  # an account
    placed_label = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    renewed_at = models.DateTimeField(null=True, blank=True)
    renewed_by = models.UUIDField(null=True, blank=True)  # another account
    renewed_label = models.CharField(max_length=200, blank=True, default="")
    renewed_minutes = models.PositiveSmallIntegerField(default=0)
    renewed_reason = models.CharField(max_length=300, blank=True, default="")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=200, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id subject exercise placed_at minutes renewed_at renewed_minutes released_at",
        private="placed_by placed_label renewed_by renewed_label released_by",
        protected="reason renewed_reason",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=_LONGEST_MINUTES) & ~Q(reason=""),
                name="hold_short_and_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    renewed_at__isnull=True, renewed_by__isnull=True, renewed_minutes=0, renewed_reason=""
                )
                | Q(
                    renewed_at__isnull=False,
                    renewed_by__isnull=False,
                    renewed_minutes__gte=1,
                    renewed_minutes__lte=_LONGEST_MINUTES,
                )
                & ~Q(renewed_reason=""),
                name="hold_renewed_short_and_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(renewed_by__isnull=True) | ~Q(renewed_by=F("placed_by")),
                name="hold_renewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by="")
                | (Q(released_at__isnull=False) & ~Q(released_by="")),
                name="hold_released_by_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"hold on {self.subject}"
