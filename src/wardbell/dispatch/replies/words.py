"""The words of all languages, read once from reply_words/<language>.toml, one lexicon for each group.

A category is named `group.name.language`, so that a verb of one language is not paired with a noun of another.
"""

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from wardbell.safeguards.lexicon import Hits, Lexicon
from wardbell.safeguards.reading import Reading, read, words_of

WORDS = Path(__file__).resolve().parents[1] / "reply_words"
SHORTEST_TYPO, LONGEST_TYPO = 6, 16  # letters of a word in which a slip of the finger is looked for
TWO_SLIPS = 9  # letters from which on there may be two
_TRAPS = ("pass",)  # entries that take the words of other groups out: "bus stop"
_TRAPPED = frozenset(["stop", "report", "help", "language"])
_NOT_CATEGORIES = frozenset(
    [
        "keyword",
        "names",
        "weak",
        "short",
        "lead",
        "only_alone",
        "not_a_typo",
        "unsure",
        "filler",
        "link",
        "not_a_person",
        "sure",
    ]
)
_WOULD_BE_OTHER_WORDS = {
    "we're": "we are",
    "we'll": "we will",
    "he'll": "he will",
    "she'll": "she will",
    "i'll": "ill",
}
_CONTRACTED = ("t", "m", "s", "re", "ve", "ll", "d")


def unite(text: str) -> str:
    """Writes contractions as one word: don't, dont."""
    for mark in ("’", "‘", "´", "`", "＇"):
        text = text.replace(mark, "'")
    if "'" not in text:
        return text
    for short, whole in _WOULD_BE_OTHER_WORDS.items():
        text = re.sub(rf"(?i)\b{short}\b", whole, text)
    first, *rest = text.split("'")
    pieces = [first]
    for piece in rest:
        word = next(iter(words_of(piece[:8])), "")
        is_contraction = word in _CONTRACTED and piece[:1].isalpha() and pieces[-1][-1:].isalpha()
        pieces.append(piece if is_contraction else "'" + piece)
    return "".join(pieces)


def key(text: str) -> str:
    """Returns the form in which whole messages are compared: folded words between single spaces."""
    return " ".join(word for word in words_of(unite(text)) if word[0].isalnum())


@cache
def listed(group: str, name: str) -> frozenset[str]:
    """Returns the entries of one list in every language, in the form of `key`."""
    return frozenset(
        key(entry) for given in _files().values() for entry in given.get(group, {}).get(name, ())
    )


@cache
def dense(group: str, name: str) -> frozenset[str]:
    """Returns the entries of one list without spaces."""
    return frozenset(entry.replace(" ", "") for entry in listed(group, name))


@cache
def language_names() -> dict[str, str]:
    """Returns the tag for each name of a language, in the form of `key`."""
    return {
        key(name): tag
        for given in _files().values()
        for tag, names in given.get("language", {}).get("names", {}).items()
        for name in names
        if "*" not in name
    }


def find(reading: Reading, group: str) -> Hits:
    """Returns every entry of a group in a text."""
    return _lexicon(group).find(reading)


@lru_cache(maxsize=2048)
def near_stop_word(word: str) -> bool:
    """Tells whether a word that means nothing else is a stop word with a slip of the finger."""
    if not 3 <= len(word) <= LONGEST_TYPO or word in _vocabulary():
        return False
    if any(_slips(word, short, 1) <= 1 for short in listed("stop", "short")):
        return True
    return any(
        len(stop) >= SHORTEST_TYPO
        and _slips(word, stop, allowed := 2 if len(stop) >= TWO_SLIPS else 1) <= allowed
        for stop in dense("stop", "keyword")
        if stop.isascii()
    )


@lru_cache(maxsize=2048)
def mended(word: str) -> str:
    """Returns what a word in a sentence stands for, when it is nothing else: sotp, stopp, unsubcribe, txt."""
    if word in _hurried():
        return _hurried()[word]
    if not 4 <= len(word) <= LONGEST_TYPO or not word.isascii() or word in _vocabulary():
        return word
    if sorted(word) == sorted("stop") or "".join(letter for letter, _ in groupby(word)) == "stop":
        return "stop"
    return "unsubscribe" if len(word) > TWO_SLIPS - 1 and _slips(word, "unsubscribe", 2) <= 2 else word


@lru_cache(maxsize=2048)
def meant(word: str) -> str:
    """Returns the short word (help, start) that a whole message stands for, but for one slip of the finger."""
    if not 3 <= len(word) <= 7 or word in _vocabulary():
        return word
    return next((short for short in sorted(listed("help", "short")) if _slips(word, short, 1) <= 1), word)


@lru_cache(maxsize=2048)
def near_answer(word: str) -> bool:
    """Tells whether a long word is an acknowledgement with slips of the finger: aknowledged, recieved."""
    if not SHORTEST_TYPO <= len(word) <= LONGEST_TYPO or word in _vocabulary():
        return False
    return any(
        len(known) > SHORTEST_TYPO and _slips(word, known, 2) <= 2 for known in listed("ack", "keyword")
    )


def _slips(one: str, other: str, most: int) -> int:
    """Returns the optimal string alignment distance: letters put in, left out, changed, or two side by side swapped."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, start=1):
        here = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (char != wanted))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]


@cache
def _lexicon(group: str) -> Lexicon:
    entries: dict[str, list[str]] = defaultdict(list)
    for language, given in _files().items():
        for wanted in _groups(group):
            for name, phrases in given.get(wanted, {}).items():
                if name not in _NOT_CATEGORIES:
                    entries[f"{wanted}.{name}.{language}"].extend(map(unite, phrases))
        if group == "language":
            for tag, names in given.get("language", {}).get("names", {}).items():
                entries[f"name.{tag}"].extend(names)
    return Lexicon(entries)


@cache
def _hurried() -> dict[str, str]:
    return {
        written: word
        for given in _files().values()
        for word, ways in given.get("hurried", {}).items()
        for written in ways
    }


def _groups(group: str) -> set[str]:
    """`stop` is read together with what is to stop, and traps only where they take words out."""
    traps = _TRAPS if group in _TRAPPED else ()
    return {group, *traps, *(("thing", "topic") if group == "stop" else ())}


@cache
def _vocabulary() -> frozenset[str]:
    """Returns every single word that is listed anywhere, and so is no typo."""
    words = set(listed("stop", "not_a_typo"))
    for given in _files().values():
        for lists in given.values():
            for entries in lists.values():
                if isinstance(entries, list):
                    words.update(word for entry in entries for word in key(entry.rstrip("*")).split())
    return frozenset(words - listed("stop", "short"))


@cache
def _files() -> dict[str, dict[str, Any]]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORDS.glob("*.toml"))
    }


__all__ = ["dense", "find", "key", "language_names", "listed", "near_stop_word", "read", "unite"]
