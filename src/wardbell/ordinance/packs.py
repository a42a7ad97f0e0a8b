"""Ordinances, read from packs/ordinances: one file for each city or state, nothing else to touch. Pure."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from hashlib import sha256
from pathlib import Path

from wardbell.ground.errors import Refused, Unreadable
from wardbell.ordinance.rules import Act, Cadence, Calendar, Condition, Duty, Exemption, Field, Observed
from wardbell.ordinance.rules import calendar as days
from wardbell.ordinance.toml import Lines, Table
from wardbell.people.rules import OfficeKind, Role

PACKS = Path(__file__).resolve().parents[3] / "packs" / "ordinances"
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_DUE_ON = re.compile(r"\d\d-\d\d")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a duty was read."""

    code: str
    text: str
    read: str  #: whole, in part, or at second hand: how far the reading went


@dataclass(frozen=True, kw_only=True)
class Department:
    """One department of the city, and who in it takes requests down; `office` is a kind of office."""

    code: str
    name: str
    office: str


@dataclass(frozen=True, kw_only=True)
class Ordinance:
    """One pack. `aim` is what the law wants in one sentence, for readers: no code asks it."""

    code: str
    name: str
    place: str
    aim: str
    note: str  #: what stands under every duty until counsel has confirmed the text
    calendar: Calendar
    departments: tuple[Department, ...]
    papers: Mapping[str, str]  #: what each slot is called
    sources: tuple[Source, ...]
    duties: tuple[Duty, ...]
    digest: str  #: SHA-256 of the file: a changed pack is another one, and needs counsel again

    def duty(self, code: str) -> Duty:
        """Returns one duty.

        Raises:
            Unreadable: this pack has none of this code.
        """
        for one in self.duties:
            if one.code == code:
                return one
        raise Unreadable(f"The ordinance '{self.code}' has no duty '{code}'.")

    def source(self, code: str) -> Source:
        """Returns where something was read."""
        return next(one for one in self.sources if one.code == code)


def ordinance(code: str) -> Ordinance:
    """Returns one pack.

    Raises:
        Unreadable: there is none of this code, or it is wrong; the sentence names file and line.
    """
    if code not in codes():
        raise Unreadable(f"There is no ordinance '{code}'. The packs hold: {', '.join(codes())}.")
    return _read_once(PACKS / f"{code}.toml")


def codes() -> tuple[str, ...]:
    """Returns the codes of the packs that ship, in alphabetical order."""
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


def faults(path: Path) -> list[str]:
    """Returns what is wrong with a pack, in sentences that name file and line; empty when it may be adopted."""
    try:
        read(path)
    except Unreadable as refused:
        return [refused.sentence]
    return []


def read(path: Path) -> Ordinance:
    """Reads one pack.

    Raises:
        Unreadable: it is no TOML, a field is missing, unknown or of the wrong type, or a word is none of its list.
    """
    try:
        raw = path.read_bytes()
        given = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path.name} is not TOML: {error}.") from error  # the error names the line
    top = Table(given, Lines(path.name, raw.decode("utf-8")))
    code = top.word("code", _WORD)
    if code != path.stem:
        raise top.fault("code", f"the code '{code}' is not the file's name")
    papers = {name: top.table("papers").text(name) for name in top.table("papers").names()}
    sources = tuple(_source(one) for one in top.tables("source"))
    found = Ordinance(
        code=code, name=top.text("name"), place=top.text("place"), aim=top.text("aim"), note=top.text("note"),
        calendar=_calendar(top.table("calendar")),
        departments=tuple(_department(one) for one in top.tables("department")),
        papers=papers, sources=sources,
        duties=tuple(_duty(one, papers=papers, sources=sources) for one in top.tables("duty")),
        digest=sha256(raw).hexdigest(),
    )  # fmt: skip
    top.check_known()
    _check_once(top, "duty", [one.code for one in found.duties])
    _check_once(top, "source", [one.code for one in sources])
    return found


@cache
def _read_once(path: Path) -> Ordinance:
    return read(path)


def _source(given: Table) -> Source:
    found = Source(
        code=given.text("code"), text=given.text("text"), read=given.one_of("read", ("whole", "part", "second_hand"))
    )  # fmt: skip
    given.check_known()
    return found


def _department(given: Table) -> Department:
    found = Department(
        code=given.word("code", _WORD), name=given.text("name"), office=given.one_of("office", tuple(OfficeKind))
    )  # fmt: skip
    given.check_known()
    return found


def _calendar(given: Table) -> Calendar:
    month, day = _month_and_day(given, "fiscal_year_begins_on")
    if day > 28:  # a day that not every month has begins no quarter
        raise given.fault("fiscal_year_begins_on", "a fiscal year begins on the 28th at the latest")
    found = Calendar(
        holidays=tuple(_holidays(given)),
        observed=Observed(given.one_of("observed", tuple(Observed))),
        weekend=tuple(days.WEEKDAYS.index(one) for one in given.each_of("weekend", days.WEEKDAYS)),
        closes_at=_hour(given, "closes_at"),
        fiscal_month=month, fiscal_day=day,
        closed_on=frozenset(_dates(given, "closed_on")),
    )  # fmt: skip
    given.check_known()
    try:
        found.business_day(date(2026, 1, 1), 0)
    except Unreadable as refused:
        raise given.fault("weekend", "no day of a year is left for business") from refused
    return found


