"""What a sign-up at this node is for."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wardbell.notices import kinds

#: a city node offers its own matters alone; enforcement topics live on community nodes
OFFERED: tuple[str, ...] = kinds.topics(with_enforcement="community" in settings.NODE_ROLES)
#: those that a reader chooses; the general one is always among them
CHOSEN: tuple[str, ...] = tuple(one for one in OFFERED if one != kinds.GENERAL)
NAMES = {
    "enforcement": _("Federal activity, and what is said of it"),
    "boil_water": _("Drinking water"),
    "snow_emergency": _("Snow and parking"),
}
