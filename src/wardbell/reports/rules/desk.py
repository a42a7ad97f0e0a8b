"""The desk: who has an incident in hand, shifts, and how long anybody may stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import Conflict, NotAllowed, Unreadable, WrongState

CLAIM_LASTS = timedelta(minutes=20)  # renewed by every act of its owner; then anybody may take it
LONGEST_SHIFT = timedelta(hours=6)
SHORTEST_REST = timedelta(hours=10)
MOST_IN_A_WEEK = timedelta(hours=24)
_WEEK = timedelta(days=7)
NOTE_LENGTH = 280
PSEUDONYM_LENGTH = 30
LABEL_WITHIN = timedelta(minutes=10)  # of the first account: by then somebody has said what it is worth
_HALF_OF_IT = LABEL_WITHIN / 2


class Post(StrEnum):
    """At what somebody is in a shift."""

    HOTLINE = "hotline"
    SHIFT_LEAD = "shift_lead"
    CONFIRMER = "confirmer"


class GatheringKind(StrEnum):
    """How accounts came from one incident to another."""

    SPLIT = "split"
    MERGE = "merge"
    REGATHER = "regather"


class Wait(StrEnum):
    """How long an incident has waited for its first label."""

    NEW = "new"
    WAITING = "waiting"
    LATE = "late"
    LABELLED = "labelled"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A time, its end excluded."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


def check_may_claim(
    *, owner: str | None, name: str, until: datetime | None, claimant: str, now: datetime
) -> None:
    """Lets somebody take an incident in hand; `name` is the pseudonym of whoever has it.

    Raises:
        Conflict: somebody else has it, and their time is not over.
    """
    if owner is not None and owner != claimant and until is not None and now < until:
        raise Conflict("%(name)s has this in hand. Ask them to hand it over, or wait.", name=name)


def check_has(*, owner: str | None, claimant: str) -> None:
    """Lets who has an incident in hand act on it.

    Raises:
        WrongState: nobody has, or somebody else.
    """
    if owner != claimant:
        raise WrongState("Take this in hand first: one person at a time decides about it.")


def check_note(note: str) -> str:
    """Returns a handover note without its margins.

    Raises:
        Unreadable: it is empty or too long.
    """
    note = note.strip()
    if not 1 <= len(note) <= NOTE_LENGTH:
        raise Unreadable("Say in 1 to %(n)s characters what whoever comes next must know.", n=NOTE_LENGTH)
    return note


def wait_of(age: timedelta, *, is_labelled: bool) -> Wait:
    """Returns how long an incident of an age has waited, as the board says it."""
    if is_labelled:
        return Wait.LABELLED
    if age >= LABEL_WITHIN:
        return Wait.LATE
    return Wait.WAITING if age >= _HALF_OF_IT else Wait.NEW


def rests_until(ended: Iterable[datetime], *, now: datetime) -> datetime | None:
    """Returns until when somebody whose shifts ended then must rest; None when they may come again."""
    latest = max((one for one in ended if one <= now), default=None)
    return latest + SHORTEST_REST if latest is not None and now < latest + SHORTEST_REST else None


def check_shift(stretch: Stretch, *, others: Iterable[Stretch]) -> None:
    """Lets a shift pass that leaves somebody enough rest; `others` are all their other shifts.

    Raises:
        Unreadable: it ends before it starts.
        NotAllowed: it is too long, too soon after another, or too much in seven days.
    """
    if stretch.ends_at <= stretch.starts_at:
        raise Unreadable("The shift must end after it starts.")
    if stretch.length > LONGEST_SHIFT:
        raise NotAllowed("A shift lasts %(n)s hours at most.", n=LONGEST_SHIFT // timedelta(hours=1))
    held = sorted(others, key=lambda one: one.starts_at)
    if any(
        one.starts_at < stretch.ends_at + SHORTEST_REST and stretch.starts_at < one.ends_at + SHORTEST_REST
        for one in held
    ):
        raise NotAllowed(
            "Between two shifts lie at least %(n)s hours of rest.", n=SHORTEST_REST // timedelta(hours=1)
        )
    if _most_in_a_week([*held, stretch], around=stretch) > MOST_IN_A_WEEK:
        raise NotAllowed(
            "Nobody has more than %(n)s hours of shifts in seven days.",
            n=MOST_IN_A_WEEK // timedelta(hours=1),
        )


def gaps(covered: Iterable[Stretch], *, within: Stretch) -> list[Stretch]:
    """Returns the times in which nobody is there, in order."""
    found, reached = [], within.starts_at
    for one in sorted(covered, key=lambda held: held.starts_at):
        if one.ends_at <= reached:
            continue
        if one.starts_at >= within.ends_at:
            break
        if one.starts_at > reached:
            found.append(Stretch(starts_at=reached, ends_at=one.starts_at))
        reached = one.ends_at
    if reached < within.ends_at:
        found.append(Stretch(starts_at=reached, ends_at=within.ends_at))
    return found


def check_pseudonym(pseudonym: str, *, name: str) -> str:
    """Returns a pseudonym without its margins; `name` is that of the account.

    Raises:
        Unreadable: it is empty, too long, or a part of the person's name.
    """
    pseudonym = pseudonym.strip()
    if not 2 <= len(pseudonym) <= PSEUDONYM_LENGTH:
        raise Unreadable("A pseudonym has 2 to %(n)s characters.", n=PSEUDONYM_LENGTH)
    parts = {part.casefold() for part in name.split() if len(part) > 2}
    if parts & {part.casefold() for part in pseudonym.split()}:
        raise Unreadable("Choose another word: this one is a part of the person's name.")
    return pseudonym


def _most_in_a_week(stretches: Sequence[Stretch], *, around: Stretch) -> timedelta:
    """Returns the most hours in any seven days that begin with a shift and hold the one asked about."""
    weeks = [
        (one.starts_at, one.starts_at + _WEEK)
        for one in stretches
        if one.starts_at <= around.starts_at < one.starts_at + _WEEK
    ]
    return max(
        sum(
            (max(timedelta(), min(one.ends_at, ends) - max(one.starts_at, begins)) for one in stretches),
            timedelta(),
        )
        for begins, ends in weeks
    )
