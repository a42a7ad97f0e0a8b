"""What a message may become, when it is tried again, when readers sleep. Values in, decisions out."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from wardbell.dispatch.letters import Lane, Letter, Reach
from wardbell.ground.errors import NotAllowed, Refused, WrongState

Cell = TypeVar("Cell", bound=Hashable)


class State(StrEnum):
    """One reader's copy."""

    HELD = "held"  #: until its instant: a visible hold, or the night
    QUEUED = "queued"
    SENDING = "sending"  #: leased to a worker; the provider may be hearing of it
    SENT = "sent"  #: the provider accepted it
    FAILED = "failed"
    UNKNOWN = "unknown"  #: the call ended without an answer, or the worker died: it may have left
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"  #: nothing more was heard of it
    SUPPRESSED = "suppressed"  #: not sent, on purpose: stopped, overtaken, no longer reachable


class PostingState(StrEnum):
    """A letter on its way to an audience."""

    EXPANDING = "expanding"  #: whom it is for is being written down
    EXPANDED = "expanded"
    STOPPED = "stopped"  #: somebody halted what had not left
    VOID = (
        "void"  #: what had not left was made void: by a correction, or because nobody waits for it any more
    )


class ChunkState(StrEnum):
    """Copies to readers that are worked on together."""

    OPEN = "open"  #: something is to be sent, now or later
    CLOSED = "closed"  #: nothing more is to be sent; receipts still come
    DAMAGED = "damaged"  #: what is stored is not what was written; the rest of the posting goes on


class Heard(StrEnum):
    """What a provider told of one message; the words are those of the channels."""

    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


class Why(StrEnum):
    """Why a message was not sent, on purpose."""

    STOPPED = "stopped"  #: the reader wants no more
    UNREACHABLE = "unreachable"  #: the account is closed or has no such address any more
    HALTED = "halted"
    VOID = "void"
    SUPERSEDED = "superseded"  #: a newer version is there
    LOST_LEASE = "lease expired"
    NO_TEXT = "no reviewed text"


