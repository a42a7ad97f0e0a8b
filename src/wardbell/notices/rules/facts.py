"""What a notice says, in closed answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wardbell.notices.rules.reach import HowKnown, Matter, Status


class Answer(StrEnum):
    NOT_ANSWERED = ""
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class Agency(StrEnum):
    """Who asked, or who gave leave, by kind; never an office, a unit or a person."""

    NOT_SAID = ""
    FEDERAL_IMMIGRATION = "federal_immigration"
    FEDERAL_OTHER = "federal_other"
    STATE = "state"
    COUNTY = "county"
    OTHER_CITY = "other_city"


class RequestType(StrEnum):
    NOT_SAID = ""
    PROPERTY = "property"  #: use of a city building, lot or street
    STAFF = "staff"
    TRAFFIC = "traffic"  #: traffic or crowd control
    EQUIPMENT = "equipment"
    RECORDS = "records"


class CityAnswer(StrEnum):
    NOT_SAID = ""
    DECLINED = "declined"
    PARTLY = "partly"
    GRANTED = "granted"
    LIFE_SAFETY_ONLY = "life_safety_only"
    PENDING = "pending"


class ShareableBecause(StrEnum):
    """Why it became shareable when it did."""

    NOT_SAID = ""
    REQUEST_RECEIVED = "request_received"
    LEAVE_GIVEN = "leave_given"
    STATEMENT_PUBLISHED = "statement_published"
    SEEN_BY_STAFF = "seen_by_staff"
    REPORT_VERIFIED = "report_verified"
    OWN_FINDING = "own_finding"  #: the city's works or health staff found it


#: the reason that follows from how it is known; another may be chosen
BECAUSE: Mapping[HowKnown, ShareableBecause] = {
    HowKnown.REQUEST: ShareableBecause.REQUEST_RECEIVED,
    HowKnown.LEAVE_TO_SHARE: ShareableBecause.LEAVE_GIVEN,
    HowKnown.PUBLIC_STATEMENT: ShareableBecause.STATEMENT_PUBLISHED,
    HowKnown.SEEN_IN_PUBLIC_BY_STAFF: ShareableBecause.SEEN_BY_STAFF,
    HowKnown.VERIFIED_REPORT: ShareableBecause.REPORT_VERIFIED,
    HowKnown.OWN_WORKS: ShareableBecause.OWN_FINDING,
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a notice says, in closed answers; `areas` are codes."""

    how_known: HowKnown
    matter: Matter = Matter.ENFORCEMENT
    status: Status = Status.NOT_SAID
    areas: tuple[str, ...] = ()
    agents: Answer = Answer.NOT_ANSWERED  #: are federal agents present?
    civil: Answer = Answer.NOT_ANSWERED  #: is it civil immigration enforcement?
    link: str = ""
    leave_from: Agency = Agency.NOT_SAID
    source_at: datetime | None = None  #: when it was stated, seen, verified, asked, or leave was given
    since_at: datetime | None = None  #: since when it goes on, or when it was seen
    agency: Agency = Agency.NOT_SAID
    request_type: RequestType = RequestType.NOT_SAID
    city_answer: CityAnswer = CityAnswer.NOT_SAID
    free_text: str = ""
    until_at: datetime | None = None  #: civic alone, as the three below: until when it holds
    cause: str = ""
    advice: str = ""
    help_at: tuple[str, ...] = ()  #: listed public places where help is given
