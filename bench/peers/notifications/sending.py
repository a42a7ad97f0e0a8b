"""What every peer does with one row, and with a thousand."""

import asyncio
import os
import threading

import aiohttp
import requests

from notifications.models import Notification

URL = f"http://127.0.0.1:{os.environ['PEERS_SINK_PORT']}/messages"
_CONNECTIONS = 50
_kept = threading.local()


def send_one(pk: int) -> None:
    """Reads one row, hands it over on a connection that is kept open, and writes what became of it."""
    row = Notification.objects.get(pk=pk)
    if row.status != "created":
        return
    session = getattr(_kept, "session", None)
    if session is None:
        session = _kept.session = requests.Session()
    with session.post(URL, json=_json(row), headers=_key(row), timeout=20) as answer:
        row.provider_id, row.status = answer.json()["id"], "sent"
    row.save(update_fields=["provider_id", "status", "updated_at"])


def send_many(pks: list[int]) -> None:
    """Reads a thousand rows, hands them over side by side, and writes them in batches."""
    rows = list(Notification.objects.filter(pk__in=pks, status="created"))
    asyncio.run(_send_all(rows))
    Notification.objects.bulk_update(rows, ["provider_id", "status"], batch_size=500)


async def _send_all(rows: list[Notification]) -> None:
    waiting = iter(rows)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=_CONNECTIONS)) as session:

        async def work() -> None:
            for row in waiting:
                async with session.post(URL, json=_json(row), headers=_key(row)) as answer:
                    row.provider_id, row.status = (await answer.json())["id"], "sent"

        await asyncio.gather(*(work() for _ in range(_CONNECTIONS)))


def _json(row: Notification) -> dict[str, object]:
    return {"to": row.to, "medium": "sms", "body": row.body, "language": "en", "reference": str(row.pk)}


def _key(row: Notification) -> dict[str, str]:
    return {"Idempotency-Key": f"peer-{row.pk}"}
