"""Ordinary rows: officials' copies, copies that are one reader's own affair, and what came in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models.postings import Posting
from wardbell.dispatch.rules import State, Tried
from wardbell.ground import ids
from wardbell.ground.data import classified


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
