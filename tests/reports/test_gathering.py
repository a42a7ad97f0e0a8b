"""Which accounts tell of one scene: measured on labelled sets, judged as a whole, the same whenever it is asked."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.house import plan
from wardbell.reports.gathering import Account, account_of, best, gather

pytestmark = pytest.mark.only_sqlite
SETS = sorted((Path(__file__).parent / "sets").glob("*.jsonl"))
BAR = 0.90
AT = datetime(2027, 4, 13, 12, 0, tzinfo=UTC)


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def b_cubed(truth: dict[str, str], said: dict[str, str]) -> float:
    """The F1 of the mean precision and the mean recall over all accounts."""
    both = Counter((truth[one], said[one]) for one in truth)
    true, named = Counter(truth.values()), Counter(said[one] for one in truth)
    precision = sum(both[truth[one], said[one]] / named[said[one]] for one in truth) / len(truth)
    recall = sum(both[truth[one], said[one]] / true[truth[one]] for one in truth) / len(truth)
    return 2 * precision * recall / (precision + recall)


def measured(rows: Sequence[dict[str, object]]) -> float:
    said = gather([account_of(row) for row in rows])
    return b_cubed({str(row["id"]): str(row["truth"]) for row in rows}, said)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_gather_when_measured_then_over_the_bar(path):
    assert measured(rows_of(path)) >= BAR


@pytest.mark.shared
def test_gather_when_measured_on_the_shared_examples_then_over_the_bar(shared):
    assert measured(rows_of(shared / "data" / "judgement" / "reports.jsonl")) >= BAR


def test_measure_when_all_stand_alone_or_all_together_then_under_the_bar():
    rows = rows_of(SETS[0])
    truth = {str(row["id"]): str(row["truth"]) for row in rows}

    assert b_cubed(truth, {one: one for one in truth}) < 0.6
    assert b_cubed(truth, dict.fromkeys(truth, "x")) < 0.6
    assert b_cubed(truth, truth) == 1.0


def test_gather_when_the_lines_come_in_another_order_then_the_same_groups():
    accounts = [account_of(row) for row in rows_of(SETS[1])]
    shuffled = accounts[:]
    random.Random(4).shuffle(shuffled)

    assert gather(shuffled) == gather(accounts)


def test_best_when_accounts_come_one_by_one_then_nearly_as_good_as_the_whole_set():
    rows = rows_of(SETS[0])
    groups: dict[str, list[Account]] = {}
    for row in rows:
        account = account_of(row)
        groups.setdefault(best(account, groups) or account.id, []).append(account)

    said = {one.id: key for key, members in groups.items() for one in members}
    assert b_cubed({str(row["id"]): str(row["truth"]) for row in rows}, said) >= BAR - 0.05


def account(id_: str, *, minutes: int = 0, **changes: object) -> Account:
    given: dict[str, object] = {
        "place_kind": "intersection", "place_name": "Ash St & Pier Ave", "ward": "1", "text": "agents at the corner",
    }  # fmt: skip
    return Account(id=id_, at=AT + timedelta(minutes=minutes), **(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ({"place_name": "Pier Ave and Ash"}, True),
        ({"place_name": "pier/ash", "text": "hay agentes"}, True),
        ({"minutes": 300}, False),
        ({"minutes": 1440}, False),
        ({"place_name": "Gull Rd & Fern Ave"}, False),  # the same words elsewhere
        ({"minutes": 300, "text": "ICE at ash and pier NOW share", "is_first_hand": False}, False),
    ],
)
def test_gather_when_place_or_time_differ_then_words_do_not_bring_them_together(changes, together):
    labels = gather([account("a"), account("b", **({"minutes": 5} | changes))])

    assert (labels["a"] == labels["b"]) is together


def command(lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from wardbell.config.commands import main; sys.exit(main(['reports', 'cluster']))"],
        input=lines, capture_output=True, text=True, check=False, cwd="/", env={"PYTHONPATH": str(plan.ROOT / "src")},
    )  # fmt: skip


def test_command_when_run_anywhere_without_settings_then_every_id_once_in_order():
    rows = rows_of(SETS[0])
    lines = "".join(
        json.dumps({k: v for k, v in row.items() if k not in {"truth", "case"}}) + "\n" for row in rows
    )

    done = command(lines)

    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [one["id"] for one in said] == [row["id"] for row in rows]
    assert command(lines).stdout == done.stdout


def test_command_when_a_line_cannot_be_read_then_the_rest_is_answered_and_it_exits_2():
    row = rows_of(SETS[0])[0]

    done = command(
        "\n".join([json.dumps(row), "no json", json.dumps({"id": "x", "at": "2027-04-13T07:00:00"}), "[]"])
    )

    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [sorted(one) for one in said] == [
        ["id", "incident"],
        ["error", "id"],
        ["error", "id"],
        ["error", "id"],
    ]
    assert said[2] == {"id": "x", "error": "the time has no zone"}


def test_gather_when_two_thousand_in_an_hour_then_still_in_seconds():
    accounts = [
        account(
            f"r{n}",
            minutes=n % 60,
            place_name=f"{n % 90}th St & Avenue {n % 90}",
            ward=str(n % 13),
            text=f"agents, {n % 7} of them",
        )
        for n in range(2000)
    ]

    began = time.process_time()
    labels = gather(accounts)

    assert time.process_time() - began < 20
    assert len(set(labels.values())) == 90
