"""Who somebody is, and how they are reached."""

from collections.abc import Iterable
from datetime import datetime

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Unreadable
from wardbell.people.queries.rows import (
    active,
    held_by,
    memberships,
    one_id,
    persons_of,
    second_factors,
    uuid_of,
)
from wardbell.people.queries.values import Contact, Person
from wardbell.people.rules import Role


def person(account_id: str) -> Person:
    """Returns an active person with today's roles.

    Raises:
        Unreadable: there is no active account with this id.
    """
    account = active().filter(id=uuid_of(account_id)).first()
    if account is None:
        raise Unreadable("There is no active account with this id.")
    return persons_of([account], at=clock.now())[0]


def actor(account_id: str) -> Actor:
    """Returns who acts, as lower rooms see it.

    Raises:
        Unreadable: there is no active account with this id.
    """
    name = active().filter(id=uuid_of(account_id)).values_list("name", flat=True).first()
    if name is None:
        raise Unreadable("There is no active account with this id.")
    return Actor(id=account_id, kind=ActorKind.ACCOUNT, label=name)


def roles_of(account_id: str, at: datetime) -> frozenset[Role]:
    """Returns the roles of an active account at an instant, in whatever office or organization."""
    held = memberships(at).filter(account_id=uuid_of(account_id))
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def roles_in_office(account_id: str, office_code: str, at: datetime) -> frozenset[Role]:
    """Returns the roles of an active account in one office at an instant."""
    held = memberships(at).filter(account_id=uuid_of(account_id), office__code=office_code)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def offices_of(account_id: str, at: datetime) -> list[str]:
    """Returns the codes of the offices in which an active account holds a role, in the order of offices."""
    held = memberships(at).filter(account_id=uuid_of(account_id), office__isnull=False)
    return list(dict.fromkeys(held.order_by("office__position").values_list("office__code", flat=True)))


def has_second_factor(account_id: str) -> bool:
    """Says whether an account has a passkey or an authenticator app."""
    return second_factors().filter(user_id=uuid_of(account_id)).exists()


def account_by_phone(e164: str) -> str | None:
    """Returns the id of the active account with this telephone number."""
    return one_id(active().filter(phone=e164)) if e164 else None


def account_by_email(mail: str) -> str | None:
    """Returns the id of the active account with this mailbox, in whatever capitals it is written."""
    return one_id(active().filter(email=mail.strip().lower()))


def roles_of_actor(by: Actor) -> frozenset[Role]:
    """Returns the roles of whoever acts, now; who comes by a token has that token's role alone.

    An operator at the command line counts as an administrator, a machine as nobody.
    """
    if by.kind is ActorKind.COMMAND:
        return frozenset({Role.ADMINISTRATOR})
    if by.kind is not ActorKind.ACCOUNT:
        return frozenset()
    return frozenset(Role(role) for role in held_by(by, clock.now()).values_list("role", flat=True))


def roles_of_actor_in(by: Actor, office_code: str) -> frozenset[Role]:
    """Returns the roles of whoever acts in one office, now; who comes by a token has that token's role alone."""
    held = held_by(by, clock.now()).filter(office__code=office_code)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def roles_of_actor_in_organization(by: Actor, organization_code: str) -> frozenset[Role]:
    """Returns the roles of whoever acts in one partner organization, now; who comes by a token has that token's role alone."""
    held = held_by(by, clock.now()).filter(organization__code=organization_code)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def offices_of_actor(by: Actor) -> list[str]:
    """Returns the codes of the offices for which somebody acts, now, in the order of offices; by a token, of its one office."""
    held = held_by(by, clock.now()).filter(office__isnull=False)
    return list(dict.fromkeys(held.order_by("office__position").values_list("office__code", flat=True)))


def contacts(account_ids: Iterable[str]) -> dict[str, Contact]:
    """Returns how each active account is reached, by id; those deactivated or unknown are left out."""
    wanted = set(map(uuid_of, account_ids))
    return {
        str(row.id): Contact(
            account_id=str(row.id), name=row.name, email=row.email, phone=row.phone, language=row.language
        )
        for row in active().filter(id__in=wanted)
    }
