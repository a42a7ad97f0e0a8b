"""What a report holds: the entries of a period or of one event, in closed answers and numbers, small counts masked."""

from datetime import datetime, time, timedelta

from wardbell.ordinance.models import Begun, Deadline, Entry
from wardbell.ordinance.packs import ordinance
from wardbell.ordinance.queries.rows import request_row, types_of
from wardbell.ordinance.rules import is_embargoed, masked
from wardbell.places import queries as places


def entries_of(row: Deadline) -> list[Entry]:
    """Returns the entries that a deadline's report is about: its own, or those whose conditions arose in its period."""
    if row.entry is not None:
        return [row.entry]
    if row.period_start_on is None or row.period_end_on is None:
        return []
    zone = places.zone()
    begins = datetime.combine(row.period_start_on, time(), tzinfo=zone)
    ends = datetime.combine(row.period_end_on + timedelta(days=1), time(), tzinfo=zone)
    duty = ordinance(row.ordinance_id).duty(row.duty)
    found = Begun.objects.filter(
        condition__in=list(duty.begins), arose_at__gte=begins, arose_at__lt=ends, entry__exercise=row.exercise
    )
    return list(Entry.objects.filter(id__in=found.values("entry_id")).order_by("received_at", "number"))


def row_of_report(entry: Entry) -> dict[str, object]:
    """Returns one entry as a report tells it: no narrative, no window, no place below the ward, nobody's name."""
    told: dict[str, object] = {
        "number": entry.number, "kind": entry.kind,
        "received_on": entry.received_at.astimezone(places.zone()).date().isoformat(),
    }  # fmt: skip
    if is_embargoed(entry.embargo_reason, review_on=entry.embargo_review_on, today=places.today()):
        return told | {"withheld": entry.embargo_reason, "looked_at_again_on": str(entry.embargo_review_on)}
    row = request_row(entry)
    if row is None:
        return told
    return told | {
        "agency": row.requesting_agency, "types": sorted(types_of(row)), "purpose": row.purpose,
        "document": row.document, "decision": row.decision, "ward": row.ward, "received_by": row.received_by,
        "persons": masked(row.persons_affected),
        "resources": [
            {"department": one.department, "minutes": one.minutes, "cost_cents": one.cost_cents}
            for one in row.resources.all()
        ],
    }  # fmt: skip
