"""From council to public: the separate row of reviewed phrases, and the facts that can raise a ceiling."""

from datetime import datetime

from django.db import transaction

from wardbell.dispatch.letters import Reach
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, Refused, Unreadable, WrongState
from wardbell.ground.secrets import unseal
from wardbell.journal import actions as journal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.kinds import Kind, public_versions
from wardbell.notices.kinds import kind as kind_named
from wardbell.notices.models import Fact, Notice, NoticeArea
from wardbell.notices.queries.rows import areas_of, basis_of, reach_now, subject_of, uuid_of
from wardbell.notices.rules import BULLETIN, SAID, Agency, HowKnown, Matter, NoticeAudience, State, Status
from wardbell.people import queries as people
from wardbell.people.rules import Verb


@transaction.atomic
def draft_public(about_id: str, *, by: Actor, kind: str = "") -> str:
    """Makes the public version of an official notice: a row of its own, of closed answers and reviewed phrases, and returns its id.

    `kind` is one of `kinds.public_versions` of its status; without one the usual: a rumour check of a rumour, else a
    bulletin. Its author who asks again gets the same draft.

    Raises:
        NotAllowed: the ceiling keeps it from the public, or this person may not.
        Refused: a notice of this status has no public version of this kind.
        Conflict: somebody else has drafted it, or it is out.
    """
    rows.check_permitted(by, Verb.DRAFT_PUBLIC)
    rows.check_holds_office(by)
    about = rows.locked(about_id)
    if about.audience != NoticeAudience.COUNCIL or about.state != State.PUBLISHED:
        raise WrongState("Only an official notice that stands has a public version.")
    if (open_one := _open_version(about)) is not None:
        return _same_draft(open_one, by)
    row = _public_row(about, kind=kind, by=by)
    kind = row.kind
    journal.write(
        verb="notices.draft_public",
        about=subject_of(row),
        by=by,
        facts={"about": str(about.id), "kind": kind},
    )
    return str(row.id)


@transaction.atomic
def add_fact(
    notice_id: str, *, how_known: HowKnown, status: Status, source_at: datetime, by: Actor, link: str = "",
    leave_from: Agency = Agency.NOT_SAID,
) -> str:  # fmt: skip
    """Adds a later fact with a source of its own, by which a council notice may go further once a second person confirms it.

    Raises:
        Refused: it does not raise the ceiling, or its source is missing.
    """
    rows.check_permitted(by, Verb.SPEAK)
    row = rows.locked(notice_id)
    if row.audience != NoticeAudience.COUNCIL or row.state != State.PUBLISHED:
        raise WrongState("Only a council notice that stands can be raised by a new fact.")
    facts = rules.Facts(
        how_known=HowKnown(how_known),
        status=Status(status),
        link=link,
        leave_from=leave_from,
        source_at=source_at,
    )
    rules.check_facts(facts, now=clock.now(), areas_allowed=())
    reach = rules.may_reach(
        facts.how_known, status=facts.status, has_public_link=bool(link), leave_recorded=bool(leave_from)
    )
    if reach <= reach_now(row):
        raise Refused("This fact does not let the notice go further.")
    fact = Fact.objects.create(
        notice=row, how_known=how_known, status=status, link=link, leave_from=leave_from, source_at=source_at,
        may_reach=int(reach), added_by_id=by.id, added_at=clock.now(),
    )  # fmt: skip
    journal.write(
        verb="notices.add_fact",
        about=subject_of(row),
        by=by,
        facts={"fact": str(fact.id), "may_reach": int(reach)},
    )
    return str(fact.id)


@transaction.atomic
def confirm_fact(fact_id: str, *, by: Actor) -> None:
    """Confirms a later fact, as a second person; a second time is nothing new.

    Raises:
        NotAllowed: this person added it.
    """
    rows.check_permitted(by, Verb.COUNTERSIGN)
    rows.check_holds_office(by)
    fact = Fact.objects.select_for_update(of=("self",)).filter(id=uuid_of(fact_id)).first()
    if fact is None:
        raise Unreadable("There is no such fact.")
    if str(fact.added_by_id) == by.id:
        raise NotAllowed("You added this fact: a second person must confirm it.")
    if fact.confirmed_at is not None:
        return
    Fact.objects.filter(id=fact.id).update(confirmed_by_id=by.id, confirmed_at=clock.now())
    journal.write(
        verb="notices.confirm_fact", about=f"notice:{fact.notice_id}", by=by, facts={"fact": fact_id}
    )


