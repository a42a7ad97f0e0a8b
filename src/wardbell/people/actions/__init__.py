"""What is done about people: invited, let in, given roles, put on duty, sent away."""

from wardbell.people.actions.accounts import (
    deactivate,
    end_role,
    give_role,
    record_second_factor,
    reset_second_factor,
)
from wardbell.people.actions.duty import (
    end_proxy,
    set_duty,
    set_pool,
    set_proxy,
    take_over,
    take_over_in_pool,
)
from wardbell.people.actions.founding import Founded, found_offices
from wardbell.people.actions.invitations import accept_invitation, first_administrator, invite
from wardbell.people.actions.numbers import ask_number, confirm_number

__all__ = [
    "Founded",
    "accept_invitation",
    "ask_number",
    "confirm_number",
    "deactivate",
    "end_proxy",
    "end_role",
    "first_administrator",
    "found_offices",
    "give_role",
    "invite",
    "record_second_factor",
    "reset_second_factor",
    "set_duty",
    "set_pool",
    "set_proxy",
    "take_over",
    "take_over_in_pool",
]
