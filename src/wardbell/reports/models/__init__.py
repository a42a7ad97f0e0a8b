"""The tables of reports, and how long each is kept."""

from wardbell.ground.data import Keep
from wardbell.reports.models.incidents import Basis, Finding, Gathering, Incident, Report, Rung
from wardbell.reports.models.pictures import CounselKey, Picture, PictureRule
from wardbell.reports.models.recordings import Recording
from wardbell.reports.models.rumours import Asked, DayCount, Rumour
from wardbell.reports.models.volunteers import Line, Offer, Shift, Volunteer

__all__ = [
    "KEEP",
    "Asked",
    "Basis",
    "CounselKey",
    "DayCount",
    "Finding",
    "Gathering",
    "Incident",
    "Line",
    "Offer",
    "Picture",
    "PictureRule",
    "Recording",
    "Report",
    "Rumour",
    "Rung",
    "Shift",
    "Volunteer",
]  # fmt: skip

KEEP = (
    Keep(
        table="Report",
        days=30,
        because="Three days when nobody stands behind its incident, then a count; else thirty days after it closed, as of a threat. A caller's contact goes a day after the close, and after a week at most.",
    ),
    Keep(
        table="Recording",
        days=7,
        because="As a caller's contact: a day after the close of what was heard, a week at most, and with its report at the latest.",
    ),
    Keep(
        table="Incident",
        days=30,
        because="With the last of its reports, unless somebody stands behind it: then without words, place and counts.",
    ),
    Keep(
        table="Finding",
        days=None,
        because="Whose word stood behind what was published is shown as long as that is.",
    ),
    Keep(table="Rung", days=None, because="Who raised what was published is shown as long as that is."),
    Keep(
        table="Gathering", days=30, because="An error in gathering can be undone while the reports are there."
    ),
    Keep(
        table="Basis",
        days=None,
        because="Of which incident a notice was made is part of the record of the notice.",
    ),
    Keep(
        table="Volunteer",
        days=None,
        because="A pseudonym is not given to another; the account behind it is closed as any other.",
    ),
    Keep(table="Shift", days=30, because="Long enough to see that nobody worked too much."),
    Keep(table="Offer", days=30, because="Long enough to learn from how people were asked and called back."),
    Keep(table="Line", days=1, because="A day after the incident closed."),
    Keep(
        table="Picture",
        days=3,
        because="Its pixels until an hour after somebody stood behind its incident, at most until that is closed; that it came, three days, so that it comes no second time.",
    ),
    Keep(
        table="PictureRule",
        days=None,
        because="Whether pictures were taken, since when and why, is asked later.",
    ),
    Keep(table="CounselKey", days=None, because="To which key something was sealed must be shown later."),
    Keep(table="Rumour", days=30, because="Thirty days after its answer, unless a notice answers it."),
    Keep(table="Asked", days=30, because="With its rumour."),
    Keep(table="DayCount", days=None, because="Counts without persons or places show how the desk fared."),
)
