"""What escalation does: it asks offices, climbs their ladders, takes their answers, and tests that they can be reached."""

from wardbell.escalation.actions.access import keep_access
from wardbell.escalation.actions.requests import (
    acknowledge,
    acknowledge_by_token,
    answer_by_reply,
    ask,
    cancel,
    check_may_answer,
    decline,
    decline_by_reply,
    decline_by_token,
    escalate_due,
    take_step,
)
from wardbell.escalation.actions.rosters import test_roster
from wardbell.escalation.actions.watching import beat, beat_of_watchdog, mark_told, raise_alarm

__all__ = [
    "acknowledge",
    "acknowledge_by_token",
    "answer_by_reply",
    "ask",
    "beat",
    "beat_of_watchdog",
    "cancel",
    "check_may_answer",
    "decline",
    "decline_by_reply",
    "decline_by_token",
    "escalate_due",
    "keep_access",
    "mark_told",
    "raise_alarm",
    "take_step",
    "test_roster",
]
