"""Reads of reports: the board, what may be proposed, who works, claims that go round."""

from wardbell.reports.queries.at_the_scene import (
    Found,
    OfferView,
    Thread,
    ThreadLine,
    found_at_scene,
    offer,
    offers_of,
    thread,
)
from wardbell.reports.queries.board import (
    Board,
    BoardLine,
    Corner,
    ForDesignee,
    IncidentView,
    Summary,
    board,
    check_may_see,
    corners,
    count_seen,
    for_designee,
    incident,
    near,
    seen,
)
from wardbell.reports.queries.lessons import Lessons, Moment, confirmed_by_ward, finished, lessons
from wardbell.reports.queries.listening import RecordingView, recording, sound, to_listen
from wardbell.reports.queries.people_at_work import (
    Fit,
    Looking,
    ShiftView,
    coverage_gaps,
    fit_to_look,
    looking,
    shifts,
)
from wardbell.reports.queries.pictures import (
    CounselKeyView,
    PicturesTaken,
    PictureView,
    counsel_keys,
    picture,
    pictures_of,
    pictures_taken,
    pictures_waiting,
)
from wardbell.reports.queries.proposing import (
    CheckDue,
    Due,
    MadeOf,
    Proposal,
    RumourProposal,
    answering,
    answers_out,
    checks_due,
    due,
    ended_by_hand,
    made_of,
    rumour_to_propose,
    to_propose,
    to_tell,
)
from wardbell.reports.queries.regathering import Regathering, regathering
from wardbell.reports.queries.rumours import RumourLine, median_time_to_answer, rumours
from wardbell.reports.queries.steps import Course, Step, course_of, steps
from wardbell.reports.queries.volunteers import (
    OwnTime,
    VolunteerView,
    own_time,
    volunteers,
    without_pseudonym,
)
from wardbell.reports.queries.where import told_place

__all__ = [
    "Board", "BoardLine", "CheckDue", "Corner", "CounselKeyView", "Course", "Due", "Fit", "ForDesignee",
    "Found", "IncidentView", "Lessons", "Looking", "MadeOf", "Moment", "OfferView", "OwnTime", "PictureView",
    "PicturesTaken", "Proposal", "RecordingView", "Regathering", "RumourLine", "RumourProposal", "ShiftView",
    "Step", "Summary", "Thread", "ThreadLine", "VolunteerView", "answering", "answers_out", "board",
    "check_may_see", "checks_due", "confirmed_by_ward", "corners", "counsel_keys", "count_seen", "course_of",
    "coverage_gaps", "due", "ended_by_hand", "finished", "fit_to_look", "for_designee", "found_at_scene",
    "incident", "lessons", "looking", "made_of", "median_time_to_answer", "near", "offer", "offers_of",
    "own_time", "picture", "pictures_of", "pictures_taken", "pictures_waiting", "recording", "regathering",
    "rumour_to_propose", "rumours", "seen", "shifts", "sound", "steps", "thread", "to_listen", "to_propose",
    "to_tell", "told_place", "volunteers", "without_pseudonym",
]  # fmt: skip
