"""A partner organization passes a public version on by its own link, and says how many people it told. Nobody checks that number."""

from dataclasses import dataclass

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.notices.actions.relaying import standing_public
from wardbell.notices.models import PartnerRelay, ReportedReach
from wardbell.notices.queries.rows import subject_of, uuid_of
from wardbell.notices.rules import MOST_PEOPLE
from wardbell.people import queries as people
from wardbell.people.rules import Verb, check_may
from wardbell.places import queries as places


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """What a partner's relay did; `was_before` when the organization passes it on already."""

    notice_id: str
    organization: str
    was_before: bool


@transaction.atomic
def relay_by_partner(public_id: str, *, organization: str, by: Actor) -> PassedOn:
    """Records that an organization passes a public version on. It sends nothing: the organization tells its own people.

    Raises:
        NotAllowed: this person does not act for this organization.
        WrongState: there is no public version, or it does not stand any more.
    """
    _check_acts_for(organization, by)
    row = standing_public(public_id)
    _, is_new = PartnerRelay.objects.get_or_create(
        notice=row, organization_id=organization,
        defaults={"relayed_by_id": by.id, "relayed_at": clock.now()},
    )  # fmt: skip
    if is_new:
        facts = {"organization": organization}
        journal.write(verb="notices.relay_by_partner", about=subject_of(row), by=by, facts=facts)
    return PassedOn(notice_id=public_id, organization=organization, was_before=not is_new)


@transaction.atomic
def report_reach(public_id: str, *, organization: str, language: str, n_people: int, by: Actor) -> None:
    """Keeps how many people an organization says it told in one language; said again, the new number holds.

    Raises:
        NotAllowed: this person does not act for this organization.
        WrongState: the organization does not pass this notice on.
        Unreadable: no such language, or no likely number.
    """
    _check_acts_for(organization, by)
    if language not in places.jurisdiction().languages:
        raise Unreadable("This city does not speak '%(language)s'.", language=language)
    if not 1 <= n_people <= MOST_PEOPLE:
        raise Unreadable("Give a number of people from 1 to %(most)s.", most=MOST_PEOPLE)
    relay = PartnerRelay.objects.filter(notice_id=uuid_of(public_id), organization_id=organization).first()
    if relay is None:
        raise WrongState("Say first that your organization passes this notice on.")
    ReportedReach.objects.update_or_create(
        relay=relay, language=language,
        defaults={"n_people": n_people, "reported_by_id": by.id, "reported_at": clock.now()},
    )  # fmt: skip
    facts = {"organization": organization, "language": language, "n_people": n_people}
    journal.write(verb="notices.report_reach", about=f"notice:{relay.notice_id}", by=by, facts=facts)


def _check_acts_for(organization: str, by: Actor) -> None:
    check_may(people.roles_of_actor_in_organization(by, organization), Verb.RELAY_BY_PARTNER)
