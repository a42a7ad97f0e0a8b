"""What the house promises, and whether one morning kept it. Pure; seconds are of the story's clock."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from wardbell.config.commands._rehearsal.books import ReaderCounts

#: from the measure in the mission: first shareable knowledge to the ward's own member, to every office, to every answer
WARD_TOLD_S, ALL_TOLD_S, ALL_ANSWERED_S = 120.0, 300.0, 900.0
READERS_S = 300.0  #: from a change of label (a public version approved) to the last reader not held
CORRECTION_S = 600.0  #: from the finding to the last reader not held


@dataclass(frozen=True, kw_only=True)
class OfficeLine:
    """One council office: when its first phone or mailbox got the notice, when it answered, who was asked in its stead."""

    id: str
    notified_s: float | None
    acknowledged_s: float | None
    escalated_to: str | None
    escalated_s: float | None = None  #: when whoever was asked in its stead got it


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One promise; `measured_s` is None when the thing did not happen at all."""

    name: str
    limit_s: float
    measured_s: float | None
    kept: bool

    def __str__(self) -> str:
        took = "it did not happen" if self.measured_s is None else f"it took {self.measured_s:.0f} s"
        return f"{self.name} within {self.limit_s:.0f} s: {took}"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The whole report, in the order in which it is printed."""

    ok: bool
    seed: int
    speed: float
    database: str
    offices: tuple[OfficeLine, ...]
    readers: ReaderCounts
    correction_s: float | None
    unverified_public: int
    promises: tuple[Promise, ...]
    journal_ok: bool

    def as_json(self) -> dict[str, object]:
        """Returns what is printed."""
        told = asdict(self)
        for line in told["offices"]:
            del line["escalated_s"]
        return told


def promise(
    name: str, limit_s: float, measured: Sequence[float | None], *, by_median: bool = False
) -> Promise:
    """Judges one promise by the worst of what was measured, or by the median; what never happened breaks it."""
    never = not measured or any(one is None for one in measured)
    times = [one for one in measured if one is not None]
    found = None if never else median(times) if by_median else max(times)
    return Promise(
        name=name, limit_s=limit_s, measured_s=None if found is None else round(found, 1),
        kept=found is not None and found <= limit_s,
    )  # fmt: skip


def of_offices(offices: Sequence[OfficeLine], *, wards_own: Sequence[str]) -> tuple[Promise, ...]:
    """Returns the three promises to council offices; `wards_own` are the offices of the affected wards."""
    answered = [_first(one.acknowledged_s, one.escalated_s) for one in offices]
    own = [one.notified_s for one in offices if one.id in wards_own]
    return (
        promise("ward_member_notified", WARD_TOLD_S, own, by_median=True),
        promise("every_office_notified", ALL_TOLD_S, [one.notified_s for one in offices]),
        promise("every_office_answered_or_escalated", ALL_ANSWERED_S, answered),
    )


def seconds(value: float | None) -> float | None:
    """Returns a measure as it is printed: to a tenth."""
    return None if value is None else round(value, 1)


def _first(*times: float | None) -> float | None:
    return min((one for one in times if one is not None), default=None)
