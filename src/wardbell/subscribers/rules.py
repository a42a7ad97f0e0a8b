"""What a contact point may become, how its consent is given, and whom a letter to areas is for."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import Conflict, NotAllowed, Unreadable, WrongState


class Medium(StrEnum):
    """By what a reader is reached; the words are those of the channels."""

    SMS = "sms"
    MAIL = "mail"


class State(StrEnum):
    PENDING = "pending"  #: asked, not yet answered: gets the one question and nothing else
    ACTIVE = "active"
    STOPPED = "stopped"


NEXT: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.ACTIVE, State.STOPPED}),
    State.ACTIVE: frozenset({State.STOPPED}),
    State.STOPPED: frozenset({State.PENDING, State.ACTIVE}),  # signed up anew; or START from the same phone
}


class Method(StrEnum):
    """How a reader said yes or stop. A link alone is none of them: opening it (GET) changes nothing."""

    REPLY = "reply"  #: answered by text or mail
    PAGE = "page"  #: pressed the button of a page (POST)
    ONE_CLICK = "one_click"  #: the mail program's own button (POST, RFC 8058)
    PROVIDER = "provider"  #: told by the gateway, which blocks this reader itself
    OPERATOR = "operator"  #: by telephone or letter to the node
    SAMPLE = "sample"  #: a made-up reader of a demo or rehearsal


class Way(StrEnum):
    """Where somebody was shown the words of consent."""

    PAGE = "page"  #: above the button of the sign-up page
    REPLY = "reply"  #: in the message that a keyword (START) is answered with


class Purpose(StrEnum):
    """For what a reply handle may be used; it opens for no other."""

    ANSWER = "answer"  #: the answer to one message
    CALLER = "caller"  #: what became of a report, for whoever told it


#: what a city node may hold only where a community node holds it too, or counsel signed it off (2-lawful, refusal 8)
ENFORCEMENT_TOPIC = "enforcement"
WHOLE_CITY = "city"

UNANSWERED = timedelta(days=7)  # a question nobody answered is forgotten after this
STOPPED_ADDRESS = timedelta(days=1)  # long enough to confirm the stop; then only the keyed hash stays
SIGN_UP_COUNT = timedelta(days=1)  # by then nobody counts against it any more
REPLY_HANDLE = timedelta(hours=24)  # caller contact, 2-lawful "retention"
LONGEST_HANDLE = timedelta(days=7)  # whatever for; the database holds it too

ASK_AGAIN = timedelta(minutes=10)  # a form pressed twice asks once
ASK_AT_MOST = 3  # times until somebody says yes: nobody is pestered through our form

_DIGEST = 12  # hexadecimal digits: 48 bits, enough to tell the few wordings of one city apart
_LINE_DIGITS = 4  # a block of ten thousand numbers

_MAX_AREAS, _MAX_TOPICS, _MAX_CODE = 60, 20, 60


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What one reader chose. `areas` are area codes; no topics means none of the optional ones."""

    language: str
    areas: tuple[str, ...]
    topics: tuple[str, ...]
    before_eight: bool  #: "may we text before 8 in the morning if it is urgent?"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a contact point's seal holds, opened."""

    address: str = field(repr=False)
    choices: Choices = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class MadeUp:
    """A reader of a made-up city, for demos and rehearsals."""

    medium: str
    address: str = field(repr=False)
    choices: Choices


def move(state: State, to: State) -> State:
    """Returns the new state.

    Raises:
        WrongState: a contact point in this state does not become that.
    """
    if to not in NEXT[state]:
        raise WrongState("A sign-up that is %(state)s cannot become %(to)s.", state=state, to=to)
    return to


def before(to: State) -> frozenset[State]:
    """Returns the states from which `to` can be reached."""
    return frozenset(state for state, after in NEXT.items() if to in after)


def method(word: str) -> Method:
    """Returns the method that a word names.

    Raises:
        Unreadable: consent was given in no way that counts.
    """
    try:
        return Method(word)
    except ValueError as error:
        raise Unreadable(
            "'%(word)s' is no way to say yes or stop; use one of: %(methods)s.",
            word=word,
            methods=", ".join(Method),
        ) from error


