"""What a channel's URL says of an HTTP provider, and what such a provider's answers hold."""

import json
import ssl
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from wardbell.channels._pipe import Address
from wardbell.channels.base import NotOpened, Setting, is_loopback

OPERATOR_S = 300.0  #: until somebody may have mended a setting
MOST_S = 3600.0  #: a longer Retry-After is not believed
BUSY_S = 5.0  #: 429 without Retry-After
FAULT_S = 30.0  #: 503 without Retry-After


def address_of(setting: Setting) -> Address:
    """Returns where to call; the option `scheme` is https, or http on this machine only.

    Raises:
        NotOpened: the secret would travel in the clear, or the certificates cannot be read.
    """
    scheme = setting.options.get("scheme", "https")
    if scheme not in {"https", "http"}:
        raise NotOpened(f"The option scheme of {setting.scheme}:// must be https, or http on this machine.")
    if scheme == "http" and not is_loopback(setting.host):
        raise NotOpened(
            f"{setting.scheme}:// sends its token in the clear to this machine only: leave scheme=http out."
        )
    is_secret = scheme == "https"
    return Address(
        host=setting.host,
        port=setting.port or (443 if is_secret else 80),
        context=trusting(setting) if is_secret else None,
    )


def trusting(setting: Setting) -> ssl.SSLContext:
    """Returns how to tell the right server from another: by the system's certificates, or those of the option `ca`.

    Raises:
        NotOpened: the file of the option cannot be read.
    """
    try:
        return ssl.create_default_context(cafile=setting.options.get("ca"))
    except OSError as error:
        raise NotOpened(f"The certificates of the option ca cannot be read: {error.strerror}.") from error


def retry_after(value: str, *, now: datetime) -> float | None:
    """Reads Retry-After, seconds or a date (RFC 9110 10.2.3), as seconds up to an hour; None when there is none."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(float(value.strip()[:9]), MOST_S)
    try:
        return min(max((parsedate_to_datetime(value) - now).total_seconds(), 0.0), MOST_S)
    except (ValueError, TypeError, OverflowError):
        return None


def header(headers: Mapping[str, str], name: str) -> str:
    """Returns a header whatever its capitals; empty when there is none."""
    return next((value for key, value in headers.items() if key.lower() == name.lower()), "")


def json_object(body: bytes) -> Mapping[str, object]:
    """Returns the object that a body holds; empty when it holds none."""
    try:
        given = json.loads(body.decode())
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}
