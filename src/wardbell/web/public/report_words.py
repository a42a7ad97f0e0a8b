"""The words of the residents' form: for each member of a closed list, what a person reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from wardbell.reports.rules import Danger, Equipment, FirstHand, Kind, Marking

#: what a resident may come with; abuse of the line is a lane of the desk alone
KINDS = {
    Kind.SIGHTING: _("I saw or heard of federal officers"),
    Kind.DETAINED_RELATIVE: _("Somebody I know was detained"),
    Kind.NEED_HELP: _("I need help"),
    Kind.QUESTION: _("I have a question"),
    Kind.MISCONDUCT: _("Somebody was treated badly"),
    Kind.THREAT: _("Somebody is threatened"),
}
FIRST_HAND = {
    FirstHand.YES: _("Yes, I saw it myself"),
    FirstHand.NO: _("No, somebody told me, or I read it"),
}
MARKINGS = {
    Marking.POLICE: _("POLICE"),
    Marking.ICE: _("ICE"),
    Marking.HOMELAND: _("Homeland Security"),
    Marking.BORDER_PATROL: _("Border Patrol"),
    Marking.MARSHALS: _("U.S. Marshals"),
    Marking.OTHER_FEDERAL: _("Another federal agency"),
    Marking.CITY_POLICE: _("City police"),
    Marking.SHERIFF: _("Sheriff"),
    Marking.STATE_PATROL: _("State patrol"),
    Marking.UNIFORM: _("Uniforms"),
    Marking.VEST: _("Vests"),
    Marking.FACE_COVERED: _("Covered faces"),
    Marking.PLAIN_CLOTHES: _("Plain clothes"),
    Marking.NONE_SEEN: _("No markings"),
}
EQUIPMENT = {
    Equipment.MARKED_VEHICLE: _("Marked vehicle"),
    Equipment.UNMARKED_VEHICLE: _("Unmarked vehicle"),
    Equipment.VAN: _("Van"),
    Equipment.HELICOPTER: _("Helicopter"),
    Equipment.DOG: _("Dog"),
}
DANGERS = {
    Danger.WEAPONS: _("Weapons drawn"),
    Danger.GAS: _("Gas"),
    Danger.INJURY: _("Somebody is hurt"),
    Danger.CROWD: _("A crowd"),
    Danger.STAY_AWAY: _("An official asks people to stay away"),
}
#: minutes ago
AGO = {
    "0": _("Now"), "15": _("A quarter of an hour ago"), "60": _("An hour ago"), "180": _("Some hours ago"),
    "1440": _("Yesterday or before"),
}  # fmt: skip


def choices(named: Mapping[Any, object]) -> list[tuple[str, object]]:
    """Returns a closed list as a form offers it."""
    return [(str(value), word) for value, word in named.items()]
