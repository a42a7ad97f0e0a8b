"""What residents do on their phones: ask whether a message is genuine, stop, report, sign up."""

from collections.abc import Callable

from wardbell.config.commands._rehearsal.faults import StoryFault
from wardbell.config.commands._rehearsal.plan import SMS, WHOLE_CITY, ReaderPlan
from wardbell.config.commands._rehearsal.sinks import Received
from wardbell.config.commands._rehearsal.stage import PATIENCE_S, Stage

#: a word that stands in one resident's report and nowhere else: it must never be read again
SENTINEL = "Quillfeather"
REPORT = f"I just saw four agents by the {SENTINEL} gate right now"
_OK = range(200, 300)


def ask_and_stop(stage: Stage, checker: ReaderPlan | None, stopper: ReaderPlan | None, *, code: str) -> None:
    """One reader asks by text whether the message is ours and reports something; another wants no more.

    Raises:
        StoryFault: the question or the report stayed unanswered, or the node turned a text away.
    """
    if checker is not None:
        _text(stage, checker.address, f"is this real? {code}")
        _answered(stage, checker.address, lambda one: code in one.body, n=2)
        n_before = len(stage.mailroom.to(checker.address))
        _text(stage, checker.address, REPORT)
        _answered(stage, checker.address, bool, n=n_before + 1)
    if stopper is not None:
        _text(stage, stopper.address, "STOP")


def sign_up_by_text(stage: Stage, number: str) -> ReaderPlan:
    """Somebody unknown texts START, is asked once, says YES, and gets notices of the whole city from then on, by day.

    Raises:
        StoryFault: nobody asked, or the YES was not confirmed.
    """
    _text(stage, number, "START")
    _answered(stage, number, lambda one: "YES" in one.body, n=1)
    _text(stage, number, "YES")
    _answered(stage, number, bool, n=2)
    return ReaderPlan(medium=SMS, address=number, language="en", areas=(WHOLE_CITY,), before_eight=False)


def _text(stage: Stage, number: str, words: str) -> None:
    status = stage.sinks.reply(number, words)
    if status not in _OK:
        raise StoryFault(f"A resident's text was answered {status}.")


def _answered(stage: Stage, number: str, that: Callable[[Received], bool], *, n: int) -> None:
    def is_there() -> bool:
        return sum(map(that, stage.mailroom.to(number))) >= n

    if not stage.mailroom.wait_until_true(is_there, seconds=PATIENCE_S):
        raise StoryFault("A resident's text stayed without an answer.")
