"""Founding a planned city in this node's database: all of it, or nothing."""

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wardbell.config.commands._city import pack
from wardbell.config.commands._city.plan import Plan
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import queries as notices
from wardbell.people import actions as people
from wardbell.people import queries as somebody
from wardbell.places import actions as places
from wardbell.places import queries as where


@dataclass(frozen=True, kw_only=True)
class Founded:
    """What stands now, as counts, and where its pack lies."""

    code: str
    name: str
    wards: int
    areas: int
    offices: int
    organizations: int
    people: int
    folder: str


def found(plan: Plan) -> Founded:
    """Writes the pack and founds the city from it; when the database refuses, the pack goes too.

    Raises:
        WrongState: this node serves a city already.
        Refused: a pack that somebody wrote lies there, or a room refuses what the plan says.
    """
    if where.is_founded():
        raise WrongState(f"This node serves {where.jurisdiction().name} already; one node serves one city.")
    folder = Path(settings.CITIES_DIR) / plan.asked.code
    try:
        pack.write(plan, folder)
    except OSError as error:
        raise Refused(f"The pack cannot be written. {error.strerror or error}") from error
    try:
        return _founded(plan, folder)
    except BaseException:  # also when somebody stops it: nothing may be left
        shutil.rmtree(folder, ignore_errors=True)
        raise


@transaction.atomic
def _founded(plan: Plan, folder: Path) -> Founded:
    places.found_jurisdiction(plan.asked.code, OPERATOR)
    people.found_offices(plan.asked.code, by=OPERATOR)
    n_people = people.found_people(plan.contacts.people, by=OPERATOR)
    done = Founded(
        code=plan.asked.code, name=plan.asked.name, wards=len(where.wards()), areas=len(where.areas()),
        offices=len(somebody.offices()), organizations=len(somebody.organizations()), people=n_people, folder=str(folder),
    )  # fmt: skip
    steps = {step.item: {"n": step.n, "of": step.of} for step in notices.going_live()}
    facts = {name: value for name, value in asdict(done).items() if name != "folder"} | {"going_live": steps}
    journal.write(verb="city.found", about=f"jurisdiction:{plan.asked.code}", by=OPERATOR, facts=facts)
    return done
