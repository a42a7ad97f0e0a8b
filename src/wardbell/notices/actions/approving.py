"""The second person: approval before something is sent, countersigning of what left on one signature, and who is asked next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction

from wardbell.dispatch import actions as dispatch
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import Conflict, NotAllowed, Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.answering import check_may_speak, check_ready, check_status
from wardbell.notices.actions.letters import post_ask
from wardbell.notices.actions.saying import next_second, say_to_council, say_to_public, tell_second
from wardbell.notices.actions.screening import check_as_read, reason_despite
from wardbell.notices.kinds import kind
from wardbell.notices.models import ApprovalAsk, CoverageAsk, Notice
from wardbell.notices.queries import uncovered_wards_of
from wardbell.notices.queries.rows import is_answered, signatures_of, subject_of
from wardbell.notices.queries.warned import kinds_of, warnings_of
from wardbell.notices.rules import SAID, Answered, NoticeAudience, State, Status
from wardbell.people import queries as people
from wardbell.people.rules import Verb

log = structlog.get_logger(__name__)

#: how long after a public version is out the pool is asked about wards whose office has not relayed it
COVERAGE_MINUTES = 10
_REASON_LENGTH = 500
_NO_BASIS = "notice_has_a_basis"  # what the guards of reports say when nobody stands behind a notice


@dataclass(frozen=True, kw_only=True)
class Approved:
    """What an approval did; `was_before` when this person had approved it already and nothing was sent again."""

    notice_id: str
    was_before: bool


@transaction.atomic
def ask_approval(notice_id: str, *, by: Actor) -> str | None:
    """Puts a draft before the approver pool and returns who is asked first; None while nobody is on duty.

    Raises:
        Refused: an answer is missing, or the text is not signed off.
    """
    row = rows.own_draft(notice_id, by)
    check_may_speak(row, by)
    if row.about_id is None and row.corrects_id is None:
        check_ready(row)
    check_status(row)
    rows.give_number(row)
    check_as_read(row)
    row.state = rules.move(State(row.state), State.IN_REVIEW)
    row.review_round += 1
    row.save()
    account = _ask_next_approver(row, by=by)
    journal.write(
        verb="notices.ask_approval", about=subject_of(row), by=by,
        facts={"number": row.number, "round": row.review_round, "asked": account} | rows.on_behalf(row),
    )  # fmt: skip
    return account


@transaction.atomic
def approve(notice_id: str, *, by: Actor, reason: str = "") -> Approved:
    """Sends what another person wrote: a public version stands on the page at once, a council notice asks every office.

    Approving twice sends once. What was warned of what it means goes out only with a `reason`, which is kept.

    Raises:
        ReasonMissing: its text was warned of something, and no reason is given.
        NotAllowed: this person wrote it, is not on duty, or may not see it before the public does.
        Conflict: somebody else was first.
        WrongState: nobody stands behind the incident that it was made of.
    """
    row = rows.locked_behind(notice_id)
    if row.state in SAID and str(row.approver_id) == by.id:
        return Approved(notice_id=notice_id, was_before=True)
    _check_may_decide(row, by)
    _check_still_stands(row)
    audience = NoticeAudience(row.audience)
    marked = warnings_of(row.free_text, audience=audience)
    row.warned = kinds_of(marked)
    row.approved_because = reason_despite(marked, reason=reason, audience=audience)
    row.approver_id = by.id
    rules.check_two_persons(
        signatures_of(row),
        kind=row.kind,
        status=Status(row.status),
        free_text=row.free_text,
        single_signed=False,
    )
    _note(row, by, Answered.APPROVED, reason=row.approved_because)
    say = say_to_public if row.audience == NoticeAudience.PUBLIC else say_to_council
    try:
        say(row, by=by)
    except IntegrityError as fault:
        if _NO_BASIS not in str(fault):
            raise
        raise WrongState("What this rests on is not confirmed any more. Send it back.") from fault
    dispatch.void_unsent(f"approval:{row.id}", by=by)
    journal.write(
        verb="notices.approve", about=subject_of(row), by=by,
        facts={"number": row.number, "author": str(row.author_id), "may_reach": row.may_reach,
               "warned": row.warned, "because": row.approved_because}
        | rows.on_behalf(row),
    )  # fmt: skip
    return Approved(notice_id=notice_id, was_before=False)


@transaction.atomic
def send_back(notice_id: str, *, reason: str, by: Actor) -> None:
    """Hands a notice back to its author with a reason; nothing is sent.

    Raises:
        Conflict: somebody else was first.
    """
    row = rows.locked(notice_id)
    _check_may_decide(row, by)
    if not reason.strip():
        raise Refused("Say why you send it back.")
    _note(row, by, Answered.SENT_BACK, reason=reason.strip()[:_REASON_LENGTH])
    row.state = rules.move(State(row.state), State.DRAFT)
    row.save(update_fields=["state"])
    dispatch.void_unsent(f"approval:{row.id}", by=by)
    facts = {"round": row.review_round}
    journal.write(verb="notices.send_back", about=subject_of(row), by=by, facts=facts)


@transaction.atomic
def countersign(notice_id: str, *, by: Actor) -> None:
    """Puts a second name under what left on one signature; a second time is nothing new.

    Raises:
        Conflict: somebody else answered first.
    """
    row = _single_signed(notice_id, by)
    if str(row.countersigned_by_id) == by.id:
        return
    if is_answered(row):
        raise Conflict("Somebody else has answered for this notice already.")
    row.countersigned_by_id, row.countersigned_at = by.id, clock.now()
    row.save(update_fields=["countersigned_by", "countersigned_at"])
    dispatch.void_unsent(f"countersign:{row.id}", by=by)
    journal.write(verb="notices.countersign", about=subject_of(row), by=by)


@transaction.atomic
def dispute(notice_id: str, *, by: Actor) -> None:
    """Records that a second person disputes what left on one signature, even after another countersigned; the notice shows it.

    Raises:
        Conflict: somebody else disputed it first.
    """
    row = _single_signed(notice_id, by)
    if str(row.disputed_by_id) == by.id:
        return
    if row.disputed_at is not None:
        raise Conflict("Somebody else has disputed this notice already.")
    row.disputed_by_id, row.disputed_at = by.id, clock.now()
    row.save(update_fields=["disputed_by", "disputed_at"])
    dispatch.void_unsent(f"countersign:{row.id}", by=by)
    journal.write(verb="notices.dispute", about=subject_of(row), by=by)


def ask_due() -> int:
    """Asks whoever is due: the next approver, the next second person, the pool about wards nobody told. Sends nothing to residents.

    Returns how many asks were made; harmless when run twice.
    """
    waiting = Notice.objects.filter(state=State.IN_REVIEW)
    unsigned = Notice.objects.filter(
        single_signed=True,
        published_at__isnull=False,
        countersigned_at__isnull=True,
        disputed_at__isnull=True,
    )
    since = clock.now() - timedelta(minutes=COVERAGE_MINUTES)
    out = Notice.objects.filter(
        audience=NoticeAudience.PUBLIC, state=State.PUBLISHED, published_at__lte=since, expires_at__gt=clock.now(),
        coverage_ask__isnull=True, organization__isnull=True,
    ).exclude(kind__in=[rules.WITHDRAWAL, rules.ALL_CLEAR])  # fmt: skip
    due: list[tuple[list[object], Callable[[str], bool]]] = [
        (list(waiting.values_list("id", flat=True)), _approver_due),
        (list(unsigned.values_list("id", flat=True)), _second_due),
        (list(out.values_list("id", flat=True)), _coverage_due),
    ]
    return _each([(ask, str(notice_id)) for ids, ask in due for notice_id in ids])


def _each(due: list[tuple[Callable[[str], bool], str]]) -> int:
    """Makes each ask; a fault at one notice does not keep the others waiting and is raised when all were tried."""
    made, faults = 0, []
    for ask, notice_id in due:
        try:
            made += ask(notice_id)
        except Exception as fault:  # noqa: BLE001  # one notice's fault must not silence the next; all are raised below
            log.error("ask failed", notice=notice_id, reason=type(fault).__name__)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("asks of notices failed", faults)
    return made


@transaction.atomic
def _approver_due(notice_id: str) -> bool:
    row = rows.locked(notice_id)
    if row.state != State.IN_REVIEW or (account := _ask_next_approver(row, by=CLOCKWORK)) is None:
        return False
    facts = {"round": row.review_round, "asked": account}
    journal.write(verb="notices.ask_next", about=subject_of(row), by=CLOCKWORK, facts=facts)
    return True


@transaction.atomic
def _second_due(notice_id: str) -> bool:
    row = rows.locked(notice_id)
    if is_answered(row) or (account := tell_second(row, by=CLOCKWORK)) is None:
        return False
    journal.write(verb="notices.tell_next", about=subject_of(row), by=CLOCKWORK, facts={"asked": account})
    return True


@transaction.atomic
def _coverage_due(notice_id: str) -> bool:
    row = rows.locked(notice_id)
    wards, pool = uncovered_wards_of(row), people.pool(clock.now())
    if not wards or not pool or CoverageAsk.objects.filter(notice=row).exists():
        return False
    CoverageAsk.objects.create(notice=row, wards=",".join(wards), asked_at=clock.now())
    post_ask(
        row, phrase="coverage-ask", purpose="coverage", page=f"/official/notices/{row.about_id or row.id}/public/",
        to=pool, minutes=COVERAGE_MINUTES, areas=wards, by=CLOCKWORK,
    )  # fmt: skip
    journal.write(verb="notices.ask_coverage", about=subject_of(row), by=CLOCKWORK, facts={"wards": wards})
    return True


def _ask_next_approver(row: Notice, *, by: Actor) -> str | None:
    now, minutes = clock.now(), kind(row.kind).approval_minutes
    this_round = row.approval_asks.filter(review_round=row.review_round)
    account = rules.next_to_ask(
        _pool_for(row, now), asked={str(one.account_id): one.asked_at for one in this_round},
        never=signatures_of(row).speakers, wait=timedelta(minutes=minutes), now=now,
    )  # fmt: skip
    if account is None:
        return None
    ApprovalAsk.objects.create(notice=row, review_round=row.review_round, account_id=account, asked_at=now)
    post_ask(
        row, phrase="approval-ask", purpose="approval", page=f"/official/review/{row.id}/",
        to=[account], minutes=minutes, by=by,
    )  # fmt: skip
    return account


def _pool_for(row: Notice, now: datetime) -> list[str]:
    """Returns the approvers on duty who may see the notice: for the council's, only those who hold an office."""
    pool = people.pool(now)
    if row.audience == NoticeAudience.PUBLIC:
        return pool
    return [account for account in pool if rows.holds_office(account)]


