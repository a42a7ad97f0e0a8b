"""Deadlines are met, exempted or cancelled, each once; a report is filed, or certified to be of nothing."""

import hashlib
import json
from datetime import timedelta

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions import rows
from wardbell.ordinance.actions.reminding import stop_asking
from wardbell.ordinance.models import Deadline, Entry, Filing
from wardbell.ordinance.packs import ordinance
from wardbell.ordinance.queries.reports import entries_of, row_of_report
from wardbell.ordinance.rules import Act, DeadlineState, Duty
from wardbell.people.rules import Verb
from wardbell.places import queries as places

_BY_HAND = frozenset({Act.COUNCIL_NOTICE, Act.REFER, Act.COPY_TO_SUBJECT})


@transaction.atomic
def meet(deadline_id: str, *, reference: str, by: Actor) -> bool:
    """Says what met a duty, as `notice:<id>` of the notice that was sent; says whether it was this call that met it.

    Raises:
        WrongState: it is exempt or cancelled, or is met by a report or by papers alone.
    """
    rows.check_permitted(by, Verb.MEET_DUTY)
    row = rows.locked_deadline(deadline_id)
    if Act(row.act) not in _BY_HAND:
        raise WrongState("This duty is met by its report or its papers alone.")
    if row.state == DeadlineState.MET:
        return False
    stop_asking(row, by=by)
    _meet(row, reference=reference, by=by)
    return True


@transaction.atomic
def exempt(deadline_id: str, *, exemption: str, by: Actor) -> None:
    """Cites an exemption of the ordinance; on its day of review the duty opens again.

    Raises:
        Refused: the duty has no such exemption.
    """
    rows.check_permitted(by, Verb.RELEASE)
    row = rows.locked_deadline(deadline_id)
    found = _duty(row).exemption(exemption)
    row.state = rules.move_deadline(DeadlineState(row.state), DeadlineState.EXEMPT)
    row.exemption, row.review_on = found.code, places.today() + timedelta(days=found.review_days)
    row.save()
    stop_asking(row, by=by)
    facts = {"duty": row.duty, "exemption": found.code, "review_on": row.review_on}
    journal.write(verb="ordinance.exempt", about=f"deadline:{row.id}", by=by, facts=facts)


@transaction.atomic
def cancel(deadline_id: str, *, reason: str, by: Actor) -> None:
    """Ends a deadline that began in error."""
    rows.check_permitted(by, Verb.RELEASE)
    row = rows.locked_deadline(deadline_id)
    row.cancelled_because = rules.check_reason(reason)
    row.state = rules.move_deadline(DeadlineState(row.state), DeadlineState.CANCELLED)
    row.save()
    stop_asking(row, by=by)
    facts = {"duty": row.duty, "because": row.cancelled_because}
    journal.write(verb="ordinance.cancel", about=f"deadline:{row.id}", by=by, facts=facts)


@transaction.atomic
def file_report(deadline_id: str, *, by: Actor) -> str:
    """Files the report of a deadline as the register stands now; returns the filing's id.

    Raises:
        Conflict: somebody else has filed it.
        WrongState: a field that the duty asks for is empty and not waived.
        Refused: there is nothing to report; that is certified, or owed by nobody.
    """
    row = _held_for_filing(deadline_id, by)
    found = entries_of(row)
    if not found:
        raise Refused("There is nothing to report. Certify that, if the ordinance asks for it.")
    _check_answered(_duty(row), found)
    return _file(row, found, is_nil=False, by=by)


@transaction.atomic
def certify_nil(deadline_id: str, *, by: Actor) -> str:
    """Certifies that a period held nothing to report; returns the filing's id.

    Raises:
        Conflict: somebody else has filed it.
        Refused: the period did hold something, or the ordinance knows no such certificate.
    """
    row = _held_for_filing(deadline_id, by)
    if not _duty(row).nil_certificate:
        raise Refused("The ordinance asks for no certificate here.")
    if found := entries_of(row):
        raise Refused("This period holds %(n)s entries. File a report on them.", n=len(found))
    return _file(row, [], is_nil=True, by=by)


def meet_documents(entry: Entry, *, by: Actor) -> None:
    """Meets the duties of an entry that ask for papers alone, once all of them are there or waived."""
    empty = set(
        entry.slots.filter(filled_at__isnull=True, waived_at__isnull=True).values_list("name", flat=True)
    )
    waiting = entry.deadlines.select_for_update(of=("self",)).filter(
        state=DeadlineState.OPEN, act=Act.DOCUMENT
    )
    done = [row for row in waiting if _is_documented(_duty(row), empty=empty)]
    stop_asking(*done, by=by)
    for row in done:
        _meet(row, reference=f"entry:{entry.number}", by=by)


def _is_documented(duty: Duty, *, empty: set[str]) -> bool:
    wanted = {*duty.fields, *duty.slots}
    return bool(wanted) and empty.isdisjoint(wanted)


def _held_for_filing(deadline_id: str, by: Actor) -> Deadline:
    rows.check_permitted(by, Verb.FILE_REPORT)
    row = rows.locked_deadline(deadline_id)
    if row.act != Act.REPORT:
        raise WrongState("This duty asks for no report.")
    if row.state == DeadlineState.MET:
        raise Conflict("Somebody else has filed this report.")
    return row


def _check_answered(duty: Duty, found: list[Entry]) -> None:
    for entry in found:
        empty = entry.slots.filter(filled_at__isnull=True, waived_at__isnull=True, name__in=duty.fields)
        if names := tuple(empty.values_list("name", flat=True)):
            raise WrongState(
                "Entry %(number)s still lacks: %(names)s.", number=entry.number,
                names=", ".join(name.replace("_", " ") for name in names),
            )  # fmt: skip


def _file(row: Deadline, found: list[Entry], *, is_nil: bool, by: Actor) -> str:
    reported = [row_of_report(one) for one in found]
    text = json.dumps(reported, sort_keys=True, ensure_ascii=False)
    filing = Filing.objects.create(
        deadline=row, filed_at=clock.now(), filed_by_id=by.id, signed_as=rows.role_for(by, Verb.FILE_REPORT), is_nil=is_nil,
        n_entries=len(reported), told=", ".join(_duty(row).tells), rows=reported,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    stop_asking(row, by=by)
    _meet(row, reference=f"filing:{filing.id}", by=by)
    return str(filing.id)


def _meet(row: Deadline, *, reference: str, by: Actor) -> None:
    row.state = rules.move_deadline(DeadlineState(row.state), DeadlineState.MET)
    row.met_at, row.met_by, row.reference = clock.now(), by.label, reference
    row.exemption, row.review_on = "", None
    row.save()
    facts = {"duty": row.duty, "reference": reference, "was_late": row.met_at > row.due_at}
    journal.write(verb="ordinance.meet", about=f"deadline:{row.id}", by=by, facts=facts)


def _duty(row: Deadline) -> Duty:
    return ordinance(row.ordinance_id).duty(row.duty)
