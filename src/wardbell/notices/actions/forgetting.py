"""Letting the post office forget whom a notice went to, once it has been over for long enough."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries as dispatch_queries
from wardbell.dispatch.rules import KEPT
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.notices.models import Notice
from wardbell.notices.queries.rows import subject_of
from wardbell.notices.rules import FOLLOWING


def forget_readers_by_itself() -> int:
    """Forgets whom notices went to that have been over for thirty days, and returns how many copies that were.

    Where the node's own rule says so: a city's node erases nothing before its schedule is adopted.
    """
    if "community" not in settings.NODE_ROLES:
        return 0
    known = dispatch_queries.subjects_with_readers()
    over = {subject_of(row) for row in Notice.objects.filter(_over(clock.now() - KEPT)).only("id")}
    return sum(dispatch.forget_readers(subject, by=CLOCKWORK) for subject in sorted(known & over))


def _over(before: datetime) -> Q:
    """What takes back or puts right is over when it is said."""
    following = Q(kind__in=FOLLOWING, published_at__lte=before)
    return following | Q(ended_at__lte=before) | Q(withdrawn_at__lte=before) | Q(expires_at__lte=before)
