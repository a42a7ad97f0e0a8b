"""What a confirmer says they see: closed answers alone, also when the phone sends them late or twice."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.reports.rules.intake import Danger, FirstHand, Marking
from wardbell.reports.rules.ladder import Answer
from wardbell.reports.rules.scene import OfferState

LATE_BY = timedelta(hours=24)  # after accepting: so long may a phone have been without a network
_KEY = re.compile(r"[0-9a-f-]{36}")
#: what a confirmer may answer; that it is over is said by a time, beside what it was
ANSWERED_ON_SITE = (Answer.ENFORCEMENT, Answer.NOT_IMMIGRATION, Answer.UNCLEAR, Answer.NOTHING_THERE)
#: who went, and so may say what they saw, also after they left
WENT = frozenset({OfferState.ACCEPTED, OfferState.ON_SITE, OfferState.STOOD_DOWN, OfferState.DONE})


class Ground(StrEnum):
    """Whether it is in a public place."""

    PUBLIC = "public"
    AT_A_HOME = "at_a_home"  #: then nobody else is sent, and who is there is called back
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One observation. There is no field for a text, a name, a count or a place."""

    key: str  #: made with the form: the same key again is the same observation
    answer: Answer
    ground: Ground
    markings: tuple[Marking, ...] = ()
    dangers: tuple[Danger, ...] = ()
    written_at: datetime | None = None  #: by the phone's clock; None: as it came in
    started_at: datetime | None = None
    ended_at: datetime | None = None


def check_observation(observation: Observation) -> None:
    """Lets an observation pass that can be one.

    Raises:
        Unreadable: it has no key, no answer of those on the form, or ended before it started.
    """
    if not _KEY.fullmatch(observation.key):
        raise Unreadable("This form has lost its key. Load the page again.")
    if observation.answer not in ANSWERED_ON_SITE:
        raise Unreadable("Say what there is.")
    started, ended = observation.started_at, observation.ended_at
    if started is not None and ended is not None and ended < started:
        raise Unreadable("It cannot have ended before it started.")


def check_may_observe(state: OfferState, *, accepted_at: datetime | None, now: datetime) -> None:
    """Lets somebody who went say what they saw, until a day after they said yes.

    Raises:
        NotAllowed: they did not go, or it is too late.
    """
    if state not in WENT or accepted_at is None:
        raise NotAllowed("Only who said yes and went says what is there.")
    if now > accepted_at + LATE_BY:
        raise NotAllowed("This comes more than a day late. Tell the shift lead what you saw.")


def at_the_latest(told: datetime | None, *, accepted_at: datetime, now: datetime) -> datetime:
    """Returns when something was seen or written; what the phone's clock cannot have meant is taken as now."""
    return told if told is not None and accepted_at - LATE_BY <= told <= now else now


def first_hand_of(answer: Answer) -> FirstHand:
    """Returns whether an observer's account is one of somebody who saw enforcement: only that counts as an account of it."""
    if answer is Answer.UNCLEAR:
        return FirstHand.NOT_ASKED
    return FirstHand.YES if answer is Answer.ENFORCEMENT else FirstHand.NO


def findings_of(observation: Observation) -> tuple[Answer, ...]:
    """Returns what is found: that it is over is found beside enforcement that was seen, and beside nothing else."""
    is_over = observation.ended_at is not None and observation.answer is Answer.ENFORCEMENT
    return (observation.answer, Answer.ENDED) if is_over else (observation.answer,)


def came_as(offer_id: str, observation: Observation) -> tuple[str, str]:
    """Returns under which name an observation is kept, and the beginning that every sending with its key shares."""
    said = [
        observation.answer,
        observation.ground,
        *sorted(observation.markings),
        *sorted(observation.dangers),
    ]
    times = [str(observation.started_at), str(observation.ended_at), str(observation.written_at)]
    told = hashlib.sha256("|".join([*said, *times]).encode()).hexdigest()[:16]
    begins = f"look:{offer_id}:{observation.key}:"
    return begins + told, begins
