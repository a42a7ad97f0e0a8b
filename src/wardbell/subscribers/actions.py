"""Signing up, confirming, stopping. Each is harmless when done twice, and says whether anything changed."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Greatest

from wardbell.ground import clock, ids, languages
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.ground.secrets import keyed_hash
from wardbell.journal import actions as journal
from wardbell.journal import queries as journal_queries
from wardbell.places import queries as places
from wardbell.subscribers import rules, seals
from wardbell.subscribers.addresses import country_of, normal_address
from wardbell.subscribers.models import ConsentWording, ContactPoint, ReplyHandle, SignUpCount
from wardbell.subscribers.rules import Choices, MadeUp, Medium, Method, Opened, Purpose, State, Way

_BUCKETS = 1024
_MADE_UP_ROWS = 500
_ERASE_ROWS = 500  # rows in one transaction, so that nobody waits for a long write


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
        _count_sign_up(normal)
    return _subscribe(
        medium=medium, normal=normal, consent_version=consent_version, by=by,
        choices=Choices(language=language, areas=tuple(areas), topics=tuple(topics), before_eight=before_eight),
    )  # fmt: skip


def _subscribe(*, medium: str, normal: str, choices: Choices, consent_version: str, by: Actor) -> int:
    choices = _checked(choices)
    row = _found_or_new(medium, normal)
    if row.state == State.ACTIVE:
        return row.id
    row.sealed = seals.seal(row.id, Opened(address=normal, choices=choices))
    if row.state == State.STOPPED:
        row.state = rules.move(State.STOPPED, State.PENDING)
    _forget_answers(row)
    row.consent_version = consent_version
    row.save()
    journal.write(
        verb="subscribers.subscribe", about=_about(row.id), by=by, facts={"consent": consent_version}
    )
    return row.id


@transaction.atomic
def confirm(reader_id: int, *, by: Actor, method: str) -> bool:
    """Makes a pending reader active, on their own word; returns False when they were active already.

    Raises:
        WrongState: this reader stopped, or never signed up.
    """
    row = _locked(reader_id)
    if row.state == State.ACTIVE:
        return False
    if row.state != State.PENDING:
        raise WrongState("This sign-up was stopped. Please sign up again.")
    _activate(row, method=rules.method(method), by=by, verb="subscribers.confirm")
    return True


@transaction.atomic
def start(reader_id: int, *, by: Actor, method: str) -> bool:
    """Makes a pending or stopped reader active, on their own word (START); returns False when they were active already.

    Raises:
        WrongState: nothing but the suppression is left; they sign up anew.
    """
    row = _locked(reader_id)
    if row.state == State.ACTIVE:
        return False
    if row.sealed is None:
        raise WrongState("Nothing is kept of this sign-up. Please sign up again.")
    _activate(row, method=rules.method(method), by=by, verb="subscribers.start")
    return True


@transaction.atomic
def stop(reader_id: int, *, by: Actor, method: str) -> bool:
    """Stops everything to one reader at once; returns False when it was stopped already."""
    row = _locked(reader_id)
    if row.state == State.STOPPED:
        return False
    _suppress(row, method=rules.method(method), by=by)
    return True


@transaction.atomic
def stop_address(*, medium: str, address: str, by: Actor, method: str) -> int:
    """Stops an address, known or not, and returns its id; of an unknown one only the keyed hash is kept.

    Raises:
        Unreadable: it is no address of this medium.
    """
    row = _found_or_new(medium, normal_address(medium, address, region=places.country()))
    if row.state != State.STOPPED:
        row.sealed = row.sealed or None
        _suppress(row, method=rules.method(method), by=by)
    return row.id


@transaction.atomic
def change_language(reader_id: int, language: str, *, by: Actor) -> None:
    """Sets the language in which one reader is spoken to.

    Raises:
        Unreadable: this node does not speak it.
        WrongState: nothing is kept of this reader.
    """
    row, opened = _opened(reader_id)
    kept = opened.choices
    _reseal(row, opened, Choices(
        language=language, areas=kept.areas, topics=kept.topics, before_eight=kept.before_eight
    ))  # fmt: skip
    journal.write(verb="subscribers.change_language", about=_about(reader_id), by=by)


@transaction.atomic
def change_choices(
    reader_id: int, *, areas: Sequence[str], topics: Sequence[str], before_eight: bool, by: Actor
) -> None:
    """Sets areas, topics and the answer about the early morning of one reader.

    Raises:
        Unreadable: an area is none of this city's, or none is left.
        NotAllowed: a city node is asked to hold an enforcement topic.
        WrongState: nothing is kept of this reader.
    """
    row, opened = _opened(reader_id)
    _reseal(row, opened, Choices(
        language=opened.choices.language, areas=tuple(areas), topics=tuple(topics), before_eight=before_eight
    ))  # fmt: skip
    journal.write(verb="subscribers.change_choices", about=_about(reader_id), by=by)


@transaction.atomic
def take_turn_to_ask(reader_id: int) -> bool:
    """Notes that the question of the double opt-in leaves now, and says whether it may."""
    row, now = _locked(reader_id), clock.now()
    if not rules.may_ask(State(row.state), n_asked=row.n_asked, asked_at=row.asked_at, now=now):
        return False
    row.asked_at, row.n_asked = now, row.n_asked + 1
    row.save(update_fields=["asked_at", "n_asked"])
    return True


@transaction.atomic
def keep_reply_address(
    *, medium: str, address: str, language: str, purpose: str, until: datetime | None = None
) -> int:
    """Keeps the sealed address of somebody who wrote and is no reader, for one purpose, and returns its handle.

    For a day to answer a message; for a caller who waits for what was found, until `until`, and a week at most.
    """
    normal = normal_address(medium, address, region=places.country())
    return _keep_handle(medium, normal, language=language, purpose=purpose, until=until)


@transaction.atomic
def count_callback(*, medium: str, address: str) -> None:
    """Counts a number that somebody left in an open form against its block; a mailbox is not counted.

    Raises:
        Unreadable: it is no address of this medium.
        NotAllowed: numbers of its country are not written to here.
        Conflict: too many numbers of its block were left within the hour.
    """
    number = normal_address(medium, address, region=places.country())
    if medium == Medium.SMS:
        _count(number, purpose="callback_prefix", check=rules.check_may_be_answered)


@transaction.atomic
def keep_as_caller(number: int, *, until: datetime | None = None) -> int | None:
    """Keeps whoever a reply handle or a contact point is of as a caller, and returns the new handle; None when nothing is kept."""
    handle = ReplyHandle.objects.filter(id=number, expires_at__gt=clock.now()).first()
    if handle is not None:
        address, language = seals.unseal_reply(handle.id, purpose=handle.purpose, sealed=handle.sealed)
        return _keep_handle(handle.medium, address, language=language, purpose=Purpose.CALLER, until=until)
    row = ContactPoint.objects.filter(id=number, sealed__isnull=False).first()
    if row is None or row.sealed is None:
        return None
    opened = seals.unseal(row.id, row.sealed)
    return _keep_handle(
        row.medium, opened.address, language=opened.choices.language, purpose=Purpose.CALLER, until=until
    )


@transaction.atomic
def forget_callers_after(handle_ids: Sequence[int], *, until: datetime) -> int:
    """Shortens the time of callers' handles, never lengthens it, and returns of how many."""
    found = ReplyHandle.objects.filter(id__in=handle_ids, purpose=Purpose.CALLER, expires_at__gt=until)
    return found.update(expires_at=Greatest(F("made_at"), Value(until, output_field=DateTimeField())))


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


