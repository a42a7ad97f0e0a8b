"""Every stored field: its class, why, and how long its table is kept."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wardbell.config.commands._reference._page import code, table, whole
from wardbell.ground.data import Keep, Law, read_law

if TYPE_CHECKING:
    from django.db.models import Model

_LAWS = Path(__file__).resolve().parents[5] / "packs" / "data_practices"
_SHOWN = "mn"  # the law that ships; others stand beside it


def page() -> str:
    """Returns the page of data, one section for each table of each room."""
    from django.apps import apps  # noqa: PLC0415  # tables, once Django is awake

    law = read_law(_LAWS / f"{_SHOWN}.toml")
    rooms = [one for one in apps.get_app_configs() if one.name.startswith("wardbell.") and one.models_module]
    parts = [_section(room.label, model, law) for room in rooms for model in room.get_models()]
    return whole(
        "Data",
        "What this node stores, field by field. The class of a field stands beside it in the room's `models.py`, its period in the\n"
        "room's `KEEP`; a test fails when a field or a table has none. While a legal hold is open, nothing is deleted.",
        f"Which section of which law makes a field what it is, is configuration: `packs/data_practices/{_SHOWN}.toml` ({law.name}),\n"
        "class *sample* until counsel has read it. A city under another law puts a file of its own beside it.",
        table(
            ("class", "what the law calls it", "where"),
            [(one, name, where) for one, (name, where) in law.classes.items()],
        ),
        *parts,
    )


def _section(room: str, model: "type[Model]", law: Law) -> str:
    keep: tuple[Keep, ...] = import_module(f"wardbell.{room}.models").KEEP
    kept = next(one for one in keep if one.table == model.__name__)
    period = "for good" if kept.days is None else f"{kept.days} days"
    rows = [
        (code(field), data_class, law.citation_of(f"{room}.{model.__name__}.{field}", data_class))
        for field, data_class in sorted(model.CLASSIFIED.items())  # type: ignore[attr-defined]  # every table of the house has it
    ]
    said = f"Kept {period}. {kept.because}"
    return "\n\n".join([f"## {room}: {model.__name__}", said, table(("field", "class", "why"), rows)])
