"""Messages that come in, and answers to them. The door has checked who delivers; upper rooms hear of it from the door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wardbell.channels.base import Inbound as Received
from wardbell.channels.base import Medium, OptOut
from wardbell.dispatch import replies
from wardbell.dispatch.actions.posting import post
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.dispatch.models import Inbound
from wardbell.ground import clock, ids, languages, secrets
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.people import queries as people
from wardbell.places import queries as places
from wardbell.safeguards import MASKED_KINDS, mask, screen
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.subscribers.rules import Method, Purpose
from wardbell.subscribers.rules import State as ReaderState

_LONGEST = 2_000  # characters of a message that are read and kept; ten parts of an SMS are 1,530
_STOP, _REPORT = "stop", "report"
_MARK_LENGTH = 16  # hexadecimal digits: 64 bits
_STOPS_ALL = {"keyword", "free", ""}  # `partial`: one topic only, which the door asks about


@dataclass(frozen=True, kw_only=True)
class _Sender:
    """Who wrote, as numbers."""

    reader_id: int | None
    account_id: str | None
    context: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Somebody who waits for an answer: a handle, and a mark that tells two of one day apart and nobody from day to day."""

    handle_id: int
    mark: str


@transaction.atomic
def receive(inbound: Received) -> str | None:
    """Keeps one message that came in, masked, and returns its id; None when the same was received before.

    STOP is acted on here, at once. Of a report to a node that is the city's alone only the count is kept.
    """
    if Inbound.objects.filter(medium=inbound.medium, provider_id=inbound.provider_id[:120]).exists():
        return None
    sender, text = (
        _sender(inbound),
        inbound.body.replace("\0", "")[:_LONGEST],
    )  # no table of PostgreSQL holds that sign
    reply = replies.classify(text, sender.context)
    intent, detail = str(reply.intent), str(reply.detail or "")
    if inbound.opt_out is not None:  # the provider's own reading binds: it acts on it in any case
        intent, detail = str(inbound.opt_out), "keyword"
    is_kept = intent != _REPORT or "community" in settings.NODE_ROLES
    row = Inbound(
        id=ids.random_number(), medium=inbound.medium, provider_id=inbound.provider_id[:120],
        received_at=clock.now(), reader_id=sender.reader_id,
        account_id=UUID(sender.account_id) if sender.account_id else None,
        reply_handle_id=_handle(inbound, sender), context=sender.context, intent=intent, detail=detail[:60],
        body=_masked(text) if is_kept else "", is_kept=is_kept, was_answered=inbound.opt_out is not None,
    )  # fmt: skip
    Inbound.objects.bulk_create([row], ignore_conflicts=True)
    if not Inbound.objects.filter(id=row.id).exists():
        return None  # the same came by another worker in this very moment
    if intent == _STOP and detail in _STOPS_ALL:
        _stop(inbound, sender)
    return str(row.id)


@transaction.atomic
def answer(
    inbound_id: str, *, phrase: str, slots: Mapping[str, str | int] | None = None, by: Actor
) -> str | None:
    """Posts one answer to whoever wrote, by the way they wrote; returns the posting's id.

    Returns None when nobody can be answered: the provider did so already, the sender is no address, or a day has passed. The same
    answer given twice to one message is one posting more, and still one message.
    """
    row = Inbound.objects.select_for_update().get(id=int(inbound_id))
    to = row.reply_handle_id if row.reply_handle_id is not None else row.reader_id
    if to is None or (row.was_answered and row.intent in set(OptOut)) or not readers.addressed([to]):
        return None
    Inbound.objects.filter(id=row.id).update(was_answered=True)
    letter = _reply(f"inbound:{row.id}", phrase=phrase, slots=slots)
    return post(letter, to=Audience(readers=(to,)), by=by)


@transaction.atomic
def remember_caller(*, medium: str, address: str, language: str, until: datetime | None = None) -> Caller:
    """Keeps the sealed address of somebody who waits for what was found, and returns their handle and mark.

    Until `until`, and a week at most. The handle opens for `answer_caller` alone.

    Raises:
        Unreadable: it is no address of this medium; the sentence says what to do, and repeats nothing.
    """
    handle = subscribers.keep_reply_address(
        medium=medium, address=address, language=language, purpose=Purpose.CALLER, until=until
    )
    return Caller(handle_id=handle, mark=_mark_of(handle))


@transaction.atomic
def remember_stranger(*, medium: str, address: str, language: str, until: datetime | None = None) -> Caller:
    """Keeps an address that anybody may have typed into an open form, as `remember_caller` does, within the form's limits.

    Raises:
        Unreadable: it is no address of this medium.
        NotAllowed: numbers of its country are not written to here.
        Conflict: too many numbers of its block were left within the hour.
    """
    subscribers.count_callback(medium=medium, address=address)
    return remember_caller(medium=medium, address=address, language=language, until=until)


@transaction.atomic
def remember_sender(inbound_id: str, *, until: datetime | None = None) -> Caller | None:
    """Keeps whoever sent a message in as `remember_caller` does; None when they cannot be answered any more."""
    row = Inbound.objects.get(id=int(inbound_id))
    number = row.reply_handle_id if row.reply_handle_id is not None else row.reader_id
    handle = None if number is None else subscribers.keep_as_caller(number, until=until)
    return None if handle is None else Caller(handle_id=handle, mark=_mark_of(handle))


