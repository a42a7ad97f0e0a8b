"""Checks the licence of everything installed to run Wardbell against the list that it may use (docs/reference/licences.md)."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General Public|Unlicense|Zope|HPND|0BSD|Public Domain|CC0",
    re.IGNORECASE,
)


def names(requirements: Path) -> set[str]:
    """Returns the package names of a compiled requirements file."""
    return {
        line.split("==")[0].lower()
        for line in requirements.read_text().splitlines()
        if re.match(r"[A-Za-z]", line)
    }


def main() -> int:
    wanted = names(ROOT / "requirements.txt")
    listing = subprocess.run(
        [str(Path(sys.executable).parent / "pip-licenses"), "--format=json", "--from=mixed"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = {row["Name"].lower(): row["License"] for row in json.loads(listing.stdout)}
    normal = {re.sub(r"[-_.]+", "-", name): licence for name, licence in found.items()}
    bad = {name: normal.get(re.sub(r"[-_.]+", "-", name), "not installed") for name in wanted}
    bad = {name: licence for name, licence in bad.items() if not ALLOWED.search(licence)}
    for name, licence in sorted(bad.items()):
        sys.stderr.write(f"licence not on the list: {name}: {licence}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
