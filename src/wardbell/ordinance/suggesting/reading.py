"""Reading a log with the words of words.toml. Pure."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("words.toml")
_GAP = r"(?:[^\s.;]+\s+){0,7}?"  # `..` between two words: up to seven words of the same clause
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


class Log:
    """One text, as the patterns read it."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.translate(_QUOTES).lower().split())
        self.has_ice = re.search(r"\bICE\b", text) is not None  # written small it is on the street
        self.sentences = tuple(_SENTENCE.split(self.text))

    def says(self, group: str, name: str) -> bool:
        """Says whether one of a list's patterns stands in the text."""
        return self.first(group, name) is not None

    def first(self, group: str, name: str) -> int | None:
        """Returns where the first of a list's patterns stands; None when none does."""
        return first_in(self.text, group, name)

    def without(self, group: str, name: str) -> "Log":
        """Returns the text without what a list's patterns match."""
        left = Log("")
        left.text = " ".join(pattern(group, name).sub(" ", self.text).split())
        left.has_ice, left.sentences = self.has_ice, tuple(_SENTENCE.split(left.text))
        return left


def first_in(text: str, group: str, name: str) -> int | None:
    """Returns where the first of a list's patterns stands in a text."""
    found = pattern(group, name).search(text)
    return found.start() if found else None


def names(group: str) -> Sequence[str]:
    """Returns the names of a group's lists, in their order."""
    return list(_tables()[group])


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """Returns one list as one pattern."""
    ends = r"(?![\w-])" if group.startswith("agency") else ""  # DEA is no deadline; other words may go on
    return re.compile("|".join(rf"(?<![\w-])(?:{_spaced(one)}){ends}" for one in _tables()[group][name]))


def _spaced(written: str) -> str:
    return written.replace(" .. ", rf" {_GAP}")


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
