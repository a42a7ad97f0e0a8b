"""Inviting the people of a contact list: each gets a link, by mail or on paper. No link is kept anywhere."""

from dataclasses import dataclass

from django.conf import settings

from wardbell import channels
from wardbell.channels.base import Medium, Outgoing, Sent
from wardbell.config.env import NodeKind
from wardbell.ground import clock, ids
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.queries import Person
from wardbell.phrases import queries as phrases
from wardbell.web.account.links import invitation_link


@dataclass(frozen=True, kw_only=True)
class Invited:
    """One person's link; with `sent` None it was not mailed but is to be handed over."""

    email: str
    name: str
    link: str
    sent: bool | None = None
    reason: str = ""


def waiting(office: str = "") -> list[Person]:
    """Returns who has never come in, of one office or of all."""
    return [one for one in queries.never_entered(clock.now()) if not office or office in one.offices]


def link_of(someone: Person) -> Invited:
    """Makes somebody's link; an earlier one ends."""
    token = people.invite_in(someone.id, by=OPERATOR)
    return Invited(email=someone.email, name=someone.name, link=invitation_link(token))


def mail_all(persons: list[Person]) -> list[Invited]:
    """Mails each their link in their language, outside any transaction, and returns what became of each.

    Raises:
        NotOpened: the mail channel cannot be used.
        Refused: the text of the invitation is not signed off.
    """
    channel = channels.open_channel(
        settings.MAIL_URL, loopback_only=settings.NODE_KIND != NodeKind.LIVE, public_url=settings.BASE_URL,
        sender=settings.MAIL_FROM, medium=Medium.MAIL,
    )  # fmt: skip
    try:
        for one in persons:  # every text is there before the first link is made
            _letter(one, "https://city.example/")
        made = [link_of(one) for one in persons]
        letters = [_letter(one, invited.link) for one, invited in zip(persons, made, strict=True)]
        outcomes = channel.send(letters)
    finally:
        channel.close()
    return [
        Invited(
            email=one.email, name=one.name, link="" if isinstance(outcome, Sent) else one.link,
            sent=isinstance(outcome, Sent), reason="" if isinstance(outcome, Sent) else outcome.reason,
        )
        for one, outcome in zip(made, outcomes, strict=True)
    ]  # fmt: skip


def _letter(someone: Person, link: str) -> Outgoing:
    text = phrases.render(
        "invitation",
        {"office": _place(someone), "link": link},
        language=someone.language,
        medium="mail",
        audience="council",
    )
    return Outgoing(
        key=f"invitation:{ids.new()}",
        to=someone.email,
        subject=text.subject,
        body=text.body,
        language=text.language,
    )


def _place(someone: Person) -> str:
    named = {one.code: one.name for one in queries.offices()}
    named |= {one.code: one.name for one in queries.organizations()}
    return next((named[one.office or one.organization] for one in someone.grants), "")
