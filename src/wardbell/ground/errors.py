"""The errors that Wardbell raises on purpose.

Refused                      understood and turned down: the message is a full sentence fit to show
├── NotAllowed               this person may not do this
├── WrongState               the thing is in a state in which this cannot be done
├── Screened                 the text holds what may not be written
├── Conflict                 somebody else was first
└── Unreadable               the input is not of the form that was asked for
"""


class Refused(Exception):
    """The request was understood and is turned down; `str(error)` is a sentence fit to show a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


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

    def __init__(self, sentence: str, *, findings: tuple[object, ...] = ()) -> None:
        super().__init__(sentence)
        self.findings = findings
