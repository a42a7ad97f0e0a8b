"""The rumour desk: logged, assigned, answered; published by a notice, not by this room."""

from django.db import transaction
from django.db.models import F

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.reports import rules
from wardbell.reports.models import Asked, Rumour
from wardbell.reports.queries import proposing as queries
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import Label, Level, RumourState
from wardbell.safeguards import MASKED_KINDS, mask, screen


@transaction.atomic
def log_rumour(claim: str, *, ward: str, is_public_claim: bool, by: Actor) -> str:
    """Writes down a claim, masked, and returns its id; whoever asked it first counts as one who asked.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: it is empty or too long, or the area is none.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    kept = rules.check_claim(claim)
    row = Rumour.objects.create(
        claim=mask(kept, screen(kept, "report_intake", kinds=MASKED_KINDS))[:240], ward=places.area(ward).code,
        is_public_claim=is_public_claim, state=RumourState.LOGGED, logged_at=clock.now(), logged_by=volunteer,
    )  # fmt: skip
    _count(row)
    journal.write(verb="reports.log_rumour", about=f"rumour:{row.id}", by=standing.known_as(volunteer, by))
    return str(row.id)


@transaction.atomic
def ask_again(rumour_id: str) -> None:
    """Counts that somebody asked about a claim, in this hour; who did is not kept."""
    _count(_row(rumour_id))


@transaction.atomic
def take_rumour(rumour_id: str, *, by: Actor) -> None:
    """Takes a claim to find its answer, also one whose answer has changed.

    Raises:
        NotAllowed: no volunteer of the desk.
        WrongState: it was dropped.
    """
    volunteer, row = standing.volunteer_who_may(by, Verb.ANSWER_RUMOUR), _row(rumour_id)
    state = rules.move_rumour(RumourState(row.state), RumourState.ASSIGNED)
    Rumour.objects.filter(id=row.id).update(state=state, assigned_to=volunteer)
    journal.write(verb="reports.take_rumour", about=f"rumour:{row.id}", by=standing.known_as(volunteer, by))


@transaction.atomic
def answer_rumour(rumour_id: str, answer: Label, *, incident_id: str = "", by: Actor) -> None:
    """Answers a claim: confirmed or not by an incident that somebody stands behind, else that it is not known yet.

    Raises:
        NotAllowed: no volunteer of the desk.
        WrongState: nobody has taken it; nobody stands behind the answer; or it is not known and nobody says it in public.
    """
    volunteer, row = standing.volunteer_who_may(by, Verb.ANSWER_RUMOUR), _row(rumour_id)
    if row.assigned_to_id != volunteer.id:
        raise WrongState("Take this claim first: one person at a time answers it.")
    incident = rows.incident_row(incident_id) if incident_id else None
    label = None
    if incident is not None:
        label = rules.label_of(Level(incident.level), is_verified=incident.verified_at is not None)
    rules.check_answer(answer, incident_label=label, is_public_claim=row.is_public_claim)
    state = rules.move_rumour(RumourState(row.state), RumourState.ANSWERED)
    Rumour.objects.filter(id=row.id).update(
        state=state, answer=answer, answered_at=clock.now(), incident=incident, notice=None, published_at=None
    )
    journal.write(
        verb="reports.answer_rumour",
        about=f"rumour:{row.id}",
        by=standing.known_as(volunteer, by),
        facts={"answer": answer},
    )


@transaction.atomic
def record_published(rumour_id: str, *, notice_id: str, by: Actor) -> None:
    """Writes down which public notice says the answer.

    Raises:
        NotAllowed: no volunteer of the desk.
        WrongState: it has no answer yet, or the notice does not stand before the public.
    """
    volunteer, row = standing.volunteer_who_may(by, Verb.ANSWER_RUMOUR), _row(rumour_id)
    state = rules.move_rumour(RumourState(row.state), RumourState.PUBLISHED)
    if notice_id not in {one.id for one in queries.answers_out(rumour_id)}:
        raise WrongState("No such notice stands before the public and says this answer.")
    not_known = notice_id if row.answer == Label.NOT_KNOWN else row.not_known_id
    Rumour.objects.filter(id=row.id).update(
        state=state, notice_id=notice_id, published_at=clock.now(), not_known_id=not_known
    )
    journal.write(
        verb="reports.publish_rumour",
        about=f"rumour:{row.id}",
        by=standing.known_as(volunteer, by),
        facts={"notice": notice_id},
    )


@transaction.atomic
def drop_rumour(rumour_id: str, *, by: Actor) -> None:
    """Drops a claim that is another's, or that nobody can answer.

    Raises:
        NotAllowed: no volunteer of the desk.
        WrongState: it stands before the public.
    """
    volunteer, row = standing.volunteer_who_may(by, Verb.ANSWER_RUMOUR), _row(rumour_id)
    state = rules.move_rumour(RumourState(row.state), RumourState.DROPPED)
    Rumour.objects.filter(id=row.id).update(state=state)
    journal.write(verb="reports.drop_rumour", about=f"rumour:{row.id}", by=standing.known_as(volunteer, by))


def _count(row: Rumour) -> None:
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    Asked.objects.bulk_create([Asked(rumour=row, hour=hour)], ignore_conflicts=True)
    Asked.objects.filter(rumour=row, hour=hour).update(n=F("n") + 1)


def _row(rumour_id: str) -> Rumour:
    row = Rumour.objects.select_for_update(of=("self",)).filter(id=rumour_id).first()
    if row is None:
        raise Unreadable("There is no such claim.")
    return row
