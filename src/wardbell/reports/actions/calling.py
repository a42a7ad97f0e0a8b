"""Taking a call: what was told and the way back to who told it, in one transaction, so that neither stays without the other."""

from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.ground.actors import Actor
from wardbell.reports.actions.intake import Received, known_as, receive
from wardbell.reports.rules import Told


@transaction.atomic
def receive_call(told: Told, *, number: str, by: Actor) -> Received:
    """Keeps what a caller told, and their number sealed for the answer alone when they gave one; the same again is the same call.

    Raises:
        NotAllowed: this node's role takes nothing from callers, or whoever takes the call may not.
        Unreadable: the number is none; nothing is kept then.
    """
    if known_as(told.came_as) is not None or not number.strip():
        return receive(told, by=by)
    caller = dispatch.remember_caller(medium="sms", address=number, language=told.language)
    return receive(told, by=by, caller=caller)
