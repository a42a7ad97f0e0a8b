"""What dispatch was handed, read back from its own tables, and deliveries as its workers record them."""

from datetime import datetime

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Letter
from wardbell.dispatch.models import Message, Posting
from wardbell.dispatch.rules import PostingState, State
from wardbell.escalation.models import Step


def posted(about: str) -> list[tuple[Letter, tuple[str, ...]]]:
    """Each letter and the accounts it went to, rung by rung and within a rung in the order of offices."""
    steps = (
        Step.objects.filter(request__subject=about).exclude(posting="").order_by("rung", "request__position")
    )
    postings = [Posting.objects.get(id=step.posting) for step in steps]
    assert Posting.objects.filter(subject__startswith=about).count() == len(postings)
    return [(Letter.from_json(one.letter), tuple(one.audience["accounts"])) for one in postings]


def voided() -> set[str]:
    """Subjects of which nothing more leaves."""
    return set(Posting.objects.filter(state=PostingState.VOID).values_list("subject", flat=True))


def deliver(about: str, *, office: str, at: datetime, medium: str = "sms") -> None:
    """A provider accepted one medium's copies to one office."""
    for posting in Posting.objects.filter(subject=f"{about}#{office}"):
        dispatch.expand(posting_id=str(posting.id))
    found = Message.objects.filter(posting__subject=f"{about}#{office}", medium=medium)
    assert found.update(state=State.SENT, sent_at=at), "there is a copy that could leave"
