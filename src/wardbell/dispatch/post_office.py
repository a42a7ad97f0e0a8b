"""The counter: channels opened, texts rendered once, addresses unsealed at the last moment. Nothing here writes."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

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
    addresses = _addresses(messages)
    made = [_made(one, address=addresses.get(one.id), renderings=renderings) for one in messages]

    def hand_over() -> list[Outcome | Withheld]:
        outgoing: dict[Medium, list[tuple[int, Outgoing]]] = {}
        for place, (message, one) in enumerate(zip(messages, made, strict=True)):
            if isinstance(one, Outgoing):
                outgoing.setdefault(Medium(message.medium), []).append((place, one))
        answers = dict(_all_handed_over(outgoing))
        return [answers[place] if isinstance(one, Outgoing) else one for place, one in enumerate(made)]

    return hand_over


def _all_handed_over(outgoing: Mapping[Medium, list[tuple[int, Outgoing]]]) -> Iterator[tuple[int, Outcome]]:
    """Hands each medium's messages to its provider, the providers side by side: none waits for the other."""
    if len(outgoing) == 1:
        [(medium, pairs)] = outgoing.items()
        yield from zip(
            (place for place, _ in pairs), _handed_over(medium, [one for _, one in pairs]), strict=True
        )
        return
    if not outgoing:
        return
    with ThreadPoolExecutor(len(outgoing), thread_name_prefix="carry") as threads:
        batches = [[one for _, one in pairs] for pairs in outgoing.values()]
        for pairs, answers in zip(
            outgoing.values(), threads.map(_handed_over, outgoing, batches), strict=True
        ):
            yield from zip((place for place, _ in pairs), answers, strict=True)


def _handed_over(medium: Medium, batch: Sequence[Outgoing]) -> Sequence[Outcome]:
    try:
        opened = channel(medium)
    except NotOpened as refusal:  # nothing left: an operator must act, then trying again helps
        log.error("channel cannot be opened", medium=medium, reason=refusal.sentence)
        return [Failed(reason=Reason.MISCONFIGURED, permanent=False)] * len(batch)
    return opened.send(batch)


def _made(message: Claimed, *, address: str | None, renderings: Renderings) -> Outgoing | Withheld | Failed:
    if not address:
        is_own = message.account_id is not None or message.letter.lane == Lane.REPLIES
        return Withheld(why=Why.UNREACHABLE if is_own else Why.STOPPED)
    text = renderings.of(message)
    if isinstance(text, Failed):
        return text
    is_mail, stop_url = message.medium == Medium.MAIL, _stop_url(message)
    return Outgoing(
        key=message.key, to=address, reference=message.reference, language=text.language,
        subject=text.subject if is_mail else "",
        body=text.body, footer=stop_url, unsubscribe_url=stop_url,
    )  # fmt: skip


def _stop_url(message: Claimed) -> str:
    """One click stops everything (RFC 8058); only in mail that goes to many, for an answer is no mailing."""
    if message.medium != Medium.MAIL or message.reader_id is None or message.letter.lane == Lane.REPLIES:
        return ""
    return f"{settings.BASE_URL}/stop/{subscribers.unsubscribe_token(message.reader_id)}"


def _addresses(messages: Iterable[Claimed]) -> dict[int, str]:
    """Returns where each message goes, by message id; who stopped since is left out, but for answers to themselves."""
    officials = {one.account_id: None for one in messages if one.account_id}
    contacts = people.contacts(list(officials)) if officials else {}
    bulk = subscribers.addresses(_reader_ids(messages, is_reply=False))
    own = subscribers.reply_addresses(_reader_ids(messages, is_reply=True))
    found = {}
    for one in messages:
        if one.account_id:
            found[one.id] = _of_official(contacts, one)
        elif one.reader_id is not None:
            found[one.id] = (own if one.letter.lane == Lane.REPLIES else bulk).get(one.reader_id, "")
    return found


def _reader_ids(messages: Iterable[Claimed], *, is_reply: bool) -> list[int]:
    return [
        one.reader_id
        for one in messages
        if one.reader_id is not None and (one.letter.lane == Lane.REPLIES) == is_reply
    ]


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
