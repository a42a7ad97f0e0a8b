"""What may be answered in a notice: which fields go with which status, which areas and which times."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from wardbell.ground.errors import Refused, Unreadable
from wardbell.notices.rules.civic import check_civic, check_civic_complete
from wardbell.notices.rules.facts import Facts
from wardbell.notices.rules.reach import HowKnown, Matter, Status, needs_leave, needs_link, statuses_of
from wardbell.places.rules import CITY, AreaKind, kind_of

QUARTER = timedelta(minutes=15)  # times are public only to the quarter of an hour
LINK_LENGTH = 500
WORDS_LENGTH = 300
FREE_TEXT_LENGTH = 600
MOST_AREAS = 8
_CLOCK_RUNS_AHEAD = timedelta(minutes=1)  # how far a phone's clock may be in front of ours


class ReasonMissing(Refused):
    """A text was marked for what it may mean, and nobody said why it may go out all the same; `findings` says what and where."""

    def __init__(self, template: str, /, *, findings: tuple[object, ...], **slots: object) -> None:
        super().__init__(template, **slots)
        self.findings = findings


def is_always_citywide(how_known: HowKnown, status: Status) -> bool:
    """Says whether the area can only be the whole jurisdiction: what is announced names no place, nor does a request."""
    return how_known is HowKnown.REQUEST or status is Status.PUBLICLY_ANNOUNCED


def may_name_a_time(status: Status) -> bool:
    """Says whether a notice of this status may say since when: only what is under way or over has a time."""
    return status in {Status.ONGOING, Status.ENDED}


def check_facts(
    facts: Facts,
    *,
    now: datetime,
    areas_allowed: Collection[str],
    causes: Collection[str] = (),
    advices: Collection[str] = (),
) -> None:
    """Lets pass facts that fit each other, as far as they are answered; `areas_allowed` are known and adopted codes.

    `causes` and `advices` are the closed answers that the kind has for them.

    Raises:
        Refused: two answers exclude each other, or a field is given that this status may not have.
        Unreadable: a link or an area is not of its form.
    """
    _check_source(facts)
    if facts.status is not Status.NOT_SAID and facts.status not in statuses_of(facts.how_known, facts.matter):
        raise Refused(_not_offered(facts))
    if facts.how_known is HowKnown.REQUEST:
        _check_request(facts)
    elif facts.agency or facts.request_type or facts.city_answer:
        raise Refused("Agency, type and answer belong only to a request for city property or staff.")
    check_areas(facts.areas, how_known=facts.how_known, status=facts.status, allowed=areas_allowed)
    if facts.since_at is not None and not may_name_a_time(facts.status):
        raise Refused("What is announced or rumoured is told without a time.")
    if len(facts.free_text) > FREE_TEXT_LENGTH:
        raise Refused(
            "The text is too long: %(n)s of %(most)s characters.",
            n=len(facts.free_text),
            most=FREE_TEXT_LENGTH,
        )
    check_civic(facts, now=now, areas_allowed=areas_allowed, causes=causes, advices=advices)
    check_not_ahead(now, facts.source_at, None if facts.matter is Matter.CIVIC else facts.since_at)


def check_complete(
    facts: Facts, *, causes: Collection[str] = (), advices: Collection[str] = (), asks_presence: bool = True
) -> None:
    """Lets pass facts of which nothing is missing.

    `asks_presence` says whether the kind asks if agents are present and if it is civil enforcement.

    Raises:
        Refused: names the first question that is still open.
    """
    if facts.source_at is None:
        raise Refused("When was it stated, seen, verified or asked? Give the time of the source.")
    if facts.how_known is HowKnown.REQUEST:
        if not (facts.agency and facts.request_type and facts.city_answer):
            raise Refused(
                "A request needs three answers: which agency, what it asked for, what the city said."
            )
        return
    if facts.status is Status.NOT_SAID:
        raise Refused("Say whether it is ongoing, has ended, is publicly announced, or is a rumour.")
    check_civic_complete(facts, causes=causes, advices=advices)
    if asks_presence and not (facts.agents and facts.civil):
        raise Refused(
            "Answer both questions: are federal agents present, and is it civil immigration enforcement?"
        )
    if not facts.areas:
        raise Refused("Choose at least one ward, neighbourhood or listed public place.")


def check_areas(
    areas: Sequence[str], *, how_known: HowKnown, status: Status, allowed: Collection[str]
) -> None:
    """Lets pass areas that may be named: wards, neighbourhoods, and public places that were adopted beforehand.

    Raises:
        Refused: this status may not name them.
        Unreadable: an area is unknown here, or its place was not adopted.
    """
    if not areas:
        return
    if is_always_citywide(how_known, status) and tuple(areas) != (CITY,):
        raise Refused("This is told for the whole city: it names no ward and no place.")
    if unknown := [code for code in areas if code not in allowed]:
        raise Unreadable(
            "%(area)s is no ward, neighbourhood or listed public place of this city.", area=unknown[0]
        )
    if CITY in areas and len(areas) > 1:
        raise Refused("Choose the whole city or parts of it, not both.")
    if len(areas) > MOST_AREAS:
        raise Refused("Choose at most %(n)s areas, or the whole city.", n=MOST_AREAS)
    if status is Status.RUMOUR and any(kind_of(code) not in {AreaKind.CITY, AreaKind.WARD} for code in areas):
        raise Refused("A rumour is told by ward: it names no neighbourhood and no place.")


def check_not_ahead(now: datetime, *instants: datetime | None) -> None:
    """Lets pass instants that lie in the past: nothing is told before it is under way.

    Raises:
        Refused: an instant lies ahead.
    """
    if any(one is not None and one > now + _CLOCK_RUNS_AHEAD for one in instants):
        raise Refused("A time lies ahead of now. Nothing is told before it is under way.")


def rounded(at: datetime) -> datetime:
    """Returns the quarter of an hour that an instant lies in, by its beginning."""
    return at - timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)


def check_link(link: str) -> None:
    """Lets pass the web address of a public statement.

    Raises:
        Unreadable: it is none, or it carries a name and password.
    """
    if not _is_web_address(link) or len(link) > LINK_LENGTH or any(sign.isspace() for sign in link):
        raise Unreadable(
            "The link must be the whole address of the public statement, beginning with https://."
        )


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return parts.scheme == "https" and "." in (parts.hostname or "") and parts.username is None
    except ValueError:  # a bracket that opens an IPv6 address and does not close it
        return False


def check_words(text: str, *, names_elsewhere: Sequence[str]) -> None:
    """Lets pass an office's own words, which follow the reviewed core and cannot change its place, time or status.

    `names_elsewhere` are the names of areas of which the notice does not tell.

    Raises:
        Refused: too long, empty, or they name a time or another place.
    """
    if not text.strip():
        raise Refused("There are no words yet.")
    if len(text) > WORDS_LENGTH:
        raise Refused(
            "Your words are too long: %(n)s of %(most)s characters.", n=len(text), most=WORDS_LENGTH
        )
    if found := _UNSEEN.search(text):
        raise Refused(
            "Your words hold a sign that nobody sees (%(sign)s). Type them anew, without pasting.",
            sign=f"U+{ord(found.group()):04X}",
        )
    if found := _CLOCK_TIME.search(text):
        raise Refused(
            "Your words cannot give another time: take out “%(words)s”.", words=found.group().strip()
        )
    if found := _HOW_IT_STANDS.search(text):
        raise Refused(
            "Your words cannot say how it stands: take out “%(words)s”.", words=found.group().strip()
        )
    lowered = _spaced(text)
    for name in names_elsewhere:
        if _spaced(name) in lowered:
            raise Refused("Your words cannot name another place: take out “%(name)s”.", name=name)


_CLOCK_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b(?!\.?\d)|\b\d{1,2}\s?(?:[ap]\.?\s?m\b\.?|o'?clock)|\b(?:noon|midnight)\b",
    re.IGNORECASE,
)
#: control signs, zero-width spaces, marks that turn the direction of what follows, and signs that could not be read; the joiners and
#: the marks of direction that Arabic and its neighbours are written with stay (Unicode Standard Annex 9, section 2)
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufffd\ud800-\udfff]")
#: English only; in other languages the second person, who reads the language, is the check
_HOW_IT_STANDS = re.compile(
    r"\b(?:is|are|has|have)\s+(?:now\s+)?(?:over|ended|still\s+(?:there|here|going\s+on)|ongoing|false|confirmed|moved)\b"
    r"|\b(?:all[- ]clear|moving to|heading to|moved to)\b",
    re.IGNORECASE,
)


def _spaced(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower())) + " "


def _check_source(facts: Facts) -> None:
    if needs_link(facts.how_known) and not facts.link:
        raise Refused("Give the link of the public statement and its time; without them it goes to nobody.")
    if facts.link:
        if not needs_link(facts.how_known):
            raise Refused("A link belongs to a public statement: choose that as how you know.")
        check_link(facts.link)
    if needs_leave(facts.how_known) and not facts.leave_from:
        raise Refused("Record who gave leave to share it, and when; without leave it goes to nobody.")
    if facts.leave_from and not needs_leave(facts.how_known):
        raise Refused("Leave to share belongs only to what was told with leave.")
    if (facts.link or facts.leave_from) and facts.source_at is None:
        raise Refused("Give the time of the statement or of the leave.")


def _check_request(facts: Facts) -> None:
    if facts.agents or facts.civil or facts.since_at or facts.free_text:
        raise Refused(
            "Of a request only three things are told: the agency, what it asked for, and the city's answer."
        )


def _not_offered(facts: Facts) -> str:
    if facts.matter is Matter.CIVIC:
        return "What the city's own works know is told as holding now, or as over."
    if facts.how_known is HowKnown.REQUEST:
        return (
            "Of a request only three things are told: the agency, what it asked for, and the city's answer."
        )
    if facts.status is Status.RUMOUR:
        return "A rumour is told only from a public source, with its link and its time."
    return "What is not yet under way is told only from a public statement, with its link and its time."
