"""What a slot may hold, which sign-offs count, and how a text is made ready for its medium."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wardbell.ground.errors import Refused, Unreadable
from wardbell.ground.languages import Language


class SignClass(StrEnum):
    """Who has read a text."""

    NATIVE = "native"  #: a native speaker
    COUNSEL = "counsel"  #: the city attorney or a partner's counsel
    SAMPLE = "sample"  #: nobody yet: demo and rehearsal nodes alone


class Readiness(StrEnum):
    READY = "ready"
    MISSING = "missing"  #: no text, or no sign-off for the text as it stands now
    EXPIRED = "expired"  #: it was signed off, and the sign-off has run out


class SlotKind(StrEnum):
    """How the value of a slot is written out."""

    AREAS = "areas"  #: area codes joined by ","
    INSTANT = "instant"  #: ISO 8601 with zone; said in local time, rounded down to 15 minutes
    DAY_AND_TIME = "day_and_time"  #: the same, with its day
    CLOSED = "closed"  #: one of a closed list
    NUMBER = "number"  #: whole number
    CODES = "codes"  #: codes joined by ","
    TAG = "tag"  #: language tag
    LINK = "link"
    OFFICE = "office"  #: code of an office or organization
    TEXT = "text"  #: a number of a notice, a code, an office's own reviewed words


CLOSED: Mapping[str, tuple[str, ...]] = {
    "status": ("ongoing", "ended", "publicly_announced", "rumour"),
    "agents": ("yes", "no", "not_known"),
    "civil": ("yes", "no", "not_known"),
    "known": (
        "request_for_property_or_staff", "leave_to_share", "public_statement", "seen_in_public_by_staff", "verified_report",
        "own_works",
    ),
    "agency": ("federal_immigration", "federal_other", "state", "county", "other_city"),
    "request_type": ("property", "staff", "traffic", "equipment", "records"),
    "city_answer": ("declined", "partly", "granted", "life_safety_only", "pending"),
    "matter": ("bulletin", "preparedness", "rumour_check", "boil_water", "snow_emergency"),
    "cause": ("main_break", "bacteria_found", "pressure_lost", "treatment_fault"),
    "advice": ("boil", "do_not_drink", "do_not_use", "routes", "even_side", "odd_side"),
    "speaker": ("city", "community"),
    "reason": ("sent_in_error", "not_so", "ended_early", "wrong_area", "test_by_mistake"),
}  # fmt: skip
KINDS: Mapping[str, SlotKind] = {
    **dict.fromkeys(("area", "place"), SlotKind.AREAS),
    "at": SlotKind.INSTANT,
    **dict.fromkeys(("begins", "until"), SlotKind.DAY_AND_TIME),
    **dict.fromkeys(CLOSED, SlotKind.CLOSED),
    **dict.fromkeys(("minutes", "n"), SlotKind.NUMBER),
    **dict.fromkeys(("link", "source"), SlotKind.LINK),
    **dict.fromkeys(("number", "code", "words"), SlotKind.TEXT),
    "office": SlotKind.OFFICE,
    "codes": SlotKind.CODES,
    "language": SlotKind.TAG,
}
#: slots that may be left out; a text asks `$has_at` before it says `$at`
OPTIONAL = ("at", "begins", "until", "source", "place")
#: slots that the room fills in itself
OWN = ("city", "hotline", "attorney", "languages_phone")
ANNOUNCED = "publicly_announced"
CITY = "city"  #: who speaks, unless it is said otherwise
WHOLE_CITY = "city"

Slots = Mapping[str, str | int]


class SlotMissing(Refused):
    """A text names a slot that was not handed over; the sentence names file, line, key and slot."""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What the rules must know of one sign-off."""

    sign_class: SignClass
    digest: str
    expires_at: datetime | None
    node_kind: str  #: of the node on which it was recorded


def check_slots(slots: Slots) -> None:
    """Lets slots pass whose values fit their names.

    Raises:
        Unreadable: no such slot, or a value outside its closed list or form.
        Refused: something publicly announced names a place below the city, or a time.
    """
    for name, value in slots.items():
        if name not in KINDS:
            raise Unreadable(
                "There is no slot '%(name)s'. The slots are: %(slots)s.",
                name=name,
                slots=", ".join(sorted(KINDS)),
            )
        if value != "":
            _check_value(name, value)
    if slots.get("status") == ANNOUNCED:
        _check_announced(slots)


def readiness_of(
    signatures: list[Signature],
    *,
    digest: str | None,
    classes: frozenset[SignClass],
    node_kind: str,
    at: datetime,
) -> Readiness:
    """Says whether a text with this digest may be used; `classes` are those that count here and now.

    A sign-off holds for the text as it was read: a changed text has another digest and so none. A sample sign-off holds only
    on the kind of node on which it was recorded.
    """
    counting = [
        one
        for one in signatures
        if one.digest == digest
        and one.sign_class in classes
        and (one.sign_class != SignClass.SAMPLE or one.node_kind == node_kind)
    ]
    if not counting:
        return Readiness.MISSING
    is_good = any(one.expires_at is None or one.expires_at > at for one in counting)
    return Readiness.READY if is_good else Readiness.EXPIRED


