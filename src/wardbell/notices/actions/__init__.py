"""What can be done with a notice: say it, have it approved, make it public, relay it, take it back."""

from wardbell.notices.actions.answering import Answers
from wardbell.notices.actions.approving import (
    Approved,
    approve,
    ask_approval,
    ask_due,
    countersign,
    dispute,
    send_back,
)
from wardbell.notices.actions.ending import TakenBack, all_clear, answer_rumour_check, correct, end, withdraw
from wardbell.notices.actions.forgetting import forget_readers_by_itself
from wardbell.notices.actions.holding import hold, release_hold, renew_hold
from wardbell.notices.actions.partnering import PassedOn, relay_by_partner, report_reach
from wardbell.notices.actions.proposing import propose_rumour_check, propose_verified
from wardbell.notices.actions.publishing import (
    add_fact,
    confirm_fact,
    draft_public,
    release_earlier_knowledge,
)
from wardbell.notices.actions.relaying import (
    Relayed,
    add_words,
    relay,
    relay_by_policy,
    relay_due,
    review_words,
)
from wardbell.notices.actions.repeating import send_again
from wardbell.notices.actions.speaking import (
    Begun,
    Published,
    answer,
    begin,
    discard,
    end_draft,
    publish,
    read_back,
)

__all__ = [
    "Answers",
    "Approved",
    "Begun",
    "PassedOn",
    "Published",
    "Relayed",
    "TakenBack",
    "add_fact",
    "add_words",
    "all_clear",
    "answer",
    "answer_rumour_check",
    "approve",
    "ask_approval",
    "ask_due",
    "begin",
    "confirm_fact",
    "correct",
    "countersign",
    "discard",
    "dispute",
    "draft_public",
    "end",
    "end_draft",
    "forget_readers_by_itself",
    "hold",
    "propose_rumour_check",
    "propose_verified",
    "publish",
    "read_back",
    "relay",
    "relay_by_partner",
    "relay_by_policy",
    "relay_due",
    "release_earlier_knowledge",
    "release_hold",
    "renew_hold",
    "report_reach",
    "review_words",
    "send_again",
    "send_back",
    "withdraw",
]
