"""The texts themselves: Fluent messages in packs/phrases/<tag>/*.ftl, read once, checked when read. Knows no table."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, FluentSerializer, ast

from wardbell.ground.errors import Unreadable
from wardbell.phrases.rules import KINDS, OPTIONAL, OWN, SlotMissing
from wardbell.phrases.sms import Encoding

PACKS = Path(__file__).resolve().parents[3] / "packs" / "phrases"


@dataclass(frozen=True, kw_only=True)
class Key:
    """One phrase key, as packs/phrases/keys.toml declares it."""

    key: str
    media: tuple[str, ...]
    is_legal: bool
    parts: Mapping[Encoding, int]  #: the most SMS parts its text may take

    @property
    def messages(self) -> tuple[str, ...]:
        """The ids of its messages; mail has two."""
        return tuple(name for medium in self.media for name in messages_of(self.key, medium))


@dataclass(frozen=True, kw_only=True)
class Message:
    """One Fluent message: where it stands, its canonical source, the slots and messages that it names itself."""

    id: str
    file: str
    line: int
    source: str
    slots: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Book:
    """Every message of one language. A message may use other messages of the book as whole sentences."""

    tag: str
    messages: Mapping[str, Message]
    bundle: Any  # FluentBundle, which ships no types

    def closure(self, names: Iterable[str]) -> dict[str, Message]:
        """Returns the named messages and all they use, by id."""
        found: dict[str, Message] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.messages[name]
                waiting.extend(found[name].parts)
        return found

    def slots(self, names: Iterable[str]) -> frozenset[str]:
        """Returns the slots that the named messages use, at first or second hand; `has_at` counts as `at`."""
        used = {slot for message in self.closure(names).values() for slot in message.slots}
        return frozenset(slot.removeprefix("has_") for slot in used)


def messages_of(key: str, medium: str) -> tuple[str, ...]:
    """Returns the ids of the messages of one key in one medium."""
    return (f"{key}-mail-subject", f"{key}-mail-body") if medium == "mail" else (f"{key}-{medium}",)


def digest_of(book: Book, key: Key) -> str | None:
    """Returns the SHA-256 of everything a sign-off of this key covers, or None when the book lacks a part of it.

    Comments and white space outside the words do not count.
    """
    if any(name not in book.messages for name in key.messages):
        return None
    covered = book.closure(key.messages)
    text = "".join(covered[name].source for name in sorted(covered))
    return hashlib.sha256(text.encode()).hexdigest()


def say(book: Book, name: str, values: Mapping[str, str | int]) -> str:
    """Returns one message with its slots filled.

    Raises:
        SlotMissing: it says a slot that was not handed over; the sentence names file, line, key and slot.
    """
    text, errors = book.bundle.format_pattern(book.bundle.get_message(name).value, values)
    if errors:
        message = book.messages[name]
        missing = sorted(book.slots([name]) - set(values) - set(OPTIONAL))
        raise SlotMissing(
            f"{message.file}, line {message.line}: the text '{name}' says the slot "
            f"{' and '.join(repr(slot) for slot in missing) or 'of which Fluent says: ' + str(errors[0])},"
            " and it was not given."
        )
    return str(text)


@cache
def book(tag: str) -> Book:
    """Returns the texts of one language; an empty book when nothing is written in it yet."""
    return read_book(PACKS / tag, tag)


@cache
def keys() -> Mapping[str, Key]:
    """Returns every phrase key, in the order of packs/phrases/keys.toml."""
    given = tomllib.loads((PACKS / "keys.toml").read_text(encoding="utf-8"))
    defaults = given.pop("defaults")
    return {name: _key(name, declared, defaults) for name, declared in given.items()}


def key(name: str) -> Key:
    """Returns one phrase key.

    Raises:
        Unreadable: there is none of this name.
    """
    if name not in keys():
        raise Unreadable(f"There is no text '{name}' in packs/phrases/keys.toml.")
    return keys()[name]


def no_medium(found: Key, medium: str) -> Unreadable:
    """Returns the error that a key is not said in a medium."""
    return Unreadable(f"The text '{found.key}' is not said as '{medium}', but as: {', '.join(found.media)}.")


def read_book(folder: Path, tag: str) -> Book:
    """Reads one language's folder.

    Raises:
        Unreadable: a line is no Fluent, an id stands twice, a message names a slot or a message that does not exist, or
        uses itself; the sentence names file and line.
    """
    messages: dict[str, Message] = {}
    bundle = FluentBundle(
        [tag, "en"], use_isolating=False
    )  # "en": else a language without CLDR takes the process locale
    for path in sorted(folder.glob("*.ftl")):
        text = path.read_text(encoding="utf-8")
        resource = FluentParser().parse(text)
        for message in _messages(f"{tag}/{path.name}", text, resource):
            if message.id in messages:
                raise Unreadable(f"{message.file}, line {message.line}: '{message.id}' stands twice.")
            messages[message.id] = message
        bundle.add_resource(resource)
    _check(messages)
    return Book(tag=tag, messages=messages, bundle=bundle)


def _messages(file: str, text: str, resource: ast.Resource) -> Iterator[Message]:
    for entry in resource.body:
        line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
        if isinstance(entry, ast.Junk):
            said = entry.annotations[0].message if entry.annotations else "it is no message"
            raise Unreadable(f"{file}, line {line}: this is not Fluent: {said}.")
        if isinstance(entry, ast.Message):
            entry.comment = None
            yield Message(
                id=entry.id.name, file=file, line=line, source=FluentSerializer().serialize_entry(entry),
                slots=frozenset(_named(entry, ast.VariableReference)),
                parts=frozenset(_named(entry, ast.MessageReference)),
            )  # fmt: skip


def _named(node: object, kind: type) -> Iterator[str]:
    """Returns the names that references of one kind below a node carry."""
    if isinstance(node, kind):
        yield node.id.name  # type: ignore[attr-defined]  # both kinds of reference have an id
    if isinstance(node, ast.BaseNode):
        for child in vars(node).values():
            yield from _named(child, kind)
    elif isinstance(node, list):
        for child in node:
            yield from _named(child, kind)


def _check(messages: Mapping[str, Message]) -> None:
    known = set(KINDS) | set(OWN) | {f"has_{slot}" for slot in OPTIONAL}
    for message in messages.values():
        where = f"{message.file}, line {message.line}: the text '{message.id}'"
        for slot in sorted(message.slots - known):
            raise Unreadable(f"{where} names the slot '{slot}', which does not exist.")
        for part in sorted(message.parts - set(messages)):
            raise Unreadable(f"{where} uses the text '{part}', which does not exist.")
        if _uses(messages, message.id, message.parts):
            raise Unreadable(f"{where} uses itself.")


def _uses(messages: Mapping[str, Message], wanted: str, parts: frozenset[str]) -> bool:
    seen: set[str] = set()
    waiting = list(parts)
    while waiting:
        name = waiting.pop()
        if name == wanted:
            return True
        if name not in seen and name in messages:
            seen.add(name)
            waiting.extend(messages[name].parts)
    return False


def _key(name: str, declared: Mapping[str, Any], defaults: Mapping[str, Any]) -> Key:
    return Key(
        key=name,
        media=tuple(declared["media"]),
        is_legal=declared.get("legal", False),
        parts={
            Encoding.GSM_7: declared.get("parts_gsm7", defaults["parts_gsm7"]),
            Encoding.UCS_2: declared.get("parts_ucs2", defaults["parts_ucs2"]),
        },
    )  # fmt: skip
