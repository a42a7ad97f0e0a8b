"""Messages and channels for these tests."""

from typing import Any

from wardbell.channels import open_channel
from wardbell.channels.base import Channel, Outgoing

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "a-token"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # the one of the example at standardwebhooks.com
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


def channel(url: str, **changes: Any) -> Channel:
    given: dict[str, Any] = {"loopback_only": True, "public_url": PUBLIC, "sender": SENDER}
    return open_channel(url, **(given | changes))