class Tried(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


_S = State
NEXT: dict[State, frozenset[State]] = {
    _S.HELD: frozenset({_S.QUEUED, _S.SUPPRESSED, _S.SENT, _S.DELIVERED, _S.UNDELIVERED}),
    _S.QUEUED: frozenset({_S.HELD, _S.SENDING, _S.SUPPRESSED, _S.SENT, _S.DELIVERED, _S.UNDELIVERED}),
    _S.SENDING: frozenset(  # back to the queue only when the provider itself said "not now"
        {_S.SENT, _S.FAILED, _S.UNKNOWN, _S.QUEUED, _S.SUPPRESSED, _S.DELIVERED, _S.UNDELIVERED}
    ),
    _S.UNKNOWN: frozenset({_S.QUEUED, _S.SENT, _S.FAILED, _S.DELIVERED, _S.UNDELIVERED, _S.EXPIRED}),
    _S.FAILED: frozenset(  # to the queue again only on a person's word, as from the other ends below
        {_S.SENT, _S.DELIVERED, _S.UNDELIVERED, _S.QUEUED}
    ),
    _S.SUPPRESSED: frozenset({_S.SENT, _S.DELIVERED, _S.UNDELIVERED}),
    _S.SENT: frozenset({_S.DELIVERED, _S.UNDELIVERED, _S.EXPIRED}),
    _S.EXPIRED: frozenset({_S.DELIVERED, _S.UNDELIVERED, _S.QUEUED}),
    _S.UNDELIVERED: frozenset({_S.DELIVERED, _S.QUEUED}),
    _S.DELIVERED: frozenset(),
}
CHUNK_NEXT: dict[ChunkState, frozenset[ChunkState]] = {
    ChunkState.OPEN: frozenset({ChunkState.CLOSED, ChunkState.DAMAGED}),
    ChunkState.CLOSED: frozenset(
        {ChunkState.OPEN, ChunkState.DAMAGED}
    ),  # open again: sent once more on a person's word
    ChunkState.DAMAGED: frozenset(),
}
POSTING_NEXT: dict[PostingState, frozenset[PostingState]] = {
    PostingState.EXPANDING: frozenset({PostingState.EXPANDED, PostingState.STOPPED, PostingState.VOID}),
    PostingState.EXPANDED: frozenset({PostingState.STOPPED, PostingState.VOID}),
    PostingState.STOPPED: frozenset({PostingState.VOID}),
    PostingState.VOID: frozenset(),
}

UNSENT = (State.HELD, State.QUEUED)
#: the provider has it, or may have it: nothing older goes to the same reader after it
LEFT = (State.SENDING, State.SENT, State.UNKNOWN, State.DELIVERED, State.UNDELIVERED, State.EXPIRED)
#: the provider said that they did not get it: these alone may be sent to once more on a person's word
NOT_GOT = (State.FAILED, State.UNDELIVERED)
ON_THE_WAY = (PostingState.EXPANDING, PostingState.EXPANDED)
HALTED = (PostingState.STOPPED, PostingState.VOID)

#: lanes whose letters somebody at their desk or on duty waits for, or that answer somebody: no quiet hours, no hold
WITHOUT_NIGHT = frozenset({Lane.OFFICIALS, Lane.REPLIES})
#: lanes in which silence does more harm than a second copy
RESENT_WHEN_UNKNOWN = frozenset({Lane.OFFICIALS, Lane.CORRECTIONS, Lane.LIFE_SAFETY})

OWN_WORDS = "own-words"  # the phrase of a letter that holds nothing but an office's own words
PART_SIGN = "#"  # behind it a subject names a part of itself: one office's request

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)  # 47 CFR 64.1200(c)(1), local time of the called party
RESEND_AFTER = timedelta(seconds=60)  # time for a receipt to tell that it had left
RESEND_WITH_KEY_AFTER = timedelta(seconds=2)  # where the provider itself drops the double
LEASE = timedelta(
    seconds=8
)  # of the world's clock; renewed while a provider is slow, so that only the dead lose it
WINDOW = 64  # copies leased at once and recorded at once: one group commit
WINDOW_OF_DOUBLES = 4  # copies that may have left before, of a provider that drops no double: a second death finds few of them
WINDOWS_AT_ONCE = 2  # with one provider: what a killed worker leaves unknown is at most 128 copies
CHUNK = 1000  # readers of one chunk
FOLD_AFTER = timedelta(minutes=1)  # receipts come right behind: folding before would be done twice
FOLD_ROWS = 200  # rows of a log that are not left standing, however many receipts still come
RECEIPT_WITHIN = timedelta(
    hours=72
)  # gateways give up before (Twilio: 36,000 s in its queue, then 4 h at carriers)
UNKNOWN_UNTIL = timedelta(hours=24)
KEPT = timedelta(
    days=30
)  # of readers' copies, once what they tell of is over: long enough to answer a complaint
LONGEST_HOLD = timedelta(
    minutes=30
)  # of a safety hold, and of its one renewal (life safety, half an hour, renewed once)
#: lanes of which a send may be held; corrections and all-clears never wait
HOLDABLE = frozenset({Lane.LIFE_SAFETY, Lane.ROUTINE})
_QUICK = (5, 15, 45, 120, 300)  # seconds between tries, for what cannot wait; the last one repeats
_PATIENT = (30, 120, 600, 1800)
_TRIES = {_QUICK: 28, _PATIENT: 16}  # two hours and more, six hours and more: a provider's bad evening
_LONGEST_WAIT_S = 3600.0


@dataclass(frozen=True, kw_only=True)
class Again:
    """Try once more, at an instant; `is_possible_double` when the first try may have left."""

    at: datetime
    is_possible_double: bool = False


@dataclass(frozen=True, kw_only=True)
class Settle:
    """No more tries: the message stays in this state."""

    state: State


