"""Check that the tables and their migrations agree: `wardbell migrations check|apply`."""

from django.core.management import call_command

from wardbell.config.commands import _frame


def run(arguments: list[str]) -> int:
    """`check` exits 1 when a model has no migration; `apply` brings the database up to date."""
    _frame.wake_django()
    if arguments == ["apply"]:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        return _frame.RAN
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        _frame.tell("A table has no migration: run `wardbell migrations make`.")
        return _frame.CHECK_FAILED
    return _frame.RAN
