"""Reads of the post office."""

from wardbell.dispatch.queries.holds import HoldFigures, HoldView, hold, hold_figures
from wardbell.dispatch.queries.progress import (
    Covered,
    Figures,
    InboundView,
    NotReached,
    PostingView,
    Progress,
    ToAccount,
    coverage,
    delivered_to_accounts,
    inbound,
    not_reached,
    postings_about,
    progress,
    subjects_with_readers,
    subscriber_figures,
)
from wardbell.dispatch.queries.remaining import Remaining, remaining
from wardbell.dispatch.queries.stories import Event, NotGot, Story, not_got, reader_of, stories

__all__ = [
    "Covered",
    "Event",
    "Figures",
    "HoldFigures",
    "HoldView",
    "InboundView",
    "NotGot",
    "NotReached",
    "PostingView",
    "Progress",
    "Remaining",
    "Story",
    "ToAccount",
    "coverage",
    "delivered_to_accounts",
    "hold",
    "hold_figures",
    "inbound",
    "not_got",
    "not_reached",
    "postings_about",
    "progress",
    "reader_of",
    "remaining",
    "stories",
    "subjects_with_readers",
    "subscriber_figures",
]
