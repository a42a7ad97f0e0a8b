"""Reads of the register: entries, deadlines, drafts, what the public may see, and what is still to be done."""

from wardbell.ordinance.queries.adopted import Adopted, adopted, departments, duty, office_of_kind
from wardbell.ordinance.queries.complaints import (
    ComplaintCount,
    TicketView,
    body,
    complaint_counts,
    complaints_waiting,
    ticket,
)
from wardbell.ordinance.queries.deadlines import (
    council_draft,
    deadline,
    deadlines_of,
    filing,
    open_deadlines,
    overdue,
)
from wardbell.ordinance.queries.keeping import ScheduleView, schedules
from wardbell.ordinance.queries.property import PublicUse, SiteView, public_uses, sites
from wardbell.ordinance.queries.register import entries, entry, may_be_the_same, missing_of, public_register
from wardbell.ordinance.queries.training import Overdue, Share, completion_by_department, training_overdue
from wardbell.ordinance.queries.values import DeadlineView, EntryView, PublicEntry, SlotView

__all__ = [
    "Adopted", "ComplaintCount", "DeadlineView", "EntryView", "Overdue", "PublicEntry", "PublicUse", "ScheduleView", "Share",
    "SiteView", "SlotView", "TicketView", "adopted", "body", "complaint_counts", "complaints_waiting", "completion_by_department", "council_draft", "deadline",
    "deadlines_of", "departments", "duty", "entries", "entry", "filing", "may_be_the_same", "missing_of", "office_of_kind", "open_deadlines",
    "overdue", "public_register", "public_uses", "schedules", "sites", "ticket", "training_overdue",
]  # fmt: skip