def move(state: State, to: State) -> State:
    """Returns the new state of a message.

    Raises:
        WrongState: a message in this state does not become that.
    """
    if to not in NEXT[state]:
        raise WrongState("A message that is %(state)s cannot become %(to)s.", state=state, to=to)
    return to


def before(to: State) -> tuple[State, ...]:
    """Returns the states from which `to` can be reached in one move."""
    return tuple(state for state, after in NEXT.items() if to in after)


def may_become(to: PostingState) -> tuple[PostingState, ...]:
    """Returns the states from which a posting can become `to`."""
    return tuple(state for state, after in POSTING_NEXT.items() if to in after)


def check_reach(letter: Letter, *, reach: Reach, has_readers: bool) -> None:
    """Lets a letter pass to an audience no wider than its ceiling, and an exercise to officials alone.

    Raises:
        NotAllowed: the audience is wider than what is known allows; or a drill would reach residents.
    """
    if reach > letter.may_reach:
        raise NotAllowed("What is known does not allow to tell so many. It may reach fewer people than that.")
    if letter.exercise and has_readers:
        raise NotAllowed("An exercise never goes to residents.")


def next_attempt(
    tried: Tried, *, n_attempts: int, lane: Lane, is_urgent: bool, takes_key: bool, was_resent: bool,
    is_permanent: bool = False, retry_after_s: float | None = None, now: datetime,
) -> Again | Settle:  # fmt: skip
    """Decides what becomes of a message after one attempt: the one place where retries are decided.

    What failed for now is tried again with growing waits, or when the provider says. What may have left is sent once more where
    silence does more harm than a double (life safety, corrections, officials), or where the provider drops the double by its key.
    """
    if tried == Tried.SENT:
        return Settle(state=State.SENT)
    if tried == Tried.UNKNOWN:
        if takes_key and n_attempts < _TRIES[_QUICK]:  # the provider drops the double: as often as it takes
            return Again(at=now + RESEND_WITH_KEY_AFTER, is_possible_double=True)
        if (is_urgent or lane in RESENT_WHEN_UNKNOWN) and not was_resent:
            return Again(at=now + RESEND_AFTER, is_possible_double=True)
        return Settle(state=State.UNKNOWN)
    waits = _QUICK if is_urgent or lane != Lane.ROUTINE else _PATIENT
    if is_permanent or n_attempts >= _TRIES[waits]:
        return Settle(state=State.FAILED)
    wait_s = max(waits[min(n_attempts, len(waits)) - 1], min(retry_after_s or 0.0, _LONGEST_WAIT_S))
    return Again(at=now + timedelta(seconds=wait_s))


def told(state: State, heard: Heard) -> State:
    """Returns the state after a receipt. Receipts come late, doubled and in any order, and only move a message forward."""
    to = {Heard.ACCEPTED: State.SENT, Heard.DELIVERED: State.DELIVERED, Heard.UNDELIVERED: State.UNDELIVERED}[
        heard
    ]
    return to if to in NEXT[state] else state


def quiet_until(at: datetime, *, zone: ZoneInfo) -> datetime | None:
    """Returns when the night that holds an instant ends (08:00 on the wall, summer time or not), or None by day.

    Source: 2-lawful, "consent for texts": 21 to 08 in the jurisdiction's zone.
    """
    local = at.astimezone(zone)
    if NIGHT_ENDS <= local.time() < NIGHT_BEGINS:
        return None
    day = local.date() + timedelta(days=1 if local.time() >= NIGHT_BEGINS else 0)
    return datetime.combine(day, NIGHT_ENDS, tzinfo=zone).astimezone(at.tzinfo)


def may_wake(letter: Letter, *, before_eight: bool) -> bool:
    """Says whether a letter may come by night: to those who said yes, if it is urgent; to officials and who wrote, always."""
    return letter.lane in WITHOUT_NIGHT or (letter.is_urgent and before_eight)


