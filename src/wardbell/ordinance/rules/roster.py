"""The city's list of staff and of finished courses, read from CSV: the whole file or nothing of it."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from wardbell.ground.errors import Unreadable
from wardbell.ordinance.rules.vocabulary import Tier

Row = TypeVar("Row")

STAFF_COLUMNS = ("staff_number", "name", "department", "tier")
COMPLETION_COLUMNS = ("staff_number", "tier", "version", "completed_on")
LARGEST = 20_000_000  # bytes of one file
_LENGTHS = {"staff_number": 20, "name": 120, "department": 60}
_BIRTH = ("birth", "dob", "born", "age")


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    staff_number: str
    name: str
    department: str
    tier: Tier


@dataclass(frozen=True, kw_only=True)
class CompletionRow:
    staff_number: str
    tier: Tier
    version: int
    completed_on: date


def read_staff(content: bytes) -> list[StaffRow]:
    """Reads the list of staff.

    Raises:
        Unreadable: the file is not UTF-8, lacks or adds a column, or a line is wrong; the sentence names the line. A number that
            stands twice is wrong.
    """
    found = _rows(content, STAFF_COLUMNS, _staff)
    seen: dict[str, int] = {}
    for line, row in found:
        if row.staff_number in seen:
            raise Unreadable(
                "Line %(line)s: staff number %(number)s stands twice, first on line %(first)s.",
                line=line, number=row.staff_number, first=seen[row.staff_number],
            )  # fmt: skip
        seen[row.staff_number] = line
    if not found:
        raise Unreadable("The file lists nobody.")
    return [row for _, row in found]


def read_completions(content: bytes, *, today: date) -> list[CompletionRow]:
    """Reads the list of finished courses.

    Raises:
        Unreadable: as `read_staff`; also when a day lies ahead.
    """

    def one(line: int, values: dict[str, str]) -> CompletionRow:
        row = _completion(line, values)
        if row.completed_on > today:
            raise Unreadable("Line %(line)s: %(day)s lies ahead.", line=line, day=row.completed_on)
        return row

    return [row for _, row in _rows(content, COMPLETION_COLUMNS, one)]


def is_overdue(finished: Sequence[tuple[int, date]], *, version: int, lasts_days: int, today: date) -> bool:
    """Says whether somebody must be trained again: never in this version or a later one, or too long ago."""
    return not any(done >= version and on + timedelta(days=lasts_days) > today for done, on in finished)


def _rows(
    content: bytes, columns: Sequence[str], read: Callable[[int, dict[str, str]], Row]
) -> list[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(_text(content), newline=""), strict=True)
    try:
        header = [one.strip().lower() for one in next(reader, [])]
        _check_header(header, columns)
        return [
            (reader.line_num, read(reader.line_num, _values(reader.line_num, header, cells)))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise Unreadable(
            "Line %(line)s is no line of comma-separated values: %(why)s.", line=reader.line_num, why=error
        ) from error


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unreadable("The file is too large: at most %(n)s bytes.", n=f"{LARGEST:,}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(
            "Line %(line)s is not UTF-8. Save the file as UTF-8 (in a spreadsheet: CSV UTF-8) and send it again.",
            line=line,
        ) from error


def _check_header(header: Sequence[str], columns: Sequence[str]) -> None:
    for name in header:
        if any(word in name.replace("-", "_").split("_") for word in _BIRTH):
            raise Unreadable("Take out the column '%(name)s': no birth dates are kept here.", name=name)
    if sorted(header) != sorted(columns):
        raise Unreadable(
            "The first line must name these columns and no others: %(columns)s.", columns=", ".join(columns)
        )


def _values(line: int, header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise Unreadable(
            "Line %(line)s has %(n)s fields, and there are %(of)s columns.", line=line, n=len(cells), of=len(header)
        )  # fmt: skip
    values = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
    for name, value in values.items():
        if not value:
            raise Unreadable("Line %(line)s: '%(name)s' is empty.", line=line, name=name)
        if len(value) > _LENGTHS.get(name, 40) or "\0" in value:
            raise Unreadable("Line %(line)s: '%(name)s' is too long.", line=line, name=name)
    return values


def _tier(line: int, value: str) -> Tier:
    try:
        return Tier(value.lower().replace(" ", "_"))
    except ValueError:
        raise Unreadable(
            "Line %(line)s: '%(tier)s' is no tier; write one of: %(tiers)s.", line=line, tier=value, tiers=", ".join(Tier)
        ) from None  # fmt: skip


def _staff(line: int, values: dict[str, str]) -> StaffRow:
    return StaffRow(
        staff_number=values["staff_number"], name=values["name"], department=values["department"],
        tier=_tier(line, values["tier"]),
    )  # fmt: skip


def _completion(line: int, values: dict[str, str]) -> CompletionRow:
    try:
        version, day = int(values["version"]), date.fromisoformat(values["completed_on"])
    except ValueError:
        raise Unreadable(
            "Line %(line)s: write the version as a number and the day as 2026-11-23.", line=line
        ) from None
    return CompletionRow(
        staff_number=values["staff_number"], tier=_tier(line, values["tier"]), version=version, completed_on=day
    )  # fmt: skip
