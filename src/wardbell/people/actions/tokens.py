"""Tokens by which a person's programs act for them: made once, shown once, bound to one role, revoked at any time."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.actions.rows import account_row, place_of
from wardbell.people.queries.rows import memberships, uuid_of
from wardbell.people.rules import (
    TOKEN_LASTS_DAYS,
    USE_NOTED_EVERY,
    Role,
    Verb,
    check_may,
    check_new_token,
    needs_second_factor,
)

_PREFIX = "wardbell_"  # by which those who look for secrets in files know one


@transaction.atomic
def make_token(
    account_id: str, *, name: str, role: Role, office: str = "", organization: str = "",
    days: int = TOKEN_LASTS_DAYS, by: Actor,
) -> str:  # fmt: skip
    """Makes a token for one role that its person holds now, and returns its secret, which is kept nowhere.

    Raises:
        NotAllowed: somebody else's account, a role that is not held, or no second factor where the role needs one.
        Unreadable: the name or the number of days.
        WrongState: there are too many.
    """
    _check_may_make(account_id, by)
    account, name = account_row(account_id), " ".join(name.split())
    in_office, in_organization = place_of(office=office, organization=organization)
    check_new_token(name=name, days=days, n_open=len(queries.tokens_of(account_id)))
    now = clock.now()
    held = memberships(now).filter(account=account, role=role, office=in_office, organization=in_organization)
    if not held.exists():
        raise NotAllowed("A token can only be made for a role that its person holds.")
    _check_second_factor(account_id, role)
    secret = _PREFIX + ids.token()
    row = models.ApiToken.objects.create(
        token_hash=queries.hash_of_secret(secret), account=account, name=name, role=role, office=in_office,
        organization=in_organization, made_at=now, expires_at=now + timedelta(days=days),
    )  # fmt: skip
    facts = {"token": row.id, "role": role, "office": office, "organization": organization, "days": days}
    journal.write(verb="people.make_token", about=f"account:{account_id}", by=by, facts=facts)
    return secret


@transaction.atomic
def revoke_token(token_id: str, *, by: Actor) -> None:
    """Ends a token at once; a second time is nothing new.

    Raises:
        NotAllowed: it is somebody else's, and this person is no administrator.
        Unreadable: there is no such token.
    """
    row = models.ApiToken.objects.select_for_update().filter(id=uuid_of(token_id)).first()
    if row is None:
        raise Unreadable("There is no such token.")
    if str(row.account_id) != by.id:
        check_may(queries.roles_of_actor(by), Verb.RESET_SECOND_FACTOR)
    if row.revoked_at is not None:
        return
    row.revoked_at, row.revoked_by = clock.now(), by.label
    row.save(update_fields=["revoked_at", "revoked_by"])
    facts = {"revoked": token_id}
    journal.write(verb="people.revoke_token", about=f"account:{row.account_id}", by=by, facts=facts)


def revoke_all(account: models.Account, *, by: Actor) -> None:
    """Ends every token of an account; part of whatever closes its ways in."""
    open_ones = models.ApiToken.objects.filter(account=account, revoked_at__isnull=True)
    open_ones.update(revoked_at=clock.now(), revoked_by=by.label)


def note_use(token_id: str) -> None:
    """Keeps that a token was used, to the hour."""
    now = clock.now()
    stale = Q(used_at__isnull=True) | Q(used_at__lte=now - USE_NOTED_EVERY)
    models.ApiToken.objects.filter(stale, id=uuid_of(token_id)).update(used_at=now)


def _check_may_make(account_id: str, by: Actor) -> None:
    """Lets pass a person for themselves, signed in; for the made-up people of a demo or a rehearsal its operator, too."""
    if by.kind is ActorKind.COMMAND and settings.NODE_KIND != "live":
        return
    if by.id != account_id or by.bound is not None:
        raise NotAllowed("Each person makes their own tokens, signed in.")


def _check_second_factor(account_id: str, role: Role) -> None:
    is_made_up = settings.NODE_KIND != "live"
    if needs_second_factor({role}) and not (is_made_up or queries.has_second_factor(account_id)):
        raise NotAllowed("Set up a passkey or an authenticator app first: this role can send.")
