"""Where a message that came in goes: one job, one lower call for what it wants, one answer where one is due.

STOP was acted on before, in the request itself. Everything here may run twice: the calls are harmless when repeated, and the
same answer to the same message is sent once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.conf import settings

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries as letters
from wardbell.dispatch.queries import InboundView
from wardbell.escalation import actions as escalation
from wardbell.escalation import queries as asked
from wardbell.escalation import rules
from wardbell.escalation.rules import Outcome, ReplyResult, Via
from wardbell.ground import languages
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Refused
from wardbell.notices import kinds
from wardbell.notices import queries as notices
from wardbell.places import queries as places
from wardbell.reports import actions as reports
from wardbell.reports.rules import Way as CameBy
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.subscribers.rules import WHOLE_CITY, Method, State, Way
from wardbell.web import consent

log = structlog.get_logger(__name__)

TOPICS: tuple[str, ...] = kinds.topics(with_enforcement="community" in settings.NODE_ROLES)
_ROUTER = Actor(id="inbound", kind=ActorKind.SYSTEM, label="inbound messages")
_SUBJECT = "notice:"
_ANSWER_AND_CODE = re.compile(r"[^0-9A-Za-z]*[12]\W+([A-Za-z2-9]{3,8})\W*")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer: a reviewed phrase and what fills it."""

    phrase: str
    slots: dict[str, str | int] = field(default_factory=dict)


def route(inbound_id: str) -> None:
    """Hands one message that came in to whom it is for, and answers it."""
    found = letters.inbound(inbound_id)
    act = _ACTS.get(found.intent)
    try:
        said = act(found) if act else None
    except (
        Refused
    ) as refused:  # the ordinary case: nothing is kept of the reader, or a language is not spoken here
        log.info(
            "inbound message refused", inbound=inbound_id, intent=found.intent, reason=type(refused).__name__
        )
        said = Said(phrase="help")
    if said is not None:
        dispatch.answer(inbound_id, phrase=said.phrase, slots=said.slots, by=_ROUTER)


def _stopped(found: InboundView) -> Said:
    """All is stopped by now; who wants to lose one topic alone is told how to reach a person."""
    return Said(phrase="help") if found.detail == "partial" else Said(phrase="stop-done")


def _start(found: InboundView) -> Said | None:
    """YES and START: confirms, takes up again, or signs somebody new up and asks them once, which is the answer."""
    if found.account_id is not None:
        return Said(phrase="ack-none")
    state = None if found.reader_id is None else readers.state(found.reader_id)
    if found.reader_id is None or state is None or readers.choices(found.reader_id) is None:
        _sign_up(found)
        return None
    if state == State.STOPPED:
        subscribers.start(found.reader_id, by=_writer(found), method=Method.REPLY)
        return Said(phrase="start-done")
    subscribers.confirm(found.reader_id, by=_writer(found), method=Method.REPLY)
    return _confirmed(found.reader_id)


def _sign_up(found: InboundView) -> None:
    language = _language_of(found)
    wording = consent.of_the_reply(language)
    version = subscribers.keep_wording(way=Way.REPLY, language=wording.language, text=wording.text)
    reader_id = dispatch.subscribe_sender(
        found.id, language=language, areas=(WHOLE_CITY,), topics=TOPICS, before_eight=False,
        consent_version=version, by=_writer(found),
    )  # fmt: skip
    dispatch.confirm_signup(reader_id, by=_ROUTER)


def _confirmed(reader_id: int) -> Said:
    chosen = readers.choices(reader_id)
    return Said(phrase="confirm-done", slots={"area": ",".join(chosen.areas if chosen else (WHOLE_CITY,))})


def _help(_found: InboundView) -> Said:
    return Said(phrase="help")


def _change_language(found: InboundView) -> Said:
    """Speaks to a reader in another language from now on; one that this city does not speak is answered with whom to call."""
    if found.reader_id is None or found.detail not in places.jurisdiction().languages:
        return Said(phrase="help")
    subscribers.change_language(found.reader_id, found.detail, by=_writer(found))
    return Said(phrase="language-done")


