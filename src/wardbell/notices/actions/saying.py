"""The moment something is said: number, time, row; then the letters. For the actions of this room."""

from datetime import datetime, timedelta

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Lane
from wardbell.escalation import actions as escalation
from wardbell.ground import clock, jobs
from wardbell.ground.actors import Actor
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.letters import asked_of, first_asked, letter_of, post_ask, told_accounts
from wardbell.notices.actions.relaying import relay_due
from wardbell.notices.actions.screening import check_as_read
from wardbell.notices.kinds import kind
from wardbell.notices.models import CountersignAsk, Notice
from wardbell.notices.queries.rows import areas_of, signatures_of, subject_of
from wardbell.notices.rules import CORRECTION, REPLACEMENTS, Matter, State
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places


def mark_said(row: Notice) -> None:
    """Writes that a notice is said now."""
    now = clock.now()
    rows.give_number(row)
    check_as_read(row)
    row.state = rules.move(State(row.state), State.PUBLISHED)
    row.published_at = now
    row.expires_at = row.until_at or now + timedelta(hours=kind(row.kind).expires_after_hours)
    row.save()


def say_to_council(row: Notice, *, by: Actor) -> None:
    """Says a council notice: every office is asked at once, a second person told in the same second."""
    phrases.check_gone_live()
    mark_said(row)
    if row.kind == CORRECTION:
        take_the_place(row, by=by)
    else:
        escalation.ask(
            subject=subject_of(row), letter=letter_of(row), asked=asked_of(row, clock.now()),
            shareable_at=row.shareable_at or clock.now(), by=by,
        )  # fmt: skip
    if row.single_signed:
        tell_second(row, by=by)


def say_to_public(row: Notice, *, by: Actor) -> None:
    """Says a public version: it stands on the page at once. A ward hears it when its office relays it.

    A correction or an all-clear goes to whoever got what it takes the place of. What an organization of the community says
    goes to its readers at once: it has no office to relay it. Of a civic notice every council office is
    told at once; whether it is passed on by itself is the jurisdiction's policy.

    Raises:
        Refused: this live node may not speak to the public yet.
    """
    mark_said(row)
    if row.kind in REPLACEMENTS:
        take_the_place(row, by=by)
    elif row.organization_id is not None:
        tell_readers(row, by=by)
    elif row.matter == Matter.CIVIC:
        letter = letter_of(row, lane=Lane.OFFICIALS, is_urgent=False)
        dispatch.post(letter, to=Audience(accounts=first_asked(row, clock.now())), by=by)
        jobs.later(
            relay_due, priority=jobs.URGENT
        )  # what policy passes on at once does not wait for the clock


def tell_readers(row: Notice, *, by: Actor) -> None:
    """Sends what an organization of the community says, and two persons approved, to the readers of its wards and topic."""
    if row.exercise:  # a drill goes to no reader
        return
    wards = places.wards_of(areas_of(row))
    areas = tuple(sorted({code for ward in wards for code in places.covers(ward)}))
    dispatch.post(letter_of(row), to=Audience(areas=areas, topic=kind(row.of_kind).topic), by=by)


def take_the_place(row: Notice, *, by: Actor) -> None:
    """Ends what a correction corrects, and tells whoever got it."""
    corrected = rows.locked(str(row.corrects_id))
    corrected.state = rules.move(State(corrected.state), State.ENDED)
    corrected.ended_by_id, corrected.ended_at = row.approver_id, row.published_at
    corrected.save()
    tell_whoever_got(corrected, row, by=by)


def tell_whoever_got(earlier: Notice, row: Notice, *, by: Actor) -> None:
    """Sends a correction or withdrawal to the identical audience of what it takes back, ahead of every bulk message of it."""
    subject = subject_of(earlier)
    letter = letter_of(row, overtakes=subject)
    officials = told_accounts(subject)
    if earlier.audience == rules.NoticeAudience.PUBLIC:
        if not row.exercise:  # a drill never went to readers
            dispatch.post(letter, to=Audience(same_as=subject), by=by)
        officials = told_accounts(f"notice:{earlier.about_id}") if earlier.about_id else ()
    else:
        escalation.cancel(subject, by=by)
    if officials:
        dispatch.post(letter, to=Audience(accounts=officials), by=by)


def tell_second(row: Notice, *, by: Actor) -> str | None:
    """Tells the next second person of a single-signed notice; returns who it is, or None when nobody is left."""
    now = clock.now()
    account = next_second(row, now)
    if account is None:
        return None
    CountersignAsk.objects.create(notice=row, account_id=account, asked_at=now)
    post_ask(
        row, phrase="countersign-ask", purpose="countersign", page=f"/official/notices/{row.id}/countersign/",
        to=[account], minutes=kind(row.kind).countersign_minutes, by=by,
    )  # fmt: skip
    return account


def next_second(row: Notice, now: datetime) -> str | None:
    """Returns who is told next: another designee in order, then the approvers on duty; of the city's notices those who hold an office."""
    is_community = row.organization_id is not None
    pool = [one for one in people.pool(now) if is_community or rows.holds_office(one)]
    order = [*people.designees(now), *pool]
    asked = {str(one.account_id): one.asked_at for one in row.countersign_asks.all()}
    return rules.next_to_ask(
        order, asked=asked, never=signatures_of(row).speakers,
        wait=timedelta(minutes=kind(row.kind).countersign_minutes), now=now,
    )  # fmt: skip
