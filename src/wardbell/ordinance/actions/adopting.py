"""Which ordinance holds here, and counsel's name under its text."""

from datetime import date

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.ordinance import packs
from wardbell.ordinance.actions import rows
from wardbell.ordinance.models import Adoption
from wardbell.ordinance.queries.adopted import office_of_kind
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, check_may


@transaction.atomic
def adopt(code: str, *, from_on: date, by: Actor) -> None:
    """Makes an ordinance hold here from a day on; adopting it again takes the pack as it stands now, without counsel's name.

    Raises:
        Unreadable: there is no such pack, or it is wrong.
        Refused: its duties name a kind of office that this city does not have.
    """
    rows.check_permitted(by, Verb.ADOPT)
    pack = packs.ordinance(code)
    for kind in dict.fromkeys([one.owner for one in pack.duties] + [one.office for one in pack.departments]):
        office_of_kind(kind)
    Adoption.objects.update_or_create(
        code=code,
        defaults={
            "digest": pack.digest, "adopted_at": clock.now(), "adopted_by": by.label, "from_on": from_on,
            "counsel_signed_by": None, "counsel_signed_at": None, "ended_at": None,
        },
    )  # fmt: skip
    facts = {"digest": pack.digest, "from": from_on}
    journal.write(verb="ordinance.adopt", about=f"ordinance:{code}", by=by, facts=facts)


@transaction.atomic
def sign_text(code: str, *, by: Actor) -> None:
    """Puts counsel's name under the text of an ordinance as its pack stands now.

    Raises:
        NotAllowed: this person is not counsel.
        Unreadable: it does not hold here.
    """
    check_may(people.roles_of_actor(by) & {Role.COUNSEL}, Verb.ADOPT)
    pack = packs.ordinance(code)
    signed = Adoption.objects.filter(code=code, ended_at__isnull=True).update(
        digest=pack.digest, counsel_signed_by_id=by.id, counsel_signed_at=clock.now()
    )
    if not signed:
        raise Unreadable("This ordinance does not hold here.")
    journal.write(verb="ordinance.sign_text", about=f"ordinance:{code}", by=by, facts={"digest": pack.digest})


@transaction.atomic
def end(code: str, *, by: Actor) -> None:
    """Ends an ordinance here: it begins nothing any more; what it began stays due."""
    rows.check_permitted(by, Verb.ADOPT)
    if not Adoption.objects.filter(code=code, ended_at__isnull=True).update(ended_at=clock.now()):
        raise Unreadable("This ordinance does not hold here.")
    journal.write(verb="ordinance.end", about=f"ordinance:{code}", by=by)
