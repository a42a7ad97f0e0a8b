"""A TOML file read field by field, so that what is wrong is told with its line. Pure."""

import re
from collections.abc import Collection, Mapping

from wardbell.ground.errors import Unreadable

_HEADER = re.compile(r"\s*(\[\[|\[)\s*([A-Za-z0-9_.]+)\s*\]{1,2}\s*(#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_]+)\s*=")


class Lines:
    """On which line each field of each table stands."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text.splitlines()
        self._lines: dict[str, int] = {}
        counts: dict[str, int] = {}
        at = ""
        for number, line in enumerate(self._text, start=1):
            if header := _HEADER.fullmatch(line):
                at = _placed(header[2], counts, is_new=header[1] == "[[")
                self._lines.setdefault(at, number)
            elif key := _KEY.match(line):
                self._lines.setdefault(f"{at}/{key[1]}", number)

    def said(self, at: str, name: str, value: str = "") -> str:
        """Returns file and line of a field, else of its table; with a value, of the line below it that holds the value."""
        line = self._lines.get(f"{at}/{name}") or self._lines.get(at)
        if line is None:
            return self.file
        if value:
            below = range(line, len(self._text) + 1)
            line = next((number for number in below if f'"{value}"' in self._text[number - 1]), line)
        return f"{self.file}, line {line}"


class Table:
    """One table of the file. Each reader raises `Unreadable` with file and line when the field is not of its kind."""

    def __init__(self, given: Mapping[str, object], lines: Lines, at: str = "") -> None:
        self._given, self._lines, self._at = given, lines, at
        self._asked: set[str] = set()

    def names(self) -> list[str]:
        return list(self._given)

    def has(self, name: str) -> bool:
        self._asked.add(name)
        return name in self._given

    def text(self, name: str) -> str:
        found = self._value(name)
        if not isinstance(found, str) or not found.strip():
            raise self.fault(name, f"'{name}' must be a text")
        return found

    def word(self, name: str, form: re.Pattern[str]) -> str:
        found = self.text(name)
        if not form.fullmatch(found):
            raise self.fault(name, f"'{found}' is not of the form {form.pattern}")
        return found

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        found = self.text(name)
        if found not in set(allowed):
            raise self._no_such(name, found, allowed)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._value(name)
        if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
            raise self.fault(name, f"'{name}' must be a list of texts")
        return tuple(found)

    def each_of(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        found = self.texts(name)
        for one in found:
            if one not in set(allowed):
                raise self._no_such(name, one, allowed)
        if len(set(found)) < len(found):
            raise self.fault(name, f"a word stands twice in '{name}'")
        return found

    def whole(self, name: str) -> int:
        found = self._value(name)
        if type(found) is not int:
            raise self.fault(name, f"'{name}' must be a whole number")
        return found

    def wholes(self, name: str) -> tuple[int, ...]:
        found = self._value(name)
        if not isinstance(found, list) or not all(type(one) is int for one in found):
            raise self.fault(name, f"'{name}' must be a list of whole numbers")
        return tuple(found)

    def flag(self, name: str) -> bool:
        found = self._value(name)
        if not isinstance(found, bool):
            raise self.fault(name, f"'{name}' must be true or false")
        return found

    def table(self, name: str) -> "Table":
        found = self._value(name)
        if not isinstance(found, dict):
            raise self.fault(name, f"[{name}] must be a table")
        return Table(found, self._lines, f"{self._at}/{name}")

    def tables(self, name: str) -> list["Table"]:
        self._asked.add(name)
        found = self._given.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.fault(name, f"[[{name}]] must be written with two brackets")
        return [Table(one, self._lines, f"{self._at}/{name}#{place}") for place, one in enumerate(found)]

    def check_known(self) -> None:
        """Lets a table pass that holds nothing but what was asked for."""
        for name in self._given:
            if name not in self._asked:
                raise self.fault(name, f"there is no field '{name}'")

    def fault(self, name: str, sentence: str, *, value: str = "") -> Unreadable:
        """Returns the error that names file and line."""
        return Unreadable(f"{self._lines.said(self._at, name, value)}: {sentence}.")

    def _no_such(self, name: str, found: str, allowed: Collection[str]) -> Unreadable:
        return self.fault(name, f"'{found}' is no {name}; write one of: {', '.join(allowed)}", value=found)

    def _value(self, name: str) -> object:
        self._asked.add(name)
        if name not in self._given:
            raise self.fault(name, f"the field '{name}' is missing")
        return self._given[name]


def _placed(header: str, counts: dict[str, int], *, is_new: bool) -> str:
    """Returns where a header leads, each table of a row by its number: `/duty#2/exemption#0`."""
    at, parts = "", header.split(".")
    for depth, part in enumerate(parts):
        at = f"{at}/{part}"
        if is_new and depth == len(parts) - 1:
            counts[at] = counts.get(at, -1) + 1
        if at in counts:
            at = f"{at}#{counts[at]}"
    return at
