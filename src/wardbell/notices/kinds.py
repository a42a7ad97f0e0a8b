"""The kinds of notice, read from packs/kinds: one file each, nothing else to touch. Pure."""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import GenericAlias

from wardbell.dispatch.letters import Lane
from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.notices.rules import (
    ALL_CLEAR,
    PUBLIC_VERSIONS,
    RUMOUR_CHECK,
    WITHDRAWAL,
    HowKnown,
    Matter,
    Status,
)
from wardbell.phrases import texts
from wardbell.phrases.rules import CLOSED, OWN

PACKS = Path(__file__).resolve().parents[3] / "packs" / "kinds"
AUDIENCES = ("council", "public")
GENERAL = "general"  # the topic of what has no topic of its own
_SPLICED = frozenset({"link", "code"})  # filled for each letter, whatever its kind


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind pack. Codes of statuses and reasons are those that the phrases say; `slots` are what the notice itself fills."""

    kind: str
    audience: str  #: council or public
    phrase: str  #: base key of its texts
    lane: Lane
    follows: bool  #: it says something about an earlier notice: topic and matter are that one's
    topic: str  #: the topic that readers chose; with `is_enforcement`, what a city node needs counsel's leave for
    is_enforcement: bool
    how_known: tuple[str, ...]  #: ways of knowing that are offered for it
    may_be_single_signed: bool
    single_signed_statuses: tuple[str, ...]
    hold_seconds: int  #: how long a bulk send stays visible and can be stopped
    urgent_statuses: tuple[
        str, ...
    ]  #: in these it comes before eight in the morning to readers who said yes to that
    expires_after_hours: int
    statuses: tuple[str, ...]
    slots: tuple[str, ...]
    causes: tuple[str, ...]  #: closed answers to "why", of the slot `cause`; empty: it is not asked
    advices: tuple[str, ...]  #: closed answers to "what to do", of the slot `advice`; empty: it is not asked
    questions: str  #: base key of the approved answers for press and constituents; empty: none
    ends_by: str  #: withdrawal: one signature may say that it is over; all_clear: only two persons may
    ladder_minutes: tuple[int, ...]  #: when the next rung is asked; empty: nobody must answer
    approval_minutes: int  #: how long each of the approver pool has
    countersign_minutes: int  #: how long the second person of a single-signed send has
    reasons: tuple[str, ...]  #: the closed list of why it may be withdrawn

    @property
    def matter(self) -> Matter:
        """What it is about; of a kind that follows another, what that one is about counts instead."""
        if not self.is_enforcement:
            return Matter.CIVIC
        return Matter.RUMOUR_CHECK if self.kind == RUMOUR_CHECK else Matter.ENFORCEMENT

    @property
    def asks_presence(self) -> bool:
        """Says whether it asks if agents are present and if it is civil enforcement."""
        return "agents" in self.slots


def kind(name: str) -> Kind:
    """Returns one kind.

    Raises:
        Unreadable: no pack has this name, or its pack is wrong.
    """
    found = {one.kind: one for one in kinds()}
    if name not in found:
        raise Unreadable(f"There is no kind of notice '{name}'. The packs hold: {', '.join(found)}.")
    return found[name]


@cache
def kinds() -> tuple[Kind, ...]:
    """Returns every kind of packs/kinds, by name.

    Raises:
        Unreadable: a pack is wrong; the sentence names the file and the field.
    """
    return tuple(read(path) for path in sorted(PACKS.glob("*.toml")))


def civic() -> tuple[Kind, ...]:
    """Returns the kinds that speak to the public of the city's own matters, by name."""
    return tuple(one for one in kinds() if one.matter is Matter.CIVIC and not one.follows)


def public_versions(status: Status) -> tuple[Kind, ...]:
    """Returns the kinds that can tell the public of an official notice of this status, the usual one first."""
    return tuple(one for one in map(kind, PUBLIC_VERSIONS) if status in one.statuses)


