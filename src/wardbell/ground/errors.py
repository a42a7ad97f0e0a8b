"""The errors that Wardbell raises on purpose.

Refused                      understood and turned down: the message is a full sentence fit to show
├── NotAllowed               this person may not do this
├── WrongState               the thing is in a state in which this cannot be done
├── Screened                 the text holds what may not be written
├── Conflict                 somebody else was first
└── Unreadable               the input is not of the form that was asked for
"""

from collections.abc import Callable, Mapping
from enum import Enum


class Refused(Exception):
    """The request was understood and is turned down; `str(error)` is a sentence fit to show a person.

    `template` is the whole sentence, written out, with named places (`%(n)s`) for what stands in `slots`: so that a door can
    say it in the reader's language. A slot holds a name, a number or a code; a word of ours is handed in as its enumeration's
    member, or several as a tuple of members.
    """

    def __init__(self, template: str, /, **slots: object) -> None:
        self.template, self.slots = template, slots
        self.sentence = filled(template, slots, spoken)
        super().__init__(self.sentence)


class NotAllowed(Refused):
    """This person may not do this."""


class WrongState(Refused):
    """The thing is in a state in which this cannot be done."""


class Conflict(Refused):
    """Somebody else was first."""


class Unreadable(Refused):
    """The input is not of the form that was asked for."""


class Screened(Refused):
    """The text holds what may not be written; `findings` says what and where."""

    def __init__(self, template: str, /, *, findings: tuple[object, ...] = (), **slots: object) -> None:
        super().__init__(template, **slots)
        self.findings = findings


def filled(template: str, slots: Mapping[str, object], say: Callable[[Enum], str]) -> str:
    """Returns the sentence; `say` gives the word for a member of an enumeration."""
    if not slots:
        return template  # a sentence without places may hold a per cent sign
    return template % {name: _shown(slot, say) for name, slot in slots.items()}


def spoken(word: Enum) -> str:
    """Returns a member of an enumeration as English prose has it: "in review"."""
    return str(word.value).replace("_", " ")


def _shown(slot: object, say: Callable[[Enum], str]) -> str:
    if isinstance(slot, tuple):
        return ", ".join(_shown(one, say) for one in slot)
    return say(slot) if isinstance(slot, Enum) else str(slot)