def classes_that_count(
    *, is_live: bool, is_legal: bool, is_english: bool, audience: str
) -> frozenset[SignClass]:
    """Returns which sign-offs let a text leave: a live node takes no sample, and legal English for the public needs counsel."""
    if not is_live:
        return frozenset(SignClass)
    if is_legal and is_english and audience == "public":
        return frozenset({SignClass.COUNSEL})
    return frozenset({SignClass.NATIVE, SignClass.COUNSEL})


def marked(text: str, words: list[str]) -> str:
    """Puts the words for SAMPLE or DRILL before a text, each with a full stop."""
    return " ".join([*(f"{word}." for word in words), text])


_ISOLATES = re.compile("[\u2066-\u2069\u202a-\u202e\u200e\u200f\ufeff]")
_LOOKALIKES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
#: numbers, phones and codes with the marks inside them; an address of a page is matched to be left alone
_LEFT_TO_RIGHT = re.compile(
    r"https?://\S+|(?<![A-Za-z0-9])\+?\(?[A-Z0-9]+\)?(?:[-./: ]\(?[A-Z0-9]+\)?)*(?![A-Za-z0-9])"
)
_MARK = "\u200e"


def normalise(text: str, language: Language, medium: str) -> str:
    """Makes a text fit for its medium; doing it twice changes nothing.

    Every space is a plain one. A text message has no typographic look-alikes, of which one alone would make it UCS-2. No
    isolates are left; in a right-to-left language a left-to-right mark stands on both sides of numbers, phones and codes,
    without which `612-555-0142` is shown as `0142-555-612`.
    """
    text = _ISOLATES.sub("", text.replace("\u202f", " ").replace("\u00a0", " "))
    if medium == "sms":
        text = text.translate(_LOOKALIKES)
    text = "\n".join(re.sub(r" {2,}", " ", line).strip() for line in text.split("\n"))
    text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)  # "5:00 a.m." at the end of a sentence
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return _LEFT_TO_RIGHT.sub(_between_marks, text) if language.is_rtl else text


def _between_marks(found: re.Match[str]) -> str:
    token = found.group()
    if token.startswith("http") or re.fullmatch(r"[\d.:/]+|[A-Z ]+", token):
        return token  # one script or one number: shown in order as it is
    return f"{_MARK}{token}{_MARK}"


def _check_value(name: str, value: str | int) -> None:
    match KINDS[name]:
        case SlotKind.CLOSED if value not in CLOSED[name]:
            raise Unreadable(
                "The slot '%(name)s' must be one of: %(closed)s; not '%(value)s'.",
                name=name,
                closed=", ".join(CLOSED[name]),
                value=value,
            )
        case SlotKind.NUMBER if not str(value).isdecimal():
            raise Unreadable(
                "The slot '%(name)s' must be a whole number, not '%(value)s'.", name=name, value=value
            )
        case SlotKind.LINK if not str(value).startswith(("https://", "http://")):
            raise Unreadable("The slot '%(name)s' must be the whole address of a page.", name=name)
        case SlotKind.INSTANT | SlotKind.DAY_AND_TIME:
            instant_of(name, value)
        case _:
            return


def instant_of(name: str, value: str | int) -> datetime:
    """Returns the aware instant that an ISO text names.

    Raises:
        Unreadable: it is none, or it has no zone.
    """
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Unreadable(
            "The slot '%(name)s' must be an ISO instant, not '%(value)s'.", name=name, value=value
        ) from error
    if found.tzinfo is None:
        raise Unreadable(
            "The slot '%(name)s' must name its zone: '%(value)s' does not.", name=name, value=value
        )
    return found


def _check_announced(slots: Slots) -> None:
    if slots.get("area", WHOLE_CITY) != WHOLE_CITY or slots.get("place"):
        raise Refused("What is publicly announced names no place below the city.")
    if slots.get("at") or slots.get("begins") or slots.get("until"):
        raise Refused("What is publicly announced names no time.")


class GoLiveRole(StrEnum):
    """Who must have said that this node may speak to the public."""

    COUNSEL = "counsel"  #: the city attorney, or the partners' counsel
    CLERK = "clerk"


def check_gone_live(signed: Collection[GoLiveRole]) -> None:
    """Lets pass a live node for which everybody has signed.

    Raises:
        Refused: names who has not.
    """
    missing = [role for role in GoLiveRole if role not in signed]
    if missing:
        raise Refused(
            "This node says nothing to the public yet. These sign-offs are missing: %(roles)s.",
            roles=tuple(missing),
        )
