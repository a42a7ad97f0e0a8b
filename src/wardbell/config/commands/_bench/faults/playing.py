"""Plays one fault from the first message to the last, and judges it."""

import time

from wardbell.config.commands import _frame
from wardbell.config.commands._bench.desk import Ledger
from wardbell.config.commands._bench.faults import blows, plan
from wardbell.config.commands._bench.faults.judging import Seen, Struck, Verdict, judged, resumed, starting
from wardbell.config.commands._bench.faults.originals import Original
from wardbell.config.commands._bench.faults.plan import Base, Fault
from wardbell.config.commands._bench.faults.stage import SUBJECT, Stage, staged

_BLOW_WITHIN_S = 180.0  # without a message more, the rest of the plan has nothing to fall on
_STILL_S = 200.0  # after so long without a change nothing more will come
_IN_DOUBT_S = (
    80.0  # the same, when all that is left is in doubt: it is sent once more after a minute, or never
)
_LOOK_EVERY_S = 0.5
_SECOND_COPIES_S = 2.0


def play(fault: Fault, base: Base, original: Original, *, n_readers: int, seed: int, settings: dict[str, str]) -> Verdict:  # fmt: skip
    """Plays one fault on a stage of its own.

    Raises:
        CouldNotMeasure: it could not be played; that is no verdict.
    """
    n = plan.crowd_of(fault, n_readers=n_readers)
    began_at = time.monotonic()
    with staged(fault, original, n_readers=n, settings=settings) as stage:
        stage.desk.post(SUBJECT)
        struck = _strike_all(stage, seed=seed)
        ledger = _wait_until_all_is_told(stage)
        for thread in stage.beside:
            thread.join()
        verdict = judged(fault, base, seed=seed, seen=_seen(stage, struck, ledger))
        _tell_each(stage, struck, seed=seed)
        _tell(verdict, stage, ledger, seconds=time.monotonic() - began_at)
    return verdict


def _strike_all(stage: Stage, *, seed: int) -> list[Struck]:
    struck = []
    for blow in plan.planned(stage.fault, n_readers=stage.n_readers, seed=seed):
        if stage.sink.wait_for(blow.at, timeout_s=_BLOW_WITHIN_S).accepted < blow.at:
            break  # the judge says how many fell
        struck.append(blows.strike(stage, blow.hit))
    return struck


def _wait_until_all_is_told(stage: Stage) -> Ledger:
    """Waits until nothing is on its way and nothing is in doubt, or until nothing has changed for long."""
    seen: object = None
    since = time.monotonic()
    while True:
        ledger, counts = stage.ledger(), stage.sink.counts()
        is_over = ledger.is_settled and ledger.expected and not ledger.by_state.get("unknown")
        patience_s = _IN_DOUBT_S if ledger.is_settled else _STILL_S
        if is_over or time.monotonic() - since > patience_s:
            time.sleep(_SECOND_COPIES_S)  # what comes twice comes now
            return stage.ledger()
        now = (dict(ledger.by_state), counts.accepted, counts.asked_again)
        if now != seen:
            seen, since = now, time.monotonic()
        time.sleep(_LOOK_EVERY_S)


def _seen(stage: Stage, struck: list[Struck], ledger: Ledger) -> Seen:
    counts = stage.sink.counts()
    return Seen(
        n_readers=stage.n_readers, distinct=counts.distinct, doubled=counts.doubled, most_copies=counts.most_copies,
        recorded=ledger.sent, struck=struck, timeline=[at for at, _ in stage.sink.timeline()],
    )  # fmt: skip


def _tell_each(stage: Stage, struck: list[Struck], *, seed: int) -> None:
    timeline = [at for at, _ in stage.sink.timeline()]
    blows_planned = plan.planned(stage.fault, n_readers=stage.n_readers, seed=seed)
    said = [
        f"{blow.hit} at {blow.at}: {resumed(one, timeline):.1f} s ({starting(one):.1f} of it to load, machine {one.slowness() if one.slowness else 1.0:.1f} times as slow as idle)"
        for blow, one in zip(blows_planned, struck, strict=False)
    ]
    _frame.tell(f"{stage.fault.name}: {'; '.join(said)}")


def _tell(verdict: Verdict, stage: Stage, ledger: Ledger, *, seconds: float) -> None:
    words = "as it must be" if verdict.ok else "; ".join(verdict.why)
    _frame.tell(
        f"{verdict.fault}@{verdict.base}: {stage.n_readers} readers, {seconds:.0f} s: {words}. Ledger: {dict(ledger.by_state)}"
    )
    if not verdict.ok:
        _frame.tell(stage.crew.log[-1500:])
