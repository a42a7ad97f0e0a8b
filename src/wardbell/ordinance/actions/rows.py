"""What the actions of this room begin with: may this person, the row held, the text screened, the number given."""

from datetime import datetime

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import NotAllowed, Screened, Unreadable, WrongState
from wardbell.ordinance.models import Deadline, Entry, NumberGiven
from wardbell.ordinance.queries.adopted import departments, office_of_kind
from wardbell.ordinance.queries.rows import uuid_of
from wardbell.ordinance.rules import EntryKind, EntryState, number_of
from wardbell.people import queries as people
from wardbell.people.rules import PERMISSIONS, Role, Verb, check_may
from wardbell.places import queries as places
from wardbell.safeguards import FORM_KINDS, Context, Kind, screen

#: what no text of the register may hold: whatever has a form, names of officers and of people, anybody's status
REFUSED_KINDS = (*FORM_KINDS, Kind.OFFICER_NAME, Kind.PERSON_NAME_WITH_STATUS, Kind.IMMIGRATION_STATUS)


def check_permitted(by: Actor, verb: Verb) -> None:
    """Lets the verb pass.

    Raises:
        NotAllowed: none of this person's roles allows it.
    """
    check_may(people.roles_of_actor(by), verb)


def role_for(by: Actor, verb: Verb) -> Role:
    """Returns the role by which somebody may do something: the first in the order of the table's roles."""
    held = people.roles_of_actor(by)
    return next(role for role in Role if role in held & PERMISSIONS[verb])


def check_text(text: str) -> None:
    """Lets pass a text that holds nothing which may not be written.

    Raises:
        Screened: a name, a badge, a plate, a number, a home or somebody's status stands in it; nothing of it is kept.
    """
    findings = screen(text, Context.OFFICIAL_NOTICE, kinds=REFUSED_KINDS)
    if findings:
        raise Screened(
            "Take out what is marked: the register holds no names, numbers or homes.", findings=findings
        )


def locked(entry_id: str) -> Entry:
    """Returns an entry that nobody else can change until this transaction ends.

    Raises:
        Unreadable: there is no such entry.
    """
    found = Entry.objects.select_for_update(of=("self",)).filter(id=uuid_of(entry_id)).first()
    if found is None:
        raise Unreadable("There is no such entry.")
    return found


def open_entry(entry_id: str) -> Entry:
    """Returns an entry that can be completed, held.

    Raises:
        WrongState: it is in review or closed.
    """
    row = locked(entry_id)
    if row.state != EntryState.OPEN:
        raise WrongState("This entry is not open any more. After it is closed, add a correction.")
    return row


def locked_deadline(deadline_id: str) -> Deadline:
    """Returns a deadline that nobody else can change until this transaction ends.

    Raises:
        Unreadable: there is no such deadline.
    """
    found = Deadline.objects.select_for_update(of=("self",)).filter(id=uuid_of(deadline_id)).first()
    if found is None:
        raise Unreadable("There is no such deadline.")
    return found


def new_entry(
    kind: EntryKind, *, received_at: datetime, by: Actor, verb: Verb, department: str = "", narrative: str = "",
    once: str = "", exercise: bool = False,
) -> Entry:  # fmt: skip
    """Writes the spine of a new entry: its number, its owner, who wrote it in which role."""
    chosen, owner = _owner(department, by)
    now = clock.now()
    return Entry.objects.create(
        number=next_number(kind, now), kind=kind, jurisdiction_id=places.jurisdiction().code, exercise=exercise,
        once=once or None, department=chosen, owner_id=owner, created_at=now, created_by_id=by.id,
        created_by_role=role_for(by, verb), received_at=received_at, narrative=narrative,
    )  # fmt: skip


def _owner(department: str, by: Actor) -> tuple[str, str]:
    """Returns the department that documents, and the office that answers for it: the one named, else the writer's own."""
    mine = people.offices_of_actor(by)
    found = departments()
    if department:
        for one in found:
            if one.code == department:
                return one.code, office_of_kind(one.office)
        raise Unreadable("There is no department '%(code)s' in the ordinance.", code=department)
    kinds = [str(people.office(code).kind) for code in mine]
    for one in found:
        if one.office in kinds:
            return one.code, mine[kinds.index(one.office)]
    if not mine:
        raise NotAllowed("Only who holds an office of the city keeps its register.")
    return mine[0], mine[0]


def known_department(code: str) -> str:
    """Returns the code of a department of the ordinance that holds here.

    Raises:
        Unreadable: there is none of that name.
    """
    if code not in {one.code for one in departments()}:
        raise Unreadable("There is no department '%(code)s' in the ordinance.", code=code)
    return code


def next_number(kind: EntryKind, now: datetime) -> str:
    """Returns the next number of a kind in the city's year."""
    year = now.astimezone(places.zone()).year
    NumberGiven.objects.get_or_create(year=year, kind=kind)
    counted = NumberGiven.objects.select_for_update().get(year=year, kind=kind)
    counted.n += 1
    counted.save(update_fields=["n"])
    return number_of(kind, year=year, n=counted.n)


def has_account(by: Actor) -> bool:
    """Says whether somebody is a person with an account: an operator at the command line is not."""
    return by.kind is ActorKind.ACCOUNT
