"""How many sign-ups and call-backs of a block of numbers come within the hour."""

from collections.abc import Callable

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.secrets import keyed_hash
from wardbell.places import queries as places
from wardbell.subscribers import rules
from wardbell.subscribers.addresses import country_of, normal_address
from wardbell.subscribers.models import SignUpCount
from wardbell.subscribers.rules import Medium


@transaction.atomic
def count_callback(*, medium: str, address: str) -> None:
    """Counts a number that somebody left in an open form against its block; a mailbox is not counted.

    Raises:
        Unreadable: it is no address of this medium.
        NotAllowed: numbers of its country are not written to here.
        Conflict: too many numbers of its block were left within the hour.
    """
    number = normal_address(medium, address, region=places.country())
    if medium == Medium.SMS:
        _count(number, purpose="callback_prefix", check=rules.check_may_be_answered)


def count_sign_up(number: str) -> None:
    """Counts a sign-up by the page against the block of its number."""
    _count(number, purpose="sign_up_prefix", check=rules.check_may_sign_up)


def _count(number: str, *, purpose: str, check: Callable[..., None]) -> None:
    """Counts a number against its block within this hour, when the check lets it pass."""
    here = places.jurisdiction()
    lookup = keyed_hash(rules.prefix_of(number), purpose=purpose)
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    SignUpCount.objects.bulk_create([SignUpCount(lookup=lookup, hour=hour)], ignore_conflicts=True)
    row = SignUpCount.objects.select_for_update().get(lookup=lookup, hour=hour)
    check(
        country_of(number), allowed=here.sign_up_countries, n_within_the_hour=row.n, at_most=here.sign_ups_per_prefix
    )  # fmt: skip
    SignUpCount.objects.filter(id=row.id).update(n=row.n + 1)
