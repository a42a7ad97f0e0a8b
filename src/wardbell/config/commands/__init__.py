"""The `wardbell` command: `wardbell NOUN [VERB] [options]`, one file for each noun.

UTF-8 JSON lines in and out, input order kept, answers on standard output only, progress on standard error.
Exit 0: it ran. 1: a check failed. 2: it could not run.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

_NO_DATABASE = """wardbell: this node's database does not answer as it should: {fault}
  A new node:      wardbell migrations apply
  Another node's:  name its folder (the demo's: WARDBELL_VAR_DIR=var/demo) or its DATABASE_URL
"""


class Command(Protocol):
    """What each file in this folder offers."""

    __doc__: str

    def run(self, arguments: list[str]) -> int: ...


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    noun, *rest = (sys.argv[1:] if arguments is None else arguments) or ["help"]
    if noun in {"help", "-h", "--help"}:
        sys.stdout.write(_overview())
        return 0
    if noun not in nouns():
        sys.stderr.write(f"wardbell: there is no command '{noun}'. Try one of: {', '.join(nouns())}.\n")
        return 2
    command: Command = import_module(f"{__name__}.{noun}")
    try:
        return command.run(rest)
    except Exception as fault:
        if not _is_of_the_database(fault):
            raise
        sys.stderr.write(_NO_DATABASE.format(fault=str(fault).strip()))
        return 2


def nouns() -> list[str]:
    """Returns the names of all commands, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def _is_of_the_database(fault: Exception) -> bool:
    """Says so without importing Django, which commands that only judge never load."""
    loaded = sys.modules.get("django.db.utils")
    return loaded is not None and isinstance(fault, loaded.DatabaseError)


def _overview() -> str:
    lines = ["wardbell NOUN [VERB] [options]    (wardbell NOUN --help says more)", ""]
    for noun in nouns():
        sentence = (import_module(f"{__name__}.{noun}").__doc__ or "").strip().splitlines()[0]
        lines.append(f"  {noun:<12} {sentence}")
    return "\n".join(lines) + "\n"
