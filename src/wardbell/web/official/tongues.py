"""Readers by language as a page may show them: small counts masked, and no total that gives one away."""

from collections.abc import Iterable
from dataclasses import dataclass

from wardbell.dispatch.queries import Progress
from wardbell.dispatch.rules import LEFT, State, masked, masked_beside_total

_FAILED = (State.FAILED, State.UNDELIVERED, State.EXPIRED)


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """One row; None is not shown: fewer than five, or what would tell such a number."""

    language: str
    sent: int | None
    held: int | None
    failed: int | None


@dataclass(frozen=True, kw_only=True)
class Tongues:
    """The table, and its totals; None where they are fewer than five, or are a single row's."""

    expected: int | None
    left: int | None
    rows: tuple[Tongue, ...]

    @property
    def hides(self) -> bool:
        """Says whether anything of the table is not shown."""
        return any(None in (one.sent, one.held, one.failed) for one in self.rows)


def tongues(progress: Progress) -> Tongues:
    """Returns how far a notice got, by language."""
    sent = _column(progress, LEFT)
    others = {(name, what): n for what, states in (("held", (State.HELD,)), ("failed", _FAILED))
              for name, n in _column(progress, states).items()}  # fmt: skip
    sent_shown, others_shown = masked_beside_total(sent), masked_beside_total(others)
    rows = tuple(
        Tongue(
            language=name, sent=sent_shown[name], held=others_shown[name, "held"],
            failed=others_shown[name, "failed"],
        )
        for name in progress.by_language
    )  # fmt: skip
    is_one_rows = len(rows) == 1 and None in (rows[0].sent, rows[0].held, rows[0].failed)
    total = None if is_one_rows else masked(progress.expected)
    return Tongues(expected=total, left=None if total is None else masked(progress.left), rows=rows)


def _column(progress: Progress, states: Iterable[str]) -> dict[str, int]:
    wanted = tuple(states)
    return {name: sum(row.get(state, 0) for state in wanted) for name, row in progress.by_language.items()}
