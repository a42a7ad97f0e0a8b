"""Tables of the register. How long each is kept stands here; a node of a city deletes nothing before its schedule is entered."""

from wardbell.ground.data import Keep
from wardbell.ordinance.models.companions import (
    Agreement,
    DataRequest,
    RecordsRequestSent,
    Vendor,
    WarrantPresentation,
)
from wardbell.ordinance.models.complaints import Complaint, ComplaintBody
from wardbell.ordinance.models.deadlines import Adoption, Deadline, Filing, Schedule
from wardbell.ordinance.models.property import PropertyUse, SignCheck, Site
from wardbell.ordinance.models.request import AssistanceRequest, RequestedThing, ResourceUse
from wardbell.ordinance.models.spine import Begun, Correction, Entry, Link, NumberGiven, Slot
from wardbell.ordinance.models.training import Completion, Course, RosterImport, Worker

_WITH_ITS_ENTRY = "It is part of its entry and stays as long."

KEEP = (
    Keep(table="NumberGiven", days=None, because="Numbers have no gaps."),
    Keep(table="Entry", days=None, because="What was asked of the city, and its answer, is an official record."),
    *(
        Keep(table=name, days=None, because=_WITH_ITS_ENTRY)
        for name in (
            "Begun", "Slot", "Correction", "Link", "AssistanceRequest", "RequestedThing", "ResourceUse", "PropertyUse",
            "Agreement", "Vendor", "DataRequest", "WarrantPresentation", "RecordsRequestSent", "RosterImport", "Complaint",
        )
    ),
    Keep(table="Site", days=None, because="Which places the city controls is public."),
    Keep(table="SignCheck", days=365 * 6, because="That a sign was there must be shown as long as a claim may be brought."),
    Keep(table="ComplaintBody", days=None, because="To whom a complaint was sealed explains who could read it."),
    Keep(table="Course", days=None, because="What was taught when is part of what staff were told."),
    Keep(table="Worker", days=365 * 2, because="Who has left is of no use once the yearly reports are past; counted from that day."),
    Keep(table="Completion", days=365 * 6, because="That somebody was trained must be shown as long as a claim may be brought."),
    Keep(table="Adoption", days=None, because="Which ordinance held when is needed to read every deadline."),
    Keep(table="Deadline", days=None, because="What was due when, and whether it was done, is an official record."),
    Keep(table="Filing", days=None, because="A report, once filed, is an official record."),
    Keep(table="Schedule", days=None, because="By which schedule something was deleted must be shown."),
)  # fmt: skip

__all__ = [
    "KEEP", "Adoption", "Agreement", "AssistanceRequest", "Begun", "Complaint", "ComplaintBody", "Completion",
    "Correction", "Course", "DataRequest", "Deadline", "Entry", "Filing", "Link", "NumberGiven", "PropertyUse",
    "RecordsRequestSent", "RequestedThing", "ResourceUse", "RosterImport", "Schedule", "SignCheck", "Site", "Slot",
    "Vendor", "WarrantPresentation", "Worker",
]  # fmt: skip
