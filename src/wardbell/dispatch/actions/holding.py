"""The safety hold: it delays what goes to the public, for half an hour, once renewed by a second person, and alters nothing."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from wardbell.dispatch import rules
from wardbell.dispatch.actions.sending import ring
from wardbell.dispatch.letters import Lane, Reach
from wardbell.dispatch.models import Hold, Posting
from wardbell.dispatch.queries import holds
from wardbell.dispatch.queries.audiences import about
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import Conflict, NotAllowed, WrongState
from wardbell.journal import actions as journal


@transaction.atomic
def place_hold(subject: str, *, minutes: int, reason: str, exercise: bool, by: Actor) -> None:
    """Delays whatever goes to the public about a subject, posted before or after; what has left has left.

    The caller has made sure that this person may, and holds whatever else posts about the subject.

    Raises:
        Refused: it is too long, or has no reason.
        Conflict: it was held before; a send is held once.
    """
    rules.check_hold(minutes=minutes, reason=reason)
    row = Hold(
        subject=subject, exercise=exercise, placed_at=clock.now(), placed_by=UUID(by.id), placed_label=by.label,
        minutes=minutes, reason=reason.strip(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("This was held before. A message is held once, and renewed once.") from error
    _keep_until(subject, holds.ends_at_of(row))
    journal.write(verb="dispatch.place_hold", about=subject, by=by, facts={"minutes": minutes})


@transaction.atomic
def renew_hold(subject: str, *, minutes: int, reason: str, by: Actor) -> None:
    """Renews a standing hold, once, from now on.

    Raises:
        NotAllowed: this person placed it.
        WrongState: no hold stands, or it was renewed before.
        Refused: it is too long, or has no reason.
    """
    rules.check_hold(minutes=minutes, reason=reason)
    row = _standing(subject)
    if str(row.placed_by) == by.id:
        raise NotAllowed("You placed this hold: only a second person can renew it.")
    if row.renewed_at is not None:
        raise WrongState("This hold was renewed before. It cannot be renewed again.")
    row.renewed_at, row.renewed_by, row.renewed_label = clock.now(), UUID(by.id), by.label
    row.renewed_minutes, row.renewed_reason = minutes, reason.strip()
    row.save()
    _keep_until(subject, holds.ends_at_of(row))
    journal.write(verb="dispatch.renew_hold", about=subject, by=by, facts={"minutes": minutes})


@transaction.atomic
def release_hold(subject: str, *, by: Actor) -> None:
    """Ends a standing hold at once; what waited leaves as it was written.

    Raises:
        WrongState: no hold stands.
    """
    _let_go(_standing(subject), at=clock.now(), by=by)


def end_lapsed_holds() -> int:
    """Ends the holds whose time is over, rings for what waited, and returns how many those were."""
    now = clock.now()
    lapsed = [row for row in Hold.objects.filter(released_at__isnull=True) if holds.ends_at_of(row) <= now]
    return sum(_end_lapsed(row.subject, now=now) for row in lapsed)


@transaction.atomic
def _end_lapsed(subject: str, *, now: datetime) -> bool:
    row = _locked(subject)
    if row is None or row.released_at is not None or holds.ends_at_of(row) > now:
        return False  # somebody renewed or ended it meanwhile
    _let_go(row, at=holds.ends_at_of(row), by=CLOCKWORK)
    return True


def _let_go(row: Hold, *, at: datetime, by: Actor) -> None:
    row.released_at, row.released_by = at, by.label
    row.save(update_fields=["released_at", "released_by"])
    _keep_until(row.subject, None)
    for lane in sorted(rules.HOLDABLE):
        ring(Lane(lane))
    journal.write(verb="dispatch.release_hold", about=row.subject, by=by)


def _keep_until(subject: str, until: datetime | None) -> None:
    may_be_held = Q(audience_reach=Reach.PUBLIC, lane__in=sorted(rules.HOLDABLE), overtakes="")
    Posting.objects.filter(about(subject) & may_be_held).update(held_until=until)


def _standing(subject: str) -> Hold:
    row = _locked(subject)
    if row is None or not holds.view(row).stands:
        raise WrongState("No safety hold stands on this message.")
    return row


def _locked(subject: str) -> Hold | None:
    return Hold.objects.select_for_update().filter(subject=subject).first()
