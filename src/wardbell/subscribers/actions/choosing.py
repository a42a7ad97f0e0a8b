"""What a reader chooses anew: language, areas, topics; whether a question is their turn."""

from collections.abc import Sequence

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.journal import actions as journal
from wardbell.subscribers import rules
from wardbell.subscribers.actions.rows import about_reader, locked_row, opened_row, reseal
from wardbell.subscribers.rules import Choices, State


@transaction.atomic
def change_language(reader_id: int, language: str, *, by: Actor) -> None:
    """Sets the language in which one reader is spoken to.

    Raises:
        Unreadable: this node does not speak it.
        WrongState: nothing is kept of this reader.
    """
    row, opened = opened_row(reader_id)
    kept = opened.choices
    reseal(row, opened, Choices(
        language=language, areas=kept.areas, topics=kept.topics, before_eight=kept.before_eight
    ))  # fmt: skip
    journal.write(verb="subscribers.change_language", about=about_reader(reader_id), by=by)


@transaction.atomic
def change_choices(
    reader_id: int, *, areas: Sequence[str], topics: Sequence[str], before_eight: bool, by: Actor
) -> None:
    """Sets areas, topics and the answer about the early morning of one reader.

    Raises:
        Unreadable: an area is none of this city's, or none is left.
        NotAllowed: a city node is asked to hold an enforcement topic.
        WrongState: nothing is kept of this reader.
    """
    row, opened = opened_row(reader_id)
    reseal(row, opened, Choices(
        language=opened.choices.language, areas=tuple(areas), topics=tuple(topics), before_eight=before_eight
    ))  # fmt: skip
    journal.write(verb="subscribers.change_choices", about=about_reader(reader_id), by=by)


@transaction.atomic
def take_turn_to_ask(reader_id: int) -> bool:
    """Notes that the question of the double opt-in leaves now, and says whether it may."""
    row, now = locked_row(reader_id), clock.now()
    if not rules.may_ask(State(row.state), n_asked=row.n_asked, asked_at=row.asked_at, now=now):
        return False
    row.asked_at, row.n_asked = now, row.n_asked + 1
    row.save(update_fields=["asked_at", "n_asked"])
    return True
