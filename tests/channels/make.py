"""Messages and channels for these tests."""

import json
from typing import Any

from wardbell.channels import open_channel
from wardbell.channels.base import Channel, Outgoing

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "a-token"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # the one of the example at standardwebhooks.com
VAPID = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"  # the keys of the example in RFC 8291 section 5
BROWSER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BROWSER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
BROWSER_AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
PUBLIC = "https://wardbell.example"
SENDER = "Wardbell Šampl <notices@city.example>"
FAST = "timeout=0.5&batch=1&connections=4"


def mail(**changes: Any) -> Outgoing:
    given = {
        "key": "0123456789abcdef", "to": "reader@mail.example", "subject": "A notice", "body": "Two lines.\nThe second.\n",
        "language": "en", "unsubscribe_url": "https://wardbell.example/unsubscribe/abc", "reference": "posting.1.2",
    }  # fmt: skip
    return Outgoing(**(given | changes))


def text(**changes: Any) -> Outgoing:
    given = {"key": "0123456789abcdef", "to": "+16125550143", "body": "A notice.", "reference": "posting.1.2"}
    return Outgoing(**(given | changes))


def smtp(port: int, options: str = FAST, *, host: str = "127.0.0.1", **changes: Any) -> Channel:
    return channel(f"smtp://{host}:{port}?{options}", **changes)


def twilio(port: int, options: str = FAST, **changes: Any) -> Channel:
    return channel(
        f"twilio://{ACCOUNT}:{TOKEN}@127.0.0.1:{port}?scheme=http&from=+16125550100&{options}", **changes
    )


def http(port: int, options: str = FAST, **changes: Any) -> Channel:
    return channel(f"http://{TOKEN}@127.0.0.1:{port}?scheme=http&secret={SECRET}&{options}", **changes)


def webpush(port: int, options: str = FAST, **changes: Any) -> Channel:
    """Opens the channel; the port is of the endpoint, which `subscription` makes."""
    return channel(f"webpush://{VAPID}@?{options}", **changes)


def subscription(port: int, *, path: str = "/push/abc", **changes: Any) -> str:
    """Returns a browser's subscription, with the keys of RFC 8291 section 5."""
    given = {"endpoint": f"http://127.0.0.1:{port}{path}", "keys": {"p256dh": BROWSER, "auth": BROWSER_AUTH}}
    return json.dumps(given | changes)


def channel(url: str, **changes: Any) -> Channel:
    given: dict[str, Any] = {"loopback_only": True, "public_url": PUBLIC, "sender": SENDER}
    return open_channel(url, **(given | changes))
