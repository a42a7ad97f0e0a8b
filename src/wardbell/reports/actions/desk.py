"""The desk: pseudonyms, shifts, one owner for each incident, handing over, and the thread of a scene."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, Screened, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, check_may
from wardbell.places import queries as places
from wardbell.reports import rules
from wardbell.reports.models import Incident, Line, Shift, Volunteer
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import CLAIM_LASTS, FixedWord, Post, Stretch
from wardbell.safeguards import FORM_KINDS, MASKED_KINDS, screen

_ROLE_OF = {
    Post.HOTLINE: Role.HOTLINE,
    Post.SHIFT_LEAD: Role.SHIFT_LEAD,
    Post.CONFIRMER: Role.CONFIRMER,
}


@transaction.atomic
def keep_volunteer(
    account_id: str, *, pseudonym: str, languages: Sequence[str] = (), wards: Sequence[str] = (),
    is_adult: bool = False, trained_on: date | None = None, by: Actor,
) -> str:  # fmt: skip
    """Gives somebody a pseudonym, or changes what is known of them, and returns their id in this room.

    Raises:
        NotAllowed: neither administrator nor shift lead; or the person is of the city.
        Unreadable: no active account, a pseudonym that tells who they are, or an area that is none.
        Conflict: the pseudonym is somebody else's.
    """
    check_may(people.roles_of_actor(by), Verb.KEEP_VOLUNTEERS)
    person = people.person(account_id)
    if people.offices_of(account_id, clock.now()):
        raise NotAllowed("Nobody of the city works at the community's desk.")
    pseudonym = rules.check_pseudonym(pseudonym, name=person.name)
    if Volunteer.objects.filter(pseudonym__iexact=pseudonym).exclude(account_id=account_id).exists():
        raise Conflict("This pseudonym is taken. Choose another.")
    kept = {
        "pseudonym": pseudonym, "languages": list(languages), "wards": [places.area(one).code for one in wards],
        "is_adult": is_adult, "trained_on": trained_on, "left_at": None,
    }  # fmt: skip
    row, _ = Volunteer.objects.update_or_create(account_id=account_id, defaults=kept)
    journal.write(
        verb=Verb.KEEP_VOLUNTEERS, about=f"volunteer:{row.id}", by=_shown(by),
        facts={"is_adult": is_adult, "trained_on": str(trained_on or "")},
    )  # fmt: skip
    return str(row.id)


@transaction.atomic
def leave(volunteer_id: str, *, by: Actor) -> None:
    """Ends somebody's work here; what they hold is free again, and they are asked no more.

    Raises:
        NotAllowed: neither administrator nor shift lead, nor themselves.
        WrongState: they are at a scene.
    """
    row = _volunteer(volunteer_id)
    if str(row.account_id) != by.id:
        check_may(people.roles_of_actor(by), Verb.KEEP_VOLUNTEERS)
    if standing.is_out(row):
        raise WrongState("They are out. Call them back first, and hear that they are well.")
    Volunteer.objects.filter(id=row.id).update(left_at=clock.now())
    Incident.objects.filter(owner=row).update(owner=None, claimed_until=None)
    journal.write(verb="reports.leave", about=f"volunteer:{row.id}", by=_shown(by))


@transaction.atomic
def set_shift(volunteer_id: str, *, post: Post, starts_at: datetime, ends_at: datetime, by: Actor) -> str:
    """Puts somebody on a shift and returns its id.

    Raises:
        NotAllowed: neither administrator nor shift lead; no role for the post; too long, too soon or too much.
        Unreadable: it ends before it starts.
    """
    check_may(people.roles_of_actor(by), Verb.KEEP_VOLUNTEERS)
    row = _volunteer(volunteer_id)
    if _ROLE_OF[post] not in people.roles_of(str(row.account_id), clock.now()):
        raise NotAllowed("This volunteer has no role for this post.")
    others = Shift.objects.select_for_update().filter(volunteer=row)
    held = [Stretch(starts_at=one.starts_at, ends_at=one.ends_at) for one in others]
    rules.check_shift(Stretch(starts_at=starts_at, ends_at=ends_at), others=held)
    shift = Shift.objects.create(volunteer=row, post=post, starts_at=starts_at, ends_at=ends_at)
    facts = {"post": post, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    journal.write(verb="reports.set_shift", about=f"volunteer:{row.id}", by=_shown(by), facts=facts)
    return str(shift.id)


@transaction.atomic
def end_shift(*, note: str, by: Actor) -> None:
    """Ends somebody's own shift now, with what whoever comes next must know; what they hold is free.

    Raises:
        WrongState: they are on no shift.
        Unreadable: the note is empty or too long.
        Screened: the note holds what may not be written.
    """
    row, now = standing.volunteer_of(by), clock.now()
    running = Shift.objects.filter(volunteer=row, starts_at__lt=now, ends_at__gt=now)
    kept = screened(rules.check_note(note))
    if not running.update(ends_at=now, handover_note=kept):
        raise WrongState("You are on no shift now.")
    Incident.objects.filter(owner=row).update(owner=None, claimed_until=None, handover_note=kept)
    journal.write(verb="reports.end_shift", about=f"volunteer:{row.id}", by=standing.known_as(row, by))


@transaction.atomic
def claim(incident_id: str, *, by: Actor) -> datetime:
    """Takes an incident in hand, alone, and returns until when; again, it lasts longer.

    Raises:
        NotAllowed: no volunteer of the desk.
        Conflict: somebody else has it in hand.
    """
    row, now = standing.volunteer_who_may(by, Verb.SORT_REPORTS), clock.now()
    incident = _locked(incident_id)
    owner = str(incident.owner_id) if incident.owner_id else None
    name = incident.owner.pseudonym if incident.owner is not None else ""
    rules.check_may_claim(owner=owner, name=name, until=incident.claimed_until, claimant=str(row.id), now=now)
    until = now + CLAIM_LASTS
    Incident.objects.filter(id=incident.id).update(owner=row, claimed_until=until)
    if owner != str(row.id):
        journal.write(
            verb="reports.claim",
            about=f"incident:{incident.id}",
            by=standing.known_as(row, by),
            facts={"from": owner or ""},
        )
    return until


@transaction.atomic
def hand_over(incident_id: str, *, note: str, by: Actor) -> None:
    """Lets go of an incident with a note for whoever takes it next.

    Raises:
        WrongState: they do not have it in hand.
        Unreadable: the note is empty or too long.
        Screened: the note holds what may not be written.
    """
    row = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    incident = _locked(incident_id)
    rules.check_has(owner=str(incident.owner_id) if incident.owner_id else None, claimant=str(row.id))
    kept = screened(rules.check_note(note))
    Incident.objects.filter(id=incident.id).update(owner=None, claimed_until=None, handover_note=kept)
    journal.write(verb="reports.hand_over", about=f"incident:{incident.id}", by=standing.known_as(row, by))


@transaction.atomic
def say(incident_id: str, *, word: FixedWord | None = None, words: str = "", by: Actor) -> str:
    """Writes a line into an incident's thread and returns its id: a fixed word, and 140 screened characters at most.

    Raises:
        NotAllowed: neither of the desk nor asked to this scene.
        WrongState: the thread is gone, a day after the close.
        Unreadable: it says nothing, or too much.
        Screened: it holds what may not be written.
    """
    row, incident = standing.volunteer_of(by), rows.now_at(rows.incident_row(incident_id))
    if not standing.is_at(row, rows.all_of(incident)):
        standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    rules.check_thread_is_open(closed_at=incident.closed_at, now=clock.now())
    kept = rules.check_words(words)
    if not (word or kept):
        raise Unreadable("Choose a word, or type one.")
    line = Line.objects.create(
        incident=incident, volunteer=row, at=clock.now(), word=word or "", words=screened(kept)
    )
    return str(line.id)


def screened(words: str) -> str:
    """Returns words that may be written down at the desk.

    Raises:
        Screened: they may not.
    """
    findings = screen(words, "report_intake", kinds=(*FORM_KINDS, *MASKED_KINDS))
    if findings:
        raise Screened("This cannot be written here: no names, numbers, plates or homes.", findings=findings)
    return words


def _volunteer(volunteer_id: str) -> Volunteer:
    row = Volunteer.objects.filter(id=volunteer_id, left_at__isnull=True).first()
    if row is None:
        raise Unreadable("There is no such volunteer.")
    return row


def _locked(incident_id: str) -> Incident:
    row = Incident.objects.select_for_update(of=("self",)).filter(id=incident_id).first()
    return row if row is not None else rows.incident_row(incident_id)


def _shown(by: Actor) -> Actor:
    """A volunteer by pseudonym; an administrator as who they are."""
    try:
        return standing.known_as(standing.volunteer_of(by), by)
    except NotAllowed:
        return by
