"""The way in: invited by an administrator, once, by a link of which only a hash is kept."""

from datetime import timedelta

import phonenumbers
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wardbell.ground import clock, ids, languages
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Conflict, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.actions.rows import account_row, place_of
from wardbell.people.rules import (
    INVITATION_LASTS,
    RECOVERY_LASTS,
    Role,
    Verb,
    check_invitation,
    check_may,
)
from wardbell.places import queries as places


@transaction.atomic
def invite(
    *, email: str, name: str, role: Role, office: str = "", organization: str = "", phone: str = "", by: Actor
) -> str:
    """Invites one person to one role and returns the token of their link; an earlier open link of theirs ends.

    Raises:
        NotAllowed: only administrators invite.
        Unreadable: the mailbox, the telephone number, the office or the organization.
        Conflict: an active account has this mailbox or this number.
    """
    check_may(queries.roles_of_actor(by), Verb.INVITE)
    return _invite(
        email=email, name=name, role=role, office=office, organization=organization, phone=phone, by=by
    )


@transaction.atomic
def invite_in(account_id: str, *, by: Actor) -> str:
    """Makes the link by which somebody of the contact list comes in for the first time, and returns its token; an earlier one ends.

    Raises:
        NotAllowed: only administrators invite.
        Unreadable: there is no active account with this id.
        WrongState: they have a way in already.
    """
    check_may(queries.roles_of_actor(by), Verb.INVITE)
    account = account_row(account_id)
    if account.has_usable_password() or account.last_login is not None:
        raise WrongState("This person has come in already. Shut a lost device out instead.")
    given = models.Invitation(email=account.email, name=account.name, account=account)
    token = _write_invitation(given, lasts=INVITATION_LASTS, by=by)
    journal.write(verb=Verb.INVITE, about=f"account:{account_id}", by=by, facts={"invitation": given.id})
    return token


@transaction.atomic
def first_administrator(*, email: str, name: str, office: str = "clerk", by: Actor) -> str:
    """Invites the first administrator of a node and returns the token of their link.

    Raises:
        WrongState: the node has an active administrator, who invites the next.
        Unreadable: the mailbox, or an office that the node does not have yet.
    """
    if queries.n_administrators():
        raise WrongState("This node has an administrator, who can invite another one.")
    return _invite(
        email=email, name=name, role=Role.ADMINISTRATOR, office=office, organization="", phone="", by=by
    )


@transaction.atomic
def accept_invitation(token: str, *, password: str) -> str:
    """Makes the account of an invitation, or lets somebody back in, with a password; returns the account's id.

    Raises:
        Unreadable: nobody was given this link, or the password is too weak (the sentence says why).
        WrongState: the link was used before, or its time is over.
        Conflict: the mailbox or the number was taken since.
    """
    held = models.Invitation.objects.select_for_update()
    row = held.filter(token_hash=queries.hash_of_token(token)).first()
    if row is None:
        raise Unreadable(
            "This link is not one of ours, or a newer one took its place. Ask your administrator."
        )
    check_invitation(expires_at=row.expires_at, accepted_at=row.accepted_at, now=clock.now())
    account = _account_of(row)
    _check_password(password, account)
    account.set_password(password)
    account.save()
    _let_in(row, account)
    return str(account.id)


def open_way_back(account: models.Account, *, by: Actor) -> str:
    """Makes the link by which somebody who lost their device comes back; part of `reset_second_factor`."""
    return _write_invitation(
        models.Invitation(email=account.email, name=account.name, account=account),
        lasts=RECOVERY_LASTS, by=by,
    )  # fmt: skip


def _invite(
    *, email: str, name: str, role: Role, office: str, organization: str, phone: str, by: Actor
) -> str:
    email, phone, name = _mailbox(email), _telephone(phone), " ".join(name.split())
    if not name:
        raise Unreadable("Write the person's name.")
    _check_free(email=email, phone=phone)
    in_office, in_organization = place_of(office=office, organization=organization)
    given = models.Invitation(
        email=email, name=name, phone=phone, role=role, office=in_office, organization=in_organization
    )
    token = _write_invitation(given, lasts=INVITATION_LASTS, by=by)
    facts = {"role": role, "office": office, "organization": organization}
    journal.write(verb=Verb.INVITE, about=f"invitation:{given.id}", by=by, facts=facts)
    return token


def _write_invitation(given: models.Invitation, *, lasts: timedelta, by: Actor) -> str:
    now, token = clock.now(), ids.token()
    models.Invitation.objects.filter(email=given.email, accepted_at__isnull=True, expires_at__gt=now).update(
        expires_at=now
    )
    given.token_hash = queries.hash_of_token(token)
    given.invited_by, given.invited_at, given.expires_at = by.label, now, now + lasts
    given.save(force_insert=True)
    return token


def _account_of(row: models.Invitation) -> models.Account:
    if row.account is not None:
        return account_row(str(row.account.id))
    _check_free(email=row.email, phone=row.phone)
    return models.Account(
        email=row.email, name=row.name, phone=row.phone, language=languages.FALLBACK, created_at=clock.now()
    )


def _let_in(row: models.Invitation, account: models.Account) -> None:
    now = clock.now()
    if row.account is None:
        models.Membership.objects.create(
            account=account, office=row.office, organization=row.organization, role=row.role, starts_at=now
        )
    row.accepted_at, row.accepted_by = now, account
    row.save(update_fields=["accepted_at", "accepted_by"])
    who = Actor(id=str(account.id), kind=ActorKind.ACCOUNT, label=account.name)
    verb = "people.accept_invitation" if row.account is None else "people.come_back"
    journal.write(verb=verb, about=f"account:{account.id}", by=who, facts={"invitation": row.id})


def _check_free(*, email: str, phone: str) -> None:
    if queries.account_by_email(email):
        raise Conflict("There is an account with this email address. Give that person the role instead.")
    if queries.account_by_phone(phone):
        raise Conflict("This telephone number belongs to another account. Each person needs their own.")


def _check_password(password: str, account: models.Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Unreadable(" ".join(error.messages)) from error


def _mailbox(typed: str) -> str:
    mail = typed.strip().lower()
    try:
        validate_email(mail)
    except ValidationError as error:
        raise Unreadable("Write the email address in full, such as name@city.example.") from error
    return mail


def _telephone(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, places.country() or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Unreadable(
            "Write the number with its area code, or with + and the country's code, such as +1 612 555 0142."
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
