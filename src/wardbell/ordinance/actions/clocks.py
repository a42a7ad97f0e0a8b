"""What runs by itself: periods that ended owe a report, exemptions are looked at again, whoever must act is asked."""

from datetime import datetime

import structlog
from django.db import IntegrityError, transaction

from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions.reminding import say_due
from wardbell.ordinance.actions.rows import locked_deadline
from wardbell.ordinance.models import Deadline
from wardbell.ordinance.queries.adopted import Adopted, adopted, office_of_kind
from wardbell.ordinance.queries.reports import entries_of
from wardbell.ordinance.rules import DeadlineState, Duty, Period, period_due_at, periods_ended
from wardbell.places import queries as places

log = structlog.get_logger(__name__)


def keep_clocks() -> int:
    """Opens the deadlines of periods that have ended, opens again what was exempt until today, asks about what is due.

    Returns how many things were done; harmless when run twice, and when the clock jumps. A fault at one deadline does not keep
    the others waiting; it is raised when all were tried.
    """
    if not places.is_founded():
        return 0
    now = clock.now()
    done = sum(_open_periods(held, now=now) for held in adopted())
    done += sum(_look_again(str(one)) for one in _exempt_until_today())
    return done + _say_all(now)


def _open_periods(held: Adopted, *, now: datetime) -> int:
    calendar, today = held.ordinance.calendar, places.today()
    opened = 0
    for duty in held.ordinance.duties:
        if duty.is_periodic:
            ended = periods_ended(duty, since=held.from_on, today=today, calendar=calendar)
            there = set(
                Deadline.objects.filter(ordinance_id=held.ordinance.code, duty=duty.code).values_list(
                    "period_start_on", flat=True
                )
            )
            opened += sum(_open(held, duty, one, now=now) for one in ended if one.starts_on not in there)
    return opened


def _open(held: Adopted, duty: Duty, period: Period, *, now: datetime) -> bool:
    """Another process may be first: the unique key says so, and nothing is opened twice."""
    zone, calendar = places.zone(), held.ordinance.calendar
    row = Deadline(
        ordinance_id=held.ordinance.code, duty=duty.code, act=duty.act, owner_id=office_of_kind(duty.owner),
        period_start_on=period.starts_on, period_end_on=period.ends_on, arose_at=calendar.closing(period.ends_on, zone),
        opened_at=now, due_at=period_due_at(duty, period, calendar=calendar, zone=zone),
    )  # fmt: skip
    if duty.only_when_any and not entries_of(row):
        return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            journal.write(
                verb="ordinance.open_period", about=f"deadline:{row.id}", by=CLOCKWORK,
                facts={"duty": duty.code, "from": period.starts_on, "to": period.ends_on},
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def _exempt_until_today() -> list[object]:
    found = Deadline.objects.filter(state=DeadlineState.EXEMPT, review_on__lte=places.today())
    return list(found.values_list("id", flat=True))


@transaction.atomic
def _look_again(deadline_id: str) -> bool:
    row = locked_deadline(deadline_id)
    if row.state != DeadlineState.EXEMPT or row.review_on is None or row.review_on > places.today():
        return False
    row.state = rules.move_deadline(DeadlineState(row.state), DeadlineState.OPEN)
    row.exemption, row.review_on = "", None
    row.save()
    journal.write(
        verb="ordinance.look_again", about=f"deadline:{row.id}", by=CLOCKWORK, facts={"duty": row.duty}
    )
    return True


def _say_all(now: datetime) -> int:
    said, faults = 0, []
    open_now = Deadline.objects.filter(state=DeadlineState.OPEN).order_by("due_at")
    for deadline_id in list(open_now.values_list("id", flat=True)):
        try:
            said += say_due(str(deadline_id), now=now)
        except Exception as fault:  # noqa: BLE001  # one deadline's fault must not silence the next; all are raised below
            log.error("reminder failed", deadline=str(deadline_id), reason=type(fault).__name__)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("reminders failed", faults)
    return said
