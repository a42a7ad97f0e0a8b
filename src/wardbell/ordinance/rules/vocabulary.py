"""The closed lists of the register. Sources of the lists: the peers' registers that docs/explanation/register.md names."""

from collections.abc import Mapping
from enum import StrEnum


class EntryKind(StrEnum):
    """What a row of the register is about; each kind has a table of its own beside the spine."""

    ASSISTANCE_REQUEST = "assistance_request"
    PROPERTY_USE = "property_use"
    AGREEMENT = "agreement"
    VENDOR = "vendor"
    DATA_REQUEST = "data_request"
    WARRANT_PRESENTATION = "warrant_presentation"
    COMPLAINT = "complaint"
    TRAINING = "training"
    RECORDS_REQUEST_SENT = "records_request_sent"


#: the letter by which a kind stands in a number: 2026-R-14
LETTERS: Mapping[EntryKind, str] = {
    EntryKind.ASSISTANCE_REQUEST: "R",
    EntryKind.PROPERTY_USE: "P",
    EntryKind.AGREEMENT: "A",
    EntryKind.VENDOR: "V",
    EntryKind.DATA_REQUEST: "D",
    EntryKind.WARRANT_PRESENTATION: "W",
    EntryKind.COMPLAINT: "C",
    EntryKind.TRAINING: "T",
    EntryKind.RECORDS_REQUEST_SENT: "F",
}


class Agency(StrEnum):
    """Who asked, by agency; never a person, a badge or a plate. `ICE` without a component is ERO, `DHS` without one is other."""

    ICE_ERO = "ICE-ERO"
    HSI = "HSI"
    CBP = "CBP"
    USBP = "USBP"
    FBI = "FBI"
    USMS = "USMS"
    ATF = "ATF"
    DEA = "DEA"
    TASK_FORCE = "task_force"
    OTHER = "other"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """By which way the city heard of it."""

    DISPATCH = "dispatch"
    PHONE = "phone"
    EMAIL = "email"
    IN_PERSON = "in_person"
    RADIO = "radio"
    PORTAL = "portal"
    OBSERVED = "observed"
    OTHER = "other"


class ReceivedBy(StrEnum):
    """Whose desk was asked first: a request for the city can reach the county's dispatch."""

    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    OTHER_CITY = "other_city"
    CONTRACTOR = "contractor"
    OTHER = "other"


class RequestType(StrEnum):
    PERIMETER_CROWD = "perimeter_crowd"
    TRAFFIC = "traffic"
    OFFICER_SAFETY_BACKUP = "officer_safety_backup"
    FACILITY_ACCESS = "facility_access"
    PROPERTY_STAGING = "property_staging"
    PERSONNEL_TASK_FORCE = "personnel_task_force"
    EQUIPMENT_TOW_FORENSICS = "equipment_tow_forensics"
    RECORDS_DATA = "records_data"
    VIDEO_ALPR_DRONE = "video_alpr_drone"
    DETAINER_HOLD = "detainer_hold"
    RELEASE_NOTICE = "release_notice"
    JAIL_INTERVIEW = "jail_interview"
    PERMIT_CLOSURE = "permit_closure"
    VENDOR_HELD_DATA = "vendor_held_data"
    DECONFLICTION_NOTICE = "deconfliction_notice"


class Purpose(StrEnum):
    """What the text or the paper says it is for; not what the agency usually does."""

    CIVIL = "civil"
    CRIMINAL = "criminal"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Document(StrEnum):
    """What was shown. I-200 and I-205 are administrative warrants, I-247 a detainer: no judge signed them."""

    NOT_SAID = ""
    NONE = "none"
    I_200 = "I-200"
    I_205 = "I-205"
    I_247 = "I-247"
    ADMIN_SUBPOENA = "admin_subpoena"
    JUDICIAL_SUBPOENA = "judicial_subpoena"
    JUDICIAL_WARRANT = "judicial_warrant"
    GRAND_JURY = "grand_jury"
    COURT_ORDER = "court_order"
    OTHER = "other"


class Going(StrEnum):
    """How far what was asked, or seen, has come."""

    REQUESTED = "requested"
    ONGOING = "ongoing"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Decision(StrEnum):
    NOT_SAID = ""
    DECLINED = "declined"
    PARTLY = "partly"
    GRANTED = "granted"
    LIFE_SAFETY_ONLY = "life_safety_only"
    REFERRED = "referred"
    NO_REPLY = "no_reply"


#: after these the city's people or things were used
HELPED = frozenset({Decision.PARTLY, Decision.GRANTED, Decision.LIFE_SAFETY_ONLY})


class PlaceKind(StrEnum):
    """How exactly the register says where: there is no kind for a dwelling."""

    NOT_SAID = ""
    CITY = "city"
    WARD = "ward"
    NEIGHBOURHOOD = "neighbourhood"
    FACILITY = "facility"  #: a site of the city's inventory
    BLOCK = "block"
    INTERSECTION = "intersection"


class SubjectNotice(StrEnum):
    """Whether the person whom a hold or release request is about was given a copy of it."""

    NOT_SAID = ""
    DOES_NOT_APPLY = "does_not_apply"
    YES = "yes"
    NO = "no"


class EmbargoReason(StrEnum):
    NOT_SAID = ""
    CRIMINAL_INVESTIGATION = "criminal_investigation"
    SAFETY = "safety"
    PRIVILEGE = "privilege"


class SignStatus(StrEnum):
    """What is known of the sign at a site of the city."""

    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    POSTED = "posted"
    DAMAGED = "damaged"


class StagingUse(StrEnum):
    """What was seen on a site, as tick-boxes: never officers, vehicles, counts or markings."""

    ASSEMBLING = "assembling"
    PROCESSING = "processing"
    BASE = "base"
    EQUIPMENT = "equipment"
    OTHER = "other"


class AgreementKind(StrEnum):
    JOINT_POWERS = "joint_powers"
    MEMORANDUM = "memorandum"
    TASK_FORCE = "task_force"
    DELEGATED_AUTHORITY = "delegated_authority"  #: 8 USC 1357(g)
    LEASE = "lease"
    OTHER = "other"


class Finding(StrEnum):
    """What the complaint body found."""

    NOT_SAID = ""
    SUSTAINED = "sustained"
    NOT_SUSTAINED = "not_sustained"
    UNFOUNDED = "unfounded"
    EXONERATED = "exonerated"
    OUT_OF_SCOPE = "out_of_scope"


class Tier(StrEnum):
    """How deep somebody must be trained."""

    GENERAL = "general"
    SUPERVISOR = "supervisor"
    PUBLIC_SAFETY = "public_safety"
