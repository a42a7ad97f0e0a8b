"""Makes officials and letters for tests of the post office."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import references
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.dispatch.models import Chunk, Message
from wardbell.dispatch.queries import chunks
from wardbell.dispatch.records import Segment
from wardbell.dispatch.rules import State
from wardbell.dispatch.sheet import Sheet
from wardbell.ground import clock, jobs
from wardbell.ground.actors import Actor, ActorKind
from wardbell.people.models import Account

DESIGNEE = Actor(id="designee", kind=ActorKind.ACCOUNT, label="designee (demo)")
_number = count(1)
BULLETIN = {
    "number": "2026-114", "code": "K7M2QX", "area": "ward:6", "status": "ongoing", "agents": "yes", "civil": "not_known",
    "known": "public_statement", "office": "Ward 6 office", "link": "http://localhost:8800/n/K7M2QX",
}  # fmt: skip
OFFICIAL = {
    "number": "2026-114", "code": "AB2", "area": "ward:6", "status": "ongoing", "agents": "yes", "civil": "not_known",
    "known": "public_statement", "link": "http://localhost:8800/a/token",
}  # fmt: skip


def account(**changes: object) -> str:
    """Makes an official with a phone and a mailbox; returns the account's id."""
    n = next(_number)
    given = {
        "email": f"official{n}@city.example", "name": f"Official {n} (demo)", "phone": f"+1651555{n:04d}",
        "created_at": clock.now(), "password": "!",
    }  # fmt: skip
    return str(Account.objects.create(**(given | changes)).id)


def close(account_id: str) -> None:
    """Closes an account, as an administrator would."""
    Account.objects.filter(id=account_id).update(
        is_active=False, deactivated_at=clock.now(), deactivated_by="administrator (demo)"
    )


def bulletin(**changes: object) -> Letter:
    """Makes a letter to residents."""
    given = {
        "subject": "notice:1", "phrase": "bulletin", "slots": BULLETIN, "lane": Lane.ROUTINE, "may_reach": Reach.PUBLIC,
        "is_urgent": True, "sender": "ward-6",
    }  # fmt: skip
    return Letter(**(given | changes))  # type: ignore[arg-type]


def official(**changes: object) -> Letter:
    """Makes a letter to officials."""
    given = {
        "subject": "notice:1#ward-6", "phrase": "official", "slots": OFFICIAL, "lane": Lane.OFFICIALS,
        "may_reach": Reach.COUNCIL,
    }  # fmt: skip
    return Letter(**(given | changes))  # type: ignore[arg-type]


def to_ward(ward: str = "ward:6", topic: str = "enforcement") -> Audience:
    return Audience(areas=(ward,), topic=topic)


def post(letter: Letter, to: Audience | None = None) -> str:
    """Posts a letter and lets every doorbell be answered."""
    posting_id = dispatch.post(letter, to=to or to_ward(), by=DESIGNEE)
    jobs.run_all()
    return posting_id


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One copy as the ledger holds it, row or position of a chunk."""

    number: int  #: as in its reference
    subject: str
    phrase: str
    version: int
    account_id: str
    reader_id: int | None
    medium: str
    area: str
    state: str
    held_until: datetime | None
    is_possible_double: bool
    reason: str
    provider_ids: tuple[str, ...]
    attempts: tuple[tuple[int, str], ...]  #: (number, how it ended)
    delivered_at: datetime | None


def copies(**which: object) -> list[Copy]:
    """Returns the copies for which all of these hold, officials' first, readers in order of posting and id."""
    found = [_of_row(row) for row in Message.objects.select_related("posting").order_by("id")]
    for chunk in Chunk.objects.select_related("posting").order_by("posting__posted_at", "id"):
        found += _of_chunk(chunk)
    return [one for one in found if all(getattr(one, name) == value for name, value in which.items())]


def copy(**which: object) -> Copy:
    """Returns the only copy for which all of these hold."""
    [found] = copies(**which)
    return found


def states(**which: object) -> dict[str, int]:
    """Counts copies by state."""
    return dict(Counter(one.state for one in copies(**which)))


def _of_row(row: Message) -> Copy:
    attempts = row.attempts.order_by("number").values_list("number", "outcome")
    return Copy(
        number=row.id, subject=row.posting.subject, phrase=row.posting.letter["phrase"], version=row.posting.version, account_id=str(row.account_id or ""),
        reader_id=row.reader_id, medium=row.medium, area=row.area, state=row.state, held_until=row.held_until,
        is_possible_double=row.is_possible_double, reason=row.reason, attempts=tuple(attempts),
        provider_ids=(row.provider_id,) if row.provider_id else (), delivered_at=row.delivered_at,
    )  # fmt: skip


def _of_chunk(chunk: Chunk) -> list[Copy]:
    sheet, segments = chunks.sheet_of(chunk), chunks.segments_of(chunk)
    total = Counter(sheet.state(one) or "waiting" for one in range(len(sheet)))
    assert (
        sum((Counter(states) for states in chunk.tally.values()), Counter()) == total
    )  # what is folded is true
    return [_of_position(chunk, sheet, segments, position) for position in range(len(sheet))]


def _of_position(chunk: Chunk, sheet: Sheet, segments: list[Segment], position: int) -> Copy:
    told = [
        (segment.at, run)
        for segment in segments
        for run in segment.runs
        if run.first <= position < run.first + run.n
    ]
    waiting = "held" if chunk.held_until else "queued"
    ends = [(run.attempt, str(run.state)) for _, run in told if run.state in ENDS]
    return Copy(
        number=references.number_of(chunk_id=chunk.pk, position=position), subject=chunk.posting.subject, phrase=chunk.posting.letter["phrase"],
        version=chunk.posting.version, account_id="", reader_id=sheet.ids[position], medium=chunk.medium, area=sheet.area(position),
        state=str(sheet.state(position) or waiting), held_until=chunk.held_until,
        is_possible_double=sheet.is_possible_double(position), reason=told[-1][1].reason if told else "",
        attempts=tuple((number, "failed" if end == "queued" else end) for number, end in ends),
        provider_ids=tuple(run.provider_ids[position - run.first] for _, run in told if run.provider_ids),
        delivered_at=next((at for at, run in told if run.state == State.DELIVERED), None),
    )  # fmt: skip


ENDS = {State.SENT, State.FAILED, State.UNKNOWN, State.QUEUED}
