"""An office passes a public version on to its ward; its own words follow when they are reviewed, and never delay it.

What is civic may be passed on by the jurisdiction's policy for wards whose office has not; nothing about enforcement ever is.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Letter, Reach
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import Conflict, NotAllowed, Refused, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.letters import is_urgent, letter_of
from wardbell.notices.actions.screening import check_text, reason_despite
from wardbell.notices.kinds import kind
from wardbell.notices.models import Notice, OwnWords, Relay
from wardbell.notices.queries import relays_in_chain, uncovered_wards_of
from wardbell.notices.queries.rows import areas_of, is_current, subject_of, uuid_of
from wardbell.notices.queries.warned import kinds_of, warnings_of
from wardbell.notices.rules import ALL_CLEAR, WITHDRAWAL, Matter, NoticeAudience, State
from wardbell.people import queries as people
from wardbell.people.queries import Office
from wardbell.people.rules import Verb, check_may
from wardbell.places import queries as places

_OWN_WORDS = "own-words"
_WORDS_AFTER_SECONDS = 60  # behind the core, when both were ready at once


@dataclass(frozen=True, kw_only=True)
class Relayed:
    """What a relay did; `was_before` when the ward has had it already and nothing was sent again."""

    notice_id: str
    office: str
    was_before: bool


def relay(public_id: str, *, office: str, by: Actor) -> Relayed:
    """Passes a public version on to the readers of the office's ward; the office's own words that are signed off follow it.

    Relaying twice sends once; a drill's relay is recorded and goes to no reader.

    Raises:
        NotAllowed: this person does not act for this office.
        WrongState: there is no public version, or it does not stand any more.
    """
    ward_office = _acting_for(office, by, Verb.RELAY)
    if _was_relayed(
        public_id, office
    ):  # a look waits for no writer: a crowd that presses twice holds nobody up
        return Relayed(notice_id=public_id, office=office, was_before=True)
    return _relay(public_id, ward_office, by=by)


def _was_relayed(public_id: str, office: str) -> bool:
    standing = Notice.objects.filter(state=State.PUBLISHED).exclude(kind=WITHDRAWAL)
    row = standing.filter(id=uuid_of(public_id)).first()
    return row is not None and office in relays_in_chain(row)


@transaction.atomic
def _relay(public_id: str, ward_office: Office, *, by: Actor) -> Relayed:
    office, row = ward_office.code, standing_public(public_id)
    if office in relays_in_chain(row):
        return Relayed(notice_id=public_id, office=office, was_before=True)
    letter = letter_of(row, sender=office)  # the same letter in each ward: who lives in two gets one copy
    posting = "" if row.exercise else dispatch.post(letter, to=_ward_of(ward_office, row), by=by)
    Relay.objects.create(
        notice=row, office_id=office, relayed_by_id=by.id, relayed_at=clock.now(), posting=posting
    )
    languages = _post_ready_words(row, ward_office, by=by)
    facts = {"office": office, "posting": posting, "words": languages}
    journal.write(verb="notices.relay", about=subject_of(row), by=by, facts=facts)
    return Relayed(notice_id=public_id, office=office, was_before=False)


def relay_due() -> int:
    """Passes on what the jurisdiction's policy lets pass by itself, for wards whose office has not; returns how many wards.

    Harmless when run twice; nothing about enforcement is ever among it.
    """
    n_wards, faults = 0, []
    for of_kind, minutes in places.jurisdiction().relay_minutes.items():
        try:
            rules.check_relays_by_itself(kind(of_kind).matter)
        except Refused as fault:  # a wrong line of the pack must not keep the water notice waiting
            faults.append(fault)
            continue
        n_wards += sum(map(relay_by_policy, _due(of_kind, minutes)))
    if faults:
        raise ExceptionGroup("lines of the jurisdiction's relay policy cannot be followed", faults)
    return n_wards


def _due(of_kind: str, minutes: int) -> list[str]:
    found = Notice.objects.filter(
        audience=NoticeAudience.PUBLIC, state=State.PUBLISHED, matter=Matter.CIVIC, of_kind=of_kind,
        published_at__lte=clock.now() - timedelta(minutes=minutes), exercise=False,
    ).exclude(kind__in=[WITHDRAWAL, ALL_CLEAR])  # fmt: skip
    return [str(notice_id) for notice_id in found.values_list("id", flat=True)]


@transaction.atomic
def relay_by_policy(public_id: str) -> int:
    """Passes a civic notice on to every affected ward whose office has not, in one posting; returns how many wards.

    Raises:
        NotAllowed: it is about enforcement.
    """
    row = rows.locked(public_id)
    rules.check_relays_by_itself(Matter(row.matter))
    wards = set(uncovered_wards_of(row))
    if not wards or row.exercise or not is_current(row, clock.now()):
        return 0
    offices = [one for one in people.council_offices() if one.ward in wards]
    areas = sorted({code for ward in wards for code in places.covers(ward)})
    audience = Audience(areas=tuple(areas), topic=kind(row.of_kind).topic)
    posting = dispatch.post(letter_of(row), to=audience, by=CLOCKWORK)
    Relay.objects.bulk_create(
        Relay(notice=row, office_id=one.code, by_policy=True, relayed_at=clock.now(), posting=posting)
        for one in offices
    )
    facts = {"offices": [one.code for one in offices], "posting": posting}
    journal.write(verb="notices.relay_by_policy", about=subject_of(row), by=CLOCKWORK, facts=facts)
    return len(offices)


@transaction.atomic
def add_words(public_id: str, *, office: str, language: str, text: str, by: Actor) -> str:
    """Keeps an office's own words in one language for a second person to sign off, and returns their id.

    Raises:
        Refused: they name a time, another place or how it stands, or are too long; nothing was saved.
        Screened: they hold what may not be written; nothing was saved.
        Conflict: words in this language were signed off already.
    """
    _acting_for(office, by, Verb.ADD_WORDS)
    row = standing_public(public_id)
    if language not in places.jurisdiction().languages:
        raise Unreadable("This city does not speak '%(language)s'.", language=language)
    text = " ".join(text.split())
    rules.check_words(text, names_elsewhere=_names_elsewhere(row, office))
    check_text(text, audience=NoticeAudience.PUBLIC)
    before = OwnWords.objects.filter(notice=row, office_id=office, language=language).first()
    if before is not None and before.reviewed_at is not None:
        raise Conflict("Your office's words in this language are signed off already.")
    words, _ = OwnWords.objects.update_or_create(
        notice=row, office_id=office, language=language,
        defaults={
            "text": text, "author_id": by.id, "written_at": clock.now(),
            "warned": kinds_of(warnings_of(text, audience=NoticeAudience.PUBLIC)),
        },
    )  # fmt: skip
    facts = {"office": office, "language": language, "words": str(words.id)}
    journal.write(verb="notices.add_words", about=subject_of(row), by=by, facts=facts)
    return str(words.id)


@transaction.atomic
def review_words(words_id: str, *, by: Actor, reason: str = "") -> None:
    """Signs an office's own words off; where the office has relayed already, they follow at once to readers of that language.

    Words that were warned of what they mean go out only with a `reason`, which is kept.

    Raises:
        NotAllowed: this person wrote them.
        ReasonMissing: they were warned of something, and no reason is given.
    """
    rows.check_permitted(by, Verb.REVIEW_WORDS)
    words = OwnWords.objects.select_for_update(of=("self",)).filter(id=uuid_of(words_id)).first()
    if words is None:
        raise Unreadable("There are no such words.")
    if str(words.author_id) == by.id:
        raise NotAllowed("You wrote these words: a second person must sign them off.")
    if words.reviewed_at is not None:
        return
    row = standing_public(str(words.notice_id))
    check_text(words.text, audience=NoticeAudience.PUBLIC)
    marked = warnings_of(words.text, audience=NoticeAudience.PUBLIC)
    words.warned = kinds_of(marked)
    words.reviewed_because = reason_despite(marked, reason=reason, audience=NoticeAudience.PUBLIC)
    words.reviewer_id, words.reviewed_at = by.id, clock.now()
    words.save()
    posted = []
    if words.office_id in relays_in_chain(row):
        posted = _post_ready_words(row, people.office(words.office_id), by=by)
    facts = {
        "words": words_id, "language": words.language, "posted": bool(posted), "warned": words.warned,
        "because": words.reviewed_because,
    }  # fmt: skip
    journal.write(verb="notices.review_words", about=subject_of(row), by=by, facts=facts)


def _post_ready_words(row: Notice, office: Office, *, by: Actor) -> list[str]:
    """Posts an office's words that are signed off and not yet out, each to readers of its language; returns the languages."""
    ready = OwnWords.objects.filter(
        notice=row, office_id=office.code, reviewed_at__isnull=False, posted_at__isnull=True
    )
    languages = []
    for words in () if row.exercise else ready.order_by("language"):
        _post_words(words, row, office, by=by)
        languages.append(words.language)
    ready.update(posted_at=clock.now())
    return languages


