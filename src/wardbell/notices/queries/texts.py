"""What a notice says in words: its phrase, its slots, and the reviewed text in a language."""

from django.conf import settings

from wardbell.ground import clock
from wardbell.notices import rules
from wardbell.notices.models import Notice, NumberGiven
from wardbell.notices.queries.phrase import phrase_of
from wardbell.notices.queries.rows import areas_of, row, sender_of, speaker_of
from wardbell.notices.rules import ALL_CLEAR, HowKnown, Matter, NoticeAudience, Status
from wardbell.phrases import queries as phrases
from wardbell.phrases.queries import Text
from wardbell.places import queries as places

Slots = dict[str, str | int]


def text(notice_id: str, *, language: str, medium: str) -> Text:
    """Returns a notice's reviewed text in a language, or in English with the number to call.

    Raises:
        Unreadable: there is no such notice.
        Refused: not even English is signed off.
    """
    return text_of(row(notice_id), language=language, medium=medium)


def text_of(row: Notice, *, language: str, medium: str) -> Text:
    """Returns a row's reviewed text in a language, or in English with the number to call."""
    return phrases.render(
        phrase_of(row), shown_slots(row), language=language, medium=medium, audience=row.audience,
        exercise=row.exercise,
    )  # fmt: skip


def slots_of(row: Notice) -> Slots:
    """Returns what fills a notice's phrases: codes of areas, closed answers, times to the quarter of an hour; never a text."""
    slots: Slots = {"number": row.number, "area": ",".join(areas_of(row)), "known": row.how_known}
    if row.matter == Matter.CIVIC or row.kind == ALL_CLEAR:
        slots |= _civic_slots(row)
    elif row.how_known == HowKnown.REQUEST:
        slots |= {"agency": row.agency, "request_type": row.request_type, "city_answer": row.city_answer}
    else:
        slots |= {"status": row.status, "agents": row.agents, "civil": row.civil, "source": row.link}
    if row.since_at is not None and row.matter != Matter.CIVIC:
        slots["at"] = rules.rounded(row.since_at).isoformat()
    if row.reason:
        slots["reason"] = row.reason
    if row.audience == NoticeAudience.PUBLIC:
        slots |= {"code": row.code, "office": sender_of(row), "speaker": speaker_of(row)}
    return slots | {"link": link_to(row)}


def _civic_slots(row: Notice) -> Slots:
    """Returns what only civic notices and all-clears say; a beginning that is past is left out: it holds now."""
    slots: Slots = {"matter": row.of_kind, "source": row.link}
    if row.status == Status.ENDED:
        return slots
    slots |= {"cause": row.cause, "advice": row.advice, "place": row.help_at}
    said_at = row.published_at or clock.now()
    if row.since_at is not None and row.since_at > said_at:
        slots["begins"] = rules.rounded(row.since_at).isoformat()
    if row.until_at is not None:
        slots["until"] = rules.rounded(row.until_at).isoformat()
    return slots


def shown_slots(row: Notice) -> Slots:
    """Returns the slots of a text that is shown and not sent: a draft has no number, a council notice no request code yet."""
    slots = slots_of(row)
    return slots | {"number": slots["number"] or _next_number(), "code": slots.get("code") or "ABC"}


def _next_number() -> str:
    """Returns the number that a notice would be given now, so that a draft is read as it will be sent."""
    year = clock.now().astimezone(places.zone()).year
    given = NumberGiven.objects.filter(year=year).values_list("n", flat=True).first() or 0
    return f"{year}-{given + 1}"


def link_to(row: Notice) -> str:
    """Returns where a notice is read: the public page, or the council's inbox."""
    if row.audience == NoticeAudience.PUBLIC:
        return f"{settings.BASE_URL}/n/{row.code}/"
    return f"{settings.BASE_URL}/council/"
