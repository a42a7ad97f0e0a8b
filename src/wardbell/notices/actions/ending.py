"""Taking back: withdrawal, end, correction. Each goes to the identical audience, ahead of everything else."""

from dataclasses import dataclass
from typing import Unpack

from django.db import transaction

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.answering import Answers, apply_answers
from wardbell.notices.actions.saying import mark_said, tell_second, tell_whoever_got
from wardbell.notices.models import Notice, NoticeArea
from wardbell.notices.queries.rows import areas_of, signatures_of, subject_of
from wardbell.notices.rules import CORRECTION, SAID, WITHDRAWAL, NoticeAudience, State, Status, WithdrawReason
from wardbell.people import queries as people
from wardbell.people.rules import Verb


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """The withdrawal that says so; `was_before` when it had been taken back already and nothing was sent again."""

    withdrawal_id: str
    was_before: bool


@transaction.atomic
def withdraw(notice_id: str, *, reason: WithdrawReason, by: Actor) -> TakenBack:
    """Takes a notice back, for one of the reviewed reasons, on one signature; a second person is told in the same second.

    Withdrawing an official notice withdraws its public versions too: they stand on its facts.

    Raises:
        NotAllowed: this person may not.
        WrongState: it was never said.
    """
    rows.check_permitted(by, Verb.WITHDRAW)
    return _take_back(notice_id, reason=WithdrawReason(reason), to=State.WITHDRAWN, by=by)


@transaction.atomic
def end(notice_id: str, *, by: Actor) -> TakenBack:
    """Says that what a notice told of has ended, on one signature, to whoever got it; its public versions end with it.

    Raises:
        NotAllowed: this person may not.
        WrongState: it does not stand.
    """
    rows.check_permitted(by, Verb.END)
    return _take_back(notice_id, reason=WithdrawReason.ENDED_EARLY, to=State.ENDED, by=by)


@transaction.atomic
def correct(notice_id: str, *, by: Actor, **answers: Unpack[Answers]) -> str:
    """Drafts a correction that says what holds now, and returns its id; two persons send it, and it takes the notice's place.

    Raises:
        NotAllowed: the corrected facts may not reach whom the notice reached.
        Conflict: somebody else is correcting it.
    """
    row = rows.locked(notice_id)
    _check_may_correct(row, by)
    if row.corrections.filter(kind=CORRECTION, state__in=[State.DRAFT, State.IN_REVIEW]).exists():
        raise Conflict("A correction of this notice is in the making already.")
    correction = _following(row, kind=CORRECTION, by=by)
    correction.save()
    _copy_areas(row, correction)
    apply_answers(correction, answers)
    if correction.may_reach < row.may_reach and row.audience == NoticeAudience.PUBLIC:
        raise NotAllowed("Corrected like this it may not reach the public. Withdraw it instead.")
    facts = {"corrects": str(row.id)}
    journal.write(verb="notices.correct", about=subject_of(correction), by=by, facts=facts)
    return str(correction.id)


def _take_back(notice_id: str, *, reason: WithdrawReason, to: State, by: Actor) -> TakenBack:
    row = rows.locked(notice_id)
    if row.audience == NoticeAudience.COUNCIL:
        rows.check_holds_office(by)
    if row.kind == WITHDRAWAL or row.state not in SAID:
        raise WrongState("Only what was said can be taken back.")
    if row.state == to and (
        said := row.corrections.filter(kind=WITHDRAWAL).order_by("-published_at").first()
    ):
        return TakenBack(withdrawal_id=str(said.id), was_before=True)
    withdrawal = _say_withdrawal(row, reason=reason, to=to, by=by)
    for version in row.public_versions.filter(state__in=_standing(to)).exclude(kind=WITHDRAWAL):
        _say_withdrawal(rows.locked(str(version.id)), reason=reason, to=to, by=by)
    journal.write(
        verb="notices.withdraw" if to is State.WITHDRAWN else "notices.end", about=subject_of(row), by=by,
        facts={"withdrawal": str(withdrawal.id), "reason": reason, "number": row.number},
    )  # fmt: skip
    return TakenBack(withdrawal_id=str(withdrawal.id), was_before=False)


def _standing(to: State) -> list[State]:
    return sorted(state for state in SAID if to in rules.NEXT[state])


def _say_withdrawal(row: Notice, *, reason: WithdrawReason, to: State, by: Actor) -> Notice:
    """Marks a notice, says its withdrawal to whoever got it, and tells a second person."""
    now = clock.now()
    row.state = rules.move(State(row.state), to)
    if to is State.WITHDRAWN:
        row.withdrawn_by_id, row.withdrawn_at = by.id, now
    else:
        row.ended_by_id, row.ended_at = by.id, now
    row.save()
    withdrawal = _following(row, kind=WITHDRAWAL, by=by)
    withdrawal.reason, withdrawal.single_signed = reason, True
    rules.check_two_persons(
        signatures_of(withdrawal), kind=WITHDRAWAL, status=Status(withdrawal.status), free_text="", reason=reason,
        single_signed=True,
    )  # fmt: skip
    withdrawal.save()
    _copy_areas(row, withdrawal)
    mark_said(withdrawal)
    tell_whoever_got(row, withdrawal, by=by)
    tell_second(withdrawal, by=by)
    return withdrawal


def _following(row: Notice, *, kind: str, by: Actor) -> Notice:
    """Returns an unsaved row that takes another back: its facts, its number, a code of its own."""
    offices = people.offices_of_actor(by)
    return Notice(
        kind=kind, audience=row.audience, number=row.number, exercise=row.exercise, about=row.about, basis=row.basis,
        corrects=row, code=ids.short_code() if row.code else "", how_known=row.how_known, status=row.status,
        link=row.link, leave_from=row.leave_from, source_at=row.source_at, may_reach=row.may_reach, agents=row.agents,
        civil=row.civil, since_at=row.since_at, agency=row.agency, request_type=row.request_type,
        city_answer=row.city_answer, shareable_at=row.shareable_at, shareable_because=row.shareable_because,
        author_id=by.id, office_id=offices[0] if offices else row.office_id, begun_at=clock.now(),
    )  # fmt: skip


def _copy_areas(row: Notice, to: Notice) -> None:
    NoticeArea.objects.bulk_create(
        NoticeArea(notice=to, code=code, position=position) for position, code in enumerate(areas_of(row))
    )


def _check_may_correct(row: Notice, by: Actor) -> None:
    rows.check_permitted(by, Verb.SPEAK if row.audience == NoticeAudience.COUNCIL else Verb.DRAFT_PUBLIC)
    rows.check_holds_office(by)
    if row.kind == WITHDRAWAL or row.state != State.PUBLISHED:
        raise WrongState("Only a notice that stands can be corrected.")
