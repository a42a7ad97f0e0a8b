"""The floors and the privacy lint are law: each breach, planted in a copy of the house, is found by the right contract."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import plan

FLOORS = "Rooms stand on floors; imports run down"
SHELVES = "Inside a room: actions, queries, models, rules"
PURE = "Rules know no Django and no network"
DOORS = "The doors do not know each other"
CIRCLES = "No circles anywhere"
WIRE = "Only the post office and the machine door touch a provider"
PRIVACY = "Only the post office and two doors ask for a resident's address"

#: what is planted: file (made when absent), lines put at its end, and the contracts that must break; no other may,
#: but for circles, which most breaches close
BREACHES = {
    "rules import models": ("people/rules.py", "from wardbell.people import models", {SHELVES, PURE}),
    "queries import actions": ("journal/queries.py", "from wardbell.journal import actions", {SHELVES}),
    "rules import Django": ("escalation/rules.py", "from django.utils import timezone", {PURE}),
    "a channel imports Django": ("channels/pigeon.py", "from django.conf import settings", {PURE}),
    "letters import Django": ("dispatch/letters.py", "import django", {PURE}),
    "dispatch imports notices": ("dispatch/planted.py", "import wardbell.notices", {FLOORS}),
    "an upward import inside a function": (
        "journal/planted.py",
        "def planted():\n    from wardbell import people\n    return people",
        {FLOORS},
    ),
    "an upward import for types alone": (
        "places/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from wardbell import dispatch",
        {FLOORS},
    ),
    "rooms of one floor touch": ("reports/planted.py", "import wardbell.ordinance", {FLOORS}),
    "phrases ask for subscribers": ("phrases/planted.py", "import wardbell.subscribers", {FLOORS, PRIVACY}),
    "notices ask for subscribers": ("notices/planted.py", "import wardbell.subscribers", {PRIVACY}),
    "the council's door asks for subscribers": ("web/council/planted.py", "import wardbell.subscribers", {PRIVACY}),
    "notices touch a provider": ("notices/planted.py", "import wardbell.channels", {WIRE}),
    "a door imports a table": ("web/public/planted.py", "import wardbell.notices.models", {"tables of notices"}),
    "clockwork imports a table": ("config/clockwork.py", "import wardbell.escalation.models", {"tables of escalation"}),
    "a door imports a door": ("web/public/planted.py", "import wardbell.web.council", {DOORS}),
    "an undeclared room": ("rumours/__init__.py", '"""A room that stands on no floor."""', {FLOORS}),
}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house, to be spoiled."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(
        plan.ROOT / "src" / "wardbell",
        copy / "src" / "wardbell",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(plan.ROOT / ".importlinter", copy)
    return copy


def broken(house: Path) -> set[str]:
    """Runs the lint as `make check` does and returns the names of the broken contracts."""
    command = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(house / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [command, "--no-cache"], cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    found = {line.removesuffix(" BROKEN").strip() for line in lines if line.endswith(" BROKEN")}
    n_kept = sum(line.endswith(" KEPT") for line in lines)
    assert n_kept + len(found) == len(plan.contracts().sections()) - 1, done.stdout + done.stderr
    assert done.returncode == bool(found), done.stdout + done.stderr
    return found


@pytest.fixture(scope="module")
def already(house: Path) -> set[str]:
    """What is broken before anything is planted: one test says so, the others look for what comes on top."""
    return broken(house)


def test_house_when_nothing_is_planted_then_every_contract_is_kept(already):
    assert already == set()


@pytest.mark.parametrize("name", BREACHES)
def test_house_when_a_breach_is_planted_then_the_right_contracts_break(house, already, name):
    file, line, expected = BREACHES[name]
    path = house / "src" / "wardbell" / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")

    found = broken(house)

    if before is None:
        path.unlink()
    else:
        path.write_text(before, encoding="utf-8")
    if path.parent.name == "rumours":
        path.parent.rmdir()
    assert found - already - {CIRCLES} == expected


def test_house_when_two_files_hold_each_other_then_the_circle_is_found(house, already):
    folder = house / "src" / "wardbell" / "reports"
    (folder / "one.py").write_text("import wardbell.reports.other\n", encoding="utf-8")
    (folder / "other.py").write_text("import wardbell.reports.one\n", encoding="utf-8")

    found = broken(house)

    for name in ("one.py", "other.py"):
        (folder / name).unlink()
    assert found - already == {CIRCLES}


def test_tables_when_a_room_has_some_then_a_contract_protects_them():
    sections = plan.contracts()
    protected = {
        sections[name]["protected_modules"].strip() for name in sections.sections() if ":tables-" in name
    }

    rooms = {path.parent.name for path in plan.SOURCE.glob("*/models.py")}
    rooms |= {path.parent.name for path in plan.SOURCE.glob("*/models") if path.is_dir()}

    assert protected == {f"wardbell.{room}.models" for room in rooms}
