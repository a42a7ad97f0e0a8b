"""What a message that came in wants: rules over word lists, pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from wardbell.ground import ids, languages
from wardbell.safeguards.reading import fold


class Context(StrEnum):
    """Who wrote, as far as that is known."""

    SUBSCRIBER = "subscriber"
    OFFICIAL = "official_with_open_ack"
    UNKNOWN = "unknown_number"


class Intent(StrEnum):
    """What a message wants."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline_or_cannot"
    REPORT = "report"
    LANGUAGE = "language_change"
    CHECK = "check_message"
    QUESTION = "question"
    ABUSE = "abuse"
    OTHER = "other"


@dataclass(frozen=True)
class Reply:
    """What a message wants; `detail` narrows it (a kind, a code, a language's tag) and is empty when there is nothing to say."""

    intent: Intent
    detail: str = ""


_STOP = {"stop", "stopall", "stop all", "end", "quit", "cancel", "revoke", "optout", "opt out", "unsubscribe"}
_START = {"start", "yes", "unstop"}
_ACK = {"1", "ok", "ack", "yes", "received", "got it", "we have it", "confirmed"}
_CODE = re.compile(rf"[{ids.CODE_ALPHABET}]{{3,6}}")


def classify(text: str, context: str) -> Reply:
    """Returns what one message wants, read as coming from `context` (a word of `Context`)."""
    words = re.findall(r"\w+", fold(text[:2000]))
    whole = " ".join(word for word in words if word not in {"please", "thanks", "pls"})
    if whole in _STOP:
        return Reply(Intent.STOP, "keyword")
    if context == Context.OFFICIAL and (answer := _answer(whole, words)):
        return answer
    if whole in _START:
        return Reply(Intent.START, "keyword")
    if whole in {"help", "info"}:
        return Reply(Intent.HELP, "keyword")
    if tag := languages.recognise(whole):
        return Reply(Intent.LANGUAGE, tag)
    if "stop" in words and len(words) < 6:
        return Reply(Intent.STOP, "free")
    if len(words) == 1 and _CODE.fullmatch(words[0].upper()) and re.search(r"\d", words[0]):
        return Reply(Intent.CHECK, words[0].upper())
    return Reply(Intent.QUESTION if "?" in text else Intent.OTHER)


def _answer(whole: str, words: list[str]) -> Reply | None:
    code = words[1].upper() if len(words) == 2 and _CODE.fullmatch(words[1].upper()) else ""
    if whole in _ACK or (words[:1] == ["1"] and code):
        return Reply(Intent.ACKNOWLEDGE, code)
    if whole in {"2", "cannot", "no"} or (words[:1] == ["2"] and code):
        return Reply(Intent.DECLINE, code)
    return None
