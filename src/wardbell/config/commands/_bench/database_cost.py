"""What the database costs for one reader: processor time inside its calls, with the server's where there is one.

The desk answers the doorbells itself here, in one process, and counts the time of its threads in every statement, fetch and commit;
the provider answers at once. So it is all that a reader costs the database: reading whom it is for, writing that down,
claiming, unsealing's read, and recording.
"""

import psutil

from wardbell.config.commands._bench.desk import Desk
from wardbell.config.commands._bench.growth import NULL
from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.troubles import CouldNotMeasure

_SETTLED_WITHIN_S = 600.0


def measure(n: int, *, database_url: str) -> float:
    """Sends one letter to n readers and returns the microseconds of CPU that the database cost for each.

    Raises:
        CouldNotMeasure: not everything was recorded.
    """
    with Scratch(database_url) as scratch, Desk(scratch, settings=NULL) as desk:
        desk.found()
        desk.seed(n, medium="sms")
        desk.post_to_officials(0)
        desk.work()
        desk.post("bench:bulk")
        pids = scratch.backends(who="desk")
        server_s = _cpu_s(pids)
        told = desk.run("wardbell.config.commands._bench.counted:work_and_count", seconds=_SETTLED_WITHIN_S)
        server_s = _cpu_s(scratch.backends(who="desk")) - server_s
        if desk.ledger("bench:bulk").sent != n:
            raise CouldNotMeasure(f"The ledger has not recorded all of {n} readers.")
        return (float(told) + server_s) / n * 1e6


def _cpu_s(pids: list[int]) -> float:
    total = 0.0
    for pid in pids:
        times = psutil.Process(pid).cpu_times()
        total += times.user + times.system
    return total