def topics(*, with_enforcement: bool) -> tuple[str, ...]:
    """Returns the topics that readers may choose, the general one first; enforcement only where it may be held."""
    own = [one.topic for one in kinds() if not one.follows and (with_enforcement or not one.is_enforcement)]
    return tuple(dict.fromkeys([GENERAL, *own]))


def read(path: Path) -> Kind:
    """Reads one kind pack.

    Raises:
        Unreadable: it is no TOML, a field is missing, unknown or of the wrong type; the sentence names file and field.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path.name} is not TOML: {error}.") from error  # the error names the line
    wanted = {one.name: one.type for one in fields(Kind)}
    for name in [*wanted, *given]:
        if name not in given:
            raise Unreadable(f"{path.name}: the field '{name}' is missing.")
        if name not in wanted:
            raise Unreadable(f"{_line(path, name)}: there is no field '{name}'.")
    found = Kind(**{name: _value(path, name, given[name], wanted[name]) for name in wanted})  # type: ignore[arg-type]  # _value and the annotations agree, field by field
    _check(path, found)
    _check_slots(path, found)
    return found


def _value(path: Path, name: str, given: object, wanted: object) -> object:
    """Returns a value of the annotated type; lists become tuples, a lane its own word."""
    if isinstance(wanted, GenericAlias):
        inner = wanted.__args__[0]
        if isinstance(given, list) and all(type(one) is inner for one in given):
            return tuple(given)
        raise Unreadable(f"{_line(path, name)}: the field '{name}' must be a list of {inner.__name__}.")
    if wanted is Lane:
        if given in set(Lane):
            return Lane(str(given))
        raise Unreadable(f"{_line(path, name)}: the field '{name}' must be one of {', '.join(Lane)}.")
    if type(given) is not wanted:
        raise Unreadable(
            f"{_line(path, name)}: the field '{name}' must be {getattr(wanted, '__name__', wanted)}."
        )
    return given


def _check(path: Path, found: Kind) -> None:
    """Lets a pack pass whose fields agree with one another."""
    faults = {
        "kind": found.kind != path.stem,
        "audience": found.audience not in AUDIENCES,
        "follows": found.follows != (found.topic == ""),
        "how_known": not (found.follows or found.how_known) or not set(found.how_known) <= set(HowKnown),
        "causes": not set(found.causes) <= set(CLOSED["cause"]),
        "advices": not set(found.advices) <= set(CLOSED["advice"]),
        "ends_by": found.ends_by not in {WITHDRAWAL, ALL_CLEAR},
        "statuses": not found.statuses or not set(found.statuses) <= set(Status),
        "single_signed_statuses": not set(found.single_signed_statuses) <= set(found.statuses)
        or bool(found.single_signed_statuses) != found.may_be_single_signed,
        "hold_seconds": found.hold_seconds < 0,
        "urgent_statuses": not set(found.urgent_statuses) <= set(found.statuses),
        "expires_after_hours": found.expires_after_hours < 1,
        "approval_minutes": found.approval_minutes < 1,
        "countersign_minutes": found.countersign_minutes < 1,
        "ladder_minutes": list(found.ladder_minutes) != sorted(set(found.ladder_minutes))
        or any(minutes < 1 for minutes in found.ladder_minutes),
    }
    for name, is_wrong in faults.items():
        if is_wrong:
            raise Unreadable(f"{_line(path, name)}: the field '{name}' does not fit the others or its list.")


def _check_slots(path: Path, found: Kind) -> None:
    """Lets a pack pass that fills every slot of its texts."""
    book = texts.book(languages.FALLBACK)
    for name in texts.key(found.phrase).messages:
        lacking = book.slots([name]) - set(found.slots) - set(OWN) - _SPLICED
        if lacking and name in book.messages:
            said = book.messages[name]
            raise Unreadable(
                f"{_line(path, 'slots')}: the field 'slots' lacks {' and '.join(map(repr, sorted(lacking)))}, which the"
                f" text '{name}' says ({said.file}, line {said.line})."
            )


def _line(path: Path, name: str) -> str:
    """Returns file and line of a field, for a sentence about it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if re.match(rf"{re.escape(name)}\s*=", line):
            return f"{path.name}, line {number}"
    return path.name
