"""Erasing what is due, where the node's own rule says so."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.journal import actions as journal
from wardbell.journal import queries as journal_queries
from wardbell.subscribers import rules
from wardbell.subscribers.actions.rows import some_ids
from wardbell.subscribers.models import ContactPoint, ReplyHandle, SignUpCount
from wardbell.subscribers.rules import State


def erase_by_itself() -> int:
    """Erases what is due, where the node's own rule says so: a city's node erases nothing before its schedule is adopted."""
    return erase_due(by=CLOCKWORK) if "community" in settings.NODE_ROLES else 0


def erase_due(*, by: Actor) -> int:
    """Erases what is no longer needed, and returns how many rows it touched; a legal hold freezes it.

    Of who stopped a day ago the suppression stays, as a keyed hash; unanswered sign-ups and old reply handles go.
    """
    if journal_queries.is_held():
        return 0
    n_erased = 0
    while n := _erase_some(clock.now(), by=by):
        n_erased += n
    return n_erased


@transaction.atomic
def _erase_some(now: datetime, *, by: Actor) -> int:
    stopped = ContactPoint.objects.filter(
        state=State.STOPPED, sealed__isnull=False, stopped_at__lte=now - rules.STOPPED_ADDRESS
    )
    unanswered = ContactPoint.objects.filter(state=State.PENDING, created_at__lte=now - rules.UNANSWERED)
    handles = ReplyHandle.objects.filter(expires_at__lte=now)
    n_stopped = ContactPoint.objects.filter(id__in=some_ids(stopped)).update(sealed=None)
    n_unanswered, _ = ContactPoint.objects.filter(id__in=some_ids(unanswered)).delete()
    n_handles, _ = ReplyHandle.objects.filter(id__in=some_ids(handles)).delete()
    SignUpCount.objects.filter(hour__lte=now - rules.SIGN_UP_COUNT).delete()
    n_all = n_stopped + n_unanswered + n_handles
    if n_all:
        journal.write(
            verb="subscribers.erase", about="subscribers:all", by=by,
            facts={"stopped": n_stopped, "unanswered": n_unanswered, "reply_handles": n_handles},
        )  # fmt: skip
    return n_all
