"""Watch, from a process of its own, that what runs by itself runs: `wardbell watch [--once] [--every SECONDS]`.

A step of escalation that did not happen, or a clockwork that has gone silent, raises the alarm once: a row in the journal,
one line of JSON on standard error, and a mail to WARDBELL_ALARM_MAIL. With --once it looks once and exits 1 when something
is missed; without, it goes on until it is stopped.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db.utils import DatabaseError

from wardbell import channels
from wardbell.channels.base import Medium, NotOpened, Outgoing, Sent
from wardbell.config import logs
from wardbell.config.commands import _frame
from wardbell.config.env import NodeKind
from wardbell.escalation import rules
from wardbell.escalation.rules import Missed
from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind

WATCHDOG = Actor(id="watchdog", kind=ActorKind.SYSTEM, label="watchdog")
_EVERY_S = 10.0  # of the story's clock
_FIRST_BEAT = timedelta(minutes=1)  # with --once, how long ago a clockwork that never beat counts as started
_MAIL_AGAIN = timedelta(days=1)  # how long a mail that could not leave is tried again


def run(arguments: list[str]) -> int:
    """Exits 0 when nothing is missed, 1 when something is (with --once), 2 when it could not look."""
    parser = argparse.ArgumentParser(
        prog="wardbell watch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--once", action="store_true", help="look once and exit")
    parser.add_argument(
        "--every", type=float, default=_EVERY_S, metavar="SECONDS", help="seconds between looks"
    )
    given = parser.parse_args(arguments)
    _frame.wake_django()
    logs.tell_crashes()
    if given.once:
        return _look_once()
    return _watch(timedelta(seconds=given.every))


def _look_once() -> int:
    try:
        missed = _look(watching_since=clock.now() - _FIRST_BEAT)
    except DatabaseError as error:
        _alarm_about_database(error)
        return _frame.COULD_NOT_RUN
    _frame.answer({"ok": not missed, "missed": [asdict(one) for one in missed]})
    return _frame.CHECK_FAILED if missed else _frame.RAN


def _watch(every: timedelta) -> int:
    from django.db import close_old_connections  # noqa: PLC0415  # needs settings, read when Django is awake

    since, is_database_away = clock.now(), False
    try:
        while True:
            close_old_connections()
            try:
                _look(watching_since=since)
                is_database_away = False
            except DatabaseError as error:
                if not is_database_away:
                    _alarm_about_database(error)
                is_database_away = True
            clock.sleep(every)
    except KeyboardInterrupt:
        return _frame.RAN


def _look(*, watching_since: datetime) -> list[Missed]:
    """Raises the alarm about everything newly missed, and returns all that is missed now."""
    from wardbell.escalation import actions, queries  # noqa: PLC0415  # tables: only once Django is awake

    now = clock.now()
    beat = queries.missed_beat(now, watching_since=watching_since)
    missed = [*([beat] if beat else []), *queries.missed_steps(now), *queries.offices_left_alone(now)]
    for one in missed:
        if actions.raise_alarm(one, by=WATCHDOG):
            _cry({"alarm": one.kind, "raised_at": now, **asdict(one)})
    for one in queries.untold(since=now - _MAIL_AGAIN):
        if _mailed(one.key, subject=f"Wardbell alarm: {one.kind}", body=rules.sentence(one)):
            actions.mark_told(one.key)
    actions.beat_of_watchdog()
    return missed


def _alarm_about_database(error: DatabaseError) -> None:
    _cry({"alarm": "database", "raised_at": clock.now(), "reason": type(error).__name__})
    body = (
        "The watchdog cannot read the database of this node, so nobody knows whether offices are being asked."
    )
    _mailed(f"database:{clock.now():%Y-%m-%dT%H:%M}", subject="Wardbell alarm: database", body=body)


def _cry(facts: dict[str, object]) -> None:
    sys.stderr.write(json.dumps(facts, ensure_ascii=False, default=str) + "\n")
    sys.stderr.flush()


def _mailed(key: str, *, subject: str, body: str) -> bool:
    """Mails whoever minds this node, outside any transaction; False when nobody does, or the mail did not leave."""
    from django.conf import settings  # noqa: PLC0415  # read when Django is awake

    if not settings.ALARM_MAIL:
        return False
    try:
        channel = channels.open_channel(
            settings.MAIL_URL,
            loopback_only=settings.NODE_KIND != NodeKind.LIVE,
            public_url=settings.BASE_URL,
            sender=settings.MAIL_FROM,
            medium=Medium.MAIL,
        )
    except NotOpened as error:
        _cry({"alarm": "mail", "key": key, "reason": str(error)})
        return False
    try:
        [outcome] = channel.send([Outgoing(key=key, to=settings.ALARM_MAIL, subject=subject, body=body)])
    finally:
        channel.close()
    if isinstance(outcome, Sent):
        return True
    _cry({"alarm": "mail", "key": key, "reason": outcome.reason})
    return False
