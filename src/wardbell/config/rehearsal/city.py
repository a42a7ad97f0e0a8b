"""The made-up city of demos and rehearsals: its offices, its sample texts, its readers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command

from wardbell.channels.base import Medium
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions as people
from wardbell.phrases import actions as phrases
from wardbell.places import actions as places
from wardbell.subscribers import actions as subscribers

#: how many of a hundred readers read each language
LANGUAGES = {"en": 45, "es": 20, "so": 15, "hmn": 10, "ar": 10}
#: fictional numbers are 555-0100 to 555-0199 in each of these (North American Numbering Plan, 555-01XX)
_AREA_CODES = (
    612, 651, 763, 952, 507, 218, 320, 701, 605, 715, 608, 414, 262, 920, 312, 773, 708, 847, 630, 815,
    515, 319, 563, 712, 641, 816, 314, 402, 308, 531, 303, 720, 970, 719, 206, 253, 425, 360, 509, 503,
)  # fmt: skip
_NUMBERS_PER_CODE = 100
CONSENT = "sample-1"


@dataclass(frozen=True, kw_only=True)
class ReaderPlan:
    """One reader of the made-up city, as the story knows them; addresses are of ranges that reach nobody."""

    medium: Medium
    address: str
    language: str
    areas: tuple[str, ...]
    before_eight: bool


def found() -> None:
    """Brings the database up to date and fills it with the jurisdiction's pack and the sample texts."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    places.found_jurisdiction(settings.JURISDICTION, by=OPERATOR)
    people.found_offices(settings.JURISDICTION, by=OPERATOR)
    phrases.load_samples(by=OPERATOR)


def readers(count: int, *, areas: tuple[str, ...], chance: random.Random) -> Iterator[ReaderPlan]:
    """Yields readers spread over the areas: six in ten by text, the rest by mail, every second one urgent."""
    tags, weights = list(LANGUAGES), list(LANGUAGES.values())
    for number in range(count):
        is_text = number % 10 < 6
        yield ReaderPlan(
            medium=Medium.SMS if is_text else Medium.MAIL,
            address=_number(number) if is_text else f"reader-{number}@readers.example",
            language=chance.choices(tags, weights)[0],
            areas=(areas[number % len(areas)],),
            before_eight=chance.random() < 0.5,
        )


def subscribe(plans: list[ReaderPlan], *, topics: tuple[str, ...]) -> None:
    """Signs every reader up and confirms, as the doors do."""
    for plan in plans:
        contact_point_id = subscribers.subscribe(
            medium=plan.medium, address=plan.address, language=plan.language, areas=plan.areas, topics=topics,
            before_eight=plan.before_eight, consent_version=CONSENT, by=OPERATOR,
        )  # fmt: skip
        subscribers.confirm(contact_point_id, by=OPERATOR, method="operator")


def _number(number: int) -> str:
    code, last = divmod(number, _NUMBERS_PER_CODE)
    return f"+1{_AREA_CODES[code]}55501{last:02d}"
