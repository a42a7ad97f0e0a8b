"""A message as the rules see it: without quotations and footers, read once, its words without greetings and thanks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wardbell.dispatch.replies import words
from wardbell.safeguards.lexicon import Hit, Hits
from wardbell.safeguards.reading import Reading, Token, read

LONGEST = 2_000  # characters that are read; ten parts of an SMS are 1,530
_FOOTER = re.compile(
    r"(?i)^(?:--|__|sent from my|sent via|get outlook|enviado desde mi|envoyé de mon|gửi từ|отправлено с|sent with)"
)
_QUOTED = re.compile(
    r"(?i)^(?:>|on .{0,200}wrote:|el .{0,200}escribió:|le .{0,200}a écrit|-+ ?original message)"
)
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_CLAUSE_ENDS = frozenset(".,;:!?-\n()")
_WORD = re.compile(r"[A-Za-z]{3,16}")
_PLAIN_SIGNS = frozenset("️‍")


@dataclass(frozen=True)
class Message:
    """One message. `core` holds its words and numbers without politeness; sentences are numbered by the reading."""

    raw: str
    reading: Reading

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        return self.reading.tokens

    @cached_property
    def core(self) -> tuple[int, ...]:
        """Places of the words and numbers that are not politeness."""
        polite = self.covered("polite", "word")
        return tuple(i for i, token in enumerate(self.tokens) if not token.is_mark and i not in polite)

    @cached_property
    def core_key(self) -> str:
        """The core as one line."""
        return self.line(self.core)

    @cached_property
    def inner_key(self) -> str:
        """From the first word of the core to its last, with the courtesies between them, as one line."""
        inner = range(self.core[0], self.core[-1] + 1) if self.core else ()
        return self.line(i for i in inner if not self.tokens[i].is_mark)

    @cached_property
    def full_key(self) -> str:
        """All words as one line."""
        return self.line(i for i, token in enumerate(self.tokens) if not token.is_mark)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Letters and digits that stand together, capitals kept: `K7Q` is one."""
        return tuple(re.findall(r"[^\W_]+", self.reading.cased))

    @cached_property
    def signs(self) -> frozenset[str]:
        """The pictures in it, without their colours of skin."""
        return frozenset(c for c in self.raw if unicodedata.category(c) == "So" and c not in _PLAIN_SIGNS)

    @cached_property
    def questions(self) -> frozenset[int]:
        """Numbers of the sentences that ask."""
        hits = self.hits("question")
        asking = {token.sentence for token in self.tokens if token.text in {"?", "⁇", "፧"}}
        asking |= {self.tokens[hit.first].sentence for hit in self.of("question", "anywhere")}
        for first in self._beginnings():
            if any(
                hit.first == first
                for name, found in hits.by_category.items()
                if ".first." in name
                for hit in found
            ):
                asking.add(self.tokens[first].sentence)
        return frozenset(asking)

    def line(self, places: Iterator[int] | tuple[int, ...]) -> str:
        """Returns some tokens as one line."""
        return " ".join(self.tokens[i].text for i in places)

    def hits(self, group: str) -> Hits:
        """Returns every entry of a group of words, found once."""
        found = self._found.get(group)
        if found is None:
            found = self._found[group] = words.find(self.reading, group)
        return found

    def of(self, group: str, name: str) -> list[Hit]:
        """Returns the hits of one list in any language, in order."""
        start = f"{group}.{name}."
        within = "stop" if group in {"thing", "topic"} else group
        found = [
            h
            for category, hits in self.hits(within).by_category.items()
            if category.startswith(start)
            for h in hits
        ]
        return sorted(found, key=lambda hit: (hit.first, hit.last))

    def covered(self, group: str, name: str) -> frozenset[int]:
        """Returns the places of all tokens that belong to an entry of one list."""
        return frozenset(i for hit in self.of(group, name) for i in range(hit.first, hit.last + 1))

    def sentence(self, hit: Hit) -> int:
        """Returns the number of the sentence in which a hit begins."""
        return self.tokens[hit.first].sentence

    def clauses(self) -> list[list[int]]:
        """Returns the places of the core words of each clause: what stands between marks and line breaks."""
        found: list[list[int]] = [[]]
        core = set(self.core)
        for place, token in enumerate(self.tokens):
            if token.text in _CLAUSE_ENDS and found[-1]:
                found.append([])
            elif place in core:
                found[-1].append(place)
        return [places for places in found if places]

    def sentences(self) -> dict[int, list[int]]:
        """Returns the places of each sentence's core words."""
        found: dict[int, list[int]] = {}
        for place in self.core:
            found.setdefault(self.tokens[place].sentence, []).append(place)
        return found

    @cached_property
    def _found(self) -> dict[str, Hits]:
        return {}

    def _beginnings(self) -> Iterator[int]:
        """Yields the first words of sentences, and of what follows a comma or a dash."""
        fillers = self.covered("polite", "word")
        is_start, sentence = True, -1
        for place, token in enumerate(self.tokens):
            if token.sentence != sentence or token.text in {",", "-", ":", '"'}:
                is_start, sentence = True, token.sentence
            if token.is_mark or place in fillers or token.text in {"ok", "so", "and", "but", "y", "et"}:
                continue
            if is_start:
                yield place
            is_start = False


def language_of(hit: Hit) -> str:
    """Returns the language of the list in which an entry stands."""
    return hit.category.rpartition(".")[2]


def understand(text: str) -> Message:
    """Reads one message: the newest words only, stretched letters shortened, contractions as one word."""
    kept: list[str] = []
    for line in text[:LONGEST].splitlines():
        bare = line.strip()
        if kept and any(kept) and (_FOOTER.match(bare) or _QUOTED.match(bare)):
            break
        if not bare.startswith(">"):
            kept.append(bare)
    plain = _STRETCHED.sub(r"\1", words.unite("\n".join(kept).strip()))
    return Message(raw=plain, reading=read(_WORD.sub(_mended, plain)))


def _mended(found: re.Match[str]) -> str:
    word = found.group().lower()
    return found.group() if words.mended(word) == word else words.mended(word)
