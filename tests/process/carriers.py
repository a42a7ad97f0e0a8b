"""The parts that processes play in tests of the post office: `python -m tests.process.carriers PART [arguments]`."""

import json
import sys
from collections.abc import Callable

import django

django.setup()

from tests.dispatch import make  # noqa: E402
from tests.subscribers import make as subscribed  # noqa: E402
from wardbell.channels import memory  # noqa: E402
from wardbell.dispatch import actions, post_office  # noqa: E402
from wardbell.dispatch.post_office import Renderings  # noqa: E402
from wardbell.ground.actors import OPERATOR  # noqa: E402
from wardbell.phrases import actions as phrases  # noqa: E402
from wardbell.places import actions as places  # noqa: E402


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts, default=str) + "\n")
    sys.stdout.flush()


def pause() -> None:
    sys.stdin.readline()


def post(n_readers: str) -> None:
    """A letter is posted to a ward with so many readers, and written down."""
    places.found_jurisdiction("demo", by=OPERATOR)
    phrases.load_samples(by=OPERATOR)
    subscribed.readers(int(n_readers), before_eight=True)
    posting_id = actions.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    for _ in range(5):
        actions.expand(posting_id)
    say(**make.states())


def drain() -> None:
    """A worker empties the lane."""
    say(ready=True)
    pause()
    while actions.drain("routine"):
        pass
    say(sent=[one.to for one in memory.outbox()])


def expand(posting_id: str) -> None:
    """A worker writes down whom a posting is for."""
    say(ready=True)
    pause()
    for _ in range(5):
        actions.expand(posting_id)
    say(done=True)


def post_alone(n_readers: str) -> None:
    """A letter is posted, and nobody has written down yet whom it is for."""
    places.found_jurisdiction("demo", by=OPERATOR)
    phrases.load_samples(by=OPERATOR)
    subscribed.readers(int(n_readers), before_eight=True)
    say(posting_id=actions.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))


def claim_and_hang() -> None:
    """A worker claims a batch, hands it to the provider, and is paused before it records."""
    batch = actions.claim("routine", "hangs")
    outcomes = post_office.carry(batch.messages, renderings=Renderings())
    say(sent=[one.to for one in memory.outbox()])
    pause()
    actions.record(batch, outcomes)
    say(recorded=len(outcomes))


def take_over() -> None:
    """The process that starts after the other was killed."""
    say(leases=actions.take_over())


def sweep() -> None:
    actions.sweep()
    say(swept=True)


def told() -> None:
    say(
        states=make.states(),
        n_readers=len({one.reader_id for one in make.copies()}),
        doubles=sum(one.is_possible_double for one in make.copies()),
        attempts=sum(len(one.attempts) for one in make.copies()),
    )


PARTS: dict[str, Callable[..., None]] = {
    part.__name__: part for part in (post, post_alone, expand, drain, claim_and_hang, take_over, sweep, told)
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](*sys.argv[2:])
