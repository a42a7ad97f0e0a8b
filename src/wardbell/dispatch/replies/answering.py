"""The answers of officials who were asked to acknowledge, and the short codes that people type."""

import re

from wardbell.dispatch.replies import words
from wardbell.dispatch.replies.intents import Intent, Reply
from wardbell.dispatch.replies.message import Message
from wardbell.ground import ids

_CODE = re.compile(rf"[{ids.CODE_ALPHABET}]{{3,6}}")
_NO_CODE = re.compile(
    r"\d+(?:AM|PM|ST|ND|RD|TH|MIN|MINS|HR|HRS|H|S|X\d+|K|FT|MPH)|WARD\d+|COVID\d+|(?:NE|SE|NW|SW)\d+|\d+(?:NE|SE|NW|SW)"
)
_YES, _NO = frozenset("👍👌✅✔☑🆗🙏🫡💯"), frozenset("👎❌🚫✖")
_SHORTEST = 3  # characters of a code
_BETWEEN = frozenset(["code", "for", "number", "re"])
_SAID = {"1": Intent.ACKNOWLEDGE, "one": Intent.ACKNOWLEDGE, "2": Intent.DECLINE, "two": Intent.DECLINE}


def answer(message: Message) -> Reply | None:
    """Returns what an official answers to the open request; None when the message is something else."""
    if not message.full_key:
        return _by_sign(message)
    numbered = _by_number(message)
    if numbered is not None:
        return numbered
    for line in (message.core_key, message.full_key):
        if line in words.listed("decline", "keyword"):
            return Reply(Intent.DECLINE)
        if line in words.listed("ack", "keyword"):
            return Reply(Intent.ACKNOWLEDGE)
    return Reply(Intent.ACKNOWLEDGE) if words.near_answer(message.core_key) else _in_words(message)


def code_in(message: Message) -> str:
    """Returns the code in a message: letters and figures mixed, in capitals or after the word for code."""
    for place, piece in enumerate(message.pieces):
        named = place > 0 and words.key(message.pieces[place - 1]) in words.listed("check", "code")
        if named and is_code(piece) and (is_mixed(piece) or piece.isupper()):
            return piece.upper()
    is_alone, asks = len(message.pieces) == 1, bool(message.questions)
    mixed = [piece for piece in message.pieces if is_mixed(piece)]
    shown = [one.upper() for one in mixed if one.isupper() or is_alone or (asks and len(one) > _SHORTEST)]
    return shown[0] if shown else ""


def lone_code(message: Message) -> str:
    """Returns the code when the message is nothing but a code."""
    places = [piece for piece in message.pieces if words.key(piece) not in words.listed("polite", "word")]
    return places[0].upper() if len(places) == 1 and is_mixed(places[0]) else ""


def is_code(piece: str) -> bool:
    """Tells whether a piece has the form of a short code, in any case."""
    return bool(_CODE.fullmatch(piece.upper())) and not _NO_CODE.fullmatch(piece.upper())


def is_mixed(piece: str) -> bool:
    """Tells whether a piece is a code of letters and figures, which no word is."""
    return is_code(piece) and not piece.isalpha() and not piece.isdecimal()


def _by_sign(message: Message) -> Reply | None:
    if message.signs & _NO:
        return Reply(Intent.DECLINE)
    return Reply(Intent.ACKNOWLEDGE) if message.signs & _YES else None


def _by_number(message: Message) -> Reply | None:
    """`1`, `1 CODE`, `CODE 1`, `1CODE`, and `1, we are on it`."""
    pieces = [piece for piece in message.pieces if piece.casefold() not in _BETWEEN]
    if not pieces:
        return None
    glued = pieces[0][:1] in {"1", "2"} and is_code(pieces[0][1:]) and is_mixed(pieces[0][1:])
    if glued:
        pieces = [pieces[0][0], pieces[0][1:], *pieces[1:]]
    if len(pieces) == 2 and is_mixed(pieces[0]) and pieces[1].casefold() in _SAID:
        pieces.reverse()
    intent = _SAID.get(pieces[0].casefold())
    if intent is None or (len(pieces) > 1 and not _stands_apart(message, pieces)):
        return None
    return Reply(intent, _code_after(pieces[1:]))


def _stands_apart(message: Message, pieces: list[str]) -> bool:
    """`1 van outside` is no answer: the number is followed by a code, an answer's word, or a mark."""
    if is_mixed(pieces[1]) or len(pieces) == 2 or pieces[1].isupper():
        return True
    after = message.tokens[1].text if len(message.tokens) > 1 else ""
    known = (
        words.listed("ack", "keyword") | words.listed("polite", "word") | words.listed("decline", "keyword")
    )
    return (
        after in {".", ",", "-", "!", ":", ")", "\n"}
        or words.key(pieces[1]) in known
        or words.key(pieces[1]) == "ward"
    )


def _code_after(rest: list[str]) -> str:
    if not rest or not is_code(rest[0]):
        return ""
    if is_mixed(rest[0]):
        return rest[0].upper()
    is_alone = len([piece for piece in rest if words.key(piece) not in words.listed("polite", "word")]) == 1
    is_name = rest[0].istitle() and len(rest[0]) > 3
    return rest[0].upper() if is_alone and not is_name and not _is_known(rest[0]) else ""


def _is_known(piece: str) -> bool:
    known = words.key(piece)
    lists = (
        ("ack", "keyword"),
        ("polite", "word"),
        ("decline", "keyword"),
        ("start", "keyword"),
        ("ack", "phrase"),
    )
    return known == "ward" or any(known in words.listed(*one) for one in lists)


def _in_words(message: Message) -> Reply | None:
    if message.of("auto", "driving"):
        return Reply(Intent.OTHER)
    stated = [
        hit for hit in message.of("decline", "phrase") if message.sentence(hit) not in message.questions
    ]
    if stated or _refers(message):
        return Reply(Intent.DECLINE, code_in(message))
    taken = [hit for hit in message.of("ack", "phrase") if message.sentence(hit) not in message.questions]
    opened = message.core and any(hit.first == message.core[0] for hit in message.of("ack", "opener"))
    return Reply(Intent.ACKNOWLEDGE, code_in(message)) if taken or opened else None


def _refers(message: Message) -> bool:
    """`ask Maria`, `try the deputy`: a sentence that begins by sending us to somebody else."""
    for places in message.sentences().values():
        starts = [places[0], *(p for p, q in zip(places[1:], places, strict=False) if p - q > 1)]
        for hit in message.of("decline", "refer"):
            following = message.tokens[hit.last + 1].text if hit.last + 1 < len(message.tokens) else ""
            is_person = following[:1].isalpha() and following not in words.listed("decline", "not_a_person")
            if hit.first in starts and is_person and message.sentence(hit) not in message.questions:
                return True
    return False