@transaction.atomic
def make_up_readers(made_up: Sequence[MadeUp], *, by: Actor) -> list[int]:
    """Makes active readers of a made-up city, all at once, and returns their ids in order; one journal row tells of all.

    Raises:
        NotAllowed: this node is live: real people say yes themselves, one by one.
    """
    if settings.NODE_KIND == "live":
        raise NotAllowed("A live node takes no made-up readers.")
    now, country, rows = clock.now(), places.country(), []
    checked = {one.choices: _checked(one.choices) for one in made_up}
    for one in made_up:
        address, row_id = normal_address(one.medium, one.address, region=country), ids.random_number()
        rows.append(
            ContactPoint(
                id=row_id, bucket=secrets.randbelow(_BUCKETS), medium=one.medium, state=State.ACTIVE, created_at=now,
                lookup=seals.lookup_of(one.medium, address), consent_version="made up", consent_at=now,
                consent_method=Method.SAMPLE,
                sealed=seals.seal(row_id, Opened(address=address, choices=checked[one.choices])),
            )
        )  # fmt: skip
    ContactPoint.objects.bulk_create(rows, batch_size=_MADE_UP_ROWS)
    journal.write(verb="subscribers.make_up", about="subscribers:all", by=by, facts={"readers": len(rows)})
    return [row.id for row in rows]


def erase_by_itself() -> int:
    """Erases what is due, where the node's own rule says so: a city's node erases nothing before its schedule is adopted."""
    return erase_due(by=CLOCKWORK) if "community" in settings.NODE_ROLES else 0


def erase_due(*, by: Actor) -> int:
    """Erases what is no longer needed, and returns how many rows it touched; a legal hold freezes it.

    Of who stopped a day ago the suppression stays, as a keyed hash; unanswered sign-ups and old reply handles go.
    """
    if journal_queries.is_held():
        return 0
    n_erased = 0
    while n := _erase_some(clock.now(), by=by):
        n_erased += n
    return n_erased


