"""Open a city: `wardbell city new CODE --wards FILE.geojson --contacts FILE.csv`, then `wardbell city invite`, `wardbell city checklist`."""

import argparse
import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import DatabaseError

from wardbell.config.commands import _frame
from wardbell.ground.errors import Refused

if TYPE_CHECKING:
    from wardbell.config.commands._city.plan import Asked

_NEW = """
The map: GeoJSON of the wards, as for `wardbell places import`. Of a map of several cities, --where city=Bloomington keeps one.

The contact list: CSV in UTF-8, one row for each role of each person, with the columns office, role, name (or title), e-mail,
mobile, and language if not English. Offices are mayor, chief, emergency, attorney, clerk, and the wards; any other name is a
partner organization. Telephone numbers in any spelling. Rows with the role `line` are telephone lines and no people: attorney,
clerk, hotline and languages are needed, a line for an office or for languages in another language may follow.

All is read and checked first, and nothing is written when a row or a feature is wrong. Then the pack is written to
WARDBELL_CITIES_DIR, and wards, offices and people are founded. Nobody is told anything: `wardbell city invite` does that.

Prints one line of what stands, then one line for each step of going live. Exit 0: founded. 1: something is wrong, and one line
{file, line or feature, reason} names each fault. 2: it could not run.
"""
_ZONE = "America/Chicago"


def run(arguments: list[str]) -> int:
    """`new` founds a city, `invite` lets its people in, `checklist` says what is missing before it goes live."""
    given = _parser().parse_args(arguments)
    _frame.wake_django()
    try:
        return int(given.do(given))
    except Refused as refused:
        _frame.tell(refused.sentence)
    except DatabaseError as error:
        _frame.tell(f"The database refused: {type(error).__name__}.")
    return _frame.COULD_NOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wardbell city", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="{new,invite,checklist}")
    new = verbs.add_parser(
        "new",
        epilog=_NEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        help="found a city from a map and a contact list",
    )
    _add_files(new)
    _add_words(new)
    new.set_defaults(do=_new)
    invite = verbs.add_parser("invite", help="print the link by which each person comes in, or mail it")
    invite.add_argument("--office", default="", help="the code of one office alone")
    invite.add_argument("--send", action="store_true", help="mail each link instead of printing it")
    invite.set_defaults(do=_invite)
    checklist = verbs.add_parser(
        "checklist", help="one line for each step of going live; exit 1 while one is missing"
    )
    checklist.set_defaults(do=_checklist)
    return parser


def _add_files(new: argparse.ArgumentParser) -> None:
    new.add_argument("code", metavar="CODE", help="small letters, digits, hyphens: saint-paul")
    new.add_argument("--wards", required=True, type=Path, metavar="FILE.geojson")
    new.add_argument("--contacts", required=True, type=Path, metavar="FILE.csv")
    new.add_argument("--neighbourhoods", type=Path, metavar="FILE.geojson")
    new.add_argument("--places", type=Path, metavar="FILE.geojson", help="public places of the adopted list")
    new.add_argument(
        "--where", default="", metavar="PROPERTY=VALUE", help="of the map of wards, only these features"
    )
    new.add_argument(
        "--id-property", metavar="P", help="the property, or several with commas, that is a ward's id"
    )


def _add_words(new: argparse.ArgumentParser) -> None:
    new.add_argument("--name", default="", help="as it stands on a page; made of the code when left out")
    new.add_argument("--zone", default="", help=f"IANA time zone; {_ZONE} is assumed when left out")
    new.add_argument(
        "--languages", default="en,es,so,hmn,ar", help="tags with commas, in the order of the language switch"
    )
    new.add_argument(
        "--country", default="US", help="whose way of writing telephone numbers is meant (ISO 3166-1)"
    )
    new.add_argument("--mail", default="", help="where somebody may write who cannot phone")
    new.add_argument(
        "--ladder", type=_minutes, default=(5, 10, 15), metavar="5,10,15", help="minutes to each next rung"
    )
    new.add_argument(
        "--valid-from", type=_day, metavar="DATE", help="first day of the wards; today when left out"
    )


def _new(given: argparse.Namespace) -> int:
    from wardbell.config.commands._city import founding  # noqa: PLC0415  # tables: only once Django is awake
    from wardbell.config.commands._city.plan import plan_of  # noqa: PLC0415

    begun = time.monotonic()
    plan = plan_of(_asked(given))
    if plan.faults:
        for fault in plan.faults:
            _frame.answer(asdict(fault))
        _frame.tell(f"{len(plan.faults)} fault(s). Nothing was written.")
        return _frame.CHECK_FAILED
    _ready_tables()
    founded = founding.found(plan)
    seconds = round(time.monotonic() - begun, 1)
    _frame.answer({**asdict(founded), "seconds": seconds, "warnings": plan.warnings})
    _tell_all(plan.warnings)
    _answer_checklist()
    _frame.tell(
        f"{founded.name} stands. Set WARDBELL_JURISDICTION={founded.code}, then: wardbell people first-administrator (when the"
        " list names none), wardbell city invite, wardbell doctor."
    )
    return _frame.RAN


def _invite(given: argparse.Namespace) -> int:
    from wardbell.config.commands._city import inviting  # noqa: PLC0415  # as above

    persons = inviting.waiting(given.office)
    if not persons:
        _frame.tell("Nobody waits for an invitation.")
        return _frame.RAN
    made = inviting.mail_all(persons) if given.send else [inviting.link_of(one) for one in persons]
    for one in made:
        _frame.answer(asdict(one))
    failed = sum(one.sent is False for one in made)
    _frame.tell(
        f"{len(made) - failed} invited, {failed} mails did not leave. Each link opens once, and whoever has it can use it."
    )
    return _frame.CHECK_FAILED if failed else _frame.RAN


def _checklist(_given: argparse.Namespace) -> int:
    return _frame.RAN if _answer_checklist() else _frame.CHECK_FAILED


def _answer_checklist() -> bool:
    from wardbell.notices import queries as notices  # noqa: PLC0415  # as above

    steps = notices.going_live()
    for step in steps:
        _frame.answer({**asdict(step), "is_done": step.is_done})
    return all(step.is_done for step in steps)


def _asked(given: argparse.Namespace) -> "Asked":
    from wardbell.config.commands._city.plan import Asked, today_in  # noqa: PLC0415  # as above

    zone = given.zone or _ZONE
    return Asked(
        code=given.code, name=given.name or given.code.replace("-", " ").title(), zone=zone, is_zone_assumed=not given.zone,
        languages=tuple(tag.strip() for tag in given.languages.split(",") if tag.strip()), country=given.country.upper(), contact_mail=given.mail,
        wards=given.wards, contacts=given.contacts, neighbourhoods=given.neighbourhoods, places=given.places,
        where=given.where, id_property=given.id_property, ladder=given.ladder, valid_from=given.valid_from or today_in(zone),
    )  # fmt: skip


def _ready_tables() -> None:
    from django.core.management import call_command  # noqa: PLC0415  # as above

    from wardbell.ground import database  # noqa: PLC0415

    if database.unapplied():
        _frame.tell("Bringing the tables up to date.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def _tell_all(warnings: Iterable[str]) -> None:
    for one in warnings:
        _frame.tell(f"warning: {one}")


def _minutes(text: str) -> tuple[int, ...]:
    try:
        found = tuple(int(one) for one in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' are no minutes; write them like 5,10,15") from error
    if list(found) != sorted(set(found)) or found[0] < 1:
        raise argparse.ArgumentTypeError("the minutes must grow, from one on")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it like 2022-01-03") from error
