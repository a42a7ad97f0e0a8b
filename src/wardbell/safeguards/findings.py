"""What the screen answers with: kinds, contexts, findings. Words of the definitions: what is refused and what passes."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may not be written. These are the kinds with a form; a detector for each stands in a file of its own."""

    PLATE = "plate"
    BADGE_NUMBER = "badge_number"
    PHONE_PRIVATE = "phone_private"
    EMAIL_PRIVATE = "email_private"
    DWELLING_ADDRESS = "dwelling_address"


FORM_KINDS = (
    Kind.PLATE,
    Kind.BADGE_NUMBER,
    Kind.PHONE_PRIVATE,
    Kind.EMAIL_PRIVATE,
    Kind.DWELLING_ADDRESS,
)


class Context(StrEnum):
    """Where a text is written; the same number means different things in a caller's report and in a bulletin."""

    PUBLIC_BULLETIN = "public_bulletin"
    OFFICIAL_NOTICE = "official_notice"
    REPORT_INTAKE = "report_intake"
    DIRECTORY = "directory"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One offending span. `start` and `end` count Unicode code points of the text as given; the end is exclusive."""

    kind: Kind
    start: int
    end: int
    why: str  #: a sentence fit to show the author
