"""Which language a message asks for."""

from wardbell.dispatch.replies import words
from wardbell.dispatch.replies.message import Message
from wardbell.ground import languages
from wardbell.safeguards.lexicon import Hit

_MOST_OTHER = 2  # words that are neither a language's name nor belong to asking for one


def wanted(message: Message) -> str | None:
    """Returns the tag of the language asked for, "" when only that English is not understood, None when none is asked for."""
    if tag := _alone(message.core_key) or _alone(message.full_key):
        return tag
    names = _names(message)
    if not names or message.of("language", "not_after") or message.of("report", "who"):
        return None
    asked = [hit for hit in names if not _is_refused(message, hit)]
    if not asked:
        return "" if len(_other_words(message, names)) <= _MOST_OTHER else None
    hit = asked[-1]
    others = len(_other_words(message, names))
    text = message.line(tuple(range(hit.first, hit.last + 1)))
    is_sure = _is_asked_near(message, hit)
    if others > (_MOST_OTHER if is_sure else 0) or (
        text in words.listed("language", "unsure") and not is_sure
    ):
        return None
    return hit.category.rpartition(".")[2]


def _alone(line: str) -> str | None:
    return words.language_names().get(line) or (languages.recognise(line) if len(line) > 2 else None)


def _names(message: Message) -> list[Hit]:
    found = message.hits("language").by_category
    hits = [hit for category, named in found.items() if category.startswith("name.") for hit in named]
    return sorted(hits, key=lambda hit: (hit.first, hit.last))


def _is_refused(message: Message, name: Hit) -> bool:
    return any(0 < name.first - hit.last <= 2 for hit in message.of("language", "no"))


def _is_asked_near(message: Message, name: Hit) -> bool:
    return any(
        0 < name.first - hit.last <= 2 or 0 < hit.first - name.last <= 1
        for hit in message.of("language", "ask")
    )


def _other_words(message: Message, names: list[Hit]) -> list[int]:
    named = {place for hit in names for place in range(hit.first, hit.last + 1)}
    cues = (
        message.covered("language", "cue")
        | message.covered("language", "ask")
        | message.covered("language", "no")
    )
    return [place for place in message.core if place not in cues | named]
