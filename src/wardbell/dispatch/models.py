"""Tables of the post office. It knows readers by random numbers and officials by account ids, and no address of either."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardbell.dispatch.letters import Lane, Reach
from wardbell.dispatch.rules import HOLDABLE, LONGEST_HOLD, PostingState, State, Tried
from wardbell.ground import ids
from wardbell.ground.data import Keep, classified

KEEP = (
    Keep(table="Posting", days=None, because="What was sent to whom and when is an official record."),
    Keep(table="Hold", days=None, because="Who delayed a public send, and why, is an official record."),
    Keep(
        table="Message",
        days=30,
        because="Long enough to answer a complaint after a notice ended; officials' rows are official records and stay.",
    ),
    Keep(table="Attempt", days=30, because="As the message it belongs to."),
    Keep(table="Receipt", days=30, because="As the message it belongs to."),
    Keep(
        table="Inbound",
        days=30,
        because="Long enough to see that everybody who wrote was answered; the text is masked.",
    ),
)

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


class Message(models.Model):
    """One reader's or official's copy."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="messages")
    letter_key = models.UUIDField()  # of the posting, so that the database itself refuses a second copy
    lane = models.CharField(max_length=12, choices=[(one, one) for one in Lane])
    account_id = models.UUIDField(null=True, blank=True)
    reader_id = models.BigIntegerField(null=True, blank=True)  # a contact point or a reply handle
    medium = models.CharField(max_length=8)
    language = models.CharField(max_length=12)
    area = models.CharField(
        max_length=60, blank=True, default=""
    )  # the letter's area through which it reaches them
    turn = models.PositiveIntegerField()  # place within the posting: postings of one lane take turns
    may_wake = models.BooleanField()  # may come by night
    exercise = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=[(one, one) for one in State])
    held_until = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(
        null=True, blank=True
    )  # not before; of an unknown one: when it is sent once more
    n_attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=60, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    is_possible_double = models.BooleanField(default=False)
    reason = models.CharField(max_length=120, blank=True, default="")
    provider_id = models.CharField(max_length=80, blank=True, default="")
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar = classified(
        public="id posting lane medium turn exercise state held_until next_at n_attempts is_possible_double reason changed_at sent_at delivered_at",
        private="account_id reader_id language area may_wake worker lease_until provider_id",
        protected="letter_key",
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "lane", "turn"], name="message_to_claim"),
            models.Index(fields=["state", "held_until"], name="message_held"),
            models.Index(fields=["posting", "state"], name="message_of_posting"),
            models.Index(fields=["reader_id"], name="message_of_reader"),
            models.Index(fields=["account_id"], name="message_of_account"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter_key", "reader_id", "medium"], name="message_once_per_reader"
            ),
            models.UniqueConstraint(
                fields=["letter_key", "account_id", "medium"], name="message_once_per_account"
            ),
            models.CheckConstraint(
                condition=Q(account_id__isnull=True, reader_id__isnull=False)
                | Q(account_id__isnull=False, reader_id__isnull=True),
                name="message_to_account_or_reader",
            ),
            models.CheckConstraint(
                condition=Q(exercise=False) | Q(reader_id__isnull=True),
                name="message_exercise_never_to_readers",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.SENDING, lease_until__isnull=False) & ~Q(worker=""))
                | (~Q(state=State.SENDING) & Q(lease_until__isnull=True, worker="")),
                name="message_leased_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(state=State.HELD, held_until__isnull=False)
                | (~Q(state=State.HELD) & Q(held_until__isnull=True)),
                name="message_held_until",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.id} {self.state}"


class Attempt(models.Model):
    """One try, as it ended."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    worker = models.CharField(max_length=60)
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=[(one, one) for one in Tried])
    reason = models.CharField(max_length=120, blank=True, default="")
    is_permanent = models.BooleanField(default=False)
    provider_id = models.CharField(max_length=80, blank=True, default="")

    CLASSIFIED: ClassVar = classified(
        public="id message number ended_at outcome reason is_permanent", private="worker provider_id"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "number", "outcome"], name="attempt_ends_once_each_way"
            )
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.message_id}: {self.outcome}"


class Receipt(models.Model):
    """What a provider told of one message, each thing once."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="receipts")
    heard = models.CharField(max_length=12)
    reason = models.CharField(max_length=120, blank=True, default="")
    provider_id = models.CharField(max_length=80, blank=True, default="")
    received_at = models.DateTimeField()

    CLASSIFIED: ClassVar = classified(public="id message heard reason received_at", private="provider_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "provider_id", "heard"], name="receipt_each_once")
        ]

    def __str__(self) -> str:
        return f"receipt of {self.message_id}: {self.heard}"


class Inbound(models.Model):
    """A message that came in, masked, or not kept at all. Who wrote is a number or a sealed handle, never an address."""

    id = models.BigIntegerField(primary_key=True, default=ids.random_number, editable=False)
    medium = models.CharField(max_length=8)
    provider_id = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    reader_id = models.BigIntegerField(null=True, blank=True)  # a contact point
    account_id = models.UUIDField(null=True, blank=True)
    reply_handle_id = models.BigIntegerField(null=True, blank=True)  # nobody we know: for a day
    context = models.CharField(max_length=40)
    intent = models.CharField(max_length=24)
    detail = models.CharField(max_length=60, blank=True, default="")
    body = models.TextField(blank=True, default="")
    is_kept = models.BooleanField(
        default=True
    )  # False: read as a report on a city node, counted and not kept
    was_answered = models.BooleanField(default=False)  # by the provider, or by us

    CLASSIFIED: ClassVar = classified(
        private="id medium provider_id received_at reader_id account_id reply_handle_id context intent detail body is_kept was_answered"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["medium", "provider_id"], name="inbound_once_per_provider_id"),
            models.CheckConstraint(condition=Q(is_kept=True) | Q(body=""), name="inbound_not_kept_is_empty"),
        ]

    def __str__(self) -> str:
        return f"inbound {self.id} {self.intent}"