@transaction.atomic
def _erase_some(now: datetime, *, by: Actor) -> int:
    stopped = ContactPoint.objects.filter(
        state=State.STOPPED, sealed__isnull=False, stopped_at__lte=now - rules.STOPPED_ADDRESS
    )
    unanswered = ContactPoint.objects.filter(state=State.PENDING, created_at__lte=now - rules.UNANSWERED)
    handles = ReplyHandle.objects.filter(expires_at__lte=now)
    n_stopped = ContactPoint.objects.filter(id__in=_some(stopped)).update(sealed=None)
    n_unanswered, _ = ContactPoint.objects.filter(id__in=_some(unanswered)).delete()
    n_handles, _ = ReplyHandle.objects.filter(id__in=_some(handles)).delete()
    SignUpCount.objects.filter(hour__lte=now - rules.SIGN_UP_COUNT).delete()
    n_all = n_stopped + n_unanswered + n_handles
    if n_all:
        journal.write(
            verb="subscribers.erase", about="subscribers:all", by=by,
            facts={"stopped": n_stopped, "unanswered": n_unanswered, "reply_handles": n_handles},
        )  # fmt: skip
    return n_all


def _keep_handle(medium: str, normal: str, *, language: str, purpose: str, until: datetime | None) -> int:
    row_id, now = ids.random_number(), clock.now()
    ReplyHandle.objects.create(
        id=row_id, medium=medium, purpose=purpose, made_at=now,
        expires_at=rules.handle_until(Purpose(purpose), made_at=now, asked=until),
        sealed=seals.seal_reply(row_id, purpose=purpose, address=normal, language=language),
    )  # fmt: skip
    return row_id


def _count_sign_up(number: str) -> None:
    """Counts a sign-up by the page against the block of its number."""
    _count(number, purpose="sign_up_prefix", check=rules.check_may_sign_up)


def _count(number: str, *, purpose: str, check: Callable[..., None]) -> None:
    """Counts a number against its block within this hour, when the check lets it pass."""
    here = places.jurisdiction()
    lookup = keyed_hash(rules.prefix_of(number), purpose=purpose)
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    SignUpCount.objects.bulk_create([SignUpCount(lookup=lookup, hour=hour)], ignore_conflicts=True)
    row = SignUpCount.objects.select_for_update().get(lookup=lookup, hour=hour)
    check(
        country_of(number), allowed=here.sign_up_countries, n_within_the_hour=row.n, at_most=here.sign_ups_per_prefix
    )  # fmt: skip
    SignUpCount.objects.filter(id=row.id).update(n=row.n + 1)


def _some(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("id", flat=True)[:_ERASE_ROWS])


def _checked(choices: Choices) -> Choices:
    checked = rules.check_choices(
        choices, languages=languages.tags(), is_community="community" in settings.NODE_ROLES
    )
    for code in checked.areas:
        places.area(code)  # raises when this city has no such area
    return checked


def _found_or_new(medium: str, normal: str) -> ContactPoint:
    """Returns the locked row of an address; a new one has an empty seal, which the caller replaces in its transaction."""
    lookup = seals.lookup_of(medium, normal)
    fresh = ContactPoint(
        id=ids.random_number(), bucket=secrets.randbelow(_BUCKETS), medium=medium, lookup=lookup, sealed=b"",
        state=State.PENDING, created_at=clock.now(),
    )  # fmt: skip
    ContactPoint.objects.bulk_create([fresh], ignore_conflicts=True)  # two at once end as one row
    return ContactPoint.objects.select_for_update().get(lookup=lookup)


def _activate(row: ContactPoint, *, method: Method, by: Actor, verb: str) -> None:
    if method == Method.SAMPLE and settings.NODE_KIND == "live":
        raise NotAllowed("A live node takes no made-up consent.")
    row.state = rules.move(State(row.state), State.ACTIVE)
    row.consent_at, row.consent_method = clock.now(), method
    row.stopped_at, row.stop_method, row.n_asked = None, "", 0
    row.save()
    journal.write(
        verb=verb, about=_about(row.id), by=by, facts={"consent": row.consent_version, "method": method}
    )


def _suppress(row: ContactPoint, *, method: Method, by: Actor) -> None:
    row.state = rules.move(State(row.state), State.STOPPED)
    row.stopped_at, row.stop_method = clock.now(), method
    row.save()
    journal.write(verb="subscribers.stop", about=_about(row.id), by=by, facts={"method": method})


def _forget_answers(row: ContactPoint) -> None:
    row.stopped_at, row.stop_method, row.consent_at, row.consent_method = None, "", None, ""


def _locked(reader_id: int) -> ContactPoint:
    row = ContactPoint.objects.select_for_update().filter(id=reader_id).first()
    if row is None:
        raise WrongState("There is no such sign-up.")
    return row


def _opened(reader_id: int) -> tuple[ContactPoint, Opened]:
    row = _locked(reader_id)
    if row.sealed is None:
        raise WrongState("Nothing is kept of this sign-up. Please sign up again.")
    return row, seals.unseal(row.id, row.sealed)


def _reseal(row: ContactPoint, opened: Opened, choices: Choices) -> None:
    row.sealed = seals.seal(row.id, Opened(address=opened.address, choices=_checked(choices)))
    row.save(update_fields=["sealed"])


def _about(reader_id: int) -> str:
    return f"contact_point:{reader_id}"