def version_of(way: Way, *, language: str, text: str) -> str:
    """Returns the version of a wording of consent: another word, language or way makes another version."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{way}-{language}-{digest[:_DIGEST]}"


def handle_until(purpose: Purpose, *, made_at: datetime, asked: datetime | None) -> datetime:
    """Returns until when a reply handle opens: a day for an answer, a caller's as long as asked and a week at most."""
    if purpose is Purpose.ANSWER:
        return made_at + REPLY_HANDLE
    latest = made_at + LONGEST_HANDLE
    return latest if asked is None else max(made_at, min(asked, latest))


def prefix_of(e164: str) -> str:
    """Returns what numbers of one block have in common: all digits before the last four."""
    return e164[:-_LINE_DIGITS]


def check_may_sign_up(
    country: str, *, allowed: Collection[str], n_within_the_hour: int, at_most: int
) -> None:
    """Lets a telephone number sign up by the page; `country` is its own (ISO 3166-1).

    Source: 2-lawful, "text-pumping bots": country and prefix limits.

    Raises:
        NotAllowed: numbers of this country are not written to here.
        Conflict: too many numbers of its block signed up within the hour.
    """
    if country not in allowed:
        raise NotAllowed(
            "We cannot send text messages to numbers of that country. Please sign up with an e-mail address."
        )
    if n_within_the_hour >= at_most:
        raise Conflict(
            "Many numbers like this one were signed up within the hour. Please try again in an hour, or use an e-mail address."
        )


def check_may_be_answered(
    country: str, *, allowed: Collection[str], n_within_the_hour: int, at_most: int
) -> None:
    """Lets a telephone number that was left in an open form be answered; `country` is its own (ISO 3166-1).

    Raises:
        NotAllowed: numbers of this country are not written to here.
        Conflict: too many numbers of its block were left within the hour.
    """
    if country not in allowed:
        raise NotAllowed(
            "We cannot answer numbers of that country. Leave an e-mail address, or leave this empty."
        )
    if n_within_the_hour >= at_most:
        raise Conflict(
            "Many numbers like this one were left within the hour. Leave an e-mail address, or leave this empty."
        )


def may_ask(state: State, *, n_asked: int, asked_at: datetime | None, now: datetime) -> bool:
    """Says whether the question of the double opt-in may leave (again)."""
    if state != State.PENDING or n_asked >= ASK_AT_MOST:
        return False
    return asked_at is None or now - asked_at >= ASK_AGAIN


def check_choices(choices: Choices, *, languages: Collection[str], is_community: bool) -> Choices:
    """Returns the choices, each area and topic once, in order.

    Raises:
        Unreadable: no area, too many, or a language that this node does not speak.
        NotAllowed: a city node is asked to hold who wants news of enforcement.
    """
    areas, topics = _once(choices.areas), _once(choices.topics)
    if choices.language not in languages:
        raise Unreadable("This language is not offered here. Please choose one of the list.")
    if not areas:
        raise Unreadable("Please choose at least one area.")
    if len(areas) > _MAX_AREAS or len(topics) > _MAX_TOPICS or any(len(one) > _MAX_CODE for one in topics):
        raise Unreadable("That is more than can be chosen. Please choose again.")
    if ENFORCEMENT_TOPIC in topics and not is_community:
        raise NotAllowed("This topic is offered by the community's own service, not by the city.")
    return Choices(language=choices.language, areas=areas, topics=topics, before_eight=choices.before_eight)


def area_that_reaches(
    choices: Choices, *, topic: str, asked: Iterable[tuple[str, frozenset[str]]]
) -> str | None:
    """Returns the first of the asked areas through which a letter reaches this reader, or None.

    `asked` pairs each area of the letter with all codes whose readers it is for. No topic: for every reader.
    """
    if topic and topic not in choices.topics:
        return None
    chosen = frozenset(choices.areas)
    return next((code for code, meant in asked if not chosen.isdisjoint(meant)), None)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
