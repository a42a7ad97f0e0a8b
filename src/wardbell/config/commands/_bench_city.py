"""The work that `wardbell bench` measures, on a scratch node."""

from django.db import transaction

from wardbell.config.commands._rehearsal import city
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.ground import jobs
from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as journals
from wardbell.safeguards import screen as screened
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.subscribers.rules import Choices, MadeUp

_TOPIC = "general"
_SLOTS = {
    "number": "2026-1", "code": "ABCDEF", "area": "city", "status": "ongoing", "agents": "no", "civil": "no", "known": "seen_in_public_by_staff",
    "office": "City Clerk", "link": "http://localhost/n/ABCDEF/",
}  # fmt: skip


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
    count, last = 0, -1
    while found_readers := readers.reachable(("ward:6",), _TOPIC, after_id=last, limit=500):
        count, last = count + len(found_readers), found_readers[-1].id
    return count


def send_to_all() -> None:
    """Posts one letter to everybody and runs every job it rings for."""
    letter = Letter(
        subject="bench:1",
        phrase="bulletin",
        slots=_SLOTS,
        lane=Lane.LIFE_SAFETY,
        may_reach=Reach.PUBLIC,
        is_urgent=True,
    )
    dispatch.post(letter, to=Audience(areas=("city",), topic=_TOPIC), by=OPERATOR)
    jobs.run_all()


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
