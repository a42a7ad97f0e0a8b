"""Sending a public message once more to just those who did not get it."""

from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.ground.actors import Actor
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.queries.rows import subject_of
from wardbell.notices.rules import NoticeAudience, State
from wardbell.people.rules import Verb


@transaction.atomic
def send_again(notice_id: str, *, by: Actor) -> int:
    """Has a public message that stands sent once more to just those of whom a provider said that they did not get it; returns how many.

    Raises:
        NotAllowed: this person may not.
        WrongState: it does not stand any more, or was never said.
        Refused: everybody got it, or it is still being tried.
    """
    rows.check_permitted(by, Verb.WITHDRAW)
    row = rows.locked(notice_id)
    rules.check_may_be_sent_again(audience=NoticeAudience(row.audience), state=State(row.state))
    return dispatch.send_again(subject_of(row), by=by)
