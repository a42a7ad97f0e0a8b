"""The words of what somebody saw, as every door ticks it: markings, equipment, dangers."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wardbell.reports.rules import Danger, Equipment, Marking

Words = Mapping[str, Promise]

MARKINGS: Words = {
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
EQUIPMENT: Words = {
    Equipment.MARKED_VEHICLE: _("Marked vehicle"),
    Equipment.UNMARKED_VEHICLE: _("Unmarked vehicle"),
    Equipment.VAN: _("Van"),
    Equipment.HELICOPTER: _("Helicopter"),
    Equipment.DOG: _("Dog"),
}
DANGERS: Words = {
    Danger.WEAPONS: _("Weapons drawn"),
    Danger.GAS: _("Gas"),
    Danger.INJURY: _("Somebody is hurt"),
    Danger.CROWD: _("A crowd"),
    Danger.STAY_AWAY: _("An official asks people to stay away"),
}


def choices(named: Mapping[Any, object]) -> list[tuple[str, object]]:
    """Returns a closed list as a form offers it."""
    return [(str(value), word) for value, word in named.items()]
