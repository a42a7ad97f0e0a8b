"""Saying it: from the first question to the moment when every council office is asked."""

from dataclasses import dataclass, replace
from typing import Unpack

from django.db import transaction

from wardbell.dispatch.letters import Reach
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.answering import (
    Answers,
    apply_answers,
    check_may_speak,
    check_ready,
    reach_of,
    speaking_office,
)
from wardbell.notices.actions.saying import say_to_council
from wardbell.notices.kinds import kind as kind_named
from wardbell.notices.models import Notice, NoticeArea
from wardbell.notices.queries.rows import signatures_of, subject_of
from wardbell.notices.rules import OFFICIAL_NOTICE, SAID, Facts, HowKnown, Matter, NoticeAudience, Status
from wardbell.places import queries as places
from wardbell.places.rules import CITY


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Either a draft, or nothing at all: then `attorney_number` is whom to call."""

    notice_id: str | None
    attorney_number: str


@dataclass(frozen=True, kw_only=True)
class Published:
    """What a publish did; `was_before` when it had been published already and nothing was sent again."""

    notice_id: str
    was_before: bool


@transaction.atomic
def begin(
    *, how_known: HowKnown, by: Actor, on_behalf_of: str | None = None, kind: str = OFFICIAL_NOTICE,
    exercise: bool = False,
) -> Begun:  # fmt: skip
    """Begins a draft, or ends it at once where the answer lets it reach nobody: then nothing is stored but a count for the year.

    Raises:
        NotAllowed: this person may not speak, or who phoned may not.
        Refused: a notice of this kind is never known in this way, or follows another and is not begun by itself.
    """
    pack = kind_named(kind)
    if pack.matter is Matter.RUMOUR_CHECK:
        raise Refused("A rumour check stands on a rumour that was told to the council: tell that one first.")
    office = speaking_office(by, on_behalf_of, audience=NoticeAudience(pack.audience), matter=pack.matter)
    how_known = HowKnown(how_known)
    attorney = str(places.jurisdiction().numbers.get("attorney", ""))
    if how_known not in pack.how_known:
        raise Refused("This kind of notice is not told of what is known in this way.")
    if rules.may_ever_reach(how_known, pack.matter) is Reach.NOBODY:
        rows.count_ended_draft()
        return Begun(notice_id=None, attorney_number=attorney)
    row = Notice.objects.create(
        kind=kind, of_kind=kind, matter=pack.matter, audience=pack.audience, how_known=how_known,
        may_reach=int(reach_of(Facts(how_known=how_known, matter=pack.matter))),
        author_id=by.id, on_behalf_of_id=on_behalf_of, office_id=office, begun_at=clock.now(), exercise=exercise,
        code=ids.short_code() if pack.audience == NoticeAudience.PUBLIC else "",
    )  # fmt: skip
    if how_known is HowKnown.REQUEST:
        NoticeArea.objects.create(notice=row, code=CITY)
    journal.write(
        verb="notices.begin", about=subject_of(row), by=by, facts={"kind": kind} | rows.on_behalf(row)
    )
    return Begun(notice_id=str(row.id), attorney_number=attorney)


@transaction.atomic
def answer(notice_id: str, *, by: Actor, **answers: Unpack[Answers]) -> Reach:
    """Saves closed answers in a draft once they fit each other, and returns how far it may now go.

    Raises:
        Refused: two answers exclude each other, or one may not be given here; nothing was saved.
        Screened: the text holds what may not be written; nothing was saved.
    """
    row = rows.own_draft(notice_id, by)
    if row.about_id is not None:
        raise WrongState(
            "A public version tells what its official notice tells; its answers cannot be changed."
        )
    if row.organization_id is not None:
        raise WrongState("This tells what was verified; its answers cannot be changed.")
    row.read_back_at = None
    apply_answers(row, answers)
    journal.write(verb="notices.answer", about=subject_of(row), by=by, facts={"may_reach": row.may_reach})
    return Reach(row.may_reach)


@transaction.atomic
def read_back(notice_id: str, *, by: Actor) -> None:
    """Records that the duty clerk read the whole notice back to the designee who phoned."""
    row = rows.own_draft(notice_id, by)
    if row.on_behalf_of_id is None:
        raise WrongState("Only what is entered on behalf of somebody is read back.")
    row.read_back_at = clock.now()
    row.save(update_fields=["read_back_at"])
    journal.write(verb="notices.read_back", about=subject_of(row), by=by, facts=rows.on_behalf(row))


@transaction.atomic
def end_draft(notice_id: str, *, by: Actor) -> Begun:
    """Ends a draft that turns out to reach nobody (not under way and not announced, or not sure): only a count stays."""
    rows.own_draft(notice_id, by).delete()
    rows.count_ended_draft()
    return Begun(notice_id=None, attorney_number=str(places.jurisdiction().numbers.get("attorney", "")))


@transaction.atomic
def discard(notice_id: str, *, by: Actor) -> None:
    """Throws a draft away."""
    row = rows.own_draft(notice_id, by)
    subject = subject_of(row)
    row.delete()
    journal.write(verb="notices.discard", about=subject, by=by)


@transaction.atomic
def publish(notice_id: str, *, by: Actor) -> Published:
    """Sends a council notice on one signature, where that is one of the reviewed forms, and asks every council office at once.

    A second person is told in the same second. Publishing twice sends once.

    Raises:
        NotAllowed: this person may not, or the notice needs a second person: ask for approval instead.
        Refused: an answer is missing.
    """
    row = rows.locked(notice_id)
    if row.state in SAID and str(row.author_id) == by.id:
        return Published(notice_id=notice_id, was_before=True)
    row = rows.own_draft(notice_id, by)
    check_may_speak(row, by)
    if row.audience == NoticeAudience.PUBLIC:
        raise NotAllowed("What the public gets needs a second person: ask for approval.")
    check_ready(row)
    rules.check_two_persons(
        replace(signatures_of(row), approver=None), kind=row.kind, status=Status(row.status),
        free_text=row.free_text, single_signed=True,
    )  # fmt: skip
    row.single_signed = True
    say_to_council(row, by=by)
    journal.write(
        verb="notices.publish", about=subject_of(row), by=by,
        facts={"number": row.number, "single_signed": True, "status": row.status, "may_reach": row.may_reach}
        | rows.on_behalf(row),
    )  # fmt: skip
    return Published(notice_id=notice_id, was_before=False)
