"""Which paper was shown, which was only spoken of, and whether the log says that there was none. Pure."""

from dataclasses import dataclass

from wardbell.ordinance.rules import Document
from wardbell.ordinance.suggesting.reading import Log, first_in, pattern

_SUBPOENA, _WARRANT = "subpoena", "warrant"
#: names of papers in the words, the most particular first, and what the register calls each
_NAMES = (
    ("grand_jury", Document.JUDICIAL_SUBPOENA),
    ("admin_subpoena", Document.ADMIN_SUBPOENA),
    ("judicial_subpoena", Document.JUDICIAL_SUBPOENA),
    ("I-200", Document.I_200),
    ("I-205", Document.I_205),
    ("I-247", Document.I_247),
    ("judicial_warrant", Document.JUDICIAL_WARRANT),
    ("court_order", Document.COURT_ORDER),
    ("other", Document.OTHER),
    (_SUBPOENA, Document.OTHER),
)
_JUDGES = frozenset({Document.JUDICIAL_WARRANT})


@dataclass(frozen=True, kw_only=True)
class Paper:
    shown: Document = Document.NONE
    stated: str = ""  #: claimed and not shown
    detail: str = ""
    is_denied: bool = False  #: the log says that there was none
    is_criminal: bool = False  #: what it was is a criminal paper, shown or claimed


def paper_of(log: Log) -> Paper:
    """Returns the paper of a log: the most particular one that is not denied; a letter only where nothing else is named."""
    is_denied = log.says("shown", "none")
    text = pattern("shown", "none").sub(" ", log.text)
    for name, document in _NAMES:
        place = first_in(text, "document", name)
        if place is not None:
            return _judged(text, place, name=name, document=document, is_denied=is_denied)
    return Paper(is_denied=is_denied)


def _judged(text: str, place: int, *, name: str, document: Document, is_denied: bool) -> Paper:
    detail = "grand_jury" if name == "grand_jury" else ""
    is_criminal = document in _JUDGES or name == "grand_jury"
    if _is_only_stated(text, place):
        return Paper(stated=document, is_criminal=is_criminal, is_denied=is_denied)
    return Paper(shown=document, detail=detail, is_criminal=is_criminal)


def _is_only_stated(text: str, place: int) -> bool:
    """The clause of a paper, and what follows it to the sentence's end, say whether it was shown or only spoken of."""
    starts = max(text.rfind(". ", 0, place), text.rfind("; ", 0, place)) + 1
    ends = text.find(". ", place)
    sentence = text[starts : ends if ends >= 0 else len(text)]
    is_stated = first_in(sentence, "shown", "stated") is not None
    is_shown = first_in(sentence, "shown", "shown") is not None
    return is_stated and not (is_shown and first_in(sentence[place - starts :], "shown", "shown") is not None)