@transaction.atomic
def release_earlier_knowledge(notice_id: str, *, by: Actor) -> datetime:
    """Opens the sealed instant at which it was known before it was shareable, as counsel decided, and returns it.

    Raises:
        WrongState: nothing is sealed, or it was released before.
    """
    rows.check_permitted(by, Verb.SIGN_OFF_LEGAL)
    row = rows.locked(notice_id)
    if row.known_sealed is None or row.known_at is not None:
        raise WrongState("There is no sealed earlier knowledge of this notice.")
    owner = f"notices.notice.known_sealed:{row.id}"
    row.known_at = datetime.fromisoformat(unseal(bytes(row.known_sealed), owner=owner).decode())
    row.known_released_by_id = by.id
    row.save(update_fields=["known_at", "known_released_by"])
    journal.write(verb="notices.release_earlier_knowledge", about=subject_of(row), by=by)
    return row.known_at


def _open_version(about: Notice) -> Notice | None:
    states = [State.DRAFT, State.IN_REVIEW, State.PUBLISHED]
    return about.public_versions.filter(state__in=states).first()


def _same_draft(row: Notice, by: Actor) -> str:
    if str(row.author_id) == by.id and row.state not in SAID:
        return str(row.id)
    raise Conflict(
        "The public version of this notice is out already."
        if row.state in SAID
        else "Somebody else has drafted the public version of this notice already."
    )


def _public_row(about: Notice, *, kind: str, by: Actor) -> Notice:
    basis = basis_of(about)
    pack = _pack_for(about if basis is None else basis, kind)
    if basis is None and pack.matter is not Matter.RUMOUR_CHECK:
        raise NotAllowed(
            "How this is known keeps it with the council. Only a new fact with its own source, and a second person, can change that."
        )
    basis = basis or about
    status = Status(basis.status)
    citywide = rules.is_always_citywide(HowKnown(basis.how_known), status)
    row = Notice.objects.create(
        kind=pack.kind, of_kind=pack.kind, matter=pack.matter, audience=pack.audience, about=about,
        basis=basis if isinstance(basis, Fact) else None, how_known=basis.how_known, status=status, link=basis.link,
        leave_from=basis.leave_from, source_at=rules.rounded(basis.source_at or clock.now()),
        may_reach=int(Reach.PUBLIC), since_at=_public_time(about, status), shareable_at=about.shareable_at,
        shareable_because=about.shareable_because, author_id=by.id, office_id=_office_of(by), begun_at=clock.now(),
        exercise=about.exercise, code=ids.short_code(), **_presence(about, pack),
    )  # fmt: skip
    codes = ("city",) if citywide else areas_of(about)
    NoticeArea.objects.bulk_create(
        NoticeArea(notice=row, code=code, position=position) for position, code in enumerate(codes)
    )
    return row


def _pack_for(basis: Notice | Fact, kind: str) -> Kind:
    """Returns the kind of the public version: the one asked for, or the usual one of this status."""
    fitting = public_versions(Status(basis.status))
    found = next((one for one in fitting if one.kind == kind or not kind), None)
    if found is None and kind:
        raise Refused("A notice of this status has no public version of this kind.")
    return found or kind_named(BULLETIN)  # of a request: the ceiling then refuses it


def _presence(about: Notice, pack: Kind) -> dict[str, str]:
    """Returns the two answers about agents, where the kind tells them."""
    if not pack.asks_presence:
        return {}
    return {"agents": about.agents or "not_known", "civil": about.civil or "not_known"}


def _public_time(about: Notice, status: Status) -> datetime | None:
    """Returns since when, to the quarter of an hour; nothing of what is not under way or over."""
    if about.since_at is None or not rules.may_name_a_time(status):
        return None
    return rules.rounded(about.since_at)


def _office_of(by: Actor) -> str:
    return people.offices_of_actor(by)[0]