def _check(found: InboundView) -> Said:
    """Says whether a code is one of ours; unknown and unpublished codes answer alike."""
    code = "".join(sign for sign in found.detail.upper() if sign.isalnum())
    if not code:
        return Said(phrase="help")
    notice = notices.by_code(code)
    if notice is None:
        return Said(phrase="check-not-ours", slots={"code": code})
    link = f"{settings.BASE_URL}/n/{notice.code}/"
    slots: dict[str, str | int] = {
        "number": notice.number,
        "code": notice.code,
        "link": link,
        "speaker": notice.speaker,
    }
    return Said(phrase="check-ours", slots=slots)


def _report(found: InboundView) -> Said:
    """Hands a report to the community's desk; a node that is the city's alone keeps none and says who does."""
    if not found.is_kept:
        return Said(phrase="report-not-kept")
    way = CameBy.MAIL if found.medium == "mail" else CameBy.SMS
    reports.receive_text(found.id, text=found.body, language=_language_of(found), by=_ROUTER, way=way)
    return Said(phrase="caller-received")


def _question(found: InboundView) -> Said:
    """Hands a question to the community's desk; a node that is the city's alone has nobody who reads it, and says whom to call."""
    if "community" not in settings.NODE_ROLES:
        return Said(phrase="reply-unread")
    return _report(found)


def _acknowledge(found: InboundView) -> Said | None:
    if found.account_id is None:
        return None
    return _office_answer(escalation.answer_by_reply(found.account_id, _code_of(found), via=Via.SMS))


def _decline(found: InboundView) -> Said | None:
    if found.account_id is None:
        return None
    return _office_answer(escalation.decline_by_reply(found.account_id, _code_of(found), via=Via.SMS))


def _office_answer(result: ReplyResult) -> Said:
    """Says to an official what became of their answer, with the office and the notice that it is about."""
    if result.outcome in {Outcome.WHICH, Outcome.UNKNOWN_CODE} and result.codes:
        return Said(phrase="ack-which", slots={"codes": ",".join(code for code, _ in result.codes)})
    request = asked.request(result.request_id) if result.request_id else None
    if request is None or result.outcome == Outcome.CANCELLED:
        return Said(phrase="ack-none")
    if rules.is_roster_test(request.subject):
        return Said(phrase="roster-test-done", slots={"office": request.office_name})
    if not request.subject.startswith(
        _SUBJECT
    ):  # a duty of the register: nothing of it stands in a text message
        return Said(phrase="duty-done", slots={"office": request.office})
    number = notices.notice(request.subject.removeprefix(_SUBJECT)).number
    if result.outcome in {Outcome.DECLINED, Outcome.NOTED}:
        return Said(phrase="decline-done", slots={"number": number})
    return Said(phrase="ack-done", slots={"number": number, "office": request.office})


def _code_of(found: InboundView) -> str | None:
    """Returns the code in `1 K7Q`; None when the answer stands alone."""
    if found.detail:
        return found.detail
    written = _ANSWER_AND_CODE.fullmatch(found.body.strip())
    return written.group(1) if written else None


def _language_of(found: InboundView) -> str:
    """Returns the language that a sign-up names, or in whose word it is written; else the first that the city speaks."""
    spoken = places.jurisdiction().languages
    words = re.findall(r"[\w-]+", found.body)
    named = [languages.recognise(word) for word in words] + [
        _START_WORDS.get(word.casefold()) for word in words
    ]
    return next((tag for tag in named if tag in spoken), spoken[0])


def _writer(found: InboundView) -> Actor:
    return Actor(id=str(found.reader_id or found.id), kind=ActorKind.RESIDENT, label="somebody who wrote")


#: how the word for "yes" or "start" tells the language of somebody who signs up; class sample, as all texts not English
_START_WORDS = {
    "si": "es", "sí": "es", "empezar": "es", "comenzar": "es", "iniciar": "es", "alta": "es", "quiero": "es",
    "haa": "so", "bilow": "so", "biloow": "so",
    "pib": "hmn", "pub": "hmn", "yog": "hmn",
    "نعم": "ar", "ابدأ": "ar", "ابدا": "ar", "اشتراك": "ar", "اشترك": "ar",
}  # fmt: skip

#: by intent (dispatch/replies.py); thanks, chatter, automatic replies and abuse are not answered: two machines would talk for ever
_ACTS: dict[str, Callable[[InboundView], Said | None]] = {
    "stop": _stopped,
    "start": _start,
    "help": _help,
    "language_change": _change_language,
    "check_message": _check,
    "report": _report,
    "question": _question,
    "acknowledge": _acknowledge,
    "decline_or_cannot": _decline,
}
