"""What a sign-up at this node is for."""

from django.conf import settings

#: a city node offers general notices alone; enforcement topics live on community nodes
OFFERED: tuple[str, ...] = ("general", "enforcement") if "community" in settings.NODE_ROLES else ("general",)
