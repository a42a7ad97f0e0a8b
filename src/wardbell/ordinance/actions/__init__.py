"""What the register does: it takes down, completes, closes; opens, reminds of and meets deadlines; keeps its companions."""

from wardbell.ordinance.actions.adopting import adopt, end, sign_text
from wardbell.ordinance.actions.clocks import keep_clocks
from wardbell.ordinance.actions.closing import (
    ask_review,
    attach,
    close,
    correct,
    embargo,
    hand_back,
    link,
    read_paper,
    waive,
)
from wardbell.ordinance.actions.companions import (
    answer_data_request,
    enter_agreement,
    enter_data_request,
    enter_records_request,
    enter_vendor,
    enter_warrant,
    note_records_answer,
    sign_agreement,
)
from wardbell.ordinance.actions.complaints import complain, decide, hand_over, name_body, take_under_review
from wardbell.ordinance.actions.keeping import enter_schedule, erase_due
from wardbell.ordinance.actions.meeting import cancel, certify_nil, exempt, file_report, meet
from wardbell.ordinance.actions.property import ask_to_leave, check_sign, end_use, list_site, report_use
from wardbell.ordinance.actions.taking import complete, release, review_by_counsel, take_down
from wardbell.ordinance.actions.training import Imported, import_completions, import_roster, open_course

__all__ = [
    "Imported", "adopt", "answer_data_request", "ask_review", "ask_to_leave", "attach", "cancel", "certify_nil",
    "check_sign", "close", "complain", "complete", "correct", "decide", "embargo", "end", "end_use",
    "enter_agreement", "enter_data_request", "enter_records_request", "enter_schedule", "enter_vendor", "enter_warrant",
    "erase_due", "exempt", "file_report", "hand_back", "hand_over", "import_completions", "import_roster", "keep_clocks",
    "link", "list_site", "meet", "name_body", "note_records_answer", "open_course", "read_paper", "release", "report_use",
    "review_by_counsel", "sign_agreement", "sign_text", "take_down", "take_under_review", "waive",
]  # fmt: skip
