"""Signing up and confirming. Each is harmless when done twice, and says whether anything changed."""

from collections.abc import Sequence

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import WrongState
from wardbell.journal import actions as journal
from wardbell.places import queries as places
from wardbell.subscribers import rules, seals
from wardbell.subscribers.actions.counting import count_sign_up
from wardbell.subscribers.actions.rows import (
    about_reader,
    activate,
    checked_choices,
    forget_answers,
    found_or_new,
    locked_row,
)
from wardbell.subscribers.addresses import normal_address
from wardbell.subscribers.models import ConsentWording, ReplyHandle
from wardbell.subscribers.rules import Choices, Medium, Opened, State, Way


@transaction.atomic
def subscribe(
    *,
    medium: str,
    address: str,
    language: str,
    areas: Sequence[str],
    topics: Sequence[str],
    before_eight: bool,
    consent_version: str,
    by: Actor,
) -> int:
    """Keeps a sign-up by the page as pending and returns its id; nothing is sent to it until the reader confirms.

    An active reader's choices stay as they are: whoever fills in a form need not be who holds the phone.

    Raises:
        Unreadable: the address, the language or an area is none; the sentence says what to do.
        NotAllowed: a city node is asked to hold an enforcement topic, or to write to numbers of a country that it does not serve.
        Conflict: too many numbers of the same block signed up within the hour.
    """
    normal = normal_address(medium, address, region=places.country())
    if medium == Medium.SMS:
        count_sign_up(normal)
    return _subscribe(
        medium=medium, normal=normal, consent_version=consent_version, by=by,
        choices=Choices(language=language, areas=tuple(areas), topics=tuple(topics), before_eight=before_eight),
    )  # fmt: skip


def _subscribe(*, medium: str, normal: str, choices: Choices, consent_version: str, by: Actor) -> int:
    choices = checked_choices(choices)
    row = found_or_new(medium, normal)
    if row.state == State.ACTIVE:
        return row.id
    row.sealed = seals.seal(row.id, Opened(address=normal, choices=choices))
    if row.state == State.STOPPED:
        row.state = rules.move(State.STOPPED, State.PENDING)
    forget_answers(row)
    row.consent_version = consent_version
    row.save()
    journal.write(
        verb="subscribers.subscribe", about=about_reader(row.id), by=by, facts={"consent": consent_version}
    )
    return row.id


@transaction.atomic
def confirm(reader_id: int, *, by: Actor, method: str) -> bool:
    """Makes a pending reader active, on their own word; returns False when they were active already.

    Raises:
        WrongState: this reader stopped, or never signed up.
    """
    row = locked_row(reader_id)
    if row.state == State.ACTIVE:
        return False
    if row.state != State.PENDING:
        raise WrongState("This sign-up was stopped. Please sign up again.")
    activate(row, method=rules.method(method), by=by, verb="subscribers.confirm")
    return True


@transaction.atomic
def start(reader_id: int, *, by: Actor, method: str) -> bool:
    """Makes a pending or stopped reader active, on their own word (START); returns False when they were active already.

    Raises:
        WrongState: nothing but the suppression is left; they sign up anew.
    """
    row = locked_row(reader_id)
    if row.state == State.ACTIVE:
        return False
    if row.sealed is None:
        raise WrongState("Nothing is kept of this sign-up. Please sign up again.")
    activate(row, method=rules.method(method), by=by, verb="subscribers.start")
    return True


@transaction.atomic
def keep_wording(*, way: Way, language: str, text: str) -> str:
    """Keeps the words that somebody is shown before they sign up, once, and returns their version."""
    version = rules.version_of(way, language=language, text=text)
    shown = ConsentWording(version=version, way=way, language=language, text=text, first_shown_at=clock.now())
    ConsentWording.objects.bulk_create([shown], ignore_conflicts=True)
    return version


@transaction.atomic
def subscribe_sender(
    handle_id: int,
    *,
    language: str,
    areas: Sequence[str],
    topics: Sequence[str],
    before_eight: bool,
    consent_version: str,
    by: Actor,
) -> int:
    """Keeps the sign-up of somebody who texted a keyword, as pending, from the address they wrote from.

    Raises:
        WrongState: it was too long ago; they write again.
    """
    handle = ReplyHandle.objects.filter(id=handle_id, expires_at__gt=clock.now()).first()
    if handle is None:
        raise WrongState("This message is too old to sign up from. Please write again.")
    address, _ = seals.unseal_reply(handle.id, purpose=handle.purpose, sealed=handle.sealed)
    return _subscribe(
        medium=handle.medium, normal=address, consent_version=consent_version, by=by,
        choices=Choices(language=language, areas=tuple(areas), topics=tuple(topics), before_eight=before_eight),
    )  # fmt: skip
