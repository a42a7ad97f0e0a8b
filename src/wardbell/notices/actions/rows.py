"""What every action of this room begins with: may this person, and the row, held until the transaction ends."""

from datetime import datetime

from django.db.models import F

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.notices import rules
from wardbell.notices.models import DraftsEnded, Notice, NumberGiven
from wardbell.notices.queries.rows import signatures_of, uuid_of
from wardbell.notices.rules import State
from wardbell.people import queries as people
from wardbell.people.rules import Verb, check_may, may
from wardbell.places import queries as places


def check_permitted(by: Actor, verb: Verb) -> None:
    """Lets the verb pass.

    Raises:
        NotAllowed: none of this person's roles allows it.
    """
    check_may(people.roles_of_actor(by), verb)


def check_holds_office(by: Actor) -> None:
    """Lets pass who holds an office of the city: partners see what the public sees, when the public sees it.

    Raises:
        NotAllowed: this person holds none.
    """
    if not people.offices_of_actor(by):
        raise NotAllowed("This is between offices of the city. You see it when the public does.")


def check_proposes_for(organization: str, by: Actor) -> None:
    """Lets pass who may propose notices in this organization of the community.

    Raises:
        NotAllowed: they lead no shift there, or hold an office of the city.
    """
    check_may(people.roles_of_actor_in_organization(by, organization), Verb.PROPOSE_NOTICE)
    if people.offices_of_actor(by):
        raise NotAllowed("Nobody of the city speaks for the community.")


def check_may_take_back(row: Notice, by: Actor, verb: Verb) -> None:
    """Lets pass whose role takes notices back, and of an organization's own notice whoever may propose there.

    Raises:
        NotAllowed: neither.
    """
    if row.organization_id is not None and not may(people.roles_of_actor(by), verb):
        check_proposes_for(row.organization_id, by)
    else:
        check_permitted(by, verb)


def holds_office(account_id: str) -> bool:
    """Says whether somebody holds an office of the city now."""
    return bool(people.offices_of(account_id, clock.now()))


def locked(notice_id: str) -> Notice:
    """Returns a notice that nobody else can change until this transaction ends.

    Raises:
        Unreadable: there is no such notice.
    """
    found = Notice.objects.select_for_update(of=("self",)).filter(id=uuid_of(notice_id)).first()
    if found is None:
        raise Unreadable("There is no such notice.")
    return found


def locked_behind(notice_id: str) -> Notice:
    """Returns a notice that nobody else can change, the notice that it tells of held first: whoever withdraws that one waits."""
    about_id = Notice.objects.filter(id=uuid_of(notice_id)).values_list("about_id", flat=True).first()
    if about_id is not None:
        locked(str(about_id))
    return locked(notice_id)


def own_draft(notice_id: str, by: Actor) -> Notice:
    """Returns a draft of this person, held.

    Raises:
        NotAllowed: somebody else began it.
        WrongState: it is no draft any more.
    """
    row = locked(notice_id)
    if str(row.author_id) != by.id:
        raise NotAllowed("Somebody else began this notice; only they can go on with it.")
    if row.state != State.DRAFT:
        raise WrongState("This notice is no draft any more and cannot be changed.")
    return row


def check_is_another(by: Actor, row: Notice) -> None:
    """Lets pass a person whose word it is not.

    Raises:
        NotAllowed: it is the author, or who phoned.
    """
    rules.check_is_another(by.id, signatures_of(row))


def on_behalf(row: Notice) -> dict[str, str]:
    """Returns for the journal who phoned the duty clerk, by id and name; nothing of a notice that nobody phoned in."""
    if row.on_behalf_of_id is None:
        return {}
    phoned = str(row.on_behalf_of_id)
    return {"on_behalf_of": phoned, "on_behalf_of_name": people.listed(phoned).person.name}


def give_number(row: Notice) -> None:
    """Gives a notice its number, unless it has one: the city's year, then a count without gaps."""
    if row.number:
        return
    year = _year(clock.now())
    NumberGiven.objects.get_or_create(year=year)
    counted = NumberGiven.objects.select_for_update().get(year=year)
    counted.n += 1
    NumberGiven.objects.filter(year=year).update(n=counted.n)
    row.number = f"{year}-{counted.n}"


def count_ended_draft() -> None:
    """Counts one more draft of this year that may reach nobody. Nothing else of it is stored, the journal included."""
    year = _year(clock.now())
    DraftsEnded.objects.get_or_create(year=year)
    DraftsEnded.objects.filter(year=year).update(n=F("n") + 1)


def _year(now: datetime) -> int:
    return now.astimezone(places.zone()).year
