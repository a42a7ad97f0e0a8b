"""Commands that only judge answer line by line, from any folder, with no setting, table or Django."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAM = "from wardbell.config.commands import main; raise SystemExit(main())"


def run(folder: Path, *arguments: str, lines: str) -> tuple[int, list[dict[str, Any]]]:
    """Runs a command in an empty folder with nothing of our environment but the import path."""
    bare = {"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        input=lines.encode("utf-8", "surrogatepass"), capture_output=True, cwd=folder, env=bare, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_each_line_is_answered_in_order_and_a_bad_one_does_not_stop_the_rest(tmp_path: Path) -> None:
    lines = (
        '{"id": "a", "context": "report_intake", "text": "عند plate KTX 482"}\n'
        "no JSON\n"
        '{"id": 7, "context": "nowhere", "text": "hello"}\n'
        '{"id": 8, "context": "directory"}\n'
        '{"id": null, "context": "directory", "text": "Free soup"}\n'
    )

    code, answers = run(tmp_path, "screen", lines=lines)

    assert code == 2
    assert answers[0]["refused"] is True
    assert [(one["kind"], one["start"], one["end"]) for one in answers[0]["findings"]] == [("plate", 10, 17)]
    assert [(one["id"], "error" in one) for one in answers[1:4]] == [(None, True), (7, True), (8, True)]
    assert answers[4] == {"id": None, "refused": False, "findings": []}


def test_good_lines_end_well(tmp_path: Path) -> None:
    code, answers = run(
        tmp_path, "screen", lines='{"id": 1, "context": "directory", "text": "Open 9-5. Call 311."}\n'
    )

    assert (code, answers) == (0, [{"id": 1, "refused": False, "findings": []}])


def test_ten_megabytes_and_a_thousand_brackets_get_an_answer(tmp_path: Path) -> None:
    big = json.dumps({"id": "big", "context": "report_intake", "text": "plate KTX 482 " * 750_000})

    code, answers = run(tmp_path, "screen", lines=f"{big}\n{'[' * 100_000}\n")

    assert code == 2
    assert answers[0]["id"] == "big"
    assert "too long" in answers[0]["error"]
    assert answers[1]["id"] is None


def test_parts_of_messages_are_counted(tmp_path: Path) -> None:
    code, answers = run(
        tmp_path, "sms", "count", lines='{"id": 1, "text": "año"}\n{"id": 2, "text": "ş"}\n{"id": 3}\n'
    )

    assert code == 2
    assert answers[:2] == [
        {"id": 1, "encoding": "GSM-7", "parts": 1, "units": 3},
        {"id": 2, "encoding": "UCS-2", "parts": 1, "units": 1},
    ]
    assert answers[2]["id"] == 3


def test_judging_does_not_import_django(tmp_path: Path) -> None:
    program = (
        "import sys; from wardbell.config.commands import screen, sms, replies; "
        "print(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=tmp_path, timeout=60, check=True,
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip

    assert done.stdout.decode().strip() == "[]"
