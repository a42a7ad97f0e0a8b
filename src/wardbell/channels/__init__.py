"""Belongs here: one file per provider, named by its URL scheme.
Never here: tables, retries, languages, Django.
Called by: dispatch, the machine door and the commands."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol
from urllib.parse import unquote, urlsplit

from wardbell.channels.base import Channel, Medium, NotOpened, Setting, is_loopback


class Provider(Protocol):
    """What each file in this folder offers."""

    DEFAULT_HOST: str  #: used when the URL names none; empty for a channel that calls nobody
    OPTIONS: frozenset[str]  #: what may stand behind the question mark

    def from_setting(self, setting: Setting) -> Channel: ...


def open_channel(
    url: str, *, loopback_only: bool, public_url: str, sender: str = "", medium: Medium | None = None
) -> Channel:
    """Opens a channel from its URL: the scheme is the name of a file in this folder, loaded on first use.

    `loopback_only` is for demo and rehearsal nodes: a channel that calls a host refuses any but this machine.
    `sender` is whom readers of mail see. `medium` is what the caller wants to send; console and memory take either.

    Raises:
        NotOpened: the URL cannot be used; the sentence says why and holds none of its secrets.
    """
    scheme, marks, _ = url.strip().partition("://")
    scheme = scheme.lower()
    if not marks or scheme not in schemes():
        raise NotOpened(
            f"There is no channel of this name; begin with one of {', '.join(f'{one}://' for one in schemes())}."
        )
    provider: Provider = import_module(f"{__name__}.{scheme}")
    setting = _read(
        url,
        scheme,
        provider,
        loopback_only=loopback_only,
        public_url=public_url,
        sender=sender,
        medium=medium,
    )
    if loopback_only and setting.host and not is_loopback(setting.host):
        raise NotOpened(
            f"A demo or rehearsal node sends to this machine only: '{setting.host}' is not a loopback address."
        )
    channel = provider.from_setting(setting)
    if medium is not None and channel.medium != medium:
        raise NotOpened(f"The channel {scheme}:// sends {channel.medium}; {medium} is wanted here.")
    return channel


def schemes() -> list[str]:
    """Returns the URL schemes that there are, in alphabetical order: one for each file."""
    names = (module.name for module in iter_modules(__path__))
    return sorted(name for name in names if name != "base" and not name.startswith("_"))


def _read(
    url: str,
    scheme: str,
    provider: Provider,
    *,
    loopback_only: bool,
    public_url: str,
    sender: str,
    medium: Medium | None,
) -> Setting:
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or provider.DEFAULT_HOST, parts.port
    except ValueError:  # not chained: the message of urlsplit may hold the password
        raise NotOpened(
            f"The URL of the channel {scheme}:// cannot be read; check its host and port, and write %-codes for special characters in the password."
        ) from None
    options = _options(parts.query)
    if unknown := sorted(set(options) - provider.OPTIONS):
        raise NotOpened(
            f"The channel {scheme}:// knows no option {', '.join(unknown)}; it knows {', '.join(sorted(provider.OPTIONS)) or 'none'}."
        )
    return Setting(
        scheme=scheme,
        host=host,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=options,
        is_loopback_only=loopback_only,
        public_url=public_url.rstrip("/"),
        sender=sender,
        medium=medium,
    )


def _options(query: str) -> dict[str, str]:
    """Reads `a=1&b=2`. A plus stays a plus: `from=+1612...` is a telephone number."""
    pairs = (one.partition("=") for one in query.split("&") if one)
    return {unquote(name): unquote(value) for name, _, value in pairs}