def _holidays(given: Table) -> Iterator[days.Holiday]:
    for rule in given.texts("holidays"):
        try:
            yield days.read_holiday(rule)
        except Refused as refused:
            raise given.fault("holidays", refused.sentence.rstrip("."), value=rule) from refused


def _duty(given: Table, *, papers: Mapping[str, str], sources: Sequence[Source]) -> Duty:
    found = Duty(
        code=given.word("code", _WORD),
        title=given.text("title"),
        act=Act(given.one_of("act", tuple(Act))),
        owner=given.one_of("owner", tuple(OfficeKind)),
        tells=given.texts("tells"),
        begins=tuple(Condition(one) for one in given.each_of("begins", tuple(Condition))),
        cadence=Cadence(given.one_of("cadence", tuple(Cadence))),
        within=given.whole("within"),
        due_on=given.text("due_on") if given.has("due_on") else "",
        only_when_any=given.flag("only_when_any"),
        nil_certificate=given.flag("nil_certificate"),
        fields=given.each_of("fields", tuple(Field)),
        slots=given.each_of("slots", tuple(papers)),
        asks=tuple(_ask(given, one) for one in given.texts("asks")),
        ask_minutes=given.wholes("ask_minutes"),
        remind_days=given.whole("remind_days"),
        exemptions=tuple(_exemption(one) for one in given.tables("exemption")),
        citation=given.text("citation"),
        source=given.one_of("source", tuple(one.code for one in sources)),
    )
    given.check_known()
    _check_duty(given, found)
    return found


def _exemption(given: Table) -> Exemption:
    found = Exemption(
        code=given.word("code", _WORD), text=given.text("text"), review_days=given.whole("review_days"),
        citation=given.text("citation"),
    )  # fmt: skip
    given.check_known()
    if found.review_days < 1:
        raise given.fault("review_days", "an exemption is looked at again after a day at the earliest")
    return found


def _ask(given: Table, rung: str) -> str:
    role, _, kind = rung.partition("@")
    if role not in set(Role) or kind not in set(OfficeKind):
        raise given.fault("asks", f"'{rung}' is no role at a kind of office, as designee@chief", value=rung)
    return rung


def _check_duty(given: Table, found: Duty) -> None:
    """Lets a duty pass whose fields agree with one another."""
    minutes = list(found.ask_minutes)
    wrong = {
        "begins": "a duty that comes round by itself begins with period_ends or counts what began in the period"
        if not found.begins or (not found.is_periodic and Condition.PERIOD_ENDS in found.begins)
        else "",
        "due_on": "only a yearly duty is due on a day of the year" if not _fits_due_on(found) else "",
        "within": "the time must be 1 or more" if found.within < 1 and not found.due_on else "",
        "only_when_any": "only what comes round by itself can owe nothing"
        if found.only_when_any and not found.is_periodic
        else "",
        "nil_certificate": "nothing is certified only where a period with nothing owes a report"
        if found.nil_certificate and (not found.is_periodic or found.only_when_any)
        else "",
        "ask_minutes": "each rung is asked later than the one before, the first at minute 0"
        if len(minutes) != len(found.asks) or minutes[:1] != [0] or minutes != sorted(set(minutes))
        else "",
        "tells": "somebody must be told" if not found.tells else "",
        "remind_days": "the days must be 0 or more" if found.remind_days < 0 else "",
    }
    for name, sentence in wrong.items():
        if sentence:
            raise given.fault(name, sentence)
    if found.due_on:
        _month_and_day(given, "due_on")


def _fits_due_on(found: Duty) -> bool:
    return not found.due_on or found.cadence is Cadence.YEARLY


def _check_once(top: Table, name: str, found: list[str]) -> None:
    twice = next((one for place, one in enumerate(found) if one in found[:place]), None)
    if twice is not None:
        again = max(place for place, one in enumerate(found) if one == twice)
        raise top.tables(name)[again].fault("code", f"the code '{twice}' stands twice")


def _month_and_day(given: Table, name: str) -> tuple[int, int]:
    text = given.word(name, _DUE_ON)
    month, day = map(int, text.split("-"))
    try:
        days.read_holiday(text)
    except Refused as refused:
        raise given.fault(name, refused.sentence.rstrip(".")) from refused
    return month, day


def _hour(given: Table, name: str) -> time:
    try:
        return time.fromisoformat(given.text(name))
    except ValueError as error:
        raise given.fault(name, "an hour is written 16:30") from error


def _dates(given: Table, name: str) -> Iterator[date]:
    for text in given.texts(name):
        try:
            yield date.fromisoformat(text)
        except ValueError as error:
            raise given.fault(name, f"'{text}' is no day, as 2026-12-24", value=text) from error
