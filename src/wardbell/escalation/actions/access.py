"""Who must sign in, or confirm a role, by when: they are told, and what nobody answers for is locked or ended."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import structlog
from django.conf import settings
from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.people import access
from wardbell.people import actions as people
from wardbell.people import queries as who
from wardbell.people.access import Due, Told
from wardbell.people.queries import Dormant, ToConfirm

log = structlog.get_logger(__name__)
_DAYS_LEFT = {Due.WARN_WEEK: (Told.WEEK, 7), Due.WARN_DAY: (Told.DAY, 1)}


def keep_access() -> int:
    """Notes roles whose last day is over, warns and locks who does not sign in, ends roles that nobody confirms.

    Returns how many things were done; harmless when run twice. A fault at one account does not keep the others waiting; it is
    raised when all were tried.
    """
    now = clock.now()
    overdue = [one for one in who.to_confirm(now) if one.is_overdue]
    ending = [
        one for one in overdue if access.ends_unconfirmed(told_at=one.told_at, now=now, terms=who.terms())
    ]
    return _each(
        [
            *(partial(people.end_lapsed, one, by=CLOCKWORK) for one in who.lapsed(now)),
            *(partial(_answer_for, one) for one in who.dormant(now)),
            partial(_tell_overdue, [one for one in overdue if one.told_at is None], now=now),
            *(partial(_end, one) for one in ending),
        ]
    )


def _each(due: Sequence[Callable[[], int]]) -> int:
    done, faults = 0, []
    for act in due:
        try:
            done += act()
        except Exception as fault:  # noqa: BLE001  # one account's fault must not spare the next; all are raised below
            log.error("access not kept", reason=type(fault).__name__)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("keeping access failed", faults)
    return done


def _answer_for(one: Dormant) -> bool:
    if one.due is Due.LOCK:
        people.lock(one.account_id, by=CLOCKWORK)
        return True
    told, n_days = _DAYS_LEFT[one.due]
    return _tell(one, told=told, n_days=n_days)


@transaction.atomic
def _tell(one: Dormant, *, told: Told, n_days: int) -> bool:
    if not people.record_warned(one.account_id, warning=told, since=one.seen_at, by=CLOCKWORK):
        return False
    _post("account-dormant", to=[one.account_id], n_days=n_days, page="/accounts/login/")
    return True


@transaction.atomic
def _tell_overdue(overdue: Sequence[ToConfirm], *, now: datetime) -> int:
    """Tells each holder once, and the administrators in one letter."""
    fresh = [
        one
        for one in overdue
        if people.record_warned(one.account_id, warning=Told.REVIEW, since=one.overdue_at, by=CLOCKWORK)
    ]
    for one in fresh:
        _post("role-unconfirmed", to=[one.account_id], n_days=_grace_days(), page="/accounts/")
    if fresh and (administrators := who.administrators(now)):
        _post("review-due", to=administrators, n_days=_grace_days(), page="/people/reviews/")
    return len(fresh)


@transaction.atomic
def _end(one: ToConfirm) -> bool:
    if not people.end_unconfirmed(one.membership_id, by=CLOCKWORK):
        return False
    _post("role-ended", to=[one.account_id], page="/accounts/")
    return True


def _grace_days() -> int:
    return who.terms().grace.days


def _post(phrase: str, *, to: Iterable[str], page: str, n_days: int | None = None) -> None:
    """A letter of the house to those who work in it: it tells of nothing that happened outside."""
    slots: dict[str, str | int] = {"link": f"{settings.BASE_URL}{page}"}
    if n_days is not None:
        slots["n"] = n_days
    letter = Letter(
        subject=f"access:{phrase}", phrase=phrase, slots=slots, lane=Lane.OFFICIALS, may_reach=Reach.COUNCIL
    )
    dispatch.post(letter, to=Audience(accounts=tuple(to)), by=CLOCKWORK)
