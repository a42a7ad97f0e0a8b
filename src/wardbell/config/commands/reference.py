"""Write or check the reference pages that are generated from the code: `wardbell reference write|check`."""

import argparse
from pathlib import Path

from wardbell.config.commands import _frame

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "reference"


def run(arguments: list[str]) -> int:
    """`write` writes the pages; `check` exits 1 and names each page that differs from the code."""
    parser = argparse.ArgumentParser(prog="wardbell reference", description=__doc__)
    parser.add_argument("verb", choices=["write", "check"])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pages lie")
    given = parser.parse_args(arguments)
    _frame.wake_django()
    from wardbell.config.commands._reference import PAGES  # noqa: PLC0415  # kinds and tables, once Django is awake

    pages = {name: make() for name, make in PAGES.items()}
    if given.verb == "write":
        return _write(given.folder, pages)
    stale = [name for name, text in pages.items() if not _same(given.folder / name, text)]
    for name in stale:
        _frame.tell(f"docs/reference/{name} differs from the code: run `make reference`.")
    return _frame.CHECK_FAILED if stale else _frame.RAN


def _write(folder: Path, pages: dict[str, str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return _frame.RAN


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
