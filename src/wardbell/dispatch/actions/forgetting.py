"""Forgetting which readers got what, once it is over; how many did stays, and each deletion leaves a proof in the journal."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardbell.dispatch import rules
from wardbell.dispatch.models import Attempt, Chunk, Inbound, Message, Outcome, Posting, Receipt, Roll, Total
from wardbell.dispatch.queries.audiences import about
from wardbell.dispatch.rules import ChunkState, State
from wardbell.dispatch.sheet import WAITING
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.journal import actions as journal
from wardbell.journal import queries as journal_queries

_CHUNKS, _ROWS = 100, 300  # in one transaction: nobody waits long
_Key = tuple[str, str]  # medium, language


def forget_readers(subject: str, *, by: Actor) -> int:
    """Forgets which readers a subject and its parts went to, and returns how many copies that were; a legal hold freezes it.

    For whoever knows that it has been over for `rules.KEPT`. What is still on its way stays for now.
    """
    n_all = 0
    while not journal_queries.is_held() and (n := _forget_chunks(subject, by=by)):
        n_all += n
    return n_all


def forget_by_itself() -> int:
    """Forgets answers to single readers and what came in, where the node's own rule says so: a city's node needs a schedule first."""
    n_all = 0
    while (
        "community" in settings.NODE_ROLES
        and not journal_queries.is_held()
        and (n := _forget_rows(clock.now()))
    ):
        n_all += n
    return n_all


@transaction.atomic
def _forget_chunks(subject: str, *, by: Actor) -> int:
    postings = Posting.objects.filter(about(subject)).values("id")
    over = Chunk.objects.filter(posting_id__in=postings).exclude(state=ChunkState.OPEN).order_by("id")
    rows = list(over.select_for_update(of=("self",))[:_CHUNKS])
    if not rows:
        return 0
    _keep_totals(rows)
    ids = [row.pk for row in rows]
    for table in (Outcome, Roll):
        table.objects.filter(chunk_id__in=ids).delete()
    Chunk.objects.filter(id__in=ids).delete()
    n_copies = sum(row.n for row in rows)
    journal.write(verb="dispatch.forget", about=subject, by=by, facts={"copies": n_copies})
    return n_copies


def _keep_totals(rows: Collection[Chunk]) -> None:
    found: dict[tuple[str, _Key], Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in rows:
        for area, states in row.tally.items():
            for state, n in states.items():  # of a damaged one, nobody knows what became of the rest
                told = State.UNKNOWN if state == WAITING else state
                found[str(row.posting_id), (row.medium, row.language)][area, told] += n
    for (posting_id, (medium, language)), counts in found.items():
        kept, _ = Total.objects.select_for_update().get_or_create(
            posting_id=posting_id, medium=medium, language=language, defaults={"tally": {}}
        )
        for (area, state), n in counts.items():
            states = kept.tally.setdefault(area, {})
            states[state] = states.get(state, 0) + n
        kept.save(update_fields=["tally"])


@transaction.atomic
def _forget_rows(now: datetime) -> int:
    """Copies that were one reader's own affair, and messages that came in."""
    before = now - rules.KEPT
    over = Message.objects.filter(reader_id__isnull=False, changed_at__lte=before).exclude(
        state__in=_UNDER_WAY
    )
    ids = list(over.values_list("id", flat=True)[:_ROWS])
    for table in (Receipt, Attempt):
        table.objects.filter(message_id__in=ids).delete()
    Message.objects.filter(id__in=ids).delete()
    came_in = list(Inbound.objects.filter(received_at__lte=before).values_list("id", flat=True)[:_ROWS])
    Inbound.objects.filter(id__in=came_in).delete()
    if ids or came_in:
        facts = {"messages": len(ids), "inbound": len(came_in)}
        journal.write(verb="dispatch.forget", about="readers:all", by=CLOCKWORK, facts=facts)
    return len(ids) + len(came_in)


_UNDER_WAY = (State.QUEUED, State.HELD, State.SENDING)
