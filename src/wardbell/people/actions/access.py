"""Keeping the list of people true: locked when nobody uses an account, ended when nobody confirms a role. All by clockwork but the unlocking."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.access import Told
from wardbell.people.actions.rows import account_row
from wardbell.people.rules import Role, Verb, check_may, check_may_confirm, check_not_oneself


@transaction.atomic
def lock(account_id: str, *, by: Actor) -> None:
    """Locks an account that nobody used for too long: it may do nothing, its sessions end, and it goes on being told.

    Raises:
        Unreadable: there is no active account with this id.
    """
    account = account_row(account_id)
    if account.locked_at is not None:
        return
    models.Account.objects.filter(id=account.id).update(locked_at=clock.now())
    end_sessions(account)
    journal.write(verb="people.lock", about=f"account:{account_id}", by=by)


@transaction.atomic
def unlock(account_id: str, *, by: Actor) -> None:
    """Unlocks an account, after its owner was known by voice or face; their ways in are those they had.

    Raises:
        NotAllowed: only administrators do this, and not for themselves.
        WrongState: it is not locked.
        Unreadable: there is no active account with this id.
    """
    check_may(queries.roles_of_actor(by), Verb.UNLOCK)
    check_not_oneself(by.id, account_id)
    account = account_row(account_id)
    if account.locked_at is None:
        raise WrongState("This account is not locked.")
    account.locked_at, account.unlocked_at, account.unlocked_by = None, clock.now(), by.label
    account.save(update_fields=["locked_at", "unlocked_at", "unlocked_by"])
    journal.write(verb=Verb.UNLOCK, about=f"account:{account_id}", by=by)


@transaction.atomic
def record_warned(account_id: str, *, warning: Told, since: datetime, by: Actor) -> bool:
    """Records that somebody was told, and says whether this was the first time."""
    _, is_first = models.Warned.objects.get_or_create(
        account_id=account_id, warning=warning, since=since, defaults={"told_at": clock.now()}
    )
    if is_first:
        facts = {"warning": warning, "since": since.isoformat()}
        journal.write(verb="people.warn", about=f"account:{account_id}", by=by, facts=facts)
    return is_first


@transaction.atomic
def confirm_role(membership_id: str, *, by: Actor) -> None:
    """Confirms in an access review that somebody still holds a role.

    Raises:
        NotAllowed: neither administrator nor the member of that office, or it is one's own role.
        Unreadable: nobody holds it any more.
    """
    row = _open_membership(membership_id)
    in_office = queries.roles_of_actor_in(by, row.office.code) if row.office else ()
    check_may_confirm(anywhere=queries.roles_of_actor(by), in_office=in_office)
    check_not_oneself(by.id, str(row.account_id))
    row.confirmed_at, row.confirmed_by = clock.now(), by.label
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    journal.write(verb=Verb.CONFIRM_ROLES, about=f"account:{row.account_id}", by=by, facts=_facts(row))


@transaction.atomic
def end_lapsed(membership_id: str, *, by: Actor) -> bool:
    """Notes that a role has ended whose last day is over, and says whether it was this call that did."""
    row = _open_membership(membership_id)
    if row.until is None or row.until > clock.now():
        return False
    _end(row, at=row.until, because="until", by=by)
    return True


@transaction.atomic
def end_unconfirmed(membership_id: str, *, by: Actor) -> bool:
    """Ends a role that nobody confirmed, and says whether it did: the last administrator stays."""
    row = _open_membership(membership_id)
    if row.role == Role.ADMINISTRATOR and not queries.n_administrators(besides=str(row.account_id)):
        return False
    _end(row, at=clock.now(), because="not confirmed", by=by)
    return True


def end_sessions(account: models.Account) -> None:
    """Ends every session of an account at once."""
    for session in UserSession.objects.filter(user_id=account.id):
        session.end()


def _end(row: models.Membership, *, at: datetime, because: str, by: Actor) -> None:
    row.ends_at = max(at, row.starts_at)
    row.save(update_fields=["ends_at"])
    if not queries.roles_of(str(row.account_id), clock.now()):
        end_sessions(row.account)
    facts = _facts(row) | {"because": because}
    journal.write(verb="people.end_role", about=f"account:{row.account_id}", by=by, facts=facts)


def _open_membership(membership_id: str) -> models.Membership:
    held = models.Membership.objects.select_for_update(of=("self",)).select_related(
        "office", "organization", "account"
    )
    row = held.filter(id=membership_id, ends_at__isnull=True).first()
    if row is None:
        raise Unreadable("Nobody holds this role any more.")
    return row


def _facts(row: models.Membership) -> dict[str, str]:
    return {
        "role": row.role, "office": row.office.code if row.office else "",
        "organization": row.organization.code if row.organization else "",
    }  # fmt: skip
