"""How long what residents told is kept, and what is left of it."""

from datetime import datetime, timedelta

UNVERIFIED_KEPT = timedelta(hours=72)
VERIFIED_KEPT = timedelta(days=30)  # after it closed; the finding stays longer than what callers said
CONTACT_KEPT = timedelta(hours=24)  # after the incident closed
CONTACT_AT_MOST = timedelta(days=7)
DISPATCH_KEPT = timedelta(days=30)
THREAT_KEPT = timedelta(days=30)  # a threat to anybody is not forgotten at 72 hours
DESK_DETAIL_KEPT = timedelta(hours=72)  # counts of officers, equipment, what a vehicle looked like
RUMOUR_KEPT = timedelta(days=30)


def contact_until(*, made_at: datetime, closed_at: datetime | None) -> datetime:
    """Returns until when a caller's contact is kept: a day after the incident closed, and a week at most."""
    at_most = made_at + CONTACT_AT_MOST
    return at_most if closed_at is None else min(closed_at + CONTACT_KEPT, at_most)
