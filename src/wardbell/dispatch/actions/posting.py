"""Posting a letter, writing down whom it is for, halting what has not left."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wardbell.dispatch import references, rules
from wardbell.dispatch.actions import chunking
from wardbell.dispatch.actions.sending import EXPAND, FIRST, ring
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.dispatch.models import Message, Posting
from wardbell.dispatch.queries import audiences, chunks, holds
from wardbell.dispatch.queries.audiences import Copy, Slice, about
from wardbell.dispatch.rules import PostingState, State
from wardbell.ground import clock, ids, jobs
from wardbell.ground.actors import Actor
from wardbell.ground.errors import WrongState
from wardbell.journal import actions as journal
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places


@transaction.atomic
def post(letter: Letter, *, to: Audience, by: Actor) -> str:
    """Posts a letter: one row and one doorbell; returns the posting's id.

    Raises:
        NotAllowed: the audience is wider than the letter's ceiling, or a drill would reach residents.
        Refused: this live node may not speak to the public yet.
    """
    to, width = audiences.outermost(to), audiences.width_of(to)
    rules.check_reach(letter, reach=width.reach, has_readers=width.has_readers)
    if width.reach == Reach.PUBLIC:
        phrases.check_gone_live()
    now, posting_id = clock.now(), ids.new()
    newer = Posting.objects.filter(subject=letter.subject, version__gt=letter.version)
    Posting.objects.create(
        id=posting_id, subject=letter.subject, version=letter.version, lane=letter.lane, letter=letter.as_json(),
        audience=audiences.as_kept(to), letter_key=posting_id if to.accounts else references.letter_key(letter),
        may_reach=letter.may_reach, audience_reach=width.reach, has_readers=width.has_readers,
        exercise=letter.exercise, is_urgent=letter.is_urgent, state=PostingState.EXPANDING,
        is_superseded=newer.exists(), overtakes=letter.overtakes, posted_at=now, posted_by=by.label, worked_at=now,
        release_at=rules.release_at(letter, has_readers=width.has_readers, now=now),
        held_until=_held_until(letter, reach=width.reach),
    )  # fmt: skip
    Posting.objects.filter(subject=letter.subject, version__lt=letter.version).update(is_superseded=True)
    if letter.overtakes:
        overtaken = about(letter.overtakes) & ~Q(id=posting_id)
        _halt(overtaken, to=PostingState.VOID, by=by)
        Posting.objects.filter(overtaken).update(overtaken_by=posting_id)
    jobs.later(expand, queue=letter.lane, priority=FIRST, posting_id=str(posting_id))
    journal.write(
        verb="dispatch.post", about=f"posting:{posting_id}", by=by,
        facts={"subject": letter.subject, "version": letter.version, "lane": letter.lane, "reach": width.reach.name,
               "phrase": letter.phrase, "exercise": letter.exercise, "overtakes": letter.overtakes},
    )  # fmt: skip
    return str(posting_id)


@transaction.atomic
def stop(posting_id: str, *, by: Actor) -> None:
    """Halts what has not left of one posting; `queries.progress` shows sent and not sent.

    Raises:
        WrongState: it was halted before.
    """
    if not _halt(Q(id=posting_id), to=PostingState.STOPPED, by=by):
        raise WrongState("This was stopped before.")
    journal.write(verb="dispatch.stop", about=f"posting:{posting_id}", by=by)


@transaction.atomic
def void_unsent(subject: str, *, by: Actor) -> int:
    """Makes void what has not left about a subject and its parts, and returns how many postings that touches."""
    n_postings = _halt(about(subject), to=PostingState.VOID, by=by)
    if n_postings:
        journal.write(verb="dispatch.void", about=subject, by=by, facts={"postings": n_postings})
    return n_postings


def expand(posting_id: str) -> None:
    """Writes down the next slice of whom a posting is for, and rings for its lane and for the slice behind it.

    Harmless when run twice or at once: each slice goes on behind the last reader written down, or not at all.
    """
    posting = Posting.objects.get(id=posting_id)
    if posting.state == PostingState.EXPANDING:
        _write_down(posting, audiences.next_slice(posting))  # read outside the transaction, which stays short


@transaction.atomic
def _write_down(posting: Posting, found: Slice) -> None:
    siblings = Q(letter_key=posting.letter_key, has_readers=True)
    if (
        found.readers
    ):  # two postings of the same letter write one after the other, so that each sees the other's
        list(Posting.objects.filter(siblings).order_by("id").select_for_update(no_key=True).values_list("id"))
    moved = Posting.objects.filter(
        id=posting.id, state=PostingState.EXPANDING, expanded_to=posting.expanded_to,
        n_expanded=posting.n_expanded,
    ).update(
        expanded_to=found.last_id, n_expanded=posting.n_expanded + len(found.copies) + len(found.readers),
        state=PostingState.EXPANDED if found.is_last else PostingState.EXPANDING, worked_at=clock.now(),
        expanded_at=clock.now() if found.is_last else None,
    )  # fmt: skip
    if not moved:
        return  # another worker wrote this slice, or somebody halted it
    Message.objects.bulk_create(_messages(posting, found.copies), ignore_conflicts=True)
    told = chunks.between(posting.expanded_to, found.last_id, postings=siblings & ~Q(id=posting.id))
    chunking.write_down(posting, [one for one in found.readers if one.reader_id not in told])
    ring(Lane(posting.lane))
    if not found.is_last:
        jobs.later(expand, queue=posting.lane, priority=EXPAND, posting_id=str(posting.id))


def _messages(posting: Posting, copies: tuple[Copy, ...]) -> list[Message]:
    """Makes the rows of officials, and of readers in an affair of their own."""
    letter, now, zone = Letter.from_json(posting.letter), clock.now(), places.zone()
    rows = []
    for place, copy in enumerate(copies):
        is_said = phrases.is_said_in(letter.phrase, copy.medium)
        if not is_said or not rules.is_for(letter, language=copy.language):
            continue
        is_official = copy.account_id is not None
        is_awake = is_official or rules.may_wake(letter, before_eight=copy.before_eight)
        held_until = rules.held_until(
            now=now, release_at=now if is_official else posting.release_at, is_awake=is_awake, zone=zone
        )
        rows.append(
            Message(
                id=ids.number_in_order() if is_official else ids.random_number(),  # the ward's own office first
                posting=posting, letter_key=posting.letter_key, lane=posting.lane, exercise=posting.exercise,
                account_id=audiences.account_uuid(copy), reader_id=copy.reader_id, medium=copy.medium,
                language=copy.language, area=copy.area, turn=posting.n_expanded + place, may_wake=is_awake,
                state=State.HELD if held_until else State.QUEUED, held_until=held_until, changed_at=now,
            )
        )  # fmt: skip
    return rows


def _held_until(letter: Letter, *, reach: Reach) -> datetime | None:
    """What is posted while a safety hold stands on its subject waits with the rest."""
    if not rules.may_be_held(letter.lane, reach=reach, overtakes=letter.overtakes):
        return None
    hold = holds.standing(rules.whole_of(letter.subject))
    return hold.ends_at if hold else None


def _halt(which: Q, *, to: PostingState, by: Actor) -> int:
    """Flips the postings, from which moment nothing of them is claimed; the sweeper marks their messages."""
    return Posting.objects.filter(which, state__in=rules.may_become(to)).update(
        state=to, halted_at=clock.now(), halted_by=by.label
    )
