"""A report that a resident or a partner's program wrote itself: once, however often it is sent."""

from django.db import IntegrityError, transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.actions import Caller
from wardbell.ground.actors import Actor
from wardbell.reports.actions.intake import Received, known_as, receive
from wardbell.reports.rules import Told

_SMS, _MAIL = "sms", "mail"


def receive_form(told: Told, *, callback: str = "", by: Actor) -> Received:
    """Keeps a report of an open form, and the number or mailbox left in it sealed for the answer alone.

    The same `came_as` again, also in the same moment, is the same report, and keeps no second address.

    Raises:
        NotAllowed: this node takes nothing from such a source, or numbers of that country are not answered.
        Unreadable: the callback is neither a number nor a mailbox; nothing is kept then.
        Conflict: too many numbers like it were left within the hour.
    """
    try:
        with transaction.atomic():
            if (known := known_as(told.came_as)) is not None:
                return known
            caller = _caller(callback.strip(), language=told.language)
            if (
                known := known_as(told.came_as)
            ) is not None:  # it came while this one waited for the count of numbers
                transaction.set_rollback(True)
                return known
            return receive(told, by=by, caller=caller)
    except IntegrityError:  # the same came by another worker in this very moment
        if (known := known_as(told.came_as)) is None:
            raise
        return known


def _caller(callback: str, *, language: str) -> Caller | None:
    if not callback:
        return None
    medium = _MAIL if "@" in callback else _SMS
    return dispatch.remember_stranger(medium=medium, address=callback, language=language)
