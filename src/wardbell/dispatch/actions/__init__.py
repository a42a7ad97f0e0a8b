"""What the post office does."""

from wardbell.dispatch.actions.asking import explain, send_again
from wardbell.dispatch.actions.forgetting import forget_by_itself, forget_readers
from wardbell.dispatch.actions.holding import end_lapsed_holds, place_hold, release_hold, renew_hold
from wardbell.dispatch.actions.inbound import (
    Caller,
    answer,
    answer_caller,
    confirm_signup,
    forget_callers_after,
    receive,
    remember_caller,
    remember_sender,
    remember_stranger,
    subscribe_sender,
    tell_reader,
)
from wardbell.dispatch.actions.numbers import send_number_code
from wardbell.dispatch.actions.posting import expand, post, stop, void_unsent
from wardbell.dispatch.actions.receipts import record_receipts
from wardbell.dispatch.actions.sending import claim, drain, record
from wardbell.dispatch.actions.sweeping import release_held, sweep, take_over

__all__ = [
    "Caller",
    "answer",
    "answer_caller",
    "claim",
    "confirm_signup",
    "drain",
    "end_lapsed_holds",
    "expand",
    "explain",
    "forget_by_itself",
    "forget_callers_after",
    "forget_readers",
    "place_hold",
    "post",
    "receive",
    "record",
    "record_receipts",
    "release_held",
    "release_hold",
    "remember_caller",
    "remember_sender",
    "remember_stranger",
    "renew_hold",
    "send_again",
    "send_number_code",
    "stop",
    "subscribe_sender",
    "sweep",
    "take_over",
    "tell_reader",
    "void_unsent",
]
