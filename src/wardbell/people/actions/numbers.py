"""Proving that an official answers at their telephone number."""

import secrets as chance

from django.db import transaction
from django.db.models import F

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import WrongState
from wardbell.ground.secrets import keyed_hash, same
from wardbell.journal import actions as journal
from wardbell.people import models, queries
from wardbell.people.actions.rows import account_row
from wardbell.people.queries import NumberCode
from wardbell.people.rules import NUMBER_CODE_AGAIN, check_may_ask_number, check_number_code

_DIGITS = 6


@transaction.atomic
def ask_number(account_id: str, *, by: Actor) -> NumberCode:
    """Makes a code for somebody's present number and returns it; the post office sends it, and keeps nothing else of it.

    Raises:
        NotAllowed: the number is neither one's own, nor is one an administrator.
        Unreadable: there is no active account with this id.
        WrongState: the account has no number, it is proved already, or a code left a moment ago.
    """
    check_may_ask_number(is_own=by.id == account_id, roles=queries.roles_of_actor(by))
    account, now = account_row(account_id), clock.now()
    if not account.phone:
        raise WrongState("This account has no telephone number. An administrator can add one.")
    held = models.NumberCheck.objects.filter(account=account, phone=account.phone).first()
    if held and held.confirmed_at:
        raise WrongState("This number was proved before.")
    if held and now - held.asked_at < NUMBER_CODE_AGAIN:
        raise WrongState("A code was sent a moment ago. Wait a minute before you ask for another.")
    row = held or models.NumberCheck(account=account, phone=account.phone, n_asked=0)
    code = f"{chance.randbelow(10**_DIGITS):0{_DIGITS}}"
    row.code_hash, row.asked_at, row.n_tries, row.n_asked = _hash(account_id, code), now, 0, row.n_asked + 1
    row.save()
    journal.write(verb="people.ask_number", about=f"account:{account_id}", by=by, facts={"n": row.n_asked})
    return NumberCode(account_id=account_id, code=code, number=row.n_asked)


def confirm_number(account_id: str, code: str, *, by: Actor) -> None:
    """Records that somebody typed the code that was sent to their number. Each try is counted, the refused ones too.

    Raises:
        NotAllowed: the account is not one's own.
        WrongState: nothing was sent, it was proved before, the time is over, or it was tried too often.
        Unreadable: it is another code.
    """
    check_may_ask_number(is_own=by.id == account_id, roles=())
    open_check = queries.newest_number_check(account_id)
    if open_check is None:
        raise WrongState("No code was sent to this number yet.")
    models.NumberCheck.objects.filter(id=open_check).update(n_tries=F("n_tries") + 1)
    with transaction.atomic():
        row = models.NumberCheck.objects.select_for_update().get(id=open_check)
        typed = "".join(sign for sign in code if sign.isdecimal())
        is_right, now = same(bytes(row.code_hash), _hash(account_id, typed)), clock.now()
        check_number_code(
            is_right=is_right,
            asked_at=row.asked_at,
            n_tries=row.n_tries,
            confirmed_at=row.confirmed_at,
            now=now,
        )
        row.confirmed_at = now
        row.save(update_fields=["confirmed_at"])
        journal.write(verb="people.confirm_number", about=f"account:{account_id}", by=by)


def _hash(account_id: str, code: str) -> bytes:
    return keyed_hash(f"{account_id}:{code}", purpose="people.number")
