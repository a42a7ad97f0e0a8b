"""A node hurt on purpose: workers killed, the database gone, the disk full, the provider at its worst; and nobody is lost.

The suite is played once, on the database that this run is for; each fault is a test of its own. How soon work goes on is told by
`wardbell bench faults` and its page, and is no matter of a test: a busy machine is no fault of the post office.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wardbell.config.commands._bench.faults import plan
from wardbell.config.commands._bench.faults.plan import Base

pytestmark = pytest.mark.process
ROOT = Path(__file__).resolve().parents[2]
N_READERS = 20_000
SEED = 20_261_122
_LONGEST_S = 1200
IS_GROWN = bool(os.environ.get("WARDBELL_TEST_DATABASE_URL"))
#: what is played on each database here, within a few minutes; all others by `wardbell bench faults`
PLAYED = {Base.SQLITE: ("kill-keyed", "disk-full", "jobs-emptied"), Base.POSTGRES: ("database-restart",)}
BASE = Base.POSTGRES if IS_GROWN else Base.SQLITE
FAULTS = {fault.name: fault for fault, base in plan.chosen("") if base is BASE}
NAMES = PLAYED[BASE]


@pytest.fixture(scope="module", params=NAMES)
def told(request: pytest.FixtureRequest) -> dict[str, object]:
    """What the command said of one fault, and what it wrote beside."""
    program = str(Path(sys.executable).parent / "wardbell")
    given = ["--readers", str(N_READERS), "--seed", str(SEED), "--only", f"{request.param}@{BASE}", "--json"]
    done = subprocess.run(
        [program, "bench", "faults", *given], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=False, timeout=_LONGEST_S,
    )  # fmt: skip
    [line] = [json.loads(one) for one in done.stdout.splitlines()] or [{}]
    return {"name": request.param, "line": line, "beside": done.stderr}


def test_fault_when_it_is_over_then_nobody_is_lost_and_doubles_stay_within_what_is_allowed(told):
    line, fault = told["line"], FAULTS[told["name"]]

    assert line, told["beside"]
    assert line["lost"] == 0, told["beside"]
    assert line["doubled"] <= fault.n_doubles, told["beside"]
