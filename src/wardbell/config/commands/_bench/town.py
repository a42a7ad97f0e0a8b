"""The work that `wardbell bench all` measures, on a scratch node."""

from django.db import transaction

from wardbell.config.commands._rehearsal import city
from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as journals
from wardbell.safeguards import screen as screened
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.subscribers.rules import Choices, MadeUp

_TOPIC = "general"


def found(n: int) -> None:
    """Founds the made-up city with n readers of the whole city."""
    city.found()
    choices = Choices(language="en", areas=("city",), topics=(_TOPIC,), before_eight=True)
    made_up = [
        MadeUp(medium="mail", address=f"reader-{one}@readers.example", choices=choices) for one in range(n)
    ]
    subscribers.make_up_readers(made_up, by=OPERATOR)


def reach() -> int:
    """Opens every reader once, as an expansion does."""
    found = readers.Reached(readers=(), last_id=-1, is_last=False)
    count = 0
    while not found.is_last:
        found = readers.reachable(("ward:6",), _TOPIC, after_id=found.last_id, limit=1000)
        count += len(found.readers)
    return count


def journal(n: int) -> None:
    """Appends n rows, one transaction each."""
    for number in range(n):
        with transaction.atomic():
            journals.write(verb="bench.write", about=f"bench:{number}", by=OPERATOR)


def screen(n: int) -> None:
    """Screens n texts."""
    for text in texts(n):
        screened(text, "public_bulletin")


def texts(n: int) -> list[str]:
    """Returns n texts of about 160 characters."""
    return [
        f"City notice 2026-{number}, Ward 6. Boil water for one minute before you drink it. Questions: 311. This notice holds until we say that it has ended."
        for number in range(n)
    ]
