"""Once more, on a person's word: who looks at one reader's copies, and who has them sent again."""

from django.db import transaction

from wardbell.dispatch import rules
from wardbell.dispatch.actions import hands
from wardbell.dispatch.actions.hands import Hand
from wardbell.dispatch.actions.sending import ring
from wardbell.dispatch.letters import Lane, Letter
from wardbell.dispatch.models import Chunk, Posting
from wardbell.dispatch.queries.audiences import about
from wardbell.dispatch.queries.stories import Story, reader_of, stories
from wardbell.dispatch.records import Run
from wardbell.dispatch.rules import ON_THE_WAY, ChunkState, State
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Refused
from wardbell.journal import actions as journal


@transaction.atomic
def explain(subject: str, *, medium: str, address: str, by: Actor) -> list[Story] | None:
    """Returns what became of every copy about a subject to one reader; None when nobody has this address here.

    The look-up is journalled, the address is not.

    Raises:
        Unreadable: it is no address of this medium.
    """
    reader_id = reader_of(medium, address)
    journal.write(verb="dispatch.explain", about=subject, by=by, facts={"found": reader_id is not None})
    return None if reader_id is None else stories(subject, reader_id)


@transaction.atomic
def send_again(subject: str, *, by: Actor) -> int:
    """Sends once more to just those readers of whom a provider said that they did not get it; returns how many.

    It is another message to the provider, so that one which drops doubles by their key does not drop it. What was halted or
    superseded is not sent again.

    Raises:
        Refused: everybody got it, or it is still being tried.
    """
    postings = Posting.objects.filter(about(subject), state__in=ON_THE_WAY, is_superseded=False)
    closed = Chunk.objects.filter(posting__in=postings, state=ChunkState.CLOSED).order_by("pk")
    n_readers = sum(_send_chunk_again(chunk_id) for chunk_id in closed.values_list("pk", flat=True))
    if not n_readers:
        raise Refused(
            "There is nobody to send this to again: everybody was reached, or is still being tried."
        )
    for lane in sorted({*postings.values_list("lane", flat=True)}):
        ring(Lane(lane))
    journal.write(verb="dispatch.send_again", about=subject, by=by, facts={"readers": n_readers})
    return n_readers


def _send_chunk_again(chunk_id: int) -> int:
    row = Chunk.objects.select_for_update(of=("self",)).select_related("posting").get(pk=chunk_id)
    if row.state != ChunkState.CLOSED or row.worker:
        return 0
    sheet = hands.readable(row)
    positions = sheet.in_state(*rules.NOT_GOT) if sheet else []
    if sheet is None or not positions:
        return 0
    now = clock.now()
    Chunk.objects.filter(pk=chunk_id).update(round=row.round + 1)
    hand = Hand(chunk=row, letter=Letter.from_json(row.posting.letter), sheet=sheet, is_ours=False)
    hand.note(
        [Run(first=one, state=State.QUEUED, attempt=sheet.attempt(one), next_at=now) for one in positions]
    )
    hands.write(hand, now=now)
    return len(positions)
