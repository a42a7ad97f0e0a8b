"""Every setting, one row each."""

from dataclasses import fields

from wardbell.config import env
from wardbell.config.commands._reference._page import code, table, whole


def page() -> str:
    """Returns the page of settings."""
    rows = [
        (
            code(env.name_of(one.name)),
            code(one.default),
            "yes" if one.metadata["secret"] else "",
            one.metadata["help"],
        )
        for one in fields(env.Env)
    ]
    return whole(
        "Settings",
        "Each may be given in the environment, or as `NAME_FILE` naming a file that holds the value.",
        table(("name", "default", "secret", "what it is"), rows),
    )
