"""How much came by the open form of late. Partners and the hotline have a lane of their own and are not counted."""

from datetime import datetime

from wardbell.reports.models import Report
from wardbell.reports.rules import Source, Way


def n_by_form(*, since: datetime) -> int:
    """Returns how many reports came by the residents' form since an instant."""
    return Report.objects.filter(received_at__gte=since, way=Way.WEB, source=Source.RESIDENT).count()
