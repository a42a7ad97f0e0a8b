"""The rehearsal is the story test: a whole morning through the doors, counted by sinks that never see our database.

How fast it went is the report's own business (`promises`); here nothing is timed, only that nothing was lost, doubled or said
to the wrong people. Each sabotage must be found.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; from wardbell.config.commands import main; sys.exit(main())"
pytestmark = [pytest.mark.story, pytest.mark.process, pytest.mark.xdist_group("story")]


def rehearse(*arguments: str) -> tuple[int, dict]:
    """Plays a morning and returns the exit code and the report."""
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WARDBELL_", "DATABASE_URL", "DJANGO_"))
    }
    if url := os.environ.get("WARDBELL_TEST_DATABASE_URL"):
        surroundings["DATABASE_URL"] = url
    told = subprocess.run(
        [sys.executable, "-c", COMMAND, "rehearse", "--json", "--seed", "7", *arguments],
        cwd=ROOT, env=surroundings | {"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False, timeout=400,
    )  # fmt: skip
    assert told.stdout, told.stderr[-2000:]
    return told.returncode, json.loads(told.stdout.splitlines()[-1])


def test_morning_when_played_then_everybody_who_must_know_knows():
    _, report = rehearse("--readers", "300", "--speed", "30")

    readers = report["readers"]
    assert (readers["lost"], readers["doubled"], report["unverified_public"], report["journal_ok"]) == (
        0,
        0,
        0,
        True,
    )
    assert readers["expected"] == sum(
        readers[part] for part in ("accepted_by_sinks", "held", "suppressed", "failed", "lost")
    )
    assert readers["held"] > 0
    assert set(readers["by_language"]) == {"en", "es", "so", "hmn", "ar"}
    assert [row["id"] for row in report["offices"]] == [f"ward-{ward}" for ward in range(1, 14)]
    assert [
        row["id"] for row in report["offices"] if row["notified_s"] is None or row["acknowledged_s"] is None
    ] == []
    assert [row["id"] for row in report["offices"] if row["escalated_to"]] != []
    assert report["correction_s"] > 0


@pytest.mark.parametrize(
    ("sabotage", "shows"),
    [
        ("lose-one", lambda report: report["readers"]["lost"] == 1),
        ("double-one", lambda report: report["readers"]["doubled"] == 1),
        ("skip-office", lambda report: any(row["notified_s"] is None for row in report["offices"])),
    ],
)
def test_morning_when_sabotaged_then_the_check_finds_it(sabotage, shows):
    code, report = rehearse("--readers", "100", "--speed", "60", "--break", sabotage)

    assert (code, report["ok"], shows(report)) == (1, False, True)


def test_rehearse_when_the_node_is_no_rehearsal_then_could_not_run():
    told = subprocess.run(
        [sys.executable, "-c", COMMAND, "rehearse"], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60,
        env=dict(os.environ) | {"WARDBELL_NODE_KIND": "live"},
    )  # fmt: skip

    assert (told.returncode, told.stdout) == (2, "")
    assert "rehearsal" in told.stderr
