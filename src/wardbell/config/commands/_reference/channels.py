"""Every channel: what it sends, whom it calls, what its URL may say."""

import inspect
from importlib import import_module
from types import ModuleType
from typing import Any

from wardbell import channels
from wardbell.config.commands._reference._page import code, table, whole

_EITHER = "text messages or mail"
_NAMES = {"sms": "text messages", "mail": "mail", "push": "web push"}


def page() -> str:
    """Returns the page of channels, one row and one section each."""
    found = [(scheme, import_module(f"{channels.__name__}.{scheme}")) for scheme in channels.schemes()]
    return whole(
        "Channels",
        "A channel is one file in `channels/`, named by the scheme of its URL; `WARDBELL_MAIL_URL` and `WARDBELL_SMS_URL` choose one\n"
        "for each medium. The URL is `scheme://user:password@host:port?option=value`; special characters in the password are\n"
        "written with %-codes. A demo or rehearsal node opens none that would call another machine.",
        table(
            ("scheme", "sends", "calls", "drops a second copy by its key", "options"),
            [_row(scheme, module) for scheme, module in found],
        ),
        *(f"## {scheme}://\n\n{inspect.getdoc(module)}" for scheme, module in found),
    )


def _row(scheme: str, module: ModuleType) -> tuple[str, ...]:
    opened = _class_of(scheme, module)
    medium = _NAMES.get(str(getattr(opened, "medium", "")), _EITHER)
    drops = "yes" if opened.takes_key else "no"
    options = ", ".join(map(code, sorted(module.OPTIONS))) or "none"
    return code(f"{scheme}://"), medium, code(module.DEFAULT_HOST) or "nobody", drops, options


def _class_of(scheme: str, module: ModuleType) -> Any:
    classes = [one for one in vars(module).values() if isinstance(one, type)]
    return next(
        one for one in classes if one.__module__ == module.__name__ and getattr(one, "scheme", "") == scheme
    )
