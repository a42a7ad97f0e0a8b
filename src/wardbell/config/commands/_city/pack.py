"""A new city's pack, as files: what differs from city to city and holds nobody's name."""

import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wardbell.config.commands._city.plan import Plan
from wardbell.people.rules import OfficeKind
from wardbell.places import shapes
from wardbell.places.packs import MAPS
from wardbell.places.rules import AreaKind

MARK = "# Written by `wardbell city new`. Edit it as you like; `wardbell places found` and `wardbell people found` read it again."
_SEATS = (
    (OfficeKind.MAYOR, "Office of the Mayor"), (OfficeKind.CHIEF, "Office of the Chief of Police"),
    (OfficeKind.EMERGENCY, "Emergency Management"), (OfficeKind.ATTORNEY, "City Attorney"), (OfficeKind.CLERK, "City Clerk"),
)  # fmt: skip
_FIRST_WARD = 11  # its place in the list of offices, behind those of the whole city
#: whose words for wards and offices in other languages a new city begins with
_SHIPPED = Path(__file__).resolve().parents[5] / "packs" / "jurisdictions" / "demo"
_SAMPLE = "# Class sample, but English: not yet reviewed by a native speaker."


def write(plan: Plan, folder: Path) -> None:
    """Writes the pack beside its place and then moves it there, whole. A ruin of a founding that was broken off is taken away.

    Raises:
        FileExistsError: a pack that somebody wrote lies there.
    """
    if folder.exists() and not is_ours(folder):
        raise FileExistsError(f"There is a pack in {folder} already, and it was not written by this command.")
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in _files(plan).items():
            (fresh / name).write_text(text, encoding="utf-8")
        fresh.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def is_ours(folder: Path) -> bool:
    """Says whether a folder holds a pack that this command wrote."""
    path = folder / "city.toml"
    return path.is_file() and path.read_text(encoding="utf-8").startswith(MARK)


def _files(plan: Plan) -> dict[str, str]:
    files = {
        "city.toml": _city(plan),
        "offices.toml": _offices(plan),
        MAPS[AreaKind.WARD]: _map(_wards(plan)),
    }
    if plan.contacts.organizations:
        rows = [{"code": one.code, "name": one.name} for one in plan.contacts.organizations]
        files["organizations.toml"] = f"{MARK}\n\n{_tables('organization', rows)}"
    return files | {MAPS[kind]: _map(features) for kind, features in (plan.layers or {}).items()}


def _city(plan: Plan) -> str:
    asked, contacts = plan.asked, plan.contacts
    said = {"code": asked.code, "name": asked.name, "country": asked.country, "zone": asked.zone}
    numbers = {name: contacts.lines[name] for name in ("attorney", "clerk", "hotline", "languages")}
    parts = [
        MARK,
        _lines({**said, "languages": list(asked.languages)}),
        f"# Public telephone numbers, E.164.\n[numbers]\n{_lines(numbers)}",
        f"[numbers.by_language]\n{_lines(contacts.language_lines)}",
        f"# Where somebody may write who cannot phone.\n[contact]\n{_lines({'mail': asked.contact_mail})}",
        f"# Minutes after which the next rung of an office's ladder is asked.\n[ladder]\n{_lines({'minutes': list(asked.ladder)})}",
        f"[areas]\nvalid_from = {asked.valid_from.isoformat()}",
        f"# What a ward is called. {_SAMPLE}\n[ward]\n{_lines(_words(plan, 'city.toml', 'ward'))}",
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _words(plan: Plan, file: str, table: str) -> dict[str, str]:
    """What a ward or its office is called by number: in English as the map calls wards, in the others as the shipped pack does.

    Wards with names of their own keep them in every language.
    """
    numbered = re.fullmatch(r"(.*\D)\d+", plan.wards[0].name)
    if not numbered:
        return {}
    shipped = _shipped(file)[table]
    english = re.sub(r"^.*\{number\}", f"{numbered[1]}{{number}}", shipped["en"])
    return {tag: english if tag == "en" else shipped[tag] for tag in plan.asked.languages if tag in shipped}


def _offices(plan: Plan) -> str:
    lines, words = plan.contacts.lines, _words(plan, "offices.toml", "ward_office")
    seats = [
        {
            "code": str(kind),
            "name": name,
            "names": _names(plan, kind),
            "kind": str(kind),
            "position": place,
            "phone": lines.get(kind, ""),
        }
        for place, (kind, name) in enumerate(_SEATS, start=1)
    ]
    wards = [
        {
            "code": code,
            "name": f"{one.name} council office",
            "kind": "ward",
            "ward": one.code,
            "position": place,
            "phone": lines.get(code, ""),
        }
        for place, (code, one) in enumerate(plan.offices.items(), start=_FIRST_WARD)
    ]
    called = f"# What a council office is called, by the number of its ward. {_SAMPLE}\n[ward_office]\n{_lines(words)}"
    return "\n\n".join([MARK, *([called] if words else []), _tables("office", [*seats, *wards])])


def _names(plan: Plan, kind: OfficeKind) -> dict[str, str]:
    """What a seat is called in the other languages of the city, as the shipped pack says."""
    shipped = next(one for one in _shipped("offices.toml")["office"] if one["kind"] == kind)
    return {tag: name for tag, name in shipped.get("names", {}).items() if tag in plan.asked.languages}


def _shipped(file: str) -> dict[str, Any]:
    return tomllib.loads((_SHIPPED / file).read_text(encoding="utf-8"))


def _wards(plan: Plan) -> list[object]:
    """The wards with their ids and names said plainly, whatever the map called them."""
    return [
        {
            "type": "Feature",
            "properties": {"ward": one.code.partition(":")[2], "name": one.name},
            "geometry": shapes.as_geometry(one.shape),
        }
        for one in plan.wards
    ]


def _map(features: Iterable[object]) -> str:
    return (
        json.dumps(
            {"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False, default=list
        )
        + "\n"
    )


def _tables(name: str, rows: Iterable[Mapping[str, object]]) -> str:
    return "\n\n".join(f"[[{name}]]\n{_lines(row)}" for row in rows) + "\n"


def _lines(values: Mapping[str, object]) -> str:
    return "\n".join(f"{name} = {_value(value)}" for name, value in values.items())


def _value(value: object) -> str:
    """JSON's strings, lists and numbers are TOML's too (TOML 1.0, basic strings); its objects are not."""
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
            if value
            else "{}"
        )
    return json.dumps(value, ensure_ascii=False)
