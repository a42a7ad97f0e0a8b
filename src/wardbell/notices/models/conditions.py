"""Conditions that several tables of this room share; the ceiling is made from the rules' own table."""

from collections.abc import Iterable

from django.db.models import F, Q

from wardbell.dispatch.letters import Reach
from wardbell.notices.rules import CEILINGS, SAID, HowKnown, Matter, NoticeAudience
from wardbell.notices.rules.reach import Ceiling

PERSON = "people.Account"
IS_SAID = Q(state__in=sorted(SAID))


def _ceiling(row: Ceiling) -> Q:
    """Returns one row of the rules' table as the database reads it."""
    condition = Q(how_known__in=sorted(row.how_known), status__in=sorted(row.statuses))
    if row.needs_link:
        condition &= ~Q(link="")
    if row.needs_leave:
        condition &= ~Q(leave_from="")
    return condition


def follows_how_known() -> Q:
    """Returns the condition that ties a notice's `may_reach` to the rules' table: what no row names is NOBODY."""
    return _tied((row, _ceiling(row) & Q(matter__in=sorted(row.matters))) for row in CEILINGS)


def fact_follows_how_known() -> Q:
    """Returns the same for a later fact: facts are of council notices, which are about enforcement."""
    return _tied((row, _ceiling(row)) for row in CEILINGS if Matter.ENFORCEMENT in row.matters)


def _tied(rows: Iterable[tuple[Ceiling, Q]]) -> Q:
    named, tied = Q(), Q()
    for row, condition in rows:
        named |= condition
        tied |= condition & Q(may_reach=int(row.reach))
    return tied | (~named & Q(may_reach=int(Reach.NOBODY)))


def is_of_the_city_or_verified() -> Q:
    """Returns the condition that an organization speaks to the public alone, of what is verified or of a claim already public."""
    community = Q(audience=NoticeAudience.PUBLIC, on_behalf_of__isnull=True) & (
        Q(how_known=HowKnown.VERIFIED_REPORT)
        | Q(how_known=HowKnown.PUBLIC_STATEMENT, matter=Matter.RUMOUR_CHECK)
    )
    return Q(organization__isnull=True) | community


def who_and_when(fact: str) -> Q:
    """Returns the condition that both or neither of `<fact>_by` and `<fact>_at` are given."""
    by, at = f"{fact}_by__isnull", f"{fact}_at__isnull"
    return Q(**{by: True, at: True}) | Q(**{by: False, at: False})


def is_another(person: str) -> Q:
    """Returns the condition that a person, when given, is neither the author nor who phoned."""
    return Q(**{f"{person}__isnull": True}) | (
        ~Q(**{person: F("author")}) & (Q(on_behalf_of__isnull=True) | ~Q(**{person: F("on_behalf_of")}))
    )
