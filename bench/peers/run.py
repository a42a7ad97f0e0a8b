"""Plays one peer: `python run.py PEER N`. It makes its rows and starts its workers, says so, and sends when a line comes in.

Whoever measures watches this process and its children, and counts at the sink. The peers get what is kindest to them: rows
made beforehand, workers that are warm, connections kept, jobs handed over in bulk where the engine offers it.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from amqp import Channel

HERE = Path(__file__).resolve().parent
_BODY = (
    "City notice 2026-1, the whole city. Code ABCDEF. Federal activity is going on. City staff saw it from a public place. "
    "You do not have to open your door without a warrant signed by a judge. Help: 612-555-0100. http://localhost/n/ABCDEF/"
)
_BATCH = 1000
_WORKERS = "2"
_READY_WITHIN_S = 60
_DELAYS, _DELAY_LEVELS = "celery_delayed_delivery", 28  # kombu.transport.native_delayed_delivery


def main() -> None:
    peer, n = sys.argv[1], int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # needs Django awake

    call_command("migrate", run_syncdb=True, verbosity=0)
    {
        "celery": celery,
        "celery-batches": celery_batches,
        "post-office": post_office,
        "procrastinate": procrastinate,
    }[peer](n)


def celery(n: int) -> None:
    """A task for each reader."""
    pks, had_delays = _rows(n), _has_delays()
    worker = _celery_worker()
    from celery_peer import send_one  # noqa: PLC0415

    _wait_for_the_word()
    for pk in pks:
        send_one.delay(pk)
    _until_told(worker)
    _clean_broker(had_delays=had_delays)


def celery_batches(n: int) -> None:
    """A task for a thousand readers."""
    pks, had_delays = _rows(n), _has_delays()
    worker = _celery_worker()
    from celery_peer import send_many  # noqa: PLC0415

    _wait_for_the_word()
    for begin in range(0, n, _BATCH):
        send_many.delay(pks[begin : begin + _BATCH])
    _until_told(worker)
    _clean_broker(had_delays=had_delays)


def procrastinate(n: int) -> None:
    """A job for each reader."""
    pks = _rows(n)
    worker = _child("-m", "django", "procrastinate", "worker", "--concurrency", "10")
    from notifications.tasks import send_one  # noqa: PLC0415

    time.sleep(5)  # it says nothing when it is ready
    _wait_for_the_word()
    for begin in range(0, n, _BATCH):
        send_one.batch_defer(*({"pk": pk} for pk in pks[begin : begin + _BATCH]))
    _until_told(worker)


def post_office(n: int) -> None:
    """A row of mail for each reader, and the command that sends what waits."""
    from post_office import mail  # noqa: PLC0415

    letters = [
        {"sender": "city@city.example", "recipients": f"reader-{one}@readers.example", "subject": "City notice",
         "message": _BODY, "headers": {"Message-ID": f"<peer-{one:012d}@city.example>"}}
        for one in range(n)
    ]  # fmt: skip
    _wait_for_the_word()
    for begin in range(0, n, _BATCH):
        mail.send_many(letters[begin : begin + _BATCH])
    _until_told(_child("-m", "django", "send_queued_mail", "--processes", "1"))


def _rows(n: int) -> list[int]:
    from notifications.models import Notification  # noqa: PLC0415

    rows = [Notification(alert_id=1, to=f"+1612{one:07d}", body=_BODY) for one in range(n)]
    return [row.pk for row in Notification.objects.bulk_create(rows, batch_size=_BATCH)]


def _celery_worker() -> "subprocess.Popen[bytes]":
    worker = _child(
        "-m", "celery", "-A", "celery_peer", "worker", "-c", _WORKERS, "-l", "error",
        "-n", f"{os.environ['PEERS_QUEUE']}@%h", "--without-gossip", "--without-mingle",
    )  # fmt: skip
    from celery_peer import app  # noqa: PLC0415

    end = time.monotonic() + _READY_WITHIN_S
    while not app.control.ping(timeout=1.0):
        if time.monotonic() > end or worker.poll() is not None:
            raise SystemExit("the worker did not come up")
    return worker


def _clean_broker(*, had_delays: bool) -> None:
    """Leaves nothing behind in a broker that others may use, too."""
    from celery_peer import BROKER, IS_RABBIT, QUEUE, app  # noqa: PLC0415
    from redis import Redis  # noqa: PLC0415

    if IS_RABBIT:
        with app.connection_for_write() as connection:
            connection.default_channel.queue_delete(QUEUE)
            connection.default_channel.exchange_delete(QUEUE)
            if not had_delays:
                _undo_delays(connection.default_channel)
        return
    broker = Redis.from_url(BROKER)
    for key in broker.scan_iter(f"{QUEUE}:*"):
        broker.delete(key)


def _has_delays() -> bool:
    """Says whether Celery's own queues for delayed delivery stand in this broker already, made by somebody else."""
    from amqp.exceptions import NotFound  # noqa: PLC0415
    from celery_peer import IS_RABBIT, app  # noqa: PLC0415

    if not IS_RABBIT:
        return False
    with app.connection_for_write() as connection:
        try:
            connection.default_channel.exchange_declare(_DELAYS, "topic", passive=True)
        except NotFound:
            return False
    return True


def _undo_delays(channel: "Channel") -> None:
    """A worker with quorum queues makes 28 queues and exchanges that outlive it."""
    for level in range(_DELAY_LEVELS):
        channel.queue_delete(f"celery_delayed_{level}")
        channel.exchange_delete(f"celery_delayed_{level}")
    channel.exchange_delete(_DELAYS)


def _child(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603  # named above
        [sys.executable, *arguments], cwd=HERE, stdin=subprocess.DEVNULL, stdout=sys.stderr
    )  # named above


def _wait_for_the_word() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def _until_told(worker: "subprocess.Popen[bytes]") -> None:
    """Waits until whoever measures has seen enough, and ends the worker."""
    sys.stdin.readline()
    worker.terminate()
    try:
        worker.wait(20)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


if __name__ == "__main__":
    main()
