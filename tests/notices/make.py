"""The demo city, its people by key, and notices at each station of their life."""

from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import connection

from tests.dispatch import make as letters
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models import Posting
from wardbell.dispatch.rules import PostingState
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR, Actor, ActorKind
from wardbell.notices import actions
from wardbell.notices.rules import Agency, Answer, CityAnswer, HowKnown, RequestType, Status
from wardbell.people import actions as people
from wardbell.people.models import Account
from wardbell.people.pack import read_pack
from wardbell.phrases import actions as phrases
from wardbell.places import actions as places
from wardbell.places import queries as city_map

MORNING = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
LINK = "https://city.example/statement"
ONGOING: dict[str, object] = {
    "status": Status.ONGOING,
    "areas": ("ward:6",),
    "agents": Answer.YES,
    "civil": Answer.NOT_KNOWN,
}


def city() -> None:
    """Founds Larkwater with its offices, people and sample texts."""
    places.found_jurisdiction("demo", by=OPERATOR)
    people.found_offices("demo", by=OPERATOR)
    phrases.load_samples(by=OPERATOR)


@cache
def _mails() -> dict[str, str]:
    pack = read_pack(settings.PACKS_DIR / "jurisdictions" / "demo")
    return {person.key: person.email for person in pack.people}


def who(key: str) -> Actor:
    """One of the pack's people, as who acts."""
    row = Account.objects.get(email=_mails()[key])
    return Actor(id=str(row.id), kind=ActorKind.ACCOUNT, label=row.name)


def source_at() -> datetime:
    return clock.now() - timedelta(minutes=7)


def draft(how_known: HowKnown = HowKnown.SEEN_IN_PUBLIC_BY_STAFF, **answers: object) -> str:
    """A draft of the chief's designee with every question answered."""
    by = who("chief-designee")
    begun = actions.begin(how_known=how_known, by=by)
    assert begun.notice_id
    given: dict[str, object] = {"source_at": source_at()}
    if how_known is HowKnown.REQUEST:
        given |= {
            "agency": Agency.FEDERAL_OTHER,
            "request_type": RequestType.TRAFFIC,
            "city_answer": CityAnswer.DECLINED,
        }
    else:
        given |= ONGOING
    if how_known is HowKnown.PUBLIC_STATEMENT:
        given["link"] = LINK
    if how_known is HowKnown.LEAVE_TO_SHARE:
        given["leave_from"] = Agency.COUNTY
    actions.answer(begun.notice_id, by=by, **(given | answers))
    return begun.notice_id


def official(how_known: HowKnown = HowKnown.SEEN_IN_PUBLIC_BY_STAFF, **answers: object) -> str:
    """An official notice that every council office was asked about."""
    notice_id = draft(how_known, **answers)
    actions.publish(notice_id, by=who("chief-designee"))
    return notice_id


def public_draft(about: str | None = None) -> str:
    """The public version of an official notice, before the approver pool."""
    notice_id = actions.draft_public(about or official(), by=who("mayor-designee"))
    actions.ask_approval(notice_id, by=who("mayor-designee"))
    return notice_id


def bulletin(about: str | None = None) -> str:
    """A public version that stands on the page."""
    notice_id = public_draft(about)
    actions.approve(notice_id, by=who("city-clerk"))
    return notice_id


WATER: dict[str, object] = {
    "status": Status.ONGOING,
    "areas": ("ward:6",),
    "cause": "main_break",
    "advice": "boil",
}
SNOW: dict[str, object] = {"status": Status.ONGOING, "areas": ("ward:6",), "advice": "routes"}


def civic_draft(kind: str = "boil_water", *, by: str = "emergency-designee", **answers: object) -> str:
    """A civic notice with every question answered."""
    author = who(by)
    begun = actions.begin(how_known=HowKnown.OWN_WORKS, by=author, kind=kind)
    assert begun.notice_id
    given = {"source_at": source_at(), **(WATER if kind == "boil_water" else SNOW)}
    actions.answer(begun.notice_id, by=author, **(given | answers))
    return begun.notice_id


def civic(kind: str = "boil_water", **answers: object) -> str:
    """A civic notice that stands on the page."""
    notice_id = civic_draft(kind, **answers)
    second(notice_id, by="emergency-designee")
    return notice_id


def second(notice_id: str, *, by: str = "mayor-designee") -> None:
    """Has a draft of somebody approved by a second person."""
    actions.ask_approval(notice_id, by=who(by))
    actions.approve(notice_id, by=who("city-clerk"))


def send_everything() -> None:
    """Writes down and sends whatever was posted, as the doorbells would."""
    for posting_id in Posting.objects.filter(state=PostingState.EXPANDING).values_list("id", flat=True):
        dispatch.expand(str(posting_id))
    for lane in Lane:
        dispatch.drain(lane)


def release() -> None:
    """Lets go what was held until now, and sends it."""
    dispatch.release_held()
    send_everything()


def wards_of(*areas: str) -> list[str]:
    """Codes of the ward offices that the areas touch, in order."""
    return [code.replace(":", "-") for code in city_map.wards_of(areas)]


def found_anywhere(word: str) -> bool:
    """Whether a word stands in any column of any table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(value) for row in cursor.fetchall() for value in row):
                return True
    return False


def failures() -> list[tuple[str, str]]:
    """Phrase and reason of every copy that did not leave."""
    bad = {"failed", "unknown", "undelivered"}
    return [(one.phrase, one.reason) for one in letters.copies() if one.state in bad]
