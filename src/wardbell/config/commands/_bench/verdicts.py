"""What must be reached, what would be superb, and how far a measurement is from it. Values in, sentences out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One figure; `key` is what a run calls it."""

    key: str
    what: str
    must: float
    superb: float
    better: Better
    unit: str = ""


#: the design's table of what the engine must reach; ratios within one run
GOALS = (
    Goal(key="ratio_sqlite", what="end to end / bare loop, HTTP, SQLite", must=0.5, superb=0.7, better=Better.MORE),
    Goal(key="ratio_postgres", what="end to end / bare loop, HTTP, PostgreSQL", must=0.5, superb=0.7, better=Better.MORE),
    Goal(key="ratio_smtp", what="end to end / bare loop, SMTP, SQLite", must=0.5, superb=0.7, better=Better.MORE),
    Goal(key="celery", what="CPU of a Celery task for each reader / ours, same sink", must=100, superb=200, better=Better.MORE, unit="x"),
    Goal(key="post_office", what="CPU of django-post_office / ours, SMTP", must=10, superb=25, better=Better.MORE, unit="x"),
    Goal(key="database_sqlite", what="CPU in the database for one reader, SQLite", must=6, superb=3, better=Better.LESS, unit="us"),
    Goal(key="database_postgres", what="CPU in the database for one reader, PostgreSQL", must=16, superb=8, better=Better.LESS, unit="us"),
    Goal(key="bytes_sqlite", what="database bytes for one reader, SQLite", must=40, superb=25, better=Better.LESS, unit="B"),
    Goal(key="bytes_postgres", what="database bytes for one reader, PostgreSQL", must=40, superb=25, better=Better.LESS, unit="B"),
    Goal(key="memory", what="memory beyond the idle worker at the largest size", must=60, superb=25, better=Better.LESS, unit="MB"),
    Goal(key="urgent_sqlite", what="officials' lane p99 beside the bulk, all fifty accepted, SQLite", must=500, superb=100, better=Better.LESS, unit="ms"),
    Goal(key="urgent_postgres", what="officials' lane p99 beside the bulk, all fifty accepted, PostgreSQL", must=500, superb=100, better=Better.LESS, unit="ms"),
    Goal(key="first_sqlite", what="first reader after publish, SQLite", must=1000, superb=300, better=Better.LESS, unit="ms"),
    Goal(key="first_postgres", what="first reader after publish, PostgreSQL", must=1000, superb=300, better=Better.LESS, unit="ms"),
    Goal(key="exponent", what="exponent of the cost between the sizes of the growth", must=1.05, superb=1.02, better=Better.LESS),
)  # fmt: skip


def how_far(goal: Goal, value: float | None) -> str:
    """Says in words how far a value is from its goal."""
    if value is None:
        return "not measured here"
    if _reaches(goal, value, goal.superb):
        return "superb"
    if _reaches(goal, value, goal.must):
        return "reached"
    if value <= 0:
        return "**missed**"
    times = goal.must / value if goal.better is Better.MORE else value / goal.must
    return f"**missed by {times:.1f} times**"


def rows(values: Mapping[str, float]) -> list[tuple[str, str, str, str, str]]:
    """Returns the table: figure, must, superb, measured here, how far."""
    return [
        (one.what, _bound(one, one.must), _bound(one, one.superb),
         _shown(values.get(one.key), one.unit), how_far(one, values.get(one.key)))
        for one in GOALS
    ]  # fmt: skip


def missed(values: Mapping[str, float]) -> list[str]:
    """Returns what was measured and is not what it must be."""
    return [one.what for one in GOALS if one.key in values and not _reaches(one, values[one.key], one.must)]


def _reaches(goal: Goal, value: float, bound: float) -> bool:
    return value >= bound if goal.better is Better.MORE else value <= bound


def _bound(goal: Goal, bound: float) -> str:
    sign = ">=" if goal.better is Better.MORE else "<="
    return f"{sign} {bound:g} {goal.unit}".strip()


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3
    return f"{value:.{digits}f} {unit}".strip()
