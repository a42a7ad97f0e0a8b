"""Which reviewed text a notice is said in."""

from wardbell.notices.kinds import kind
from wardbell.notices.models import Notice
from wardbell.notices.rules import (
    CORRECTION,
    OFFICIAL_NOTICE,
    RUMOUR_CHECK,
    HowKnown,
    Matter,
    NoticeAudience,
    Status,
)
from wardbell.phrases import texts

_REQUEST = "official-request"  # of a request only three things are told
_CIVIC_CORRECTION = "civic-correction"
_RUMOUR_ANSWER = "rumour-answer"  # nothing was wrong: it was not known, and now it is
_COUNCIL_KEY = "official-{}"  # a correction or withdrawal of what only the council got carries no public code


def phrase_of(row: Notice) -> str:
    """Returns the base key of a notice's texts."""
    if row.kind == OFFICIAL_NOTICE and row.how_known == HowKnown.REQUEST:
        return _REQUEST
    if row.kind == CORRECTION and row.matter == Matter.CIVIC:
        return _CIVIC_CORRECTION
    if row.kind == CORRECTION and row.matter == Matter.RUMOUR_CHECK and _answers_a_check(row):
        return _RUMOUR_ANSWER
    base = kind(row.kind).phrase
    if row.audience == NoticeAudience.PUBLIC or row.kind == OFFICIAL_NOTICE:
        return base
    return _COUNCIL_KEY.format(base)


def media_of(row: Notice) -> tuple[str, ...]:
    """Returns in what a notice is said: sms, mail, headline, and the lines of its page."""
    return texts.key(phrase_of(row)).media


def _answers_a_check(row: Notice) -> bool:
    return row.corrects is not None and row.corrects.kind == RUMOUR_CHECK and row.status != Status.RUMOUR
