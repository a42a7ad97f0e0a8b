"""A city's contact list as its clerk keeps it: a table (CSV) with one row for each role of each person. Pure.

Columns, in any order and under many names: office (or organization), role, name or title, e-mail, mobile; language if not English.
A row with the role `line` is no person but a telephone line: the clerk's duty number, the attorney's, the hotline, the languages line.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import phonenumbers

from wardbell.people.pack import PackGrant, PackOrganization, PackPerson
from wardbell.people.rules import OfficeKind, Role

LINE = "line"
_NEEDED = ("office", "role", "name", "email", "phone")
#: how cities call the columns; compared without capitals and signs
_COLUMNS = {
    "office": ("office", "seat", "department", "ward", "organization", "organisation", "partner"),
    "role": ("role", "position", "function"),
    "name": ("name", "title", "nameortitle", "roletitle", "person", "contact"),
    "email": ("email", "mail", "emailaddress", "mailbox"),
    "phone": ("mobile", "phone", "cell", "cellphone", "mobilephone", "mobilenumber", "telephone", "number"),
    "language": ("language", "lang"),
}  # fmt: skip
_ROLES = {
    "councilmember": Role.MEMBER, "councilor": Role.MEMBER, "councillor": Role.MEMBER, "alderperson": Role.MEMBER,
    "councilpresident": Role.PRESIDENT, "cityattorney": Role.COUNSEL, "admin": Role.ADMINISTRATOR,
}  # fmt: skip
_OFFICES = {
    "mayor": OfficeKind.MAYOR, "officeofthemayor": OfficeKind.MAYOR, "mayorsoffice": OfficeKind.MAYOR,
    "chief": OfficeKind.CHIEF, "police": OfficeKind.CHIEF, "chiefofpolice": OfficeKind.CHIEF, "policechief": OfficeKind.CHIEF,
    "emergency": OfficeKind.EMERGENCY, "emergencymanagement": OfficeKind.EMERGENCY,
    "attorney": OfficeKind.ATTORNEY, "cityattorney": OfficeKind.ATTORNEY,
    "clerk": OfficeKind.CLERK, "cityclerk": OfficeKind.CLERK,
}  # fmt: skip
_LINES = {
    "hotline": "hotline",
    "languages": "languages",
    "languagesline": "languages",
    "languageline": "languages",
}
_MAILBOX = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong; `line` counts from 1 as an editor does, None means the list as a whole."""

    line: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """A whole list. With faults nothing of it may be used."""

    people: tuple[PackPerson, ...] = ()
    organizations: tuple[PackOrganization, ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)  #: office code, "hotline" or "languages", to E.164
    language_lines: Mapping[str, str] = field(default_factory=dict)  #: tag to E.164
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Row:
    line: int
    office: str  #: code of an office or a line, empty for an organization
    organization: str  #: code, empty for an office of the city
    organization_name: str
    role: str
    name: str
    email: str
    phone: str
    language: str