@transaction.atomic
def answer_caller(
    handle_id: int, *, about: str, phrase: str, slots: Mapping[str, str | int] | None = None, by: Actor
) -> str | None:
    """Posts one answer to a caller in their own affair; returns the posting's id, or None when nothing is kept of them.

    `about` makes the answer one: the same given twice is still one message.
    """
    if not readers.is_open_caller(handle_id):
        return None
    letter = _reply(f"caller:{about}", phrase=phrase, slots=slots)
    return post(letter, to=Audience(readers=(handle_id,)), by=by)


def forget_callers_after(handle_ids: Sequence[int], *, until: datetime) -> int:
    """Lets callers' contact go at a time, if it would not sooner; returns of how many."""
    return subscribers.forget_callers_after(handle_ids, until=until)


@transaction.atomic
def tell_reader(
    contact_point_id: int, *, phrase: str, slots: Mapping[str, str | int] | None = None, by: Actor
) -> str:
    """Posts one letter to one reader in their own affair, also when they stopped or have not confirmed; returns its id."""
    letter = _reply(f"reader:{ids.new()}", phrase=phrase, slots=slots)
    return post(letter, to=Audience(readers=(contact_point_id,)), by=by)


@transaction.atomic
def confirm_signup(contact_point_id: int, *, by: Actor) -> str | None:
    """Posts the question of the double opt-in to one reader and returns the posting's id.

    Returns None when it may not be asked (again): they are active or stopped, were asked a moment ago, or three times in vain.
    """
    if not subscribers.take_turn_to_ask(contact_point_id):
        return None
    link = f"{settings.BASE_URL}/confirm/{readers.confirmation_token(contact_point_id)}"
    return tell_reader(contact_point_id, phrase="confirm-ask", slots={"link": link}, by=by)


def subscribe_sender(
    inbound_id: str, *, language: str, areas: Sequence[str], topics: Sequence[str], before_eight: bool,
    consent_version: str, by: Actor,
) -> int:  # fmt: skip
    """Keeps the sign-up of somebody who texted a keyword, as pending, and returns the contact point's id.

    Raises:
        WrongState: the message is too old, or came from no address.
    """
    row = Inbound.objects.get(id=int(inbound_id))
    if row.reply_handle_id is None:
        raise WrongState("There is no address to sign up from this message.")
    return subscribers.subscribe_sender(
        row.reply_handle_id, language=language, areas=areas, topics=topics, before_eight=before_eight,
        consent_version=consent_version, by=by,
    )  # fmt: skip


def _sender(inbound: Received) -> _Sender:
    try:
        reader_id = readers.find(inbound.medium, inbound.sender)
    except Unreadable:  # a short code or a name: nobody who can be answered
        return _Sender(reader_id=None, account_id=None, context="unknown_number", language=languages.FALLBACK)
    account_of = people.account_by_phone if inbound.medium == Medium.SMS else people.account_by_email
    account_id = account_of(inbound.sender)
    contact = people.contacts([account_id]).get(account_id) if account_id else None
    reader = readers.reader(reader_id) if reader_id is not None else None
    is_active = reader_id is not None and readers.state(reader_id) == ReaderState.ACTIVE
    context = "official_with_open_ack" if contact else "subscriber" if is_active else "unknown_number"
    language = contact.language if contact else reader.language if reader else languages.FALLBACK
    return _Sender(reader_id=reader_id, account_id=account_id, context=context, language=language)


def _handle(inbound: Received, sender: _Sender) -> int | None:
    """Keeps a way to answer those who are no readers, and officials, by the very way they wrote."""
    if sender.account_id is None and sender.reader_id is not None and readers.reader(sender.reader_id):
        return None
    try:
        return subscribers.keep_reply_address(
            medium=inbound.medium, address=inbound.sender, language=sender.language, purpose=Purpose.ANSWER
        )
    except Unreadable:
        return None


def _stop(inbound: Received, sender: _Sender) -> None:
    if sender.reader_id is not None:
        by = Actor(id=str(sender.reader_id), kind=ActorKind.RESIDENT, label="reader")
        subscribers.stop(sender.reader_id, by=by, method=Method.REPLY)
        return
    by = Actor(id="unknown", kind=ActorKind.RESIDENT, label="somebody who wrote")
    try:
        subscribers.stop_address(medium=inbound.medium, address=inbound.sender, by=by, method=Method.REPLY)
    except Unreadable:
        return  # no address of this medium: nothing was ever sent to it


def _mark_of(handle_id: int) -> str:
    """Returns the mark of whoever a handle is of: of the address and the day, keyed, short, and not to be turned back."""
    address = readers.reply_addresses([handle_id])[handle_id]
    return secrets.keyed_hash(f"{places.today()}:{address}", purpose="caller_of_the_day").hex()[:_MARK_LENGTH]


def _masked(text: str) -> str:
    return mask(text, screen(text, context="report_intake", kinds=MASKED_KINDS))


def _reply(subject: str, *, phrase: str, slots: Mapping[str, str | int] | None) -> Letter:
    return Letter(
        subject=subject, phrase=phrase, slots=dict(slots or {}), lane=Lane.REPLIES, may_reach=Reach.NOBODY
    )
