"""Who may do what: each verb against each role."""

from wardbell.config.commands._reference._page import code, table, whole
from wardbell.people.rules import CAN_SEND, PERMISSIONS, Role


def page() -> str:
    """Returns the matrix of permissions."""
    roles = list(Role)
    rows = [
        (code(verb), *("yes" if role in allowed else "" for role in roles))
        for verb, allowed in PERMISSIONS.items()
    ]
    senders = ", ".join(sorted(role.replace("_", " ") for role in CAN_SEND))
    return whole(
        "Permissions",
        "The one permission table, `people/rules.py`. A role is held in one office or organization, and some verbs only count there.",
        table(("verb", *(role.replace("_", " ") for role in roles)), rows),
        f"Whoever holds one of these roles can make something leave the house, and must sign in with a second factor: {senders}.",
    )
