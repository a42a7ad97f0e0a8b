"""Every kind of notice, every field of its pack."""

from dataclasses import fields

from wardbell.config.commands._reference._page import code, table, whole
from wardbell.notices.kinds import Kind, kinds


def page() -> str:
    """Returns the page of kinds, one section each."""
    return whole(
        "Kinds of notice",
        "A kind is one file in `packs/kinds`; nothing else need be touched. Whether a notice of a kind may be sent on one signature,\n"
        "how long a bulk send stays visible, and who must answer by when, all stand there.",
        *(_section(one) for one in kinds()),
    )


def _section(kind: Kind) -> str:
    rows = [(code(one.name), _said(getattr(kind, one.name))) for one in fields(Kind) if one.name != "kind"]
    return f"## {kind.kind}\n\n{table(('field', 'value'), rows)}"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(code(one) for one in value) or "none"
    return code(value) if isinstance(value, str) else str(value)
