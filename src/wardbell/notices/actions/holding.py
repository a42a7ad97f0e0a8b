"""The safety hold on what goes to the public: placed by one, renewed once by another, ended by anyone who may renew it."""

from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.ground.actors import Actor
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.screening import check_text
from wardbell.notices.queries.rows import subject_of
from wardbell.notices.rules import NoticeAudience, State
from wardbell.people.rules import Verb


@transaction.atomic
def hold(notice_id: str, *, minutes: int, reason: str, by: Actor) -> None:
    """Delays what has not left of a public message, where sending it now would put a life in danger; its page stays.

    Raises:
        NotAllowed: this person may not, or the message is one that never waits.
        WrongState: it does not stand.
        Refused: it is too long, or has no reason.
        Screened: the reason holds what may not be written; nothing was saved.
        Conflict: it was held before.
    """
    rows.check_permitted(by, Verb.HOLD)
    row = rows.locked(notice_id)
    rules.check_may_be_held(audience=NoticeAudience(row.audience), kind=row.kind, state=State(row.state))
    check_text(reason, audience=NoticeAudience.COUNCIL)
    dispatch.place_hold(subject_of(row), minutes=minutes, reason=reason, exercise=row.exercise, by=by)
    journal.write(verb="notices.hold", about=subject_of(row), by=by, facts={"minutes": minutes})


@transaction.atomic
def renew_hold(notice_id: str, *, minutes: int, reason: str, by: Actor) -> None:
    """Renews a hold that stands, once, as a second person.

    Raises:
        NotAllowed: this person may not, or placed it.
        WrongState: none stands, or it was renewed before.
        Refused: it is too long, or has no reason.
        Screened: the reason holds what may not be written; nothing was saved.
    """
    rows.check_permitted(by, Verb.RENEW_HOLD)
    row = rows.locked(notice_id)
    check_text(reason, audience=NoticeAudience.COUNCIL)
    dispatch.renew_hold(subject_of(row), minutes=minutes, reason=reason, by=by)
    journal.write(verb="notices.renew_hold", about=subject_of(row), by=by, facts={"minutes": minutes})


@transaction.atomic
def release_hold(notice_id: str, *, by: Actor) -> None:
    """Ends a hold before its time: what waited leaves as it was written.

    Raises:
        NotAllowed: this person may not.
        WrongState: none stands.
    """
    rows.check_permitted(by, Verb.RENEW_HOLD)
    row = rows.locked(notice_id)
    dispatch.release_hold(subject_of(row), by=by)
    journal.write(verb="notices.release_hold", about=subject_of(row), by=by)
