"""The parts that processes play in the tests: `python -m tests.process.stage PART [arguments]`.

Each answers in lines of JSON on standard output. Parts that pause go on when a line comes in.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402

from tests.escalation import make  # noqa: E402
from tests.notices import make as notices  # noqa: E402
from tests.process import chores  # noqa: E402
from tests.subscribers import make as subscribed  # noqa: E402
from wardbell.config.clockwork import Clockwork, Timed  # noqa: E402
from wardbell.escalation import actions, queries  # noqa: E402
from wardbell.escalation.rules import Asked, Rung  # noqa: E402
from wardbell.ground import clock, jobs  # noqa: E402
from wardbell.ground.actors import OPERATOR  # noqa: E402
from wardbell.journal import actions as journal  # noqa: E402
from wardbell.notices import queries as said  # noqa: E402
from wardbell.notices.actions import relay  # noqa: E402

_EVERY = timedelta(seconds=5)
ESCALATION = (
    Timed(action="wardbell.escalation.actions.beat", every=_EVERY),
    Timed(action="wardbell.escalation.actions.escalate_due", every=_EVERY),
)


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts, default=str) + "\n")
    sys.stdout.flush()


def pause() -> None:
    sys.stdin.readline()


def ask(n_offices: str = "1", *minutes: str) -> None:
    """Offices are asked, on ladders with these minutes."""
    after = [int(one) for one in minutes] or [0, 5, 10, 15]
    asked = []
    for number in range(1, int(n_offices) + 1):
        people = [make.account(f"rung {rung} (demo)") for rung in range(len(after))]
        rungs = zip(after, people, strict=True)
        office = make.office(f"ward-{number}")
        asked.append(
            Asked(
                office=office,
                rungs=tuple(
                    Rung(after_minutes=at, accounts=(who,), label=f"after {at}") for at, who in rungs
                ),
            )
        )
    about = make.subject()
    say(subject=about, requests=make.ask(*asked, about=about))


def beat() -> None:
    """The clockwork says that it is alive."""
    actions.beat()
    say(at=clock.now())


def escalate() -> None:
    """A worker takes what is due."""
    say(taken=actions.escalate_due())


def step_after_a_pause() -> None:
    """A worker reads what is due, is paused, and then goes on with what it read."""
    [due] = queries.steps_due(clock.now())
    say(read=due.fence)
    pause()
    say(taken=actions.take_step(due, now=clock.now()))


def step_with_a_pause() -> None:
    """A worker takes a step and is paused before its transaction ends."""
    [due] = queries.steps_due(clock.now())
    with transaction.atomic():
        taken = actions.take_step(due, now=clock.now())
        say(taken=taken)
        pause()
    say(committed=taken)


def clockwork() -> None:
    """The clockwork of a node, its escalation alone, until it is killed."""
    actions.beat()
    thread = Clockwork(ESCALATION)
    thread.start()
    say(started=clock.now())
    thread.join()


def write(n: str, name: str) -> None:
    """A writer appends to the journal, one row in each transaction."""
    say(ready=name)
    pause()
    for number in range(int(n)):
        with transaction.atomic():
            journal.write(verb="test.write", about=f"thing:{name}-{number}", by=OPERATOR, facts={"n": number})
    say(written=int(n))


def ring(book: str, *rung: str) -> None:
    """Somebody rings for chores, in one transaction; each is told as WORD,QUEUE,PRIORITY,MILLISECONDS."""
    with transaction.atomic():
        for word, queue, priority, lasts_ms in (one.split(",") for one in rung):
            jobs.later(
                chores.note, queue=queue, priority=int(priority), book=book, word=word, lasts_ms=int(lasts_ms)
            )
    say(rung=len(rung))


def ring_and_fail(book: str) -> None:
    """Somebody rings, and the transaction ends in a fault."""
    try:
        with transaction.atomic():
            jobs.later(chores.note, book=book, word="never", lasts_ms=0)
            raise RuntimeError("on purpose")
    except RuntimeError:
        say(rung=0)


def backlog() -> None:
    """Somebody asks what is left to do, and who does it."""
    say(n_waiting=jobs.backlog().n_waiting, n_failed=jobs.backlog().n_failed, n_workers=jobs.n_workers())


def tell_readers(*numbers: str) -> None:
    """A ward tells its readers; the last number signs up too late."""
    notices.city()
    for number in numbers[:-1]:
        subscribed.reader(number, before_eight=True)
    notice = said.notice(notices.bulletin())
    relay(notice.id, office="ward-6", by=notices.who("ward-6-aide"))
    notices.send_everything()
    with clock.fixed(clock.now() + timedelta(minutes=3)):
        notices.release()
    subscribed.reader(numbers[-1])
    say(code=notice.code)


PARTS: dict[str, Callable[..., None]] = {
    part.__name__: part
    for part in (
        *(ask, beat, escalate, step_after_a_pause, step_with_a_pause, clockwork, write),
        *(ring, ring_and_fail, backlog, tell_readers),
    )
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](*sys.argv[2:])
