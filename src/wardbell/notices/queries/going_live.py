"""What must be there before this node speaks to a real city, each thing read from what is recorded, none ticked by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from wardbell.escalation import queries as escalation
from wardbell.ground import clock, languages
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.phrases.rules import GoLiveRole
from wardbell.places import queries as places

DRILL_HOLDS = timedelta(days=90)  # people, telephones and numbers change within a season


class Item(StrEnum):
    """In the order in which they are best done."""

    COUNSEL = "counsel"  #: counsel has said that this node may speak to the public
    CLERK = "clerk"  #: the clerk has
    LANGUAGES = "languages"  #: every text is signed off in every language of the city
    NUMBERS = "numbers"  #: every official has proved that they answer at their number
    DRILL = "drill"  #: every council office answered one drill of the last 90 days


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the checklist; `n` of `of` are there, and `lacks` names what is not (offices, people, languages)."""

    item: Item
    n: int
    of: int
    lacks: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.of > 0 and self.n == self.of


def going_live() -> list[Step]:
    """Returns the checklist of this node as it stands now, in the order of `Item`."""
    return [_counsel(), _clerk(), _languages(), _numbers(), _drill()]


def _counsel() -> Step:
    return _word(Item.COUNSEL, GoLiveRole.COUNSEL)


def _clerk() -> Step:
    return _word(Item.CLERK, GoLiveRole.CLERK)


def _word(item: Item, role: GoLiveRole) -> Step:
    return Step(item=item, n=int(role in phrases.signed_for_going_live()), of=1)


def _languages() -> Step:
    spoken = places.jurisdiction().languages
    ready = phrases.readiness(tags=spoken)
    lacks = [
        tag for tag in spoken if any(by_tag[tag] is not phrases.Readiness.READY for by_tag in ready.values())
    ]
    return _all_but(Item.LANGUAGES, (languages.by_tag(tag).english for tag in lacks), of=len(spoken))


def _numbers() -> Step:
    found = people.numbers(clock.now())
    return _all_but(Item.NUMBERS, (one.name for one in (*found.unproved, *found.without)), of=found.of)


def _drill() -> Step:
    """Passed when one drill was answered by every office that stands now; else what the newest lacks is told."""
    offices, drills = people.council_offices(), escalation.drills(since=clock.now() - DRILL_HOLDS)
    wanted = {one.code for one in offices}
    passed = next((one for one in drills if one.answered >= wanted), None) or next(iter(drills), None)
    answered = passed.answered if passed else frozenset()
    return _all_but(Item.DRILL, (one.name for one in offices if one.code not in answered), of=len(offices))


def _all_but(item: Item, lacks: Iterable[str], *, of: int) -> Step:
    missing = tuple(lacks)
    return Step(item=item, n=of - len(missing), of=of, lacks=missing)
