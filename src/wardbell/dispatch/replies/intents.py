"""What a message may want, and where it came from."""

from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Who wrote, as far as that is known."""

    SUBSCRIBER = "subscriber"
    OFFICIAL = "official_with_open_ack"
    UNKNOWN = "unknown_number"


class Intent(StrEnum):
    """What a message wants."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline_or_cannot"
    REPORT = "report"
    LANGUAGE = "language_change"
    CHECK = "check_message"
    QUESTION = "question"
    ABUSE = "abuse"
    OTHER = "other"


class Matter(StrEnum):
    """What a message that is handed to a desk is about, where its words say so plainly."""

    RELATIVE = "relative"  #: somebody was taken, and who writes knows them
    SIGHTING = "sighting"
    QUESTION = "question"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Reply:
    """What a message wants; `detail` narrows it (a kind, a code, a language's tag) and is empty when there is nothing to say."""

    intent: Intent
    detail: str = ""
