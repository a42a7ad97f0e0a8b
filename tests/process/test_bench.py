"""`wardbell bench dispatch` as somebody runs it: real database, real processes, real sockets."""

import json
import os
import subprocess
import sys

import pytest

from tests.process.nodes import POSTGRES, ROOT

pytestmark = pytest.mark.process
KEYS = [
    "per_s", "cpu_us_per_reader", "bare_cpu_us_per_reader", "ratio_to_bare", "db_bytes_per_reader", "rss_mb",
    "urgent_p50_ms", "urgent_p99_ms", "first_ms", "lost", "doubled",
]  # fmt: skip
_COMMAND = "import sys; from wardbell.config.commands import main; sys.exit(main())"


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    database = ["--database", POSTGRES] if POSTGRES else []
    return subprocess.run(
        [sys.executable, "-c", _COMMAND, "bench", "dispatch", "--json", *words, *database], cwd=ROOT, text=True,
        capture_output=True, timeout=400, check=False, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def test_it_prints_the_agreed_figures_and_nothing_else():
    done = bench("--readers", "600")

    told = json.loads(done.stdout)
    assert (done.returncode, list(told), told["lost"], told["doubled"]) == (0, KEYS, 0, 0), done.stderr
    assert [name for name in KEYS[:9] if not told[name] > 0] == []
    assert told["ratio_to_bare"] == pytest.approx(
        told["bare_cpu_us_per_reader"] / told["cpu_us_per_reader"], abs=0.001
    )


@pytest.mark.only_sqlite
def test_one_message_lost_is_found_and_fails_it():
    done = bench("--readers", "300", "--channel", "smtp", "--break", "lose")

    assert (done.returncode, json.loads(done.stdout)["lost"]) == (1, 1), done.stderr


@pytest.mark.only_sqlite
def test_without_a_server_nothing_is_measured_and_it_says_why():
    done = bench("--readers", "10", "--database", "postgresql://nobody@127.0.0.1:1/none")

    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be measured" in done.stderr
