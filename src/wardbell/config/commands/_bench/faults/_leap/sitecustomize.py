"""Python reads this file by its name when a process starts with this folder on its path: from then on its clock follows a file.

The file holds seconds to be added to the machine's clock; what counts only forward (`time.monotonic`) goes on untouched, as it
does when a machine's clock is set. It reaches all that asks for the time in the process, the job engine as well as the house.
"""

import os
import threading
import time
from pathlib import Path

import time_machine

FILE = "FAULTS_CLOCK_FILE"
_LOOK_EVERY_S = 0.1


def _follow() -> None:
    path, seen, travel = Path(os.environ[FILE]), 0.0, None
    while True:
        wanted = float(path.read_text(encoding="utf-8") or seen)
        if wanted != seen:
            if travel is not None:
                travel.stop()
            travel = time_machine.travel(time.time() + wanted, tick=True)
            travel.start()
            seen = wanted
        time.sleep(_LOOK_EVERY_S)


def _begin() -> None:
    threading.Thread(target=_follow, name="leap", daemon=True).start()


if FILE in os.environ:
    _begin()
    os.register_at_fork(after_in_child=_begin)
