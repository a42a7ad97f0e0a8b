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
    subscriber_figures,
)

__all__ = [
    "Covered",
    "Figures",
    "HoldFigures",
    "HoldView",
    "InboundView",
    "NotReached",
    "PostingView",
    "Progress",
    "ToAccount",
    "coverage",
    "delivered_to_accounts",
    "hold",
    "hold_figures",
    "inbound",
    "not_reached",
    "postings_about",
    "progress",
    "subscriber_figures",
]
