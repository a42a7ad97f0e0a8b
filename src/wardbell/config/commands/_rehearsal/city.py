"""The made-up city of demos and rehearsals: its offices, its sample texts, its readers."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command

from wardbell.config.commands._rehearsal.plan import ReaderPlan
from wardbell.ground.actors import OPERATOR
from wardbell.notices import kinds
from wardbell.people import actions as people
from wardbell.people import queries as somebody
from wardbell.phrases import actions as phrases
from wardbell.places import actions as places
from wardbell.places import queries as where
from wardbell.places.packs import read_pack
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.rules import Choices, MadeUp

TOPICS = kinds.topics(with_enforcement=True)


def found() -> None:
    """Brings the database up to date and fills it with the jurisdiction's pack and the sample texts. Harmless when run twice."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    places.found_jurisdiction(settings.JURISDICTION, by=OPERATOR)
    people.found_offices(settings.JURISDICTION, by=OPERATOR)
    phrases.load_samples(by=OPERATOR)


def zone() -> ZoneInfo:
    """Returns the zone of the city that this node will serve, from its pack: the city may not stand yet."""
    return ZoneInfo(read_pack(where.pack_folder(settings.JURISDICTION)).zone)


def taken_numbers() -> frozenset[str]:
    """Returns the telephone numbers that no reader may have: those of the city's people."""
    return frozenset(one.person.phone for one in somebody.everybody() if one.person.phone)


def sign_up(plans: Iterable[ReaderPlan]) -> int:
    """Makes the readers of a plan, confirmed, and returns how many."""
    made_up = [
        MadeUp(
            medium=plan.medium, address=plan.address,
            choices=Choices(language=plan.language, areas=plan.areas, topics=TOPICS, before_eight=plan.before_eight),
        )
        for plan in plans
    ]  # fmt: skip
    return len(subscribers.make_up_readers(made_up, by=OPERATOR))
