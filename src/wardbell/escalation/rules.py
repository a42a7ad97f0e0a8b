"""Who is asked, in which order and when: ladders, the life of a request, and what counts as missed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from wardbell.ground.errors import WrongState

#: how long the last rung has before the request counts as exhausted: as long as each rung before it
PATIENCE = timedelta(minutes=5)
#: how late a step or a heartbeat may be before the watchdog speaks; a clockwork pass comes every 5 s
GRACE = timedelta(seconds=30)
#: how long `1` without a code may still answer a request that nobody answered in time
LATE_REPLY = timedelta(hours=12)
#: the default ladder: minutes after opening at which the deputy, the aide and the council president are asked
DEFAULT_MINUTES = (0, 5, 10, 15)
CODE_LENGTH = 3  # characters of ids.CODE_ALPHABET: 29,791 codes, unique among the open requests
#: how long the letter's link opens its page: it shows the notice to whoever holds it, and mailboxes are kept for years
LINK_LASTS = timedelta(days=7)
ROSTER = "roster-test:"  # what the subject of an evening's test begins with
#: how late an evening's test may still be held: later it would no longer come at the same hour
ROSTER_CATCH_UP = timedelta(minutes=15)
_EVENINGS_NOTED = 31  # after a long standstill, so many of the evenings passed over are noted
LINK_PATH = "/a/"  # where the acknowledgement link leads, below the node's public address


class RequestState(StrEnum):
    OPEN = "open"  #: somebody is asked, and somebody else is asked next
    ACKNOWLEDGED = "acknowledged"  #: the office answered
    EXHAUSTED = "exhausted"  #: everybody on the ladder was asked and nobody answered in time; a late answer still counts
    CANCELLED = "cancelled"  #: no answer is wanted any more


NEXT: dict[RequestState, frozenset[RequestState]] = {
    RequestState.OPEN: frozenset({RequestState.ACKNOWLEDGED, RequestState.EXHAUSTED, RequestState.CANCELLED}),
    RequestState.EXHAUSTED: frozenset({RequestState.ACKNOWLEDGED, RequestState.CANCELLED}),
    RequestState.ACKNOWLEDGED: frozenset(),
    RequestState.CANCELLED: frozenset(),
}


class Via(StrEnum):
    """By which way an office answered."""

    LINK = "link"  #: the page behind the letter's link
    SMS = "sms"  #: a reply
    INBOX = "inbox"  #: signed in
    API = "api"  #: a program, by a person's token


class Outcome(StrEnum):
    """What became of a reply."""

    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"  #: the next person is asked
    ALREADY = "already"  #: the office had answered before
    NOTED = "noted"  #: somebody else is asked by now; the refusal is on record
    CANCELLED = "cancelled"  #: no answer is wanted any more
    WHICH = "which"  #: several are open: ask for `1 CODE`
    UNKNOWN_CODE = "unknown_code"
    NOTHING = "nothing"  #: nobody asked this person anything


class MissedKind(StrEnum):
    STEP = "step"  #: somebody should have been asked, and was not
    CLOCKWORK = "clockwork"  #: what runs by itself has not been heard of
    OFFICE = "office"  #: nobody of a council office can act any more
    CLOCK = "clock"  #: the clock went back, so that what is due comes too late


@dataclass(frozen=True, kw_only=True)
class Rung:
    """Who is asked together, and how long after the request was opened."""

    after_minutes: int
    accounts: tuple[
        str, ...
    ]  #: ids; empty when nobody holds the role, which is recorded and passed over at once
    label: str  #: "member", "deputy", "aide", "president"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One office and its ladder."""

    office: str
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        minutes = [rung.after_minutes for rung in self.rungs]
        if not minutes or minutes[0] != 0 or any(b <= a for a, b in pairwise(minutes)):
            raise ValueError("a ladder starts at minute 0 and each rung comes later than the one before")


