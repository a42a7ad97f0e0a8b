"""What became of one reader's copies, in plain sentences: what the page and the command tell whoever answers a complaint."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.queries import Event, Story
from wardbell.dispatch.rules import State, Why
from wardbell.ground import languages
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.notices import queries as said


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that happened, or how it stands: whole sentences."""

    at: datetime
    text: str


#: what a state of a copy means to somebody who asks
BECAME = {
    State.HELD: gettext_lazy("It is held until its time."),
    State.QUEUED: gettext_lazy("It waits for its turn."),
    State.SENDING: gettext_lazy("It was handed to the provider."),
    State.SENT: gettext_lazy("The provider accepted it. More is not known yet."),
    State.FAILED: gettext_lazy("It could not be sent."),
    State.UNKNOWN: gettext_lazy("The provider gave no answer: it may have left."),
    State.DELIVERED: gettext_lazy("It arrived."),
    State.UNDELIVERED: gettext_lazy("The provider says that it did not arrive."),
    State.EXPIRED: gettext_lazy("Nothing more was heard of it."),
    State.SUPPRESSED: gettext_lazy("It was not sent, on purpose."),
}
#: why, by the word of the channels that is kept (`channels.base.Reason`); the provider's own code stands behind it in brackets
BECAUSE = {
    "address_invalid": gettext_lazy("The number or mailbox is not written as it must be."),
    "address_unknown": gettext_lazy("Nobody has this number or mailbox, or it takes no such messages."),
    "address_unreachable": gettext_lazy("The phone or mailbox was off, full or out of range."),
    "stopped": gettext_lazy("The reader had asked for no more messages."),
    "blocked": gettext_lazy("A filter or a carrier refused it."),
    "message_invalid": gettext_lazy("We made the message wrong."),
    "too_long": gettext_lazy("It was too long."),
    "too_fast": gettext_lazy("The provider could not take so many at once."),
    "expired": gettext_lazy("It waited at the provider for too long."),
    "misconfigured": gettext_lazy("The city's account with the provider needs repair."),
    "unreachable": gettext_lazy("The provider could not be reached; nothing left."),
    "not_tried": gettext_lazy("Its turn did not come in time; nothing left."),
    "provider_fault": gettext_lazy("The provider had a fault."),
    "no_answer": gettext_lazy("The provider's answer did not come."),
    "unreadable_answer": gettext_lazy("The provider's answer made no sense."),
    str(Why.LOST_LEASE): gettext_lazy("The program that sent it ended in the middle of it."),
}
#: why it was not sent, on purpose
ON_PURPOSE = {
    Why.STOPPED: gettext_lazy("The reader had asked for no more messages."),
    Why.UNREACHABLE: gettext_lazy("Nothing can be sent to this number or mailbox any more."),
    Why.HALTED: gettext_lazy("Somebody of the city stopped what had not left."),
    Why.VOID: gettext_lazy("It was taken back before it left."),
    Why.SUPERSEDED: gettext_lazy("A newer version was there."),
    Why.NO_TEXT: gettext_lazy("There was no reviewed text."),
}


def ask(*, code: str, contact: str, by: Actor) -> list[Story] | None:
    """Looks one reader's copies of a notice up, which is journalled; None when nobody here has this mailbox or number.

    Raises:
        Unreadable: no public notice has this code, or the contact is neither a mailbox nor a number.
    """
    found = said.by_code(code)
    if found is None:
        raise Unreadable("No public notice has this code.")
    medium = "mail" if "@" in contact else "sms"
    return dispatch.explain(said.notice(found.id).subject, medium=medium, address=contact.strip(), by=by)


def lines(story: Story, *, now: datetime, shown: Callable[[datetime], str]) -> Iterator[Line]:
    """Yields what became of one copy, oldest first; `shown` writes an instant."""
    yield Line(at=story.posted_at, text=_addressed(story))
    if not story.is_readable:
        yield Line(at=now, text=_("What was kept of it is damaged: nobody can tell what became of it."))
        return
    for event in story.events:
        yield Line(at=event.at, text=_happened(event, shown))
    if not story.events or story.events[-1].state != story.state:
        yield Line(at=now, text=_stands(story, shown))


def because(reason: str, *, state: State) -> str:
    """Says a kept reason as a sentence; one that is not ours, in its own words; nothing when there is none."""
    if not reason:
        return ""
    word = reason.partition(" (")[0]
    purposes = {str(why): sentence for why, sentence in ON_PURPOSE.items()}
    ours = (BECAUSE | purposes if state == State.SUPPRESSED else purposes | BECAUSE).get(word)
    return str(ours) if ours else _("The provider wrote: %(reason)s") % {"reason": reason}


def _addressed(story: Story) -> str:
    name = languages.by_tag(story.language).name
    if story.medium == "sms":
        return _("A text message to this reader was written down, in this language: %(language)s.") % {
            "language": name
        }
    return _("An e-mail to this reader was written down, in this language: %(language)s.") % {
        "language": name
    }


def _happened(event: Event, shown: Callable[[datetime], str]) -> str:
    told = [_try(event), because(event.reason, state=event.state)]
    if event.next_at and event.state == State.HELD:
        told.append(_("It leaves at %(time)s.") % {"time": shown(event.next_at)})
    elif event.next_at:
        told.append(_("It is tried again at %(time)s.") % {"time": shown(event.next_at)})
    if event.is_possible_double:
        told.append(_("It may have come twice."))
    return " ".join(one for one in told if one)


def _try(event: Event) -> str:
    if event.state == State.SENDING:
        return _("It was handed to the provider, try %(n)s.") % {"n": event.attempt}
    if event.state == State.QUEUED and event.reason:
        return _("This try did not work.")
    return str(BECAME[event.state])


def _stands(story: Story, shown: Callable[[datetime], str]) -> str:
    told = [str(BECAME[story.state])]
    if story.state == State.HELD and story.held_until:
        told.append(_("It leaves at %(time)s.") % {"time": shown(story.held_until)})
    return " ".join(told)
