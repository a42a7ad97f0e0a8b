"""Tables of notices. What must be true of a notice is a constraint here or a trigger in the second migration."""

from wardbell.ground.data import Keep
from wardbell.notices.models.asks import ApprovalAsk, CountersignAsk, CoverageAsk
from wardbell.notices.models.notice import Fact, Notice, NoticeArea
from wardbell.notices.models.relays import (
    DraftsEnded,
    NumberGiven,
    OwnWords,
    PartnerRelay,
    Relay,
    ReportedReach,
)

_OFFICIAL_RECORD = "What a city said, when, and who stood behind it is an official record."
KEEP = (
    Keep(table="Notice", days=None, because=_OFFICIAL_RECORD),
    Keep(table="NoticeArea", days=None, because=_OFFICIAL_RECORD),
    Keep(table="Fact", days=None, because="Why a notice could go further is part of its record."),
    Keep(table="ApprovalAsk", days=None, because="Who was asked to check a notice is part of its record."),
    Keep(table="CountersignAsk", days=None, because="Who was told in the same second is part of its record."),
    Keep(table="CoverageAsk", days=None, because="That nobody's ward was left out silently must be shown."),
    Keep(table="Relay", days=None, because="Which office told its ward, and when, is an official record."),
    Keep(table="PartnerRelay", days=None, because="Who passed the city's words on is an official record."),
    Keep(
        table="ReportedReach", days=None, because="What partners said of their reach is part of that record."
    ),
    Keep(table="OwnWords", days=None, because="What an office added is an official record."),
    Keep(table="NumberGiven", days=None, because="A number is given once."),
    Keep(
        table="DraftsEnded",
        days=None,
        because="A count for a year is all that is kept of drafts that may reach nobody.",
    ),
)

__all__ = [
    "KEEP",
    "ApprovalAsk",
    "CountersignAsk",
    "CoverageAsk",
    "DraftsEnded",
    "Fact",
    "Notice",
    "NoticeArea",
    "NumberGiven",
    "OwnWords",
    "PartnerRelay",
    "Relay",
    "ReportedReach",
]
