"""Who somebody is in this room: a volunteer by pseudonym, and what they may see."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import NotAllowed
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, check_may
from wardbell.reports.models import Offer, Shift, Volunteer
from wardbell.reports.rules import IS_OUT, Post, Trained, Viewer

_DESK = frozenset({Role.HOTLINE, Role.SHIFT_LEAD})


def viewers_of(by: Actor) -> frozenset[Viewer]:
    """Returns as whom somebody looks. Who holds any role in an office of the city is of the city, also by a token of another role."""
    if by.kind is not ActorKind.ACCOUNT:
        return frozenset()
    found = set()
    if people.offices_of(by.id, clock.now()):
        found.add(Viewer.CITY)
    roles = people.roles_of_actor(by)
    if _DESK & roles:
        found.add(Viewer.DESK)
    if Role.PARTNER in roles:
        found.add(Viewer.PARTNER)
    return frozenset(found)


def check_is_of_the_community(by: Actor) -> None:
    """Lets pass who is no part of the city.

    Raises:
        NotAllowed: they hold a role in an office.
    """
    if Viewer.CITY in viewers_of(by):
        raise NotAllowed("Nobody of the city works at the community's desk.")


def volunteer_who_may(by: Actor, verb: Verb) -> Volunteer:
    """Returns the volunteer behind whoever acts, when their role allows the verb.

    Raises:
        NotAllowed: the role does not, they are of the city, or nobody gave them a pseudonym.
    """
    check_may(people.roles_of_actor(by), verb)
    check_is_of_the_community(by)
    return volunteer_of(by)


def volunteer_of(by: Actor) -> Volunteer:
    """Returns the volunteer behind whoever acts.

    Raises:
        NotAllowed: there is none.
    """
    row = None
    if by.kind is ActorKind.ACCOUNT:
        row = Volunteer.objects.filter(account_id=by.id, left_at__isnull=True).first()
    if row is None:
        raise NotAllowed("You have no pseudonym here yet. Ask whoever leads the shift.")
    return row


def known_as(volunteer: Volunteer, by: Actor) -> Actor:
    """Returns who acts, as the journal may know them: by pseudonym."""
    return Actor(id=f"volunteer:{volunteer.id}", kind=by.kind, label=volunteer.pseudonym, bound=by.bound)


def trained(volunteer: Volunteer, at: datetime) -> Trained:
    """Returns what decides whether a volunteer may be asked to look."""
    account_id = str(volunteer.account_id)
    return Trained(
        is_confirmer=volunteer.left_at is None and Role.CONFIRMER in people.roles_of(account_id, at),
        is_adult=volunteer.is_adult, trained_on=volunteer.trained_on,
        is_of_the_city=bool(people.offices_of(account_id, at)),
    )  # fmt: skip


def is_out(volunteer: Volunteer) -> bool:
    """Says whether somebody is at a scene, or on the way to or from one."""
    return Offer.objects.filter(volunteer=volunteer, state__in=IS_OUT).exists()


def is_at(volunteer: Volunteer, incident_ids: Collection[UUID]) -> bool:
    """Says whether somebody is at one of these scenes, or on the way to or from it."""
    return Offer.objects.filter(volunteer=volunteer, incident_id__in=incident_ids, state__in=IS_OUT).exists()


def accounts_on_shift(post: Post, at: datetime) -> list[str]:
    """Returns the ids of the accounts on shift at a post; with nobody there, of everybody who leads shifts."""
    held = Shift.objects.filter(post=post, starts_at__lte=at, ends_at__gt=at, volunteer__left_at__isnull=True)
    found = list(dict.fromkeys(str(one) for one in held.values_list("volunteer__account_id", flat=True)))
    if found or post is not Post.SHIFT_LEAD:
        return found
    every = Volunteer.objects.filter(left_at__isnull=True).values_list("account_id", flat=True)
    return [str(one) for one in every if Role.SHIFT_LEAD in people.roles_of(str(one), at)]
