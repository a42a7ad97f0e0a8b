"""What programs were answered: a call made twice with one key is done once."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.ground.secrets import keyed_hash, same, seal, unseal
from wardbell.journal import actions as journal
from wardbell.journal import queries as journal_queries
from wardbell.people import models
from wardbell.people.queries.rows import uuid_of
from wardbell.people.rules import ANSWER_KEPT, KeyReused

_FORGET_ROWS = 500  # in one transaction, so that nobody waits for a long write


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A key that was claimed for a call; `status` and `body` are those of its answer if the call was done before."""

    id: str
    status: int | None
    body: bytes


def claim_key(token_id: str, *, key: str, call: str) -> Claim:
    """Claims a key for a call, inside the transaction in which the call is done; who comes second waits for the first.

    Raises:
        KeyReused: it was used for another call.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a key is claimed inside the transaction of the call that it marks")
    key_hash = keyed_hash(key, purpose=f"people.key:{token_id}")
    call_hash = keyed_hash(call, purpose=f"people.call:{token_id}")
    try:
        with transaction.atomic():
            fresh = models.KeptAnswer.objects.create(
                token_id=uuid_of(token_id), key_hash=key_hash, call_hash=call_hash, kept_at=clock.now()
            )
        return Claim(id=str(fresh.id), status=None, body=b"")
    except IntegrityError:
        row = models.KeptAnswer.objects.get(token_id=uuid_of(token_id), key_hash=key_hash)
    if not same(bytes(row.call_hash), call_hash):
        raise KeyReused("This Idempotency-Key was used for another call. Take a new one for each call.")
    return Claim(id=str(row.id), status=row.status, body=unseal(bytes(row.sealed or b""), owner=_owner(row)))


def keep_answer(claim_id: str, *, status: int, body: bytes) -> None:
    """Keeps what a call was answered, sealed, in the transaction in which it was done."""
    row = models.KeptAnswer.objects.get(id=claim_id)
    row.status, row.sealed = status, seal(body, owner=_owner(row))
    row.save(update_fields=["status", "sealed"])


def give_key_back(claim_id: str) -> None:
    """Forgets that a call was made, in the transaction in which it was: of some, nothing may be kept."""
    models.KeptAnswer.objects.filter(id=claim_id).delete()


def forget_answers() -> int:
    """Forgets answers whose time is over, and returns how many; a legal hold freezes it."""
    n_all = 0
    while not journal_queries.is_held() and (n := _forget_some()):
        n_all += n
    return n_all


@transaction.atomic
def _forget_some() -> int:
    over = models.KeptAnswer.objects.filter(kept_at__lte=clock.now() - ANSWER_KEPT)
    n_gone, _ = models.KeptAnswer.objects.filter(
        id__in=list(over.values_list("id", flat=True)[:_FORGET_ROWS])
    ).delete()
    if n_gone:
        facts = {"answers": n_gone}
        journal.write(verb="people.forget_answers", about="answers:kept", by=CLOCKWORK, facts=facts)
    return n_gone


def _owner(row: models.KeptAnswer) -> str:
    return f"people.kept_answer.sealed:{row.id}"
