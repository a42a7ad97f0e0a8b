"""What may not be written: each outgoing text is screened before it is saved, and again as it will be read."""

from wardbell.ground.errors import Screened
from wardbell.notices.models import Notice
from wardbell.notices.queries.phrase import phrase_of
from wardbell.notices.queries.texts import text_of
from wardbell.notices.queries.warned import CONTEXTS
from wardbell.notices.rules import WITHDRAWAL, NoticeAudience, ReasonMissing
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places
from wardbell.safeguards import FORM_KINDS, Finding, screen

_REASON_LENGTH = 500


def reason_despite(found: tuple[Finding, ...], *, reason: str, audience: NoticeAudience) -> str:
    """Returns the reason for which a text goes out although it was warned of something; "" where it was of nothing.

    Raises:
        ReasonMissing: it was warned of something, and no reason is given.
        Screened: the reason itself holds what may not be written.
    """
    reason = " ".join(reason.split())
    if not found:
        return ""
    if not reason:
        raise ReasonMissing(
            "This text was marked. Say why it may go out all the same, or send it back.", findings=found
        )
    check_text(reason, audience=audience)
    return reason[:_REASON_LENGTH]


def check_text(text: str, *, audience: NoticeAudience) -> None:
    """Lets pass a text that holds nothing which may not be written.

    Raises:
        Screened: it does; `findings` say what and where.
    """
    findings = screen(text, CONTEXTS[audience], kinds=FORM_KINDS)
    if findings:
        raise Screened("Take out what is marked: it may not be written here.", findings=tuple(findings))


def check_as_read(row: Notice) -> None:
    """Lets pass a notice whose text is signed off and clean as it will be read, in each language that is ready.

    The city's own published numbers may stand in it, and its short code: drawn by lot, it may look like a house or a plate.

    Raises:
        Refused: not even English is signed off.
        Screened: a text holds what may not be written.
    """
    if row.kind == WITHDRAWAL:  # nothing new in it, and nothing may hold it up
        return
    for language in _languages(row):
        written = _without_code(text_of(row, language=language, medium="mail").body, row.code)
        found = screen(written, CONTEXTS[NoticeAudience(row.audience)], kinds=FORM_KINDS)
        if foreign := tuple(one for one in found if not _is_ours(written, one)):
            raise Screened("The text of this notice holds what may not be written.", findings=foreign)


def _languages(row: Notice) -> list[str]:
    languages = list(places.jurisdiction().languages)
    ready = phrases.readiness([phrase_of(row)], languages)[phrase_of(row)]
    return ["en", *(tag for tag in languages if tag != "en" and ready[tag] is phrases.Readiness.READY)]


def _without_code(text: str, code: str) -> str:
    return text.replace(code, "") if code else text


def _is_ours(text: str, found: Finding) -> bool:
    """Says whether what was found is one of the city's own published numbers."""
    marked = _digits(text[found.start : found.end])
    return len(marked) >= _LOCAL_NUMBER and any(
        _digits(number).endswith(marked) or marked.endswith(_digits(number))
        for number in _own_numbers(places.jurisdiction().numbers)
    )


def _own_numbers(numbers: object) -> list[str]:
    if isinstance(numbers, dict):
        return [one for value in numbers.values() for one in _own_numbers(value)]
    return [str(numbers)]


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


_LOCAL_NUMBER = 7  # digits of a North American number without its area code
