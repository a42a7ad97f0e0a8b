"""One rehearsal from an empty folder to its verdict: sinks, a throw-away database, a node, a morning, and nothing left behind."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django

from wardbell.config import env
from wardbell.config.commands._rehearsal.node import free_port
from wardbell.config.commands._rehearsal.sinks import Sinks
from wardbell.config.commands._rehearsal.terms import Asked, Ground
from wardbell.config.commands._rehearsal.throwaway import database

if TYPE_CHECKING:
    from wardbell.config.commands._rehearsal.promises import Verdict

#: one receipt for each message, a little later and one after the other: at sixty times the pace all of them at once would be
#: a storm that no gateway makes. Every reply is the node's own to answer.
_GATEWAY = ("--statuses", "delivered", "--delay", "8", "--at-once", "1", "--no-advanced-opt-out")


def rehearse(asked: Asked, *, say: Callable[[str], None]) -> "Verdict":
    """Plays one morning and returns what came of it.

    Raises:
        CouldNotPlay, psycopg.Error: a process did not come up, or a page or message that the story needs did not come.
    """
    with _ground(asked) as ground:
        say(f"The sinks listen. The database is {ground.database.kind} and is thrown away at the end.")
        _become(ground.settings)
        from wardbell.config.commands._rehearsal import acts  # noqa: PLC0415  # tables: only once this process is part of the run

        return acts.play(asked, ground, say=say)


@contextmanager
def _ground(asked: Asked) -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(prefix="wardbell-rehearsal-") as name:
        folder, port = Path(name), free_port()
        base_url = f"http://127.0.0.1:{port}"
        own_database = database(folder, cluster_url=asked.cluster_url)
        with own_database as own, Sinks(folder / "sinks", node_url=base_url, sms_options=_GATEWAY) as sinks:
            settings = {
                "WARDBELL_NODE_KIND": "rehearsal", "WARDBELL_VAR_DIR": str(folder), "WARDBELL_BASE_URL": base_url,
                "DATABASE_URL": own.url, "WARDBELL_MAIL_URL": sinks.mail_url, "WARDBELL_SMS_URL": sinks.sms_url,
                "WARDBELL_SINKS": sinks.control_urls,
                "WARDBELL_LOG_LEVEL": "warning", "DJANGO_SETTINGS_MODULE": "wardbell.config.settings",
            }  # fmt: skip
            yield Ground(
                folder=folder, base_url=base_url, port=port, sinks=sinks, database=own,
                settings=env.of_own_node(settings, bytecode=folder / "bytecode"),
            )  # fmt: skip


def _become(settings: dict[str, str]) -> None:
    """Makes this process a part of the run, and of nothing else, before Django reads the first setting."""
    env.become(settings)
    django.setup()
