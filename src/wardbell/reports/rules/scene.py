"""Sending trained people to look: who may be asked, when never, how many, and the way back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.reports.rules.intake import Danger, Kind, PlaceKind
from wardbell.reports.rules.ladder import OPEN, Level

MOST_ON_SCENE = 2  # confirmers at one scene: one sees, one is with them; then "no more needed"
MOST_ASKED = 8  # at one time for one scene
OFFER_LASTS = timedelta(minutes=10)
WELFARE_AFTER = timedelta(minutes=45)  # of arriving, and again until they say that they are well
TRAINING_LASTS = timedelta(days=365)
WORDS_LENGTH = 140
THREAD_KEPT = timedelta(hours=24)  # after the incident closed


class OfferState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"  #: after the safety brief was opened
    DECLINED = "declined"
    LAPSED = "lapsed"  #: nobody answered in time
    NOT_NEEDED = "not_needed"  #: enough others accepted
    ON_SITE = "on_site"
    STOOD_DOWN = "stood_down"  #: leave now
    DONE = "done"


OFFER_NEXT: dict[OfferState, frozenset[OfferState]] = {
    OfferState.OFFERED: frozenset(
        {
            OfferState.ACCEPTED,
            OfferState.DECLINED,
            OfferState.LAPSED,
            OfferState.NOT_NEEDED,
            OfferState.STOOD_DOWN,
        }
    ),
    OfferState.ACCEPTED: frozenset(
        {OfferState.ON_SITE, OfferState.DECLINED, OfferState.STOOD_DOWN, OfferState.DONE}
    ),
    OfferState.ON_SITE: frozenset({OfferState.STOOD_DOWN, OfferState.DONE}),
    OfferState.STOOD_DOWN: frozenset({OfferState.DONE}),
    OfferState.DECLINED: frozenset(),
    OfferState.LAPSED: frozenset(),
    OfferState.NOT_NEEDED: frozenset(),
    OfferState.DONE: frozenset(),
}
#: who takes one of the places at a scene
TAKES_A_PLACE = frozenset({OfferState.ACCEPTED, OfferState.ON_SITE})
#: who hears "leave now"
STANDS_DOWN = TAKES_A_PLACE | {OfferState.OFFERED}
#: who is asked whether they are well
IS_OUT = frozenset({OfferState.ACCEPTED, OfferState.ON_SITE, OfferState.STOOD_DOWN})
#: what may stand at a scene when somebody is asked to look: a dwelling is no place at all, and a ward is too wide
PLACES_TO_LOOK = frozenset({PlaceKind.INTERSECTION, PlaceKind.PUBLIC_PLACE})


class Brief(StrEnum):
    """The safety brief, line by line; each must have been shown before anybody accepts."""

    MAY_DECLINE = "may_decline"  #: you may decline
    ONLY_IF_NEAR = "only_if_near"  #: do not travel if you are not already near
    PUBLIC_PLACE = "public_place"  #: observe from a public place
    LEAVE_WHEN_TOLD = "leave_when_told"
    DO_NOT_INTERFERE = "do_not_interfere"
    NO_FACES_NO_PLATES = "no_faces_no_plates"


class FixedWord(StrEnum):
    """What may be said in an incident's thread without typing."""

    ON_MY_WAY = "on_my_way"
    ARRIVED = "arrived"
    SEE_NOTHING = "see_nothing"
    SEE_SOMETHING = "see_something"
    NOT_IMMIGRATION = "not_immigration"
    IT_IS_OVER = "it_is_over"
    LEAVING = "leaving"
    AM_WELL = "am_well"
    NEED_HELP = "need_help"
    LEAVE_NOW = "leave_now"
    NO_MORE_NEEDED = "no_more_needed"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What decides whether anybody may be asked to look."""

    kind: Kind
    level: Level
    place_kind: PlaceKind
    is_dwelling: bool = False  #: a home was masked in what somebody told of it
    dangers: frozenset[Danger] = frozenset()
    is_community: bool = True


@dataclass(frozen=True, kw_only=True)
class Trained:
    """What a volunteer is, as far as it decides whether they may be asked."""

    is_confirmer: bool
    is_adult: bool
    trained_on: date | None
    is_of_the_city: bool = False


def move_offer(state: OfferState, to: OfferState) -> OfferState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in OFFER_NEXT[state]:
        raise WrongState("This offer is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def check_may_be_looked_at(scene: Scene) -> None:
    """Lets confirmers be asked to a scene. Source: the safety row of the product's law on people sent into danger.

    Raises:
        NotAllowed: a city's node, a home, a danger, or a matter that nobody is sent to; the sentence says which.
    """
    if not scene.is_community:
        raise NotAllowed("Only a community node asks people to look.")
    if scene.kind is not Kind.SIGHTING or scene.level not in OPEN:
        raise NotAllowed("Nobody is sent to this: it is closed, or no scene.")
    if scene.is_dwelling or scene.place_kind not in PLACES_TO_LOOK:
        raise NotAllowed("Nobody is sent to a home, or to a place that is not known to the corner.")
    if scene.dangers:
        raise NotAllowed(
            "Nobody is sent while this is reported: %(dangers)s.", dangers=tuple(sorted(scene.dangers))
        )


def check_may_be_asked(person: Trained, *, today: date) -> None:
    """Lets one volunteer be asked.

    Raises:
        NotAllowed: no confirmer, not known to be of age, of the city, or the training is over.
    """
    if not person.is_confirmer or person.is_of_the_city:
        raise NotAllowed("Only a confirmer of the community is asked to look.")
    if not person.is_adult:
        raise NotAllowed("Only adults are asked to look.")
    if person.trained_on is None or today > person.trained_on + TRAINING_LASTS:
        raise NotAllowed("The training of this confirmer is over. Ask them to renew it first.")


def may_be_asked(person: Trained, *, today: date) -> bool:
    """Says whether `check_may_be_asked` would let somebody pass."""
    try:
        check_may_be_asked(person, today=today)
    except NotAllowed:
        return False
    return True


def check_may_accept(*, opened_brief: Collection[Brief], offered_at: datetime, now: datetime) -> None:
    """Lets an offer be accepted.

    Raises:
        WrongState: a line of the safety brief was not opened, or the time is over.
    """
    if set(opened_brief) != set(Brief):
        raise WrongState("Open the whole safety brief first.")
    if now >= offered_at + OFFER_LASTS:
        raise WrongState("The time of this offer is over.")


def free_place(taken: Collection[int]) -> int | None:
    """Returns the number of a free place at a scene, from 1; None when no more are needed.

    A number may be taken twice: two scenes that turned out to be one.
    """
    if len(taken) >= MOST_ON_SCENE:
        return None
    return next((number for number in range(1, MOST_ON_SCENE + 1) if number not in taken), None)


def check_thread_is_open(*, closed_at: datetime | None, now: datetime) -> None:
    """Lets somebody write into the thread of a scene.

    Raises:
        WrongState: it is gone, a day after the close.
    """
    if closed_at is not None and now >= closed_at + THREAD_KEPT:
        raise WrongState("This thread is gone: the matter was closed more than a day ago.")


def check_words(words: str) -> str:
    """Returns the free words of a line of the thread.

    Raises:
        Unreadable: they are too long.
    """
    words = " ".join(words.replace("\0", "").split())
    if len(words) > WORDS_LENGTH:
        raise Unreadable("At most %(n)s characters.", n=WORDS_LENGTH)
    return words
