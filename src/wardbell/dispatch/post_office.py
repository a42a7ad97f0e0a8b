"""The counter: channels opened, texts rendered once, addresses unsealed at the last moment. Nothing here writes."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

import structlog
from django.conf import settings

from wardbell.channels import open_channel
from wardbell.channels.base import Channel, Failed, Medium, NotOpened, Outcome, Outgoing, Reason
from wardbell.dispatch.letters import Lane, Letter, Reach
from wardbell.dispatch.queries.work import Claimed
from wardbell.dispatch.rules import OWN_WORDS, Why
from wardbell.ground.errors import Refused
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.subscribers import queries as subscribers

log = structlog.get_logger(__name__)

_lock = threading.Lock()
_open: dict[tuple[Medium, str], Channel] = {}
_TEXT_OF = attrgetter("posting_id", "language", "medium")
_JOIN = {Medium.SMS: " ", Medium.MAIL: "\n\n"}  # between the reviewed core and an office's own words


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """It was not handed to a provider, on purpose."""

    why: Why


@dataclass(frozen=True, kw_only=True)
class Text:
    """One letter in one language for one medium; what belongs to one reader is spliced in later."""

    subject: str
    body: str = field(repr=False)
    language: str


@dataclass
class Renderings:
    """The texts of one drain: each (posting, language, medium) is rendered once, however many readers it has."""

    kept: dict[tuple[str, str, str], Text | Failed] = field(default_factory=dict)

    def of(self, message: Claimed) -> Text | Failed:
        """Returns the text of a message, or the failure that no reviewed text can be had."""
        key = (message.posting_id, message.language, message.medium)
        if key not in self.kept:
            self.kept[key] = _rendered(
                message.letter, language=message.language, medium=Medium(message.medium)
            )
        return self.kept[key]


def channel(medium: Medium) -> Channel:
    """Returns this process's channel for a medium, opened on first use; a demo or rehearsal node reaches loopback only.

    Raises:
        NotOpened: the setting cannot be used; the sentence says what to write.
    """
    url = settings.SMS_URL if medium == Medium.SMS else settings.MAIL_URL
    with _lock:
        if (medium, url) not in _open:
            _open[medium, url] = open_channel(
                url, loopback_only=settings.NODE_KIND != "live", public_url=settings.BASE_URL,
                sender=settings.MAIL_FROM, medium=medium,
            )  # fmt: skip
        return _open[medium, url]


def channel_of_scheme(scheme: str) -> Channel | None:
    """Returns the channel of this node that a provider's call means; None when this node has no such provider."""
    for medium in Medium:
        try:
            if (found := channel(medium)).scheme == scheme:
                return found
        except NotOpened:
            continue
    return None


def open_all() -> None:
    """Opens the channel of every medium ahead of need; one that cannot be opened is told in the log."""
    for medium in Medium:
        try:
            channel(medium)
        except NotOpened as refusal:
            log.error("channel cannot be opened", medium=medium, reason=refusal.sentence)


def takes_key(medium: Medium) -> bool:
    """Says whether the provider of a medium drops a second message with the same key; False when there is no provider."""
    try:
        return channel(medium).takes_key
    except NotOpened:
        return False


def close() -> None:
    """Lets go of every connection to a provider."""
    with _lock:
        for one in _open.values():
            one.close()
        _open.clear()


def carry(messages: Sequence[Claimed], *, renderings: Renderings) -> list[Outcome | Withheld]:
    """Hands messages to their providers and returns what became of each, in order. No transaction may be open."""
    return prepared(messages, renderings=renderings)()


def prepared(
    messages: Sequence[Claimed], *, renderings: Renderings
) -> Callable[[], list[Outcome | Withheld]]:
    """Makes messages ready and returns what hands them over: that asks no database, so that any thread may run it."""
    made, addresses = _Made(), _addresses(messages)
    for _, some in groupby(messages, key=_TEXT_OF):
        made.add(list(some), addresses=addresses, renderings=renderings)
    return made.hand_over


@dataclass
class _Made:
    """Messages made ready, in order, and for each medium the places of those that go out by it."""

    all: list[Outgoing | Withheld | Failed] = field(default_factory=list)
    places: defaultdict[Medium, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self, messages: Sequence[Claimed], *, addresses: Mapping[int, str], renderings: Renderings
    ) -> None:
        """Makes neighbours ready that share one text."""
        like, places = messages[0], self.places[Medium(messages[0].medium)]
        is_mail, text = like.medium == Medium.MAIL, renderings.of(like)
        for one in messages:
            address = addresses.get(one.id)
            if not address:
                self.all.append(_withheld(one))
            elif isinstance(text, Failed):
                self.all.append(text)
            else:
                stop_url = _stop_url(one) if is_mail else ""
                places.append(len(self.all))
                self.all.append(
                    Outgoing(
                        key=one.key, to=address, reference=one.reference, language=text.language,
                        subject=text.subject if is_mail else "",
                        body=text.body, footer=stop_url, unsubscribe_url=stop_url,
                    )
                )  # fmt: skip

    def hand_over(self) -> list[Outcome | Withheld]:
        """Hands each medium's messages to its provider, the providers side by side: none waits for the other."""
        given: dict[Medium, list[Outgoing]] = {
            medium: [one for one in map(self.all.__getitem__, places) if isinstance(one, Outgoing)]
            for medium, places in self.places.items()
            if places
        }
        answers: dict[int, Outcome] = {}
        for medium, answered in _all_handed_over(given):
            answers.update(zip(self.places[medium], answered, strict=True))
        return [answers[place] if isinstance(one, Outgoing) else one for place, one in enumerate(self.all)]