def _check_may_decide(row: Notice, by: Actor) -> None:
    rows.check_permitted(by, Verb.APPROVE)
    if row.state in SAID:
        raise Conflict("Somebody else was first: this notice has been sent.")
    if row.state != State.IN_REVIEW:
        raise WrongState("This notice does not wait for approval.")
    rows.check_is_another(by, row)
    if row.audience == NoticeAudience.COUNCIL:
        rows.check_holds_office(by)
    if by.id not in people.pool(clock.now()) and not row.approval_asks.filter(account_id=by.id).exists():
        raise NotAllowed("You are not on duty as an approver now.")


def _check_still_stands(row: Notice) -> None:
    """Lets pass what still rests on a notice that stands."""
    for earlier in (row.about, row.corrects):
        if earlier is not None and earlier.state == State.WITHDRAWN:
            raise WrongState("What this tells of was withdrawn; it cannot be sent any more.")
    if row.corrects is not None and row.corrects.state != State.PUBLISHED:
        raise WrongState("What this corrects does not stand any more.")


def _note(row: Notice, by: Actor, answer: Answered, *, reason: str = "") -> None:
    now = clock.now()
    ApprovalAsk.objects.update_or_create(
        notice=row, review_round=row.review_round, account_id=by.id,
        defaults={"answer": answer, "answered_at": now, "reason": reason},
        create_defaults={"answer": answer, "answered_at": now, "reason": reason, "asked_at": now},
    )  # fmt: skip


def _single_signed(notice_id: str, by: Actor) -> Notice:
    rows.check_permitted(by, Verb.COUNTERSIGN)
    row = rows.locked(notice_id)
    if not row.single_signed or row.state not in SAID:
        raise WrongState("This notice was not sent on one signature.")
    rows.check_is_another(by, row)
    if row.audience == NoticeAudience.COUNCIL:
        rows.check_holds_office(by)
    return row


__all__ = ["approve", "ask_approval", "ask_due", "countersign", "dispute", "next_second", "send_back"]