def read_contacts(text: str, *, wards: Mapping[str, str], region: str, languages: Iterable[str]) -> Contacts:
    """Reads a contact list; every fault is told, not the first alone.

    `wards` is {office code: name of its ward}; `region` (ISO 3166-1) is whose way of writing telephone numbers is meant.
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        table = list(csv.reader(io.StringIO(plain), dialect=_dialect(plain)))
    except csv.Error as error:
        return Contacts(faults=(Fault(line=None, reason=f"The list is no table: {error}."),))
    if not table:
        return Contacts(faults=(Fault(line=None, reason="The list is empty."),))
    places, notes = _places_of(table[0])
    if lacking := [one for one in _NEEDED if one not in places]:
        return Contacts(
            faults=(Fault(line=1, reason=f"The first line names no column for {' and '.join(lacking)}."),)
        )
    rows, faults = [], []
    known = {_bare(name): code for code, name in wards.items()} | {_bare(code): code for code in wards}
    for line, cells in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in cells):
            try:
                given = {
                    name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()
                }
                rows.append(_row(line, given, wards=known, region=region, languages=frozenset(languages)))
            except ValueError as error:
                faults.append(Fault(line=line, reason=str(error)))
    faults += _repeats(rows)
    return _contacts(rows, faults=tuple(sorted(faults, key=lambda one: one.line or 0)), notes=notes)


def gaps(contacts: Contacts, *, wards: Mapping[str, str], languages: Iterable[str]) -> list[str]:
    """Returns what a list lacks that a city can begin without, each as a sentence; `wards` as in `read_contacts`."""
    roles: dict[str, set[Role]] = {}
    for grant in (grant for one in contacts.people for grant in one.grants):
        roles.setdefault(grant.office or grant.organization, set()).add(grant.role)
    found = [
        f"{name} has no {role}."
        for role in (Role.MEMBER, Role.DEPUTY, Role.AIDE)
        for code, name in wards.items()
        if role not in roles.get(code, set())
    ]
    held = set().union(*roles.values()) if roles else set()
    needed = (Role.ADMINISTRATOR, Role.DESIGNEE, Role.APPROVER, Role.DUTY_CLERK, Role.COUNSEL, Role.PRESIDENT)
    found += [f"Nobody is {role.replace('_', ' ')}." for role in needed if role not in held]
    if len(list(languages)) > 1 and Role.TRANSLATOR not in held:
        found.append("Nobody is translator.")
    found += [
        f"{one.name} has no telephone number, and is reached by mail alone."
        for one in contacts.people
        if not one.phone
    ]
    return found


def _dialect(text: str) -> type[csv.Dialect]:
    class Table(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Table


def _places_of(header: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    notes = []
    for place, cell in enumerate(header):
        name = next((name for name, words in _COLUMNS.items() if _bare(cell) in words), None)
        if name is None or name in places:
            notes.append(f"The column '{cell.strip()}' is not read.")
        else:
            places[name] = place
    return places, tuple(notes)


def _row(
    line: int, given: Mapping[str, str], *, wards: Mapping[str, str], region: str, languages: frozenset[str]
) -> _Row:
    """Returns one row, checked.

    Raises:
        ValueError: a sentence that says what is wrong with it.
    """
    if not given["office"]:
        raise ValueError("No office or organization is named.")
    role, language = _role(given["role"]), given.get("language", "").lower()
    if language and language not in languages:
        raise ValueError(
            f"'{language}' is no language of this city; it speaks {', '.join(sorted(languages))}."
        )
    if not given["phone"] and role == LINE:
        raise ValueError("A line needs its telephone number.")
    office = _office(given["office"], wards=wards, is_line=role == LINE)
    if not office and role not in {LINE, Role.PARTNER, Role.APPROVER, Role.TRANSLATOR, Role.COUNSEL}:
        raise ValueError(
            f"There is no office '{given['office']}': the offices are mayor, chief, emergency, attorney, clerk and {_listed(wards)}."
        )
    return _Row(
        line=line, office=office, role=role, name=_name(given["name"], is_line=role == LINE),
        organization="" if office else _slug(given["office"]), organization_name="" if office else given["office"],
        email="" if role == LINE else _email(given["email"]), phone=_phone(given["phone"], region=region), language=language or "en",
    )  # fmt: skip


def _contacts(rows: list[_Row], *, faults: tuple[Fault, ...], notes: tuple[str, ...]) -> Contacts:
    people: dict[str, list[_Row]] = {}
    for row in rows:
        if row.role != LINE:
            people.setdefault(row.email, []).append(row)
    lines = [row for row in rows if row.role == LINE]
    partners = {row.organization: row.organization_name for row in rows if row.organization}
    return Contacts(
        people=tuple(_person(same) for same in people.values()),
        organizations=tuple(PackOrganization(code=code, name=name, does="") for code, name in partners.items()),
        lines={row.office: row.phone for row in lines if row.office != "languages" or row.language == "en"},
        language_lines={row.language: row.phone for row in lines if row.office == "languages" and row.language != "en"},
        faults=faults, notes=notes,
    )  # fmt: skip


def _person(same: list[_Row]) -> PackPerson:
    first = same[0]
    return PackPerson(
        key=first.email, name=first.name, email=first.email, language=first.language,
        phone=next((row.phone for row in same if row.phone), ""), on_duty=False, pool_position=0,
        grants=tuple(PackGrant(role=Role(row.role), office=row.office, organization=row.organization) for row in same),
    )  # fmt: skip


def _repeats(rows: list[_Row]) -> list[Fault]:
    """Returns a fault for each row that says again, or otherwise, what an earlier one said."""
    faults, roles, mails, phones = [], dict[object, int](), dict[str, _Row](), dict[str, _Row]()
    for row in rows:
        what = (row.email or row.language, row.role, row.office, row.organization)
        if what in roles:
            faults.append(Fault(line=row.line, reason=f"Line {roles[what]} says the same already."))
            continue
        roles[what] = row.line
        if row.role == LINE:
            continue
        first = mails.setdefault(row.email, row)
        if (first.name, first.phone) != (row.name, row.phone):
            faults.append(
                Fault(
                    line=row.line,
                    reason=f"The person of {row.email} has another name or number in line {first.line}.",
                )
            )
        other = phones.setdefault(row.phone, row) if row.phone else row
        if other.email != row.email:
            faults.append(
                Fault(
                    line=row.line,
                    reason=f"Line {other.line} gives the same telephone number to somebody else.",
                )
            )
    return faults


def _role(typed: str) -> str:
    bare = _bare(typed)
    if bare == LINE:
        return LINE
    known = {_bare(role): role for role in Role} | _ROLES
    if bare not in known:
        words = ", ".join(role.replace("_", " ") for role in Role)
        raise ValueError(f"'{typed}' is no role: write {words}, or {LINE} for a telephone line.")
    return known[bare]


def _office(typed: str, *, wards: Mapping[str, str], is_line: bool) -> str:
    """Returns the code of an office or a line; empty when it is an organization."""
    bare = _bare(typed)
    numbered = re.fullmatch(r"(?:council)?(?:ward|district|precinct)?0*(\d+)(?:councilo?ffice|office)?", bare)
    for one in (bare, f"ward{numbered[1]}" if numbered else "", f"district{numbered[1]}" if numbered else ""):
        if one in wards:
            return wards[one]
    if numbered:
        raise ValueError(f"There is no ward for '{typed}': the map draws {_listed(wards)}.")
    if bare in _OFFICES:
        return str(_OFFICES[bare])
    if is_line and bare in _LINES:
        return _LINES[bare]
    if is_line:
        raise ValueError(f"'{typed}' has no line: write attorney, clerk, hotline, languages, or an office.")
    return ""


def _listed(wards: Mapping[str, str]) -> str:
    codes = list(dict.fromkeys(wards.values()))
    return f"{codes[0]} to {codes[-1]}" if codes else "none"


def _name(typed: str, *, is_line: bool) -> str:
    name = " ".join(typed.split())
    if not name and not is_line:
        raise ValueError("Write a name, or what the person is.")
    if len(name) > 120:
        raise ValueError("The name is longer than 120 signs.")
    return name


def _email(typed: str) -> str:
    mail = typed.lower()
    if not _MAILBOX.fullmatch(mail):
        raise ValueError(f"'{typed}' is no e-mail address in full, such as name@city.example.")
    return mail


def _phone(typed: str, *, region: str) -> str:
    if not typed:
        return ""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"'{typed}' is no telephone number.") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"'{typed}' has too few or too many digits for a telephone number.")
    if number.extension:
        raise ValueError(f"'{typed}' has an extension: text messages reach no extension.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:40]
