"""Taking what somebody told with the way back to them, in one transaction, once however often it is sent: by a call, by an open form."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.actions import Caller
from wardbell.ground.actors import Actor
from wardbell.reports.actions.intake import Received, known_as, receive
from wardbell.reports.rules import Told

_SMS, _MAIL = "sms", "mail"


def receive_call(told: Told, *, number: str, by: Actor) -> Received:
    """Keeps what a caller told, and their number sealed for the answer alone when they gave one; the same again is the same call.

    Raises:
        NotAllowed: this node's role takes nothing from callers, or whoever takes the call may not.
        Unreadable: the number is none; nothing is kept then.
    """

    def remembered() -> Caller:
        return dispatch.remember_caller(medium=_SMS, address=number, language=told.language)

    return _once(told, remembered if number.strip() else None, by=by)


def receive_form(told: Told, *, callback: str = "", by: Actor) -> Received:
    """Keeps a report of an open form, and the number or mailbox left in it sealed for the answer alone.

    The same `came_as` again, also in the same moment, is the same report, and keeps no second address.

    Raises:
        NotAllowed: this node takes nothing from such a source, or numbers of that country are not answered.
        Unreadable: the callback is neither a number nor a mailbox; nothing is kept then.
        Conflict: too many numbers like it were left within the hour.
    """
    callback = callback.strip()

    def remembered() -> Caller:
        medium = _MAIL if "@" in callback else _SMS
        return dispatch.remember_stranger(medium=medium, address=callback, language=told.language)

    return _once(told, remembered if callback else None, by=by)


def _once(told: Told, remembered: Callable[[], Caller] | None, *, by: Actor) -> Received:
    try:
        with transaction.atomic():
            if (known := known_as(told.came_as)) is not None:
                return known
            caller = None if remembered is None else remembered()
            if (known := known_as(told.came_as)) is not None:  # it came while the way back was kept
                transaction.set_rollback(True)
                return known
            return receive(told, by=by, caller=caller)
    except IntegrityError:  # the same came by another worker in this very moment
        if (known := known_as(told.came_as)) is None:
            raise
        return known
