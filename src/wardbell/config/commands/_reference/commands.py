"""Every command, as it explains itself with --help."""

import io
import re
from contextlib import redirect_stdout, suppress
from importlib import import_module

from wardbell.config import commands, env
from wardbell.config.commands._reference._page import code, table, whole

_COLUMNS = 110  # where argparse breaks its lines, whatever terminal it runs in
_OPTION = re.compile(r"\[[^\]]*\]")
_VERBS = re.compile(r"\{([a-z,-]+)\}")


def page() -> str:
    """Returns the page of commands, one section each."""
    nouns = commands.nouns()
    return whole(
        "Commands",
        "`wardbell NOUN [VERB] [options]`, at `.venv/bin/wardbell` after `make setup`. UTF-8 JSON lines in and out, input order kept; answers\n"
        "on standard output alone, progress and logs on standard error. Exit 0: it ran. 1: a check failed. 2: it could not run.",
        table(("command", "what it does"), [(code(noun), _first_line(noun)) for noun in nouns]),
        *(_section(noun) for noun in nouns),
    )


def _section(noun: str) -> str:
    said = _help(noun)
    verbs = _VERBS.search(_OPTION.sub("", said.partition("\n\n")[0]))
    more = [_help(noun, verb) for verb in verbs[1].split(",")] if verbs else []
    told = [said, *dict.fromkeys(one for one in more if one != said)]
    return f"## {noun}\n\n" + "\n\n".join(f"```text\n{one}\n```" for one in told)


def _help(*words: str) -> str:
    shown = io.StringIO()
    with (
        redirect_stdout(shown),
        env.as_wide_as(_COLUMNS),
        suppress(SystemExit),
    ):  # argparse ends so after its help
        commands.main([*words, "--help"])
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())


def _first_line(noun: str) -> str:
    return (import_module(f"{commands.__name__}.{noun}").__doc__ or "").strip().splitlines()[0]
