"""An account's life after it was accepted: roles, second factor, the end."""

from datetime import datetime
from typing import Literal

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, Unreadable
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.actions.access import end_lapsed, end_sessions
from wardbell.people.actions.invitations import open_way_back
from wardbell.people.actions.rows import account_row, place_of
from wardbell.people.actions.tokens import revoke_all
from wardbell.people.rules import (
    Role,
    Verb,
    check_administrator_remains,
    check_may,
    check_not_oneself,
    check_until,
)


@transaction.atomic
def deactivate(account_id: str, *, by: Actor) -> None:
    """Ends an account: its roles, its sessions and its ways in, at once. The name stays; the mailbox is free for a successor.

    Raises:
        NotAllowed: only administrators deactivate, and not themselves.
        WrongState: it is the last administrator's.
        Unreadable: there is no active account with this id.
    """
    check_may(queries.roles_of_actor(by), Verb.DEACTIVATE)
    check_not_oneself(by.id, account_id)
    account = account_row(account_id)
    _check_administrator_remains(account_id)
    _close_ways_in(account, by=by)
    account.former_email, account.email = account.email, f"{account.id}@deactivated.invalid"
    account.is_active, account.deactivated_at, account.deactivated_by = False, clock.now(), by.label
    account.save()
    ended = _open_memberships(account).update(ends_at=clock.now())
    journal.write(verb=Verb.DEACTIVATE, about=f"account:{account_id}", by=by, facts={"roles_ended": ended})


@transaction.atomic
def reset_second_factor(account_id: str, *, by: Actor) -> str:
    """Shuts a lost device out and returns the token of the link by which its owner comes back (24 hours).

    Password, passkeys, authenticator app, recovery codes, sessions and tokens all end: who holds the device holds nothing.

    Raises:
        NotAllowed: only administrators do this, and not for themselves.
        Unreadable: there is no active account with this id.
    """
    check_may(queries.roles_of_actor(by), Verb.RESET_SECOND_FACTOR)
    check_not_oneself(by.id, account_id)
    account = account_row(account_id)
    _close_ways_in(account, by=by)
    account.save(update_fields=["password"])
    token = open_way_back(account, by=by)
    journal.write(verb=Verb.RESET_SECOND_FACTOR, about=f"account:{account_id}", by=by)
    return token


@transaction.atomic
def give_role(
    account_id: str,
    *,
    role: Role,
    office: str = "",
    organization: str = "",
    until: datetime | None = None,
    by: Actor,
) -> None:
    """Gives an active account one more role, from now on, for good or until an instant at which it ends by itself.

    Raises:
        NotAllowed: only administrators give roles.
        Unreadable: there is no such active account, office or organization; or the end is over already.
        Conflict: the account holds this role there already.
    """
    check_may(queries.roles_of_actor(by), Verb.GIVE_ROLE)
    check_until(until, now=clock.now())
    account = account_row(account_id)
    in_office, in_organization = place_of(office=office, organization=organization)
    for lapsed in _open_memberships(account).filter(until__lte=clock.now()):
        end_lapsed(str(lapsed.id), by=by)
    try:
        with transaction.atomic():
            models.Membership.objects.create(
                account=account,
                office=in_office,
                organization=in_organization,
                role=role,
                starts_at=clock.now(),
                until=until,
            )
    except IntegrityError as error:
        raise Conflict("This person holds this role there already.") from error
    facts = {"role": role, "office": office, "organization": organization}
    if until is not None:
        facts["until"] = until.isoformat()
    journal.write(verb=Verb.GIVE_ROLE, about=f"account:{account_id}", by=by, facts=facts)


@transaction.atomic
def end_role(account_id: str, *, role: Role, office: str = "", organization: str = "", by: Actor) -> None:
    """Ends one role of an active account, from now on.

    Raises:
        NotAllowed: only administrators end roles.
        WrongState: it would leave the node without an administrator.
        Unreadable: the account does not hold this role there.
    """
    check_may(queries.roles_of_actor(by), Verb.GIVE_ROLE)
    account = account_row(account_id)
    in_office, in_organization = place_of(office=office, organization=organization)
    if role is Role.ADMINISTRATOR:
        _check_administrator_remains(account_id)
    held = _open_memberships(account).filter(role=role, office=in_office, organization=in_organization)
    if not held.update(ends_at=clock.now()):
        raise Unreadable("This person does not hold this role there.")
    if not queries.roles_of(account_id, clock.now()):
        end_sessions(account)
    facts = {"role": role, "office": office, "organization": organization}
    journal.write(verb="people.end_role", about=f"account:{account_id}", by=by, facts=facts)


@transaction.atomic
def record_second_factor(
    account_id: str, *, kind: str, change: Literal["added", "removed", "renewed"], by: Actor
) -> None:
    """Writes into the journal that somebody changed their second factor; the sign-in library made the change."""
    journal.write(
        verb=f"people.second_factor_{change}", about=f"account:{account_id}", by=by, facts={"kind": kind}
    )


def _close_ways_in(account: models.Account, *, by: Actor) -> None:
    """A changed password ends every session of the framework's; the rows go too, so that no list shows them."""
    account.set_unusable_password()
    Authenticator.objects.filter(user_id=account.id).delete()
    revoke_all(account, by=by)
    end_sessions(account)
    now = clock.now()
    models.Invitation.objects.filter(
        email=account.email, accepted_at__isnull=True, expires_at__gt=now
    ).update(expires_at=now)


def _check_administrator_remains(account_id: str) -> None:
    """Locks every administrator's role first: two who send each other away must not both succeed."""
    held = models.Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR, ends_at__isnull=True)
    list(held.order_by("id"))
    if Role.ADMINISTRATOR in queries.roles_of(account_id, clock.now()):
        check_administrator_remains(remaining=queries.n_administrators(besides=account_id))


def _open_memberships(account: models.Account) -> QuerySet[models.Membership]:
    return models.Membership.objects.filter(account=account, ends_at__isnull=True, starts_at__lte=clock.now())