@dataclass(frozen=True, kw_only=True)
class ReplyResult:
    """What became of a reply; `codes` are (code, office) of the open requests when it must be asked which one is meant."""

    outcome: Outcome
    request_id: str | None = None
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evening:
    """One evening's roster test that is due."""

    day: date
    due_at: datetime
    is_in_time: bool
    is_before_the_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Something that was due and did not happen; `key` is the same for the same thing whenever it is found."""

    kind: MissedKind
    key: str
    due_at: datetime
    subject: str = ""
    office: str = ""
    rung: int | None = None


def move(state: RequestState, to: RequestState) -> RequestState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in NEXT[state]:
        raise WrongState("This request is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def may_become(to: RequestState) -> frozenset[RequestState]:
    """Returns the states from which a request can become this."""
    return frozenset(state for state, following in NEXT.items() if to in following)


def is_closed(state: RequestState) -> bool:
    """Says whether no answer changes anything any more."""
    return not NEXT[state]


def outcome_of_closed(state: RequestState) -> Outcome:
    """Returns what is answered to whoever answers a closed request."""
    return Outcome.ALREADY if state == RequestState.ACKNOWLEDGED else Outcome.CANCELLED


def frozen_ladder(rungs: Sequence[Rung]) -> list[dict[str, object]]:
    """Returns a ladder as the request keeps it; later changes of duty do not reach it."""
    return [asdict(rung) for rung in rungs]


def ladder_of(kept: Sequence[Mapping[str, object]]) -> tuple[Rung, ...]:
    """Returns the ladder that `frozen_ladder` kept."""
    return tuple(
        Rung(
            after_minutes=int(str(one["after_minutes"])),
            accounts=tuple(str(account) for account in _listed(one["accounts"])),
            label=str(one["label"]),
        )
        for one in kept
    )


def due_at(opened_at: datetime, ladder: Sequence[Rung], rung: int) -> datetime:
    """Returns when a rung is due; the rung after the last is the end of patience."""
    if rung < len(ladder):
        return opened_at + timedelta(minutes=ladder[rung].after_minutes)
    return opened_at + timedelta(minutes=ladder[-1].after_minutes) + PATIENCE


def was_asked(account_id: str, ladder: Sequence[Rung], *, next_rung: int) -> bool:
    """Says whether somebody stands on a rung that was reached, be it an earlier one."""
    return any(account_id in rung.accounts for rung in ladder[:next_rung])


def is_on_ladder(account_id: str, ladder: Sequence[Rung]) -> bool:
    """Says whether somebody stands on any rung."""
    return was_asked(account_id, ladder, next_rung=len(ladder))


def is_asked_now(account_id: str, ladder: Sequence[Rung], *, next_rung: int) -> bool:
    """Says whether somebody stands on the rung reached last: only then `2` moves the ladder on.

    So the same reply delivered twice cannot march through the whole ladder.
    """
    return 0 < next_rung <= len(ladder) and account_id in ladder[next_rung - 1].accounts


def address_of_request(subject: str, office: str) -> str:
    """Returns under which subject dispatch keeps one office's letters: `notice:<uuid>#ward-6`.

    What is asked of dispatch about `notice:<uuid>` counts every subject that begins with it and a `#`.
    """
    return f"{subject}#{office}"


def roster_subject(day: date) -> str:
    """Returns under which subject the test of an evening is asked."""
    return f"{ROSTER}{day.isoformat()}"


def is_roster_test(subject: str) -> bool:
    """Says whether a request is an evening's test: nothing has happened."""
    return subject.startswith(ROSTER)


def evenings_due(now: datetime, *, at: time, zone: ZoneInfo, last: date | None) -> tuple[Evening, ...]:
    """Returns the evenings after `last` whose hour has come, oldest first: each is held, or passed over with a note.

    The hour is that of the wall, summer time or not, once a day. A node that never noted an evening notes the one before its
    first as passed over: so a node that is founded after the hour tests nobody on that day.
    """
    today = now.astimezone(zone).date()
    newest = today if now >= _hour_of(today, at=at, zone=zone) else today - timedelta(days=1)
    if last is None:
        return (_evening(newest, now=now, at=at, zone=zone, is_before_the_first=True),)
    n_days = min((newest - last).days, _EVENINGS_NOTED)
    return tuple(
        _evening(newest - timedelta(days=back), now=now, at=at, zone=zone)
        for back in range(n_days - 1, -1, -1)
    )


def _evening(
    day: date, *, now: datetime, at: time, zone: ZoneInfo, is_before_the_first: bool = False
) -> Evening:
    due = _hour_of(day, at=at, zone=zone)
    is_in_time = not is_before_the_first and now - due <= ROSTER_CATCH_UP
    return Evening(day=day, due_at=due, is_in_time=is_in_time, is_before_the_first=is_before_the_first)


def _hour_of(day: date, *, at: time, zone: ZoneInfo) -> datetime:
    """An hour that the clocks leave out is taken as it would have been; one that comes twice, the first time."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def normal_code(typed: str) -> str:
    """Returns a code as it is kept, from a code as somebody typed it."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def step_key(request_id: str, rung: int) -> str:
    """Returns by which key a missed step is told once."""
    return f"step:{request_id}:{rung}"


def left_alone(office: str, *, now: datetime) -> Missed:
    """Returns what is wrong with an office in which nobody can act, told once a day."""
    return Missed(kind=MissedKind.OFFICE, key=f"office:{office}:{now:%Y-%m-%d}", due_at=now, office=office)


def missed_beat(*, last_beat_at: datetime | None, watching_since: datetime, now: datetime) -> Missed | None:
    """Returns what is wrong with the clockwork's heartbeat, or None.

    A clockwork that never beat is given the grace from `watching_since` on.
    """
    if last_beat_at is not None and last_beat_at > now + GRACE:
        key = f"clock:{last_beat_at.isoformat(timespec='seconds')}"
        return Missed(kind=MissedKind.CLOCK, key=key, due_at=last_beat_at)
    due = (last_beat_at or watching_since) + GRACE
    if now <= due:
        return None
    beat = last_beat_at.isoformat(timespec="seconds") if last_beat_at else "never"
    return Missed(kind=MissedKind.CLOCKWORK, key=f"clockwork:{beat}", due_at=due)


def sentence(missed: Missed) -> str:
    """Returns what an operator is told about something missed."""
    due = f"{missed.due_at:%Y-%m-%d %H:%M:%S} UTC"
    match missed.kind:
        case MissedKind.STEP:
            return f"Step {missed.rung} for office {missed.office} ({missed.subject}) was due at {due} and did not happen."
        case MissedKind.OFFICE:
            return f"Nobody of office {missed.office} can act: every account there is locked, closed or without a role. Ask an administrator."
        case MissedKind.CLOCK:
            return f"This machine's clock went back: the last heartbeat is of {due}, which is still to come."
        case MissedKind.CLOCKWORK:
            return f"The clockwork has not been heard of: a heartbeat was due at {due}. Start `wardbell serve` again."


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