def _all_handed_over(given: Mapping[Medium, list[Outgoing]]) -> Iterator[tuple[Medium, Sequence[Outcome]]]:
    if len(given) < 2:
        for medium, batch in given.items():
            yield medium, _handed_over(medium, batch)
        return
    with ThreadPoolExecutor(len(given), thread_name_prefix="carry") as threads:
        yield from zip(given, threads.map(_handed_over, given, given.values()), strict=True)


def _handed_over(medium: Medium, batch: Sequence[Outgoing]) -> Sequence[Outcome]:
    try:
        opened = channel(medium)
    except NotOpened as refusal:  # nothing left: an operator must act, then trying again helps
        log.error("channel cannot be opened", medium=medium, reason=refusal.sentence)
        return [Failed(reason=Reason.MISCONFIGURED, permanent=False)] * len(batch)
    return opened.send(batch)


def _withheld(message: Claimed) -> Withheld:
    is_own = message.account_id is not None or message.letter.lane == Lane.REPLIES
    return Withheld(why=Why.UNREACHABLE if is_own else Why.STOPPED)


def _stop_url(message: Claimed) -> str:
    """One click stops everything (RFC 8058); only in mail that goes to many, for an answer is no mailing."""
    if message.reader_id is None or message.letter.lane == Lane.REPLIES:
        return ""
    return f"{settings.BASE_URL}/stop/{subscribers.unsubscribe_token(message.reader_id)}"


def _addresses(messages: Iterable[Claimed]) -> dict[int, str]:
    """Returns where each message goes, by message id; who stopped since is left out, but for answers to themselves."""
    officials: list[Claimed] = []
    bulk: dict[int, int] = {}  # message id to reader
    own: dict[int, int] = {}
    for one in messages:
        if one.account_id:
            officials.append(one)
        elif one.reader_id is not None:
            (own if one.letter.lane is Lane.REPLIES else bulk)[one.id] = one.reader_id
    found: dict[int, str] = {}
    if officials:
        contacts = people.contacts(list({one.account_id: None for one in officials if one.account_id}))
        found |= {one.id: _of_official(contacts, one) for one in officials}
    for readers, addresses in ((bulk, subscribers.addresses), (own, subscribers.reply_addresses)):
        if readers:
            known = addresses(readers.values())
            found |= {message_id: known.get(reader_id, "") for message_id, reader_id in readers.items()}
    return found


def _of_official(contacts: Mapping[str, people.Contact], message: Claimed) -> str:
    contact = contacts.get(message.account_id or "")
    if contact is None:
        return ""
    return contact.phone if message.medium == Medium.SMS else contact.email


def _rendered(letter: Letter, *, language: str, medium: Medium) -> Text | Failed:
    audience = "council" if letter.may_reach == Reach.COUNCIL else "public"
    try:
        core = phrases.render(
            letter.phrase, _slots(letter, language), language=language, medium=medium, audience=audience,
            exercise=letter.exercise, node_kind=settings.NODE_KIND,
        )  # fmt: skip
        body = core.body + _own_words(letter, language=core.language, medium=medium)
    except (
        Refused
    ) as refusal:  # nobody signed this text off: no try in this minute helps, an operator must act
        log.error("no reviewed text", phrase=letter.phrase, language=language, reason=type(refusal).__name__)
        return Failed(reason=Why.NO_TEXT, permanent=True)
    return Text(subject=core.subject, body=body, language=core.language)


def _slots(letter: Letter, language: str) -> dict[str, str | int]:
    own = {"words": letter.words[language]} if letter.phrase == OWN_WORDS else {}
    return {**letter.slots, **own}


def _own_words(letter: Letter, *, language: str, medium: Medium) -> str:
    """An office's reviewed words in this language, behind the core; in a language without them the core stands alone."""
    words = letter.words.get(language)
    if not words or letter.phrase == OWN_WORDS:
        return ""
    # the words are those of the office that posts, which need not be the one that spoke first
    return _JOIN[medium] + phrases.own_words_frame(
        words, office=letter.sender, language=language, medium=medium
    )
