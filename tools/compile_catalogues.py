"""Compiles locale/*/LC_MESSAGES/*.po where the compiled file is missing or older, so that none is committed.

Needs only what `make setup` installs; two at a time do no harm.
"""

import os
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def compile_stale(folder: Path) -> None:
    """Compiles each catalogue that is newer than its compiled file, and moves the result into place in one step."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        handle, scratch = tempfile.mkstemp(dir=source.parent, suffix=".mo")
        os.close(handle)
        polib.pofile(str(source)).save_as_mofile(scratch)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(compiled)


if __name__ == "__main__":
    compile_stale(ROOT / "locale")
