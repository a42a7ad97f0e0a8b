"""The pages under docs/reference that are generated from the code: one file here for each."""

from collections.abc import Callable

from wardbell.config.commands._reference import (
    api,
    channels,
    commands,
    data,
    kinds,
    permissions,
    settings,
    states,
)

#: file name to what writes it
PAGES: dict[str, Callable[[], str]] = {
    **({"api.md": api.page} if api.is_there() else {}),
    "channels.md": channels.page,
    "commands.md": commands.page,
    "data.md": data.page,
    "kinds.md": kinds.page,
    "permissions.md": permissions.page,
    "settings.md": settings.page,
    "states.md": states.page,
}
