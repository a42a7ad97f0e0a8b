"""Conditions that several tables of this room share, each a named constraint."""

from collections.abc import Collection
from enum import StrEnum

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

PERSON = "people.Account"
OFFICE = "people.Office"


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """Returns a closed list as a field takes it."""
    return [(one, one) for one in words]


def listed(field: str, words: type[StrEnum], *, name: str) -> models.CheckConstraint:
    """Returns the constraint that a field holds a word of its list."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(words)}), name=name)


def who_and_when(by: str, at: str, *, name: str) -> models.CheckConstraint:
    """Returns the constraint that both or neither of who and when are given."""
    neither = Q(**{f"{by}__isnull": True, f"{at}__isnull": True})
    both = Q(**{f"{by}__isnull": False, f"{at}__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=name)


def at_and_text(at: str, text: str, *, name: str) -> models.CheckConstraint:
    """Returns the constraint that an instant or a day has its text, and a text its instant."""
    neither = Q(**{f"{at}__isnull": True, text: ""})
    both = Q(**{f"{at}__isnull": False}) & ~Q(**{text: ""})
    return models.CheckConstraint(condition=neither | both, name=name)


def no_longer(field: str, length: int, *, name: str) -> models.CheckConstraint:
    """Returns the constraint that a text has so many characters at most, on every database."""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), length), name=name)


def in_order(first: str, then: str, *, name: str) -> models.CheckConstraint:
    """Returns the constraint that what ends does not end before it began."""
    either = Q(**{f"{first}__isnull": True}) | Q(**{f"{then}__isnull": True})
    return models.CheckConstraint(condition=either | Q(**{f"{then}__gte": F(first)}), name=name)


def only_in(state: str, states: Collection[str], field: str, *, name: str) -> models.CheckConstraint:
    """Returns the constraint that an instant is given in these states and in no other."""
    given = Q(**{f"{state}__in": sorted(states), f"{field}__isnull": False})
    other = ~Q(**{f"{state}__in": sorted(states)}) & Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(condition=given | other, name=name)
