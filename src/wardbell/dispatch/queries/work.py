"""What there is to do: which messages may be claimed, what waits for the sweeper."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from wardbell.dispatch.letters import LANE_ORDER, Lane, Letter
from wardbell.dispatch.models import Message, Posting
from wardbell.dispatch.rules import HALTED, ON_THE_WAY, UNSENT, PostingState, State


class Claimed(NamedTuple):
    """One copy in a worker's hands. `attempt` is the fence: an answer to an older attempt moves nothing.

    `id` is a message row's, or names chunk and position (`references.number_of`).
    """

    id: int
    posting_id: str
    letter: Letter
    account_id: str | None
    reader_id: int | None
    medium: str
    language: str
    attempt: int
    key: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What one claim leased: rows of officials, or a window of one chunk, then with the chunk's id and the positions."""

    lane: Lane
    worker: str
    messages: tuple[Claimed, ...]
    chunk_id: int | None = None
    positions: tuple[int, ...] = ()


def claimable(lane: Lane, *, now: datetime, is_night: bool) -> QuerySet[Message]:
    """Returns the messages of a lane that may leave now, in the order of their turns.

    Not: what is halted, or waits for a safety hold; what waits for its next try; by night, who sleeps; an older version where the same reader has a newer
    one; a newer version, or a correction, while the older copy to the same reader is still being sent.
    """
    rows = Message.objects.filter(
        Q(next_at__isnull=True) | Q(next_at__lte=now),
        _not_held(now), state=State.QUEUED, lane=lane, posting__state__in=ON_THE_WAY,
    )  # fmt: skip
    if is_night:
        rows = rows.filter(may_wake=True)
    rows = rows.filter(Q(posting__is_superseded=False) | ~Exists(newer_copies()))
    follows = Q(posting__version__gt=1) | ~Q(posting__overtakes="")
    return rows.filter(~follows | ~Exists(_older_copies_under_way())).order_by("turn", "id")


def newer_copies() -> QuerySet[Message]:
    """Returns, for an outer message, copies of a newer version of its subject to the same reader."""
    return _same_recipient().filter(
        posting__subject=OuterRef("posting__subject"), posting__version__gt=OuterRef("posting__version")
    )


def lanes_with_work(*, now: datetime, is_night: bool) -> list[Lane]:
    """Returns the lanes in which something may leave now, in their order."""
    rows = Message.objects.filter(
        Q(next_at__isnull=True) | Q(next_at__lte=now), _not_held(now),
        state=State.QUEUED, posting__state__in=ON_THE_WAY,
    )  # fmt: skip
    if is_night:
        rows = rows.filter(may_wake=True)
    found = {Lane(lane) for lane in rows.values_list("lane", flat=True).distinct()}
    return sorted(found, key=lambda lane: LANE_ORDER[lane])


def expired_leases(now: datetime) -> QuerySet[Message]:
    """Returns messages whose worker did not answer in time."""
    return Message.objects.filter(state=State.SENDING, lease_until__lte=now)


def unsent_of_halted() -> QuerySet[Message]:
    """Returns messages that did not leave before their posting was halted."""
    return Message.objects.filter(state__in=UNSENT, posting__state__in=HALTED)


def unsent_and_superseded() -> QuerySet[Message]:
    """Returns older versions that did not leave, where the reader has a newer one."""
    return Message.objects.filter(Exists(newer_copies()), state__in=UNSENT, posting__is_superseded=True)


def standing_still(since: datetime) -> QuerySet[Posting]:
    """Returns postings whose expansion has not gone on since an instant."""
    return Posting.objects.filter(state=PostingState.EXPANDING, worked_at__lte=since).order_by("posted_at")


def _not_held(now: datetime) -> Q:
    """A safety hold ends at its instant even when nothing that runs by itself runs."""
    return Q(posting__held_until__isnull=True) | Q(posting__held_until__lte=now)


def _older_copies_under_way() -> QuerySet[Message]:
    older = Q(
        posting__subject=OuterRef("posting__subject"), posting__version__lt=OuterRef("posting__version")
    )
    return _same_recipient().filter(
        older | Q(posting__overtaken_by=OuterRef("posting_id")), state=State.SENDING
    )


def _same_recipient() -> QuerySet[Message]:
    same = Q(reader_id=OuterRef("reader_id")) | Q(account_id=OuterRef("account_id"))
    return Message.objects.filter(same).exclude(id=OuterRef("id"))
