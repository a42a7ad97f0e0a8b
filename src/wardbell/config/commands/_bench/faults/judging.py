"""What a fault cost, as the provider counted it, and whether that is allowed. Values in, verdict out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wardbell.config.commands._bench.faults.plan import Base, Fault

NEVER = 999.0  #: seconds, for work that did not go on
_MOST_COPIES = 2


@dataclass(frozen=True, kw_only=True)
class Struck:
    """One blow as it went. Instants are of `time.monotonic`."""

    over_at: float  #: when it was over: the kill itself, or the world well again
    n_met: int  #: how many messages it fell on, or before; 0 when it fell on nothing
    n_left: int  #: how many the provider had not accepted by then
    grace_s: float = 0.0  #: what comes so soon after it was on the wire before
    slowness: Callable[[], float] | None = (
        None  #: how many seconds one of its processors' seconds took meanwhile
    )
    started_at: Callable[[], float] | None = (
        None  #: when what was killed had started again, on this machine at that hour
    )


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the provider counted (all but `recorded`, which is what the ledger holds as sent)."""

    n_readers: int
    distinct: int
    doubled: int
    most_copies: int
    recorded: int
    struck: Sequence[Struck]
    timeline: Sequence[float]  #: when something was accepted, in order


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One line of the answer; `why` says what was not allowed, and is empty when all was."""

    fault: str
    base: Base
    seed: int
    lost: int
    doubled: int
    resumed_s: float
    n_readers: int
    why: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.why

    def line(self) -> dict[str, object]:
        """Returns what the command prints."""
        return {
            "fault": f"{self.fault}@{self.base}", "seed": self.seed, "lost": self.lost, "doubled": self.doubled,
            "resumed_s": self.resumed_s, "ok": self.ok,
        }  # fmt: skip


def judged(fault: Fault, base: Base, *, seed: int, seen: Seen) -> Verdict:
    """Judges one fault."""
    lost = seen.n_readers - seen.distinct
    felt = [one for one in seen.struck if one.n_left]
    resumed_s = max((resumed(one, seen.timeline) for one in felt), default=0.0)
    own_s = max((_own(one, seen.timeline) for one in felt), default=0.0)
    return Verdict(
        fault=fault.name, base=base, seed=seed, lost=lost, doubled=seen.doubled, resumed_s=round(resumed_s, 2),
        n_readers=seen.n_readers, why=tuple(_why(fault, seen, lost=lost, own_s=own_s, within_s=fault.resumes_within_s(base))),
    )  # fmt: skip


def resumed(struck: Struck, timeline: Sequence[float]) -> float:
    """Returns how many seconds after a blow something was accepted again."""
    begin = struck.over_at + struck.grace_s
    return next((at - struck.over_at for at in timeline if at >= begin), NEVER)


def _own(struck: Struck, timeline: Sequence[float]) -> float:
    """Returns what the engine took of that time, as on a machine that has nothing else to do."""
    in_all_s = resumed(struck, timeline)
    if in_all_s >= NEVER or struck.slowness is None:
        return in_all_s
    return (in_all_s - starting(struck)) / struck.slowness()


def starting(struck: Struck) -> float:
    """Returns how long this machine took to load the program again: part of the time, and none of the engine's."""
    return struck.started_at() - struck.over_at if struck.started_at else 0.0


def _why(fault: Fault, seen: Seen, *, lost: int, own_s: float, within_s: float) -> list[str]:
    landed = sum(1 for one in seen.struck if one.n_met > 0)
    said = {
        f"{lost} lost": lost != 0,
        f"{seen.doubled} doubled, {fault.n_doubles} allowed": seen.doubled > fault.n_doubles,
        f"somebody got {seen.most_copies} copies": seen.most_copies > _MOST_COPIES,
        f"{seen.recorded} recorded as sent, {seen.distinct} accepted": seen.recorded != seen.distinct,
        f"went on {own_s:.1f} s after it had started again, {within_s:g} allowed": own_s > within_s,
        f"{landed} of {fault.n_blows} blows fell on anything": landed < fault.n_blows,
    }  # fmt: skip
    return [sentence for sentence, holds in said.items() if holds]
