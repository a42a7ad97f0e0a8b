"""What happened in the made-up city before anybody looked: one notice, its public version, and how that was taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from wardbell.config.commands._rehearsal.cast import Cast, Official
from wardbell.dispatch import actions as dispatch
from wardbell.escalation import actions as escalation
from wardbell.escalation import queries as asked
from wardbell.escalation.rules import Via
from wardbell.ground import clock, jobs
from wardbell.ground.actors import Actor, ActorKind
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.rules import Answer, HowKnown, Status, WithdrawReason
from wardbell.places import queries as places

WARD = "ward:3"
_AFTERNOON = time(15, 5)
_HOLD_OVER = timedelta(seconds=90)  # the visible minute, and some


def happen(cast: Cast) -> None:
    """Plays it on yesterday's clock; whatever it sends is handed over at once, and nothing of it stays open."""
    at = datetime.combine(places.today() - timedelta(days=1), _AFTERNOON, tzinfo=places.zone())
    with _at(at):
        notice_id = _say(cast)
    with _at(at + timedelta(minutes=2)):
        _answer(cast, notice_id)
        notices.countersign(notice_id, by=_actor(cast.mayor))
        public_id = notices.draft_public(notice_id, by=_actor(cast.chief))
        notices.ask_approval(public_id, by=_actor(cast.chief))
    with _at(at + timedelta(minutes=4)):
        notices.approve(public_id, by=_actor(cast.approvers[0]))
        seat = cast.seat(WARD)
        notices.relay(public_id, office=seat.office, by=_actor(seat.aide))
    with _at(at + timedelta(minutes=4) + _HOLD_OVER):
        dispatch.release_held()
    with _at(at + timedelta(minutes=21)):
        notices.withdraw(public_id, reason=WithdrawReason.WRONG_AREA, by=_actor(cast.chief))
    with _at(at + timedelta(hours=1)):
        notices.end(notice_id, by=_actor(cast.chief))
        _countersign_all(cast)


def _say(cast: Cast) -> str:
    chief = _actor(cast.chief)
    begun = notices.begin(how_known=HowKnown.SEEN_IN_PUBLIC_BY_STAFF, by=chief)
    notice_id = str(begun.notice_id)
    notices.answer(
        notice_id, by=chief, source_at=clock.now(), agents=Answer.YES, civil=Answer.NOT_KNOWN, status=Status.ONGOING,
        areas=(WARD,),
    )  # fmt: skip
    notices.publish(notice_id, by=chief)
    return notice_id


def _answer(cast: Cast, notice_id: str) -> None:
    for seat in cast.seats:
        request = asked.request_about(f"notice:{notice_id}", office=seat.office)
        if request is not None:
            escalation.acknowledge(request.id, by=_actor(seat.aide), via=Via.INBOX)


def _countersign_all(cast: Cast) -> None:
    """Leaves nothing waiting for a second person."""
    for one in said.awaiting_countersign(cast.mayor.id):
        notices.countersign(one.id, by=_actor(cast.mayor))


def _actor(who: Official) -> Actor:
    return Actor(id=who.id, kind=ActorKind.ACCOUNT, label=who.name)


@contextmanager
def _at(at: datetime) -> Iterator[None]:
    """Stops the clock at an instant, and sends what was posted in it."""
    with clock.fixed(at):
        yield
        jobs.run_all()
