"""What is done about people: invited, let in, given roles, put on duty, sent away."""

from wardbell.people.actions.access import (
    confirm_role,
    end_lapsed,
    end_unconfirmed,
    lock,
    record_warned,
    unlock,
)
from wardbell.people.actions.accounts import (
    deactivate,
    end_role,
    give_role,
    record_second_factor,
    reset_second_factor,
)
from wardbell.people.actions.answers import Claim, claim_key, forget_answers, give_key_back, keep_answer
from wardbell.people.actions.duty import (
    end_proxy,
    set_duty,
    set_pool,
    set_proxy,
    take_over,
    take_over_in_pool,
)
from wardbell.people.actions.founding import Founded, found_offices, found_people
from wardbell.people.actions.invitations import accept_invitation, first_administrator, invite, invite_in
from wardbell.people.actions.numbers import ask_number, confirm_number
from wardbell.people.actions.tokens import make_token, note_use, revoke_token

__all__ = [
    "Claim",
    "Founded",
    "accept_invitation",
    "ask_number",
    "claim_key",
    "confirm_number",
    "confirm_role",
    "deactivate",
    "end_lapsed",
    "end_proxy",
    "end_role",
    "end_unconfirmed",
    "first_administrator",
    "forget_answers",
    "found_offices",
    "found_people",
    "give_key_back",
    "give_role",
    "invite",
    "invite_in",
    "keep_answer",
    "lock",
    "make_token",
    "note_use",
    "record_second_factor",
    "record_warned",
    "reset_second_factor",
    "revoke_token",
    "set_duty",
    "set_pool",
    "set_proxy",
    "take_over",
    "take_over_in_pool",
    "unlock",
]
