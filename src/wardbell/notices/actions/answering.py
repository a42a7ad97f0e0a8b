"""Closed answers: how they are merged, checked and kept; who may speak. For the actions of this room."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from wardbell.dispatch.letters import Reach
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Refused
from wardbell.ground.secrets import seal
from wardbell.notices import rules
from wardbell.notices.actions import rows
from wardbell.notices.actions.screening import check_text
from wardbell.notices.kinds import kind
from wardbell.notices.models import Notice, NoticeArea
from wardbell.notices.queries.rows import facts_of
from wardbell.notices.queries.warned import kinds_of, warnings_of
from wardbell.notices.rules import (
    Agency,
    Answer,
    CityAnswer,
    Facts,
    HowKnown,
    Matter,
    NoticeAudience,
    RequestType,
    ShareableBecause,
    Status,
)
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb
from wardbell.places import queries as places
from wardbell.places.rules import CITY, AreaKind, kind_of


class Answers(TypedDict, total=False):
    """The closed answers of a notice; what is absent stays as it was."""

    status: Status
    areas: tuple[str, ...]  #: codes
    agents: Answer
    civil: Answer
    link: str
    leave_from: Agency
    source_at: datetime
    since_at: datetime | None
    agency: Agency
    request_type: RequestType
    city_answer: CityAnswer
    free_text: str  #: needs a second person
    until_at: datetime | None  #: civic alone, as the three below
    cause: str
    advice: str
    help_at: tuple[str, ...]  #: codes of listed public places
    shareable_at: datetime
    shareable_because: ShareableBecause
    known_at: datetime  #: earlier knowledge: sealed until counsel releases it


def apply_answers(row: Notice, answers: Answers) -> None:
    """Keeps answers in a draft once they fit each other and what was answered before.

    Raises:
        Refused: two answers exclude each other, or one may not be given here.
        Screened: the text holds what may not be written.
    """
    facts = _merged(row, answers)
    _check(row, facts)
    if facts.free_text:
        if row.audience == NoticeAudience.PUBLIC:
            raise Refused("What the public gets is made of reviewed phrases alone.")
        check_text(facts.free_text, audience=NoticeAudience(row.audience))
    row.warned = kinds_of(warnings_of(facts.free_text, audience=NoticeAudience(row.audience)))
    _keep_clock(row, answers, source_at=facts.source_at)
    _keep(row, facts)


def reach_of(facts: Facts) -> Reach:
    """Returns how far something may go that says this."""
    return rules.may_reach(
        facts.how_known,
        status=facts.status,
        has_public_link=bool(facts.link),
        leave_recorded=bool(facts.leave_from),
        matter=facts.matter,
    )


def check_may_speak(row: Notice, by: Actor) -> None:
    """Lets pass who may still send this notice: roles may have ended since it was begun.

    Raises:
        NotAllowed: the author, or who phoned, may not speak.
    """
    if row.organization_id is not None:
        rows.check_proposes_for(row.organization_id, by)
        return
    phoned = None if row.on_behalf_of_id is None else str(row.on_behalf_of_id)
    office = speaking_office(by, phoned, audience=NoticeAudience(row.audience), matter=Matter(row.matter))
    if by.bound is not None and office != row.office_id:
        raise NotAllowed("This notice was begun for another office than that of your token.")


def check_ready(row: Notice) -> None:
    """Lets pass a draft of which nothing is missing.

    Raises:
        Refused: names what is still open.
    """
    facts = facts_of(row)
    _check(row, facts)
    pack = kind(row.of_kind)
    rules.check_complete(facts, causes=pack.causes, advices=pack.advices, asks_presence=pack.asks_presence)
    check_status(row)
    if row.on_behalf_of_id is not None and row.read_back_at is None:
        raise Refused("Read the notice back to the designee who phoned, and record it.")


def check_status(row: Notice) -> None:
    """Lets pass a row whose kind tells of its status.

    Raises:
        Refused: a notice of this kind never says that.
    """
    if row.status and row.status not in kind(row.kind).statuses:
        raise Refused(
            "What is %(status)s is not told in this kind of notice. Choose another kind.",
            status=Status(row.status),
        )


def speaking_office(
    by: Actor,
    on_behalf_of: str | None,
    *,
    audience: NoticeAudience,
    matter: Matter = Matter.ENFORCEMENT,
) -> str:
    """Returns the code of the office for which somebody speaks; a civic notice is said as an official one is.

    Raises:
        NotAllowed: this person may not speak, or who phoned may not.
    """
    if audience is NoticeAudience.PUBLIC and matter is not Matter.CIVIC:
        rows.check_permitted(by, Verb.DRAFT_PUBLIC)
        return first_office_of(by, None)
    if on_behalf_of is None:
        rows.check_permitted(by, Verb.SPEAK)
        return first_office_of(by, Role.DESIGNEE)
    rows.check_permitted(by, Verb.SPEAK_ON_BEHALF)
    if on_behalf_of == by.id or Role.DESIGNEE not in people.roles_of(on_behalf_of, clock.now()):
        raise NotAllowed("A notice is entered only on behalf of a designee who phoned.")
    return first_office_of(people.actor(on_behalf_of), Role.DESIGNEE)


def first_office_of(by: Actor, role: Role | None) -> str:
    for code in people.offices_of_actor(by):
        if role is None or role in people.roles_of_actor_in(by, code):
            return code
    raise NotAllowed("You speak for no office of the city.")


def _merged(row: Notice, answers: Answers) -> Facts:
    before = facts_of(row)
    given = {name: value for name, value in answers.items() if name in _FACTS}
    facts = replace(before, **given)  # type: ignore[arg-type]  # names of Facts' own fields
    if rules.is_always_citywide(facts.how_known, facts.status) and "areas" not in answers:
        facts = replace(facts, areas=(CITY,))
    if not rules.may_name_a_time(facts.status) and "since_at" not in answers:
        facts = replace(facts, since_at=None)
    return replace(
        facts, areas=tuple(dict.fromkeys(facts.areas)), help_at=tuple(dict.fromkeys(facts.help_at)),
        free_text=facts.free_text.strip(),
    )  # fmt: skip


_FACTS = frozenset(Facts.__dataclass_fields__)
_SET_APART = frozenset(
    {"how_known", "matter", "areas", "help_at"}
)  # kept in another form, or not to be answered


def _check(row: Notice, facts: Facts) -> None:
    pack = kind(row.of_kind)
    rules.check_facts(
        facts, now=clock.now(), areas_allowed=_allowed((*facts.areas, *facts.help_at)), causes=pack.causes,
        advices=pack.advices,
    )  # fmt: skip


def _allowed(areas: tuple[str, ...]) -> frozenset[str]:
    """Returns those of the areas that are known here; a place only when it was adopted beforehand."""
    return frozenset(code for code in areas if _is_allowed(code))


def _is_allowed(code: str) -> bool:
    try:
        places.area(code)
        return kind_of(code) is not AreaKind.PUBLIC_PLACE or places.is_adopted_place(code)
    except (Refused, ValueError):
        return False


def _keep(row: Notice, facts: Facts) -> None:
    for name in _FACTS - _SET_APART:
        setattr(row, name, getattr(facts, name))
    row.help_at = ",".join(facts.help_at)
    row.may_reach = int(reach_of(facts))
    row.save()
    NoticeArea.objects.filter(notice=row).delete()
    NoticeArea.objects.bulk_create(
        NoticeArea(notice=row, code=code, position=position) for position, code in enumerate(facts.areas)
    )


def _keep_clock(row: Notice, answers: Answers, *, source_at: datetime | None) -> None:
    """Keeps when it became shareable: as told, else when its source came."""
    followed = "shareable_at" not in answers and row.shareable_because in {"", _because(row)}
    row.shareable_at = answers.get("shareable_at") or (source_at if followed else row.shareable_at)
    row.shareable_because = answers.get("shareable_because") or row.shareable_because or _because(row)
    rules.check_not_ahead(clock.now(), row.shareable_at, answers.get("known_at"))
    if row.shareable_at and source_at and row.shareable_at < source_at:
        raise Refused("It cannot have become shareable before its source came.")
    if (known_at := answers.get("known_at")) is not None:
        row.known_sealed = seal(known_at.isoformat().encode(), owner=f"notices.notice.known_sealed:{row.id}")


def _because(row: Notice) -> str:
    return rules.BECAUSE[HowKnown(row.how_known)]
