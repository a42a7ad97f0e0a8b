"""The house plan as the tests read it: floors and files. One source: `.importlinter`."""

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "wardbell"


def contracts() -> configparser.ConfigParser:
    """Returns the import contracts."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def floors() -> dict[str, int]:
    """Returns {room: floor}; 0 is the ground."""
    lines = contracts()["importlinter:contract:house"]["layers"].split("\n")
    rows = [[room.strip() for room in line.split("|")] for line in lines if line.strip()]
    return {room: len(rows) - 1 - place for place, row in enumerate(rows) for room in row}


def python_files(*, with_migrations: bool = False) -> list[Path]:
    """Returns every source file of the package."""
    found = sorted(SOURCE.rglob("*.py"))
    return [path for path in found if with_migrations or "migrations" not in path.parts]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Returns every source file with its syntax tree."""
    for path in python_files():
        yield path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    """Returns a path as a reader of a failed test wants it."""
    return str(path.relative_to(ROOT))
