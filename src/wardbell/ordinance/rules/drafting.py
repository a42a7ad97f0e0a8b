"""The council's notice of a request, drafted as a value that the door hands on. It holds what may be said, and nothing else.

Until the matter has started publicly or ended, or counsel releases it: no window, no place below the city, no target, no narrative.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wardbell.ordinance.rules.duties import elapsed_minutes
from wardbell.ordinance.rules.vocabulary import Agency, Decision, Going, RequestType

CITY = "city"
_ASKED, _SEEN = "request_for_property_or_staff", "seen_in_public_by_staff"  # how the notice is known
#: codes of the notice's own closed lists, by those of the register
_AGENCIES: Mapping[Agency, str] = {
    **dict.fromkeys((Agency.ICE_ERO, Agency.HSI, Agency.CBP, Agency.USBP), "federal_immigration"),
    **dict.fromkeys(
        (Agency.FBI, Agency.USMS, Agency.ATF, Agency.DEA, Agency.TASK_FORCE, Agency.OTHER, Agency.UNKNOWN),
        "federal_other",
    ),
}
_TYPES: Mapping[RequestType, str] = {
    RequestType.PERIMETER_CROWD: "traffic",
    RequestType.TRAFFIC: "traffic",
    RequestType.PERMIT_CLOSURE: "traffic",
    RequestType.OFFICER_SAFETY_BACKUP: "staff",
    RequestType.PERSONNEL_TASK_FORCE: "staff",
    RequestType.DETAINER_HOLD: "staff",
    RequestType.JAIL_INTERVIEW: "staff",
    RequestType.FACILITY_ACCESS: "property",
    RequestType.PROPERTY_STAGING: "property",
    RequestType.EQUIPMENT_TOW_FORENSICS: "equipment",
    RequestType.RECORDS_DATA: "records",
    RequestType.VIDEO_ALPR_DRONE: "records",
    RequestType.RELEASE_NOTICE: "records",
    RequestType.VENDOR_HELD_DATA: "records",
}
_ANSWERS: Mapping[Decision, str] = {
    Decision.NOT_SAID: "pending",
    Decision.NO_REPLY: "pending",
    Decision.REFERRED: "pending",
    Decision.DECLINED: "declined",
    Decision.PARTLY: "partly",
    Decision.GRANTED: "granted",
    Decision.LIFE_SAFETY_ONLY: "life_safety_only",
}
#: which type a notice names when several were asked for: what uses the most of the city first
_ORDER = ("staff", "traffic", "property", "equipment", "records")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the register knows of a request, as far as a notice could tell it."""

    received_at: datetime
    agency: Agency
    types: frozenset[RequestType]
    decision: Decision
    going: Going
    is_observed: bool = False
    started_publicly_at: datetime | None = None
    released_by_counsel_at: datetime | None = None
    ward: str = ""
    window_start_at: datetime | None = None
    window_end_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CouncilDraft:
    """What the designee sends with one tap. Words are codes of the notice's closed lists; `how_known` sets its ceiling."""

    how_known: str
    agency: str
    request_type: str
    city_answer: str
    received_at: datetime
    elapsed_minutes: int
    area: str = CITY  #: a notice of a request names the whole city, released or not
    released_ward: str = ""
    released_window: tuple[datetime | None, datetime | None] = (None, None)


def may_tell_where_and_when(told: Told) -> bool:
    """Says whether place and window may be told: it has started publicly, or ended, or counsel has released it."""
    return (
        told.going is Going.ENDED
        or told.started_publicly_at is not None
        or told.released_by_counsel_at is not None
    )


def draft(told: Told, *, now: datetime) -> CouncilDraft | None:
    """Returns the draft of a request's notice; None where nothing was asked of the city (deconfliction alone)."""
    types = {_TYPES[one] for one in told.types if one in _TYPES}
    if told.types and not types:
        return None
    is_released = may_tell_where_and_when(told)
    return CouncilDraft(
        how_known=_SEEN if told.is_observed else _ASKED,
        agency=_AGENCIES[told.agency],
        request_type=next((one for one in _ORDER if one in types), "staff"),
        city_answer=_ANSWERS[told.decision],
        received_at=told.received_at,
        elapsed_minutes=elapsed_minutes(told.received_at, now),
        released_ward=told.ward if is_released else "",
        released_window=(told.window_start_at, told.window_end_at) if is_released else (None, None),
    )
