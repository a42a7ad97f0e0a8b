"""What the desk can do, with Django awake: each verb takes and returns what JSON can hold."""

import base64
import json
import struct
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection

from wardbell.config.commands._bench import crowd
from wardbell.config.commands._rehearsal import city
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries as sent
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.ground import jobs
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions as people
from wardbell.people import queries as somebody
from wardbell.people.pack import PackGrant, PackPerson
from wardbell.people.rules import Role
from wardbell.subscribers.rules import Medium

_BULLETIN = {
    "number": "2026-1", "code": "ABCDEF", "area": "city", "status": "ongoing", "agents": "no", "civil": "no",
    "known": "seen_in_public_by_staff", "office": "clerk", "link": "http://localhost/n/ABCDEF/",
}  # fmt: skip
_OFFICIAL = {
    "code": "AB2", "area": "city", "status": "ongoing", "agents": "yes", "civil": "not_known",
    "known": "public_statement", "link": "http://localhost/a/token",
}  # fmt: skip
_MAILBOX = "bench-official"


def found() -> None:
    """Migrates, founds the made-up city, and seats fifty officials."""
    city.found()
    people.found_people([_official(n) for n in range(50)], by=OPERATOR)


def seed(n: int, medium: str, begin: int) -> int:
    """Makes readers."""
    return crowd.seed(n, medium=Medium(medium), begin=begin)


def post(subject: str, version: int, lane: str, hold_seconds: int) -> dict[str, object]:
    """Posts one letter to every reader."""
    letter = Letter(
        subject=subject, version=version, phrase="bulletin", slots=_BULLETIN, lane=Lane(lane),
        may_reach=Reach.PUBLIC, is_urgent=True, hold_seconds=hold_seconds,
    )  # fmt: skip
    return _posted(letter, Audience(areas=(crowd.AREA,), topic=crowd.TOPIC))


def post_to_officials(number: int) -> dict[str, object]:
    """Posts one letter to the fifty."""
    letter = Letter(
        subject=f"bench:officials-{number}", phrase="official", slots=_OFFICIAL | {"number": f"2099-{number:06d}"},
        lane=Lane.OFFICIALS, may_reach=Reach.COUNCIL,
    )  # fmt: skip
    return _posted(letter, Audience(accounts=_officials()))


def ledger(subject: str) -> dict[str, object]:
    """Returns what the ledger says of a subject."""
    told = sent.progress(subject)
    return {
        "expected": told.expected, "is_expanding": told.is_expanding, "is_settled": told.is_settled,
        "by_state": dict(told.by_state),
    }  # fmt: skip


def sweep() -> None:
    """Runs the sweeper once."""
    dispatch.sweep()


def backlog() -> int:
    """Returns how many doorbells wait."""
    return jobs.backlog().n_waiting


def work() -> int:
    """Answers every doorbell here."""
    return jobs.run_all()


def run(path: str, given: dict[str, object]) -> object:
    """Calls a function of this house by its path."""
    module, _, name = path.partition(":")
    if not module.startswith(("wardbell.", "tests.")):
        raise ValueError(f"not of this house: {path}")
    function: Callable[..., object] = getattr(import_module(module), name)
    return function(**given)


def dump(path: str) -> int:
    """Writes the sealing keys as one line of JSON, then each reader: number (8 bytes), length (2), and the sealed row."""
    keys = {key_id: base64.b64encode(key).decode() for key_id, key in settings.KEY_RING.keys.items()}
    with connection.cursor() as cursor, Path(path).open("wb") as file:
        file.write(json.dumps(keys).encode() + b"\n")
        cursor.execute("SELECT id, sealed FROM subscribers_contactpoint WHERE state = 'active' ORDER BY id")
        n_readers = 0
        while rows := cursor.fetchmany(10_000):
            n_readers += len(rows)
            for row_id, sealed in rows:
                file.write(struct.pack("<qH", row_id, len(sealed)) + bytes(sealed))
    return n_readers


VERBS: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (found, seed, post, post_to_officials, ledger, sweep, backlog, work, run, dump)
}


def _posted(letter: Letter, to: Audience) -> dict[str, object]:
    called_at = time.monotonic()
    posting_id = dispatch.post(letter, to=to, by=OPERATOR)
    return {
        "posting_id": posting_id, "subject": letter.subject, "called_at": called_at,
        "posted_at": time.monotonic(),
    }  # fmt: skip


def _officials() -> tuple[str, ...]:
    return tuple(one.person.id for one in somebody.everybody() if one.person.email.startswith(_MAILBOX))


def _official(n: int) -> PackPerson:
    return PackPerson(
        key=f"{_MAILBOX}-{n}", name=f"Official {n} (made up)", email=f"{_MAILBOX}-{n}@city.example",
        phone=f"+132055501{n:02d}", language="en", on_duty=False, pool_position=0,
        grants=(PackGrant(role=Role.MEMBER, office="ward-6", organization=""),),
    )  # fmt: skip
