"""Writing the journal: the last act of every action, in its transaction."""

from collections.abc import Mapping

from django.db import connection, transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import WrongState
from wardbell.journal import queries
from wardbell.journal.models import Entry, LegalHold
from wardbell.journal.rules import GENESIS, Row, canonical, check_may_lift, check_reason, hash_of

_LOCK = 0x57_61_72_64  # "Ward": the advisory lock under which PostgreSQL keeps one chain


def write(*, verb: str, about: str, by: Actor, facts: Mapping[str, object] | None = None) -> str:
    """Appends one row and returns its hash; must be called last inside the action's transaction.

    `about` is `kind:id`; `facts` holds ids, counts and states, never an address or a text of a resident.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the journal is written inside the transaction of the action it tells of")
    previous_seq, previous_hash = _locked_head()
    row = Row(
        seq=previous_seq + 1, at=clock.now(), actor_kind=by.kind, actor_id=by.id, actor_label=by.label,
        verb=verb, about=about, facts=canonical(_with_token(facts or {}, by)), previous_hash=previous_hash,
    )  # fmt: skip
    digest = hash_of(row)
    Entry.objects.create(
        seq=row.seq, at=row.at, actor_kind=row.actor_kind, actor_id=row.actor_id, actor_label=row.actor_label,
        verb=row.verb, about=row.about, facts=row.facts, previous_hash=row.previous_hash, hash=digest,
    )  # fmt: skip
    return digest


@transaction.atomic
def place_hold(*, reason: str, by: Actor) -> LegalHold:
    """Freezes deletion on this node at once.

    Raises:
        Refused: no reason is given, or too long a one.
    """
    said = check_reason(reason)
    hold = LegalHold.objects.create(placed_at=clock.now(), placed_by=by.label, reason=said)
    write(verb=queries.PLACED, about=f"hold:{hold.id}", by=by)
    return hold


@transaction.atomic
def lift_hold(*, hold_id: str, by: Actor) -> None:
    """Lifts one hold.

    Raises:
        WrongState: it was lifted before, or the same person placed it.
    """
    check_may_lift(placed_by=queries.placed_by_id(hold_id), by=by)
    lifted = LegalHold.objects.filter(id=hold_id, lifted_at__isnull=True).update(
        lifted_at=clock.now(), lifted_by=by.label
    )
    if not lifted:
        raise WrongState("This hold was lifted before.")
    write(verb="legal_hold.lift", about=f"hold:{hold_id}", by=by)


def _with_token(facts: Mapping[str, object], by: Actor) -> Mapping[str, object]:
    """Adds by which token somebody came, so that what a program did can be told from what its person did."""
    return facts if by.bound is None else {**facts, "token": by.bound.token}


def _locked_head() -> tuple[int, str]:
    """Returns (seq, hash) of the newest row, with every other writer waiting until this transaction ends.

    On SQLite the transaction is IMMEDIATE and so already alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    newest = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
    return newest or (0, GENESIS)
