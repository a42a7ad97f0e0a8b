"""What a whole set gathered anew would change on the board: proposals, each of which a person accepts or leaves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Lying:
    """An account where it lies now. `is_free` when no person has placed it or judged its incident."""

    id: str
    incident: str
    is_free: bool
    weight: tuple[int, ...]  #: of its incident: the heaviest keeps its accounts


@dataclass(frozen=True, kw_only=True)
class Regrouping:
    """Accounts of one incident that belong into another, or, where that is empty, into one of their own."""

    source: str
    target: str
    ids: tuple[str, ...]


def regroupings(lying: Sequence[Lying], labels: Mapping[str, str]) -> list[Regrouping]:
    """Returns what would move, in the order of the accounts; `labels` are as `gather` gives them.

    Each set goes where its heaviest account lies; an incident keeps one set, the one with most of its accounts, and the
    others leave it.
    """
    sets: dict[str, list[Lying]] = {}
    for one in lying:
        sets.setdefault(labels[one.id], []).append(one)
    homes = _homes(sets)
    found: list[Regrouping] = []
    for label, members in sets.items():
        moved: dict[str, list[str]] = {}
        for one in members:
            if one.is_free and one.incident != homes[label]:
                moved.setdefault(one.incident, []).append(one.id)
        found += [
            Regrouping(source=source, target=homes[label], ids=tuple(ids)) for source, ids in moved.items()
        ]
    return found


def _homes(sets: Mapping[str, Sequence[Lying]]) -> dict[str, str]:
    """Returns {label: incident that the set goes to}, empty for one of its own; no incident is the home of two sets."""
    n_in = {label: Counter(one.incident for one in members) for label, members in sets.items()}
    homes: dict[str, str] = {}
    taken: set[str] = set()
    for label in sorted(sets, key=lambda one: (-max(n_in[one].values()), -len(sets[one]))):
        here = [one for one in sets[label] if one.incident not in taken]
        pinned = [one for one in sets[label] if not one.is_free]
        chosen = max(here or pinned, key=lambda one: (not one.is_free, one.weight), default=None)
        homes[label] = chosen.incident if chosen is not None else ""
        taken.add(homes[label])
    return homes
