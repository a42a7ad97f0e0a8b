"""Taking back: withdrawal, end, correction, all-clear. Each goes to the identical audience, ahead of everything else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.db import transaction

from wardbell.dispatch.letters import Reach
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.answering import Answers, apply_answers, check_status, reach_of
from wardbell.notices.actions.saying import mark_said, tell_second, tell_whoever_got
from wardbell.notices.kinds import kind
from wardbell.notices.models import Notice, NoticeArea
from wardbell.notices.queries.rows import areas_of, facts_of, signatures_of, subject_of
from wardbell.notices.rules import (
    ALL_CLEAR,
    CORRECTION,
    REPLACEMENTS,
    RUMOUR_CHECK,
    SAID,
    WITHDRAWAL,
    HowKnown,
    Matter,
    NoticeAudience,
    State,
    Status,
    WithdrawReason,
)
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
    return _take_back(notice_id, reason=WithdrawReason(reason), to=State.WITHDRAWN, by=by, verb=Verb.WITHDRAW)


@transaction.atomic
def end(notice_id: str, *, by: Actor) -> TakenBack:
    """Says that what a notice told of has ended, on one signature, to whoever got it; its public versions end with it.

    Raises:
        NotAllowed: this person may not.
        WrongState: it does not stand.
    """
    return _take_back(notice_id, reason=WithdrawReason.ENDED_EARLY, to=State.ENDED, by=by, verb=Verb.END)


@transaction.atomic
def correct(notice_id: str, *, by: Actor, **answers: Unpack[Answers]) -> str:
    """Drafts a correction that says what holds now, and returns its id; two persons send it, and it takes the notice's place.

    Raises:
        NotAllowed: the corrected facts may not reach whom the notice reached.
        Conflict: somebody else is correcting it.
    """
    row = rows.locked(notice_id)
    _check_may_correct(row, by)
    _check_none_in_the_making(row)
    return _corrected(row, _following(row, kind=CORRECTION, by=by), answers, by=by)


@transaction.atomic
def answer_rumour_check(notice_id: str, *, by: Actor, **answers: Unpack[Answers]) -> str:
    """Drafts what is verified by now after "we do not know yet", and returns its id; two persons send it to whoever got that.

    Raises:
        NotAllowed: this person may not.
        WrongState: it is no rumour check, or it does not stand.
        Conflict: its answer is in the making.
    """
    row = rows.locked(notice_id)
    _check_may_correct(row, by)
    if row.kind != RUMOUR_CHECK:
        raise WrongState("Only a rumour check is answered. Correct this notice instead.")
    _check_none_in_the_making(row)
    known = _following(row, kind=CORRECTION, by=by)
    known.how_known, known.link, known.source_at = HowKnown.VERIFIED_REPORT, "", None
    known.status, known.shareable_at, known.shareable_because = answers["status"], None, ""
    known.may_reach = int(reach_of(facts_of(known)))
    return _corrected(row, known, answers, by=by)


def _corrected(row: Notice, correction: Notice, answers: Answers, *, by: Actor) -> str:
    """Keeps a correction with its answers, and returns its id."""
    correction.save()
    _copy_areas(row, correction)
    apply_answers(correction, answers)
    check_status(correction)
    if correction.may_reach < row.may_reach and row.audience == NoticeAudience.PUBLIC:
        raise NotAllowed("Corrected like this it may not reach the public. Withdraw it instead.")
    facts = {"corrects": str(row.id)}
    journal.write(verb="notices.correct", about=subject_of(correction), by=by, facts=facts)
    return str(correction.id)


@transaction.atomic
def all_clear(
    notice_id: str, *, source_at: datetime, by: Actor, how_known: HowKnown | None = None, link: str = ""
) -> str:
    """Drafts the all-clear of a public notice, and returns its id: it is over, and this is what to do now.

    Two persons send it to whoever got the notice, whose place it takes. It needs a source of its own: that of a rumour
    check says how somebody found out, so `how_known` is another than before.

    Raises:
        NotAllowed: known in this way it may not reach the public.
        WrongState: only a public notice that stands has an all-clear.
        Conflict: somebody else is making one, or a correction.
    """
    row = rows.locked(notice_id)
    _check_may_correct(row, by)
    if row.audience != NoticeAudience.PUBLIC:
        raise WrongState("Only a public notice has an all-clear. Say that an official notice has ended.")
    if row.kind == ALL_CLEAR:
        raise WrongState("This is an all-clear already.")
    if row.matter == Matter.RUMOUR_CHECK and how_known is None:
        raise Refused("Say how it is known that the rumour is not so.")
    _check_none_in_the_making(row)
    clear = _following(row, kind=ALL_CLEAR, by=by)
    clear.status, clear.source_at, clear.shareable_at, clear.shareable_because = (
        Status.ENDED,
        source_at,
        None,
        "",
    )
    clear.how_known, clear.since_at = how_known or row.how_known, None
    clear.link = link or (row.link if clear.how_known == row.how_known else "")
    clear.may_reach = int(reach_of(facts_of(clear)))
    if clear.may_reach != Reach.PUBLIC:
        raise NotAllowed("Known in this way it may not reach the public. Withdraw the notice instead.")
    clear.until_at, clear.cause, clear.advice, clear.help_at = None, "", "", ""
    clear.save()
    _copy_areas(row, clear)
    apply_answers(clear, {"source_at": source_at})
    journal.write(verb="notices.all_clear", about=subject_of(clear), by=by, facts={"corrects": str(row.id)})
    return str(clear.id)


def _check_none_in_the_making(row: Notice) -> None:
    if row.corrections.filter(kind__in=REPLACEMENTS, state__in=[State.DRAFT, State.IN_REVIEW]).exists():
        raise Conflict("A correction of this notice is in the making already.")


def _check_ends_so(row: Notice, reason: WithdrawReason) -> None:
    """Lets pass an end on one signature, but of what people stay safe by: that two persons must end."""
    if reason is WithdrawReason.ENDED_EARLY and kind(row.of_kind).ends_by == ALL_CLEAR:
        raise Refused("People stay safe by this notice: it ends with an all-clear, which two persons sign.")


def _take_back(notice_id: str, *, reason: WithdrawReason, to: State, by: Actor, verb: Verb) -> TakenBack:
    row = rows.locked(notice_id)
    rows.check_may_take_back(row, by, verb)
    if row.audience == NoticeAudience.COUNCIL:
        rows.check_holds_office(by)
    if row.kind == WITHDRAWAL or row.state not in SAID:
        raise WrongState("Only what was said can be taken back.")
    _check_ends_so(row, reason)
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
    offices = () if row.organization_id else people.offices_of_actor(by)
    return Notice(
        kind=kind, of_kind=row.of_kind, matter=row.matter, audience=row.audience, number=row.number, exercise=row.exercise, about=row.about, basis=row.basis,
        corrects=row, code=ids.short_code() if row.code else "", how_known=row.how_known, status=row.status,
        link=row.link, leave_from=row.leave_from, source_at=row.source_at, may_reach=row.may_reach, agents=row.agents,
        civil=row.civil, since_at=row.since_at, agency=row.agency, request_type=row.request_type,
        city_answer=row.city_answer, shareable_at=row.shareable_at, shareable_because=row.shareable_because,
        until_at=row.until_at, cause=row.cause, advice=row.advice, help_at=row.help_at,
        author_id=by.id, office_id=offices[0] if offices else row.office_id,
        organization_id=row.organization_id, begun_at=clock.now(),
    )  # fmt: skip


def _copy_areas(row: Notice, to: Notice) -> None:
    NoticeArea.objects.bulk_create(
        NoticeArea(notice=to, code=code, position=position) for position, code in enumerate(areas_of(row))
    )


def _check_may_correct(row: Notice, by: Actor) -> None:
    if row.organization_id is not None:
        rows.check_proposes_for(row.organization_id, by)
        _check_stands(row)
        return
    is_for_speakers = row.audience == NoticeAudience.COUNCIL or row.matter == Matter.CIVIC
    rows.check_permitted(by, Verb.SPEAK if is_for_speakers else Verb.DRAFT_PUBLIC)
    rows.check_holds_office(by)
    _check_stands(row)


def _check_stands(row: Notice) -> None:
    if row.kind == WITHDRAWAL or row.state != State.PUBLISHED:
        raise WrongState("Only a notice that stands can be corrected.")
