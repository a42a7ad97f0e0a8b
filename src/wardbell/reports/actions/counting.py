"""What an incident tells of its accounts: counted anew after each change, from the rows themselves."""

from statistics import median
from uuid import UUID

from wardbell.reports.models import Incident, Report
from wardbell.reports.rules import LONGEST_PLACE, FirstHand, Kind, PlaceKind, is_urgent

_EXACT = (PlaceKind.INTERSECTION, PlaceKind.PUBLIC_PLACE, PlaceKind.NEIGHBOURHOOD, PlaceKind.WARD)


def recount(incident_id: UUID | str) -> None:
    """Writes what an incident's accounts say together; of none left, the counts are nought and the rest stays."""
    told = list(Report.objects.filter(incident_id=incident_id))
    if not told:
        Incident.objects.filter(id=incident_id).update(n_reports=0, n_first_hand=0, n_people=None)
        return
    place = min(
        told, key=lambda one: (_EXACT.index(PlaceKind(one.place_kind)), one.lat is None, one.received_at)
    )
    beside = [one for one in told if one.place_name == place.place_name]
    points = [(one.lat, one.lon) for one in beside if one.lat is not None and one.lon is not None]
    Incident.objects.filter(id=incident_id).update(
        n_reports=len(told), n_first_hand=sum(one.first_hand == FirstHand.YES and not one.is_doubtful for one in told),
        n_people=max((one.n_people for one in told if one.n_people is not None), default=None),
        seen_from=min(one.seen_at for one in told), seen_until=max(one.seen_at for one in told),
        heard_at=max(one.received_at for one in told),
        dangers=sorted({danger for one in told if not one.is_doubtful for danger in one.dangers}),
        is_urgent=any(is_urgent(Kind(one.kind)) for one in told), place_kind=place.place_kind,
        place_name=place.place_name[:LONGEST_PLACE], ward=place.ward or next((one.ward for one in told if one.ward), ""),
        neighbourhood=place.neighbourhood, lat=median(lat for lat, _ in points) if points else None,
        lon=median(lon for _, lon in points) if points else None,
    )  # fmt: skip
