"""Conditions that several tables of this room share; which source a row may have is made from the rules' own table."""

from django.db.models import Q

from wardbell.reports.rules import SOURCES

PERSON = "people.Account"


def follows_source() -> Q:
    """Returns the condition that a report's source is one that its node's role may keep."""
    allowed = Q()
    for held_as, sources in SOURCES.items():
        allowed |= Q(held_as=held_as, source__in=sorted(sources))
    return allowed


def neither_or_both(one: str, other: str) -> Q:
    """Returns the condition that both or neither of two fields are given."""
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )
