"""Compiles locale/*/LC_MESSAGES/*.po, so that no compiled file is committed. Needs only what `make setup` installs."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]

for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
