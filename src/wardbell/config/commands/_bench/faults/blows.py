"""The ways to hurt: each strikes one blow, waits until it is over, and says when that was and what was left to send."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from wardbell.config.commands._bench.desk import Desk
from wardbell.config.commands._bench.faults.judging import Struck
from wardbell.config.commands._bench.faults.plan import Hit
from wardbell.config.commands._bench.faults.stage import Stage
from wardbell.config.commands._bench.troubles import CouldNotMeasure

_Part = TypeVar("_Part")
_ON_THE_WIRE_S = 0.15  # what a killed process has written comes so soon after it
_GONE_S = 30.0
_SWEEP_S = 25.0
_HOUR_S = 3600
_DELAY_S = 3.0
_FELT_WITHIN_S = 60.0
_INSIDE = "wardbell.config.commands._bench.faults.inside"


def strike(stage: Stage, hit: Hit) -> Struck:
    """Strikes one blow.

    Raises:
        CouldNotMeasure: it could not be struck, or nobody felt it.
    """
    return _WAYS[hit](stage)


def _worker(stage: Stage) -> Struck:
    return _killed(stage, stage.crew.kill_worker())


def _web(stage: Stage) -> Struck:
    return _killed(stage, stage.crew.kill_all(), is_started_anew=True)


def _committer(stage: Stage) -> Struck:
    """What was answered and not recorded is as much as it can ever be when nothing can be recorded any more."""
    with stage.unwritable():
        stage.has_stopped(for_s=0.5, within_s=10)
        killed_at = stage.crew.kill_all(then_start=False)
    stage.crew.start()
    return _killed(stage, killed_at, is_started_anew=True)


def _elsewhere(stage: Stage) -> Struck:
    return _killed(stage, stage.crew.kill_one_machine())


def _killed(stage: Stage, killed_at: float, *, is_started_anew: bool = False) -> Struck:
    time.sleep(max(0.0, killed_at + _ON_THE_WIRE_S - time.monotonic()))
    started_at = stage.crew.last_start() if is_started_anew else None
    n_left = stage.n_left()
    return Struck(
        over_at=killed_at, n_met=n_left, n_left=n_left, grace_s=_ON_THE_WIRE_S, started_at=started_at
    )


def _restart(stage: Stage) -> Struck:
    cluster = _needed(stage.cluster)
    cluster.break_off()
    cluster.run_on()
    return _over(stage)


def _gone(stage: Stage) -> Struck:
    if stage.door is None:  # SQLite: another program holds the file
        with stage.unwritable():
            time.sleep(_GONE_S)
        return _over(stage)
    stage.door.shut()
    time.sleep(_GONE_S)
    stage.door.open()
    return _over(stage)


def _silent(stage: Stage) -> Struck:
    door = _needed(stage.door)
    door.fall_silent()
    time.sleep(_GONE_S)
    door.open()
    return _over(stage)


def _full(stage: Stage) -> Struck:
    """Full until the provider hears nothing for two seconds, and three seconds more: else nobody has felt it."""
    disk = _needed(stage.disk)
    end, is_felt = time.monotonic() + _FELT_WITHIN_S, False
    while not is_felt and stage.n_left() and time.monotonic() < end:
        stage.leave_no_room()
        is_felt = stage.has_stopped(for_s=2, within_s=2.5)
    if not is_felt or not stage.n_left():
        raise CouldNotMeasure("The disk was full, and nobody felt it.")
    time.sleep(3)
    disk.free()
    if stage.cluster is not None:
        stage.cluster.run_on()  # a server that could not write has ended itself; whoever makes room starts it
    return _over(stage)


def _emptied(stage: Stage) -> Struck:
    stage.desk.run(f"{_INSIDE}:empty_jobs")
    return _over(stage)


def _emptied_dead(stage: Stage) -> Struck:
    killed_at = stage.crew.kill_all(then_start=False)
    stage.desk.run(f"{_INSIDE}:empty_jobs")
    stage.crew.start()
    return _killed(stage, killed_at, is_started_anew=True)


def _provider(stage: Stage) -> Struck:
    fault, n = stage.fault, stage.n_readers // 4
    stage.sink.behave(fault.behaviour, n=n, delay_s=_DELAY_S, retry_after_s=fault.retry_after_s)
    end = time.monotonic() + _FELT_WITHIN_S
    while (met := stage.sink.counts().did.get(fault.behaviour, 0)) < n and time.monotonic() < end:
        time.sleep(0.1)
    stage.sink.behave()
    if not met:
        raise CouldNotMeasure("The provider misbehaved, and nobody asked it.")
    return _over(stage, n_met=met)


def _tls(stage: Stage) -> Struck:
    door, shown = _needed(stage.provider_door), _needed(stage.certificates)
    door.show(shown.expired)
    if not stage.has_stopped(for_s=3, within_s=20):
        raise CouldNotMeasure("The certificate had run out, and messages went on.")
    door.show(shown.good)
    return _over(stage)


def _forward(stage: Stage) -> Struck:
    return _jumped(stage, _HOUR_S)


def _back(stage: Stage) -> Struck:
    return _jumped(stage, -_HOUR_S)


def _jumped(stage: Stage, seconds: int) -> Struck:
    _needed(stage.clock_file).write_text(str(seconds), encoding="utf-8")
    return _over(stage)


def _sweepers(stage: Stage) -> Struck:
    desks = [Desk(stage.scratch, settings=stage.desk_settings).start() for _ in range(2)]
    for desk in desks:
        stage.beside.append(threading.Thread(target=_sweep_on, args=(desk,), name="sweeper"))
        stage.beside[-1].start()
    return _over(stage)


def _sweep_on(desk: Desk) -> None:
    with desk:
        desk.run(f"{_INSIDE}:sweep_on", seconds=_SWEEP_S)


def _over(stage: Stage, *, n_met: int | None = None) -> Struck:
    n_left = stage.n_left()
    return Struck(over_at=time.monotonic(), n_met=n_left if n_met is None else n_met, n_left=n_left)


def _needed(part: _Part | None) -> _Part:
    if part is None:
        raise CouldNotMeasure("The stage lacks a part that this blow needs.")
    return part


_WAYS: dict[Hit, Callable[[Stage], Struck]] = {
    Hit.WORKER: _worker, Hit.WEB: _web, Hit.COMMITTER: _committer, Hit.ELSEWHERE: _elsewhere, Hit.RESTART: _restart,
    Hit.GONE: _gone, Hit.SILENT: _silent, Hit.FULL: _full, Hit.EMPTIED: _emptied, Hit.EMPTIED_DEAD: _emptied_dead,
    Hit.PROVIDER: _provider, Hit.TLS: _tls, Hit.FORWARD: _forward, Hit.BACK: _back, Hit.SWEEPERS: _sweepers,
}  # fmt: skip
