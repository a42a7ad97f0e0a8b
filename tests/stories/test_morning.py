"""The morning as a stranger starts it: `wardbell rehearse`, in processes and with a database of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

pytestmark = [pytest.mark.process, pytest.mark.story]
ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("WARDBELL_TEST_DATABASE_URL", "")
_COMMAND = "import sys; from wardbell.config.commands import main; sys.exit(main())"
_LONGEST_S = 400
OFFICES = [f"ward-{number}" for number in range(1, 14)]
FIELDS = [
    "ok", "seed", "speed", "database", "offices", "readers", "correction_s", "unverified_public", "promises", "journal_ok",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Ran:
    code: int
    report: dict[str, Any] | None
    told: str


def rehearse(*arguments: str, **settings: str) -> Ran:
    """Runs the command in an environment that knows nothing of the tests' own settings."""
    hidden = ("WARDBELL_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    own = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    own |= {"PYTHONPATH": f"{ROOT / 'src'}", "DATABASE_URL": POSTGRES} | settings
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, "rehearse", *arguments],
        env=own, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_LONGEST_S,
    )  # fmt: skip
    last = done.stdout.strip().splitlines()[-1:]
    return Ran(code=done.returncode, report=json.loads(last[0]) if last else None, told=done.stderr)


def databases() -> set[str]:
    """Names of the throw-away databases that stand in the cluster."""
    if not POSTGRES:
        return set()
    with psycopg.connect(POSTGRES) as cluster:
        rows = cluster.execute("SELECT datname FROM pg_database WHERE datname LIKE 'wardbell_rehearsal_%'")
        return {str(name) for (name,) in rows}


def test_morning_when_played_then_every_promise_is_kept_and_nothing_is_left(tmp_path):
    before = databases()

    # slower than by default: the machine may be busy with other tests, and the promises are in the story's seconds
    ran = rehearse("--readers", "150", "--speed", "10", "--seed", "7", TMPDIR=str(tmp_path))

    report = ran.report
    assert report is not None, ran.told
    assert ran.code == 0, ran.told
    assert list(report) == FIELDS
    assert (report["ok"], report["seed"], report["speed"]) == (True, 7, 10.0)
    assert report["database"] == ("postgresql" if POSTGRES else "sqlite")
    assert (report["unverified_public"], report["journal_ok"]) == (0, True)
    assert databases() <= before
    assert [*tmp_path.iterdir()] == [], "the folder of the run is gone"
    _check_offices(report["offices"])
    _check_readers(report["readers"])


def _check_offices(offices: list[dict[str, Any]]) -> None:
    assert [one["id"] for one in offices] == OFFICES
    assert all(0 < one["notified_s"] < one["acknowledged_s"] for one in offices)
    assert {one["id"]: one["escalated_to"] for one in offices if one["escalated_to"]} == {
        "ward-2": "deputy",  # said that it cannot
        "ward-13": "deputy",  # said nothing
    }
    silent = offices[-1]
    assert silent["acknowledged_s"] > 300, "the deputy is asked after five minutes"


def _check_readers(readers: dict[str, Any]) -> None:
    assert (readers["lost"], readers["doubled"]) == (0, 0)
    accounted = sum(readers[name] for name in ("accepted_by_sinks", "held", "suppressed", "failed"))
    assert accounted == readers["expected"] > 150
    assert readers["held"] > 50, "half of them sleep"
    assert set(readers["by_language"]) == {"en", "es", "so", "hmn", "ar"}
    assert set(readers["by_channel"]) == {"mail", "sms"}
    assert sum(readers["by_language"].values()) == readers["accepted_by_sinks"]
    assert sum(readers["by_channel"].values()) == readers["accepted_by_sinks"]


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("lose-one", "Copies were lost: 1 by the count; 1 by name never came."),
        pytest.param("double-one", "Copies came twice: 1.", marks=pytest.mark.only_sqlite),
        pytest.param(
            "skip-office",
            "Promise broken: every_office_notified within 300 s: it did not happen.",
            marks=pytest.mark.only_sqlite,
        ),
    ],
)
def test_morning_when_sabotaged_then_the_check_finds_it(how, sentence):
    ran = rehearse("--readers", "60", "--speed", "45", "--break", how, "--json")

    assert ran.report is not None, ran.told
    assert (ran.code, ran.report["ok"]) == (1, False)
    assert sentence in ran.told


@pytest.mark.only_sqlite
@pytest.mark.parametrize("kind", ["live", "demo"])
def test_morning_when_the_node_is_of_another_kind_then_refused(kind):
    ran = rehearse(WARDBELL_NODE_KIND=kind)

    assert (ran.code, ran.report) == (2, None)
    assert "WARDBELL_NODE_KIND" in ran.told


@pytest.mark.only_sqlite
def test_morning_when_the_cluster_is_not_there_then_it_could_not_run():
    ran = rehearse(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert (ran.code, ran.report) == (2, None)
    assert "could not be played" in ran.told
