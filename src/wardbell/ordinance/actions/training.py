"""Who of the staff is trained: the roster and the finished courses, taken whole from the city's own lists or not at all."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, Unreadable
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions import rows
from wardbell.ordinance.models import Completion, Course, RosterImport, Worker
from wardbell.ordinance.rules import CompletionRow, EntryKind, StaffRow, Tier
from wardbell.people.rules import Verb
from wardbell.places import queries as places


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a file changed."""

    number: str  #: of the entry that notes the import
    n_rows: int
    n_new: int
    n_changed: int
    n_left: int


@transaction.atomic
def open_course(tier: Tier, *, version: int, in_force_on: date, lasts_days: int, by: Actor) -> None:
    """Names a version of a tier's training; a newer version is due again for everybody of the tier.

    Raises:
        Conflict: there is this version or a later one.
    """
    rows.check_permitted(by, Verb.KEEP_TRAINING)
    if Course.objects.filter(tier=tier, version__gte=version).exists():
        raise Conflict("There is this version of the training, or a later one.")
    if version < 1 or lasts_days < 1:
        raise Unreadable("A version is 1 or more, and a training lasts a day or more.")
    Course.objects.create(tier=tier, version=version, in_force_on=in_force_on, lasts_days=lasts_days)
    facts = {"tier": tier, "version": version, "lasts_days": lasts_days}
    journal.write(verb="ordinance.open_course", about=f"course:{tier}", by=by, facts=facts)


@transaction.atomic
def import_roster(content: bytes, *, by: Actor) -> Imported:
    """Takes the city's whole list of staff: who is new is added, who is not on it has left; all or nothing.

    Raises:
        Unreadable: the file is not UTF-8, a line is wrong, a number stands twice, or there is a column of birth dates.
    """
    rows.check_permitted(by, Verb.KEEP_TRAINING)
    listed = {one.staff_number: one for one in rules.read_staff(content)}
    there = {one.staff_number: one for one in Worker.objects.select_for_update()}
    today, now = places.today(), clock.now()
    new = [one for number, one in listed.items() if number not in there]
    Worker.objects.bulk_create(_worker(one, since_on=today) for one in new)
    changed = [one for number, one in there.items() if number in listed and _takes(one, listed[number])]
    left = [one for number, one in there.items() if number not in listed and one.left_at is None]
    for one in left:
        one.left_at = now
    Worker.objects.bulk_update([*changed, *left], ["name", "department", "tier", "left_at"], batch_size=500)
    counts = {"n_rows": len(listed), "n_new": len(new), "n_changed": len(changed), "n_left": len(left)}
    return Imported(number=_note(content, counts, by=by), **counts)


@transaction.atomic
def import_completions(content: bytes, *, by: Actor) -> int:
    """Takes a list of finished courses, all or nothing; what is known already is not entered twice. Returns how many are new.

    Raises:
        Unreadable: a line is wrong, or names somebody who is not on the roster, or a course that there is not.
    """
    rows.check_permitted(by, Verb.KEEP_TRAINING)
    listed = rules.read_completions(content, today=places.today())
    workers = dict(Worker.objects.values_list("staff_number", "id"))
    courses = {(one.tier, one.version): one.id for one in Course.objects.all()}
    _check_known(listed, workers=set(workers), courses=set(courses))
    before = Completion.objects.count()
    made = [
        Completion(
            worker_id=workers[one.staff_number],
            course_id=courses[one.tier, one.version],
            completed_on=one.completed_on,
        )
        for one in listed
    ]
    Completion.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    n_new = Completion.objects.count() - before
    facts = {"rows": len(listed), "new": n_new, "digest": hashlib.sha256(content).hexdigest()}
    journal.write(verb="ordinance.import_completions", about="training:completions", by=by, facts=facts)
    return n_new


def _check_known(listed: list[CompletionRow], *, workers: set[str], courses: set[tuple[str, int]]) -> None:
    for one in listed:
        if one.staff_number not in workers:
            raise Unreadable("Staff number %(number)s is not on the roster.", number=one.staff_number)
        if (one.tier, one.version) not in courses:
            raise Unreadable(
                "There is no version %(version)s of the training '%(tier)s'.", version=one.version, tier=one.tier
            )  # fmt: skip


def _note(content: bytes, counts: dict[str, int], *, by: Actor) -> str:
    """An operator at the command line has no account; the journal alone names who ran the import then."""
    digest = hashlib.sha256(content).hexdigest()
    number = ""
    if rows.has_account(by):
        entry = rows.new_entry(EntryKind.TRAINING, received_at=clock.now(), by=by, verb=Verb.KEEP_TRAINING)
        RosterImport.objects.create(entry=entry, digest=digest, n_rows=counts["n_rows"])
        number = entry.number
    journal.write(
        verb="ordinance.import_roster", about=f"training:{number or 'roster'}", by=by, facts=counts | {"digest": digest}
    )  # fmt: skip
    return number


def _worker(row: StaffRow, *, since_on: date) -> Worker:
    return Worker(
        staff_number=row.staff_number, name=row.name, department=row.department, tier=row.tier, since_on=since_on
    )  # fmt: skip


def _takes(worker: Worker, row: StaffRow) -> bool:
    """Writes into a worker what a row says, and says whether that changed anything."""
    before = (worker.name, worker.department, worker.tier, worker.left_at)
    worker.name, worker.department, worker.tier, worker.left_at = row.name, row.department, row.tier, None
    return before != (worker.name, worker.department, worker.tier, worker.left_at)
