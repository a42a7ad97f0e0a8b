"""Makes officials and letters for tests of the post office."""

from itertools import count

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.dispatch.models import Message
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


def states(**which: object) -> dict[str, int]:
    """Counts messages by state."""
    found: dict[str, int] = {}
    for state in Message.objects.filter(**which).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