def _post_words(words: OwnWords, row: Notice, office: Office, *, by: Actor) -> None:
    letter = Letter(
        subject=f"{subject_of(row)}#{office.code}-words-{words.language}", phrase=_OWN_WORDS,
        slots={"office": office.code}, words={words.language: words.text}, lane=kind(row.kind).lane,
        may_reach=Reach(row.may_reach), exercise=row.exercise, sender=office.code,
        hold_seconds=kind(row.kind).hold_seconds + _WORDS_AFTER_SECONDS,
        is_urgent=is_urgent(row),
    )  # fmt: skip
    dispatch.post(letter, to=_ward_of(office, row), by=by)


def _ward_of(office: Office, row: Notice) -> Audience:
    return Audience(areas=tuple(sorted(places.covers(office.ward))), topic=kind(row.of_kind).topic)


def _acting_for(office: str, by: Actor, verb: Verb) -> Office:
    check_may(people.roles_of_actor_in(by, office), verb)
    found = people.office(office)
    if not found.ward:
        raise Refused("Only a ward's office passes a notice on to its ward.")
    return found


def standing_public(public_id: str) -> Notice:
    row = rows.locked(public_id)
    if row.audience != NoticeAudience.PUBLIC or row.kind == WITHDRAWAL:
        raise WrongState("Only a public version is passed on. Ask for one to be drafted.")
    if row.state in {State.DRAFT, State.IN_REVIEW}:
        raise WrongState("The public version waits for its second person. It is passed on once it is out.")
    if row.state != State.PUBLISHED:
        raise WrongState("This notice does not stand any more; nothing of it is passed on.")
    return row


def _names_elsewhere(row: Notice, office: str) -> list[str]:
    """Returns the names of areas of which neither the notice nor the office's own ward tells."""
    told = {
        code
        for area in (*areas_of(row), people.office(office).ward)
        for code in (*places.covers(area), *places.wards_of([area]))
    }
    return [area.name for area in places.areas() if area.code not in told and area.code != "city"]
