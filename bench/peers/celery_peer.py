"""Celery as its documentation has it for work that must not be lost: acknowledged late, connections to the database kept."""

import os

import django
from celery import Celery
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from notifications import sending  # noqa: E402  # needs Django awake

BROKER, QUEUE = os.environ["PEERS_BROKER"], os.environ["PEERS_QUEUE"]
IS_RABBIT = BROKER.startswith("amqp")

app = Celery("peers", broker=BROKER)
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=4,
    task_default_queue=QUEUE,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)
app.conf["CELERY_DB_REUSE_MAX"] = (
    100_000  # else it closes the connection after every task: three times the cost
)
if IS_RABBIT:
    app.conf.update(
        task_queues=[Queue(QUEUE, queue_arguments={"x-queue-type": "quorum"})],
        worker_detect_quorum_queues=True,
    )
else:
    app.conf.broker_transport_options = {"global_keyprefix": f"{QUEUE}:"}


@app.task
def send_one(pk: int) -> None:
    sending.send_one(pk)


@app.task
def send_many(pks: list[int]) -> None:
    sending.send_many(pks)
