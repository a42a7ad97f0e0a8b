"""Who did not get a public message, and why, in words."""

from collections import Counter
from dataclasses import dataclass

from wardbell.dispatch import queries as letters
from wardbell.dispatch.queries import NotGot
from wardbell.dispatch.rules import masked
from wardbell.notices.queries import NoticeView
from wardbell.web.official import retelling


@dataclass(frozen=True, kw_only=True)
class Row:
    """How many did not get it, for one reason; `n` is None for 1 to 4, who could be known."""

    medium: str
    because: str
    n: int | None


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """Who did not get one public message."""

    notice: NoticeView
    rows: tuple[Row, ...]


def unreached(notice: NoticeView, *, is_exact: bool) -> Unreached:
    """Returns who did not get a public message by medium and reason, the most frequent first; 1 to 4 masked unless exact."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in letters.not_got(notice.subject):
        counts[one.medium, _because(one)] += one.n
    rows = tuple(
        Row(medium=medium, because=because, n=n if is_exact else masked(n))
        for (medium, because), n in counts.most_common()
    )
    return Unreached(notice=notice, rows=rows)


def _because(one: NotGot) -> str:
    word = one.reason.partition(" (")[0]  # without the provider's code: one row for each reason
    return retelling.because(word, state=one.state) or str(retelling.BECAME[one.state])
