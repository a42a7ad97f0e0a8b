"""Is this node alive, and is it ready?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from wardbell.escalation import queries as escalation
from wardbell.ground import clock

_WATCHING_SINCE = clock.now()  # a node that has just started is given the grace


@require_GET
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # a view
    """Says that the process answers."""
    return JsonResponse({"alive": True})


@require_GET
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # a view
    """Says whether the database answers and the clockwork has been heard of lately; 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        late = escalation.missed_beat(clock.now(), watching_since=_WATCHING_SINCE) is not None
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "the database does not answer"}, status=503)
    if late:
        return JsonResponse({"ready": False, "why": "the clockwork has not been heard of"}, status=503)
    return JsonResponse({"ready": True})
