"""Is this node alive, and is it ready? For those who watch it; the answers name nothing that a passer-by may not know."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wardbell.escalation import queries as escalation
from wardbell.ground import clock, database, secrets

_WATCHING_SINCE = clock.now()  # a node that has just started is given the grace


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # a view
    """Says that the process answers; it asks nobody, so that a database that is away starts no process anew."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # a view
    """Says whether this node can serve: database, tables, key ring, clockwork; 503 and the first obstacle when not."""
    try:
        why = _obstacle()
    except Error:
        connection.close()  # the next question opens a new one
        why = "the database does not answer"
    if why:
        return JsonResponse({"ready": False, "why": why}, status=503)
    return JsonResponse({"ready": True})


def _obstacle() -> str:
    database.check_answers()
    if not database.is_up_to_date():
        return "the tables are not those of this program"
    if not secrets.is_whole():
        return "the key ring does not open what it seals"
    if escalation.missed_beat(clock.now(), watching_since=_WATCHING_SINCE) is not None:
        return "the clockwork has not been heard of"
    return ""