def held_until(*, now: datetime, release_at: datetime, is_awake: bool, zone: ZoneInfo) -> datetime | None:
    """Returns until when a message is held, or None when it may leave now."""
    leaves_at = max(now, release_at)
    if not is_awake:
        leaves_at = quiet_until(leaves_at, zone=zone) or leaves_at
    return leaves_at if leaves_at > now else None


def hold_ends_at(
    *, placed_at: datetime, minutes: int, renewed_at: datetime | None = None, renewed_minutes: int = 0
) -> datetime:
    """Returns when a safety hold ends by itself, if nobody ends it before."""
    if renewed_at is None:
        return placed_at + timedelta(minutes=minutes)
    return renewed_at + timedelta(minutes=renewed_minutes)


def may_be_held(lane: Lane, *, reach: Reach, overtakes: str) -> bool:
    """Says whether a posting may wait for a safety hold: what goes to the public, and takes nothing back."""
    return reach == Reach.PUBLIC and lane in HOLDABLE and not overtakes


def check_hold(*, minutes: int, reason: str) -> None:
    """Lets a safety hold pass, or its renewal.

    Raises:
        Refused: it is longer than LONGEST_HOLD, or nobody says why.
    """
    longest = LONGEST_HOLD // timedelta(minutes=1)
    if not 1 <= minutes <= longest:
        raise Refused("A safety hold lasts from 1 to %(n)s minutes.", n=longest)
    if not reason.strip():
        raise Refused("Write whose life or safety is at stake, and how, without names.")


def release_at(letter: Letter, *, has_readers: bool, now: datetime) -> datetime:
    """Returns when a letter may begin to leave: the visible hold is for bulk to readers; its kind says how long, or none."""
    if not has_readers or letter.lane in WITHOUT_NIGHT:
        return now
    return now + timedelta(seconds=letter.hold_seconds)


def is_of(subject: str, about: str) -> bool:
    """Says whether a subject is the one asked about or a part of it: `notice:1#ward-6` is a part of `notice:1`."""
    return subject == about or subject.startswith(about + PART_SIGN)


def whole_of(subject: str) -> str:
    """Returns the subject of which another is a part, or that subject itself."""
    return subject.partition(PART_SIGN)[0]


def is_for(letter: Letter, *, language: str) -> bool:
    """Says whether a letter has anything to say in a language: an office's own words go to who reads theirs, all else to everybody."""
    return letter.phrase != OWN_WORDS or language in letter.words


def masked(n: int) -> int | None:
    """Returns a count of readers as it may be shown: None for 1 to 4, who could be known (2-lawful, small wards)."""
    return None if 0 < n < 5 else n


def masked_beside_total(counts: Mapping[Cell, int]) -> dict[Cell, int | None]:
    """Returns counts whose total is known, as they may be shown: no sum tells what is masked.

    With those of 1 to 4 as many others are masked, the smallest first, as it takes to leave two open that are five or more
    together; where there are none, all are.
    """
    hidden = {cell for cell, n in counts.items() if masked(n) is None}
    if hidden:
        shown = sorted((n, str(cell), cell) for cell, n in counts.items() if n and cell not in hidden)
        while shown and not _is_hidden_well(hidden, counts):
            hidden.add(shown.pop(0)[2])
        hidden = hidden if _is_hidden_well(hidden, counts) else set(counts)
    return {cell: None if cell in hidden else n for cell, n in counts.items()}


def _is_hidden_well(hidden: set[Cell], counts: Mapping[Cell, int]) -> bool:
    return len(hidden) > 1 and masked(sum(counts[cell] for cell in hidden)) is not None


def time_left(*, n_left: int, n_done: int, elapsed: timedelta) -> timedelta | None:
    """Returns how long the rest will take at the rate measured since the first could leave; None before anything was measured."""
    if n_left <= 0:
        return timedelta(0)
    if n_done <= 0 or elapsed <= timedelta(0):
        return None
    return elapsed * n_left / n_done


def is_settled(states: Iterable[State]) -> bool:
    """Says whether nothing is on its way any more."""
    return not {*states} & {State.HELD, State.QUEUED, State.SENDING}
