"""Many people who relay at once, in threads of one process, each on a connection of its own. Run inside a node's own process."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tests.notices import make
from wardbell.dispatch.models import Posting
from wardbell.journal.models import Entry
from wardbell.notices import actions
from wardbell.notices.models import PartnerRelay, Relay
from wardbell.people import queries as people

N_THREADS = 16
N_BULLETINS = 5


def relays_at_once() -> dict[str, object]:
    """Every thread relays every bulletin for every council office, in an order of its own; over a thousand calls."""
    bulletins = [make.bulletin(make.official(areas=(f"ward:{n}",))) for n in range(1, N_BULLETINS + 1)]
    offices = [one.code for one in people.council_offices()]
    aides = {code: make.who(f"{code}-aide") for code in offices}
    pairs = [(bulletin, office) for bulletin in bulletins for office in offices]

    def crowd(seed: int) -> list[tuple[str, str]]:
        order = random.Random(seed).sample(pairs, len(pairs))
        try:
            return [
                (bulletin, office)
                for bulletin, office in order
                if not actions.relay(bulletin, office=office, by=aides[office]).was_before
            ]
        finally:
            connection.close()

    first = _all_at_once(crowd)
    return {
        "n_calls": N_THREADS * len(pairs), "n_pairs": len(pairs), "first": len(first), "first_once": len(set(first)),
        "rows": Relay.objects.count(),
        "postings": Posting.objects.filter(subject__in=[f"notice:{one}" for one in bulletins]).count(),
        "journal": Entry.objects.filter(verb="notices.relay").count(),
        "each": sorted(Counter(office for _, office in first).values()),
    }  # fmt: skip


def partner_relays_at_once() -> dict[str, object]:
    """Sixteen colleagues of one organization say at once that it passes on the same notice."""
    public, lead = make.bulletin(make.official(areas=("ward:9",))), make.who("hotline-lead")

    def say(_seed: int) -> list[bool]:
        try:
            return [actions.relay_by_partner(public, organization="hotline", by=lead).was_before]
        finally:
            connection.close()

    told = _all_at_once(say)
    return {"first": told.count(False), "rows": PartnerRelay.objects.count()}


def _all_at_once(act):
    with ThreadPoolExecutor(N_THREADS) as threads:
        return [one for found in threads.map(act, range(N_THREADS)) for one in found]
