"""What the screen answers with: kinds, contexts, findings. Words of the definitions: what is refused and what passes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may not be written: kinds with a form, which block, and kinds of meaning, on which a second person decides."""

    PLATE = "plate"
    BADGE_NUMBER = "badge_number"
    PHONE_PRIVATE = "phone_private"
    EMAIL_PRIVATE = "email_private"
    DWELLING_ADDRESS = "dwelling_address"
    OFFICER_NAME = "officer_name"
    PERSON_NAME_WITH_STATUS = "person_name_with_status"
    IMMIGRATION_STATUS = "immigration_status"
    VEHICLE_TRACKING = "vehicle_tracking"
    MOBILISATION = "mobilisation"
    EVASION_ADVICE = "evasion_advice"
    ADVANCE_OPERATION = "advance_operation"
    LE_SENSITIVE_SOURCE = "le_sensitive_source"
    NATIONALITY_TARGETING = "nationality_targeting"
    CANDIDATE_OR_CAMPAIGN = "candidate_or_campaign"
    THREAT = "threat"


FORM_KINDS = (
    Kind.PLATE,
    Kind.BADGE_NUMBER,
    Kind.PHONE_PRIVATE,
    Kind.EMAIL_PRIVATE,
    Kind.DWELLING_ADDRESS,
)
NAME_KINDS = (Kind.OFFICER_NAME, Kind.PERSON_NAME_WITH_STATUS)
MEANING_KINDS = tuple(kind for kind in Kind if kind not in FORM_KINDS)
#: taken out of a caller's report before it is kept; the rest stays
MASKED_KINDS = (*FORM_KINDS, *NAME_KINDS, Kind.IMMIGRATION_STATUS)


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


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings that stop a text: kinds with a form."""
    return tuple(one for one in findings if one.kind in FORM_KINDS)


def warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings on which a second person decides, with a reason: kinds of meaning."""
    return tuple(one for one in findings if one.kind in MEANING_KINDS)
