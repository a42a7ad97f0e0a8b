"""The people of a city as its pack writes them down: offices, partners and, for a made-up city, people. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wardbell.ground.errors import Unreadable
from wardbell.people.rules import OfficeKind, Role


@dataclass(frozen=True, kw_only=True)
class PackOffice:
    """`names` are by language, of those that have one of their own."""

    code: str
    name: str
    names: Mapping[str, str]
    kind: OfficeKind
    ward: str
    position: int
    phone: str


@dataclass(frozen=True, kw_only=True)
class PackOrganization:
    code: str
    name: str
    does: str


@dataclass(frozen=True, kw_only=True)
class PackGrant:
    """Exactly one of `office` and `organization` is a code, the other empty."""

    role: Role
    office: str
    organization: str


@dataclass(frozen=True, kw_only=True)
class PackPerson:
    """`pool_position` is 0 for those who do not stand in the approver pool."""

    key: str
    name: str
    email: str
    phone: str
    language: str
    grants: tuple[PackGrant, ...]
    on_duty: bool
    pool_position: int

    @property
    def duty_office(self) -> str:
        """The office for which somebody on duty is on call: that of the first role that names one."""
        return next((grant.office for grant in self.grants if grant.office), "") if self.on_duty else ""


@dataclass(frozen=True, kw_only=True)
class Pack:
    offices: tuple[PackOffice, ...]
    organizations: tuple[PackOrganization, ...]
    people: tuple[PackPerson, ...]


def read_pack(folder: Path) -> Pack:
    """Reads offices.toml and, where they are, organizations.toml and people.toml.

    Raises:
        Unreadable: a file is missing or not of the form; the sentence names the file and what is wrong.
    """
    return Pack(
        offices=_offices(folder / "offices.toml"),
        organizations=tuple(_each(folder / "organizations.toml", "organization", _organization)),
        people=tuple(_each(folder / "people.toml", "person", _person)),
    )


def _offices(path: Path) -> tuple[PackOffice, ...]:
    found = _each(path, "office", _office)
    words = tomllib.loads(path.read_text(encoding="utf-8")).get("ward_office", {})
    return tuple(_named_by_ward(one, words) if one.ward else one for one in found)


def _named_by_ward(office: PackOffice, words: Mapping[str, str]) -> PackOffice:
    """Names a council office in each language by its ward's number."""
    number = office.ward.partition(":")[2]
    given = {tag: said.replace("{number}", number) for tag, said in words.items()}
    return replace(office, names={**given, **office.names})


def _each(path: Path, name: str, read: Any) -> list[Any]:
    if not path.exists() and path.name != "offices.toml":
        return []
    try:
        return [read(given) for given in tomllib.loads(path.read_text(encoding="utf-8")).get(name, [])]
    except FileNotFoundError as error:
        raise Unreadable(f"There is no {path.name} in the pack '{path.parent.name}'.") from error
    except KeyError as error:
        raise Unreadable(f"In {path.name} of the pack, an entry lacks {error}.") from error
    except (ValueError, TypeError) as error:
        raise Unreadable(f"In {path.name} of the pack: {error}.") from error


def _office(given: dict[str, Any]) -> PackOffice:
    return PackOffice(
        code=given["code"], name=given["name"], names=dict(given.get("names", {})), kind=OfficeKind(given["kind"]), ward=given.get("ward", ""),
        position=given["position"], phone=given.get("phone", ""),
    )  # fmt: skip


def _organization(given: dict[str, Any]) -> PackOrganization:
    return PackOrganization(code=given["code"], name=given["name"], does=given.get("does", ""))


def _person(given: dict[str, Any]) -> PackPerson:
    return PackPerson(
        key=given["key"], name=given["name"], email=given["email"].lower(), phone=given.get("phone", ""),
        language=given.get("language", "en"), grants=tuple(map(_grant, given["roles"])),
        on_duty=given.get("on_duty", False), pool_position=given.get("pool_position", 0),
    )  # fmt: skip


def _grant(given: dict[str, str]) -> PackGrant:
    office, organization = given.get("office", ""), given.get("organization", "")
    if bool(office) == bool(organization):
        raise ValueError("a role needs an office or an organization, one of the two")
    return PackGrant(role=Role(given["role"]), office=office, organization=organization)
