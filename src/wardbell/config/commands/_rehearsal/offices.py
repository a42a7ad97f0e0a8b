"""How thirteen council offices answer: by the link, by a text, in the inbox, by their deputy."""

import re
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

from wardbell.config.commands._rehearsal.cast import Official, Seat
from wardbell.config.commands._rehearsal.faults import StoryFault
from wardbell.config.commands._rehearsal.sinks import Received
from wardbell.config.commands._rehearsal.stage import Stage, link_in
from wardbell.config.commands._rehearsal.visitor import Visitor

ASKED = "/a/"  #: part of the link that only an office's own request carries
ANSWER_WITHIN_S = 1_500.0  #: seconds of the story after which an office that heard nothing gives up
_OK = range(200, 300)
_CODE = re.compile(r"\b1 ([A-Z2-9]{3})\b")


class Manner(StrEnum):
    """How an office answers."""

    LINK = "link"  #: presses the button behind the link in the mail
    REPLY = "reply"  #: texts 1
    INBOX = "inbox"  #: signs in
    CANNOT = "cannot"  #: the aide texts 2, and the deputy, who is asked at once, texts 1
    SILENT = "silent"  #: nobody answers; the deputy is asked after five minutes and texts 1


@dataclass(frozen=True, kw_only=True)
class Told:
    """The notice that offices are told of; its number stands in every message about it."""

    id: str
    number: str


class Offices:
    """All offices at once, each in its own time."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._threads = ThreadPoolExecutor(2 * len(stage.cast.seats), thread_name_prefix="office")
        self._waiting: list[Future[None]] = []

    def answer(self, told: Told, manners: dict[str, Manner]) -> None:
        """Lets every office answer one notice, in its manner (by office code); returns at once."""
        for seat in self._stage.cast.seats:
            self._waiting.append(self._threads.submit(_play, self._stage, seat, told, manners[seat.office]))

    def wait(self) -> None:
        """Waits until every office has answered or given up.

        Raises:
            StoryFault: an answer was turned down.
            PageFault: a page was not as it should be.
        """
        for one in self._waiting:
            one.result()
        self._waiting.clear()

    def close(self) -> None:
        """Sends everybody home."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def manners(stage: Stage, *, silent: bool) -> dict[str, Manner]:
    """Returns how each office answers; with `silent` one says that it cannot and one says nothing, neither of them relays."""
    ordinary = (Manner.LINK, Manner.REPLY, Manner.INBOX)
    seats = stage.cast.seats
    found = {seat.office: ordinary[place % len(ordinary)] for place, seat in enumerate(seats)}
    if silent:
        found |= {seats[1].office: Manner.CANNOT, seats[-1].office: Manner.SILENT}
    return found


def is_about(message: Received, told: Told) -> bool:
    """Says whether a message asks an office about this notice."""
    return told.number in message.body and bool(link_in(message, ASKED))


def _play(stage: Stage, seat: Seat, told: Told, manner: Manner) -> None:
    first = stage.mailroom.wait_for(
        *(address for one in seat.first for address in (one.phone, one.email)),
        that=lambda one: is_about(one, told), seconds=ANSWER_WITHIN_S,
    )  # fmt: skip
    if first is None:
        stage.say(f"{seat.office} heard nothing.")
        return
    if manner is Manner.SILENT:
        _deputy(stage, seat, told)
        return
    stage.pause(20, 100)
    match manner:
        case Manner.LINK:
            _by_link(stage, seat, told)
        case Manner.REPLY:
            _text(stage, seat.aide, "1", told)
        case Manner.INBOX:
            _in_inbox(stage, seat)
        case _:
            _text(stage, seat.aide, "2", told)
            _deputy(stage, seat, told)
    stage.say(f"{seat.office} answers by {manner}.")


def _by_link(stage: Stage, seat: Seat, told: Told) -> None:
    """A scanner opens the link first, which says nothing; then the member presses the button."""
    link = stage.read_link(seat.member, ASKED, about=told.number)
    Visitor(stage.base_url).get(link)
    visitor = Visitor(stage.base_url)
    page = visitor.submit(visitor.get(link), {"action": "acknowledge"})
    if "Recorded" not in page.text:
        raise StoryFault(f"{seat.office}: the page behind the link did not record the answer.")


def _in_inbox(stage: Stage, seat: Seat) -> None:
    """Answers whatever waits first: an office is asked of one thing after the other."""
    visitor = stage.enter(seat.aide)
    visitor.submit(visitor.get("/council/"), {"action": "acknowledge"}, form="/council/requests/")


def _deputy(stage: Stage, seat: Seat, told: Told) -> None:
    asked = stage.mailroom.wait_for(
        seat.deputy.phone, seat.deputy.email, that=lambda one: is_about(one, told), seconds=ANSWER_WITHIN_S
    )
    if asked is None:
        stage.say(f"{seat.office}: nobody asked the deputy.")
        return
    stage.pause(10, 60)
    _text(stage, seat.deputy, "1", told)
    stage.say(f"{seat.office} answers by its deputy.")


def _text(stage: Stage, who: Official, answer: str, told: Told) -> None:
    """Texts an answer; somebody who was asked more than once this morning writes the code behind it."""
    asked = [one for one in stage.mailroom.to(who.phone) if link_in(one, ASKED)]
    code = next((_CODE.search(one.body) for one in asked if is_about(one, told)), None)
    status = stage.sinks.reply(who.phone, f"{answer} {code.group(1)}" if code and len(asked) > 1 else answer)
    if status not in _OK:
        raise StoryFault(f"The text of {who.name} was answered {status}.")
