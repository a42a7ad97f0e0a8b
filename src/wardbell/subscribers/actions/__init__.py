"""What can be done with a reader: sign up, confirm, stop, choose anew, erase. Each is harmless when done twice."""

from wardbell.subscribers.actions.callers import forget_callers_after, keep_as_caller, keep_reply_address
from wardbell.subscribers.actions.choosing import change_choices, change_language, take_turn_to_ask
from wardbell.subscribers.actions.counting import count_callback
from wardbell.subscribers.actions.erasing import erase_by_itself, erase_due
from wardbell.subscribers.actions.making_up import make_up_readers
from wardbell.subscribers.actions.signing_up import confirm, keep_wording, start, subscribe, subscribe_sender
from wardbell.subscribers.actions.stopping import stop, stop_address

__all__ = [
    "change_choices",
    "change_language",
    "confirm",
    "count_callback",
    "erase_by_itself",
    "erase_due",
    "forget_callers_after",
    "keep_as_caller",
    "keep_reply_address",
    "keep_wording",
    "make_up_readers",
    "start",
    "stop",
    "stop_address",
    "subscribe",
    "subscribe_sender",
    "take_turn_to_ask",
]
