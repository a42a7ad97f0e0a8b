"""Check that the tables and their migrations agree: `wardbell migrations check|apply`."""

import argparse

from django.core.management import call_command

from wardbell.config.commands import _frame


def run(arguments: list[str]) -> int:
    """`check` exits 1 when a model has no migration; `apply` brings the database up to date."""
    parser = argparse.ArgumentParser(prog="wardbell migrations", description=__doc__)
    parser.add_argument("verb", choices=["check", "apply"])
    verb = parser.parse_args(arguments).verb
    _frame.wake_django()
    return _apply() if verb == "apply" else _check()


def _apply() -> int:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return _frame.RAN


def _check() -> int:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        _frame.tell("A table has no migration: write it with Django's makemigrations.")
        return _frame.CHECK_FAILED
    return _frame.RAN
