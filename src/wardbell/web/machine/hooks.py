"""Providers' calls: verified by signature before anything is read from them."""

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wardbell.channels.base import Callback, Forged, Inbound, Receipt
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office
from wardbell.ground import jobs
from wardbell.web.machine.inbound import route

log = structlog.get_logger(__name__)

_NO_CALLS_BACK = "This node has no such provider."


@csrf_exempt
@require_POST
def callback(request: HttpRequest, scheme: str, about: str) -> HttpResponse:  # noqa: ARG001  # `about` is part of the signed address
    """Takes receipts and incoming messages; a forged call is refused, a repeated one changes nothing."""
    channel = post_office.channel_of_scheme(scheme)
    if channel is None:
        return HttpResponse(_NO_CALLS_BACK, status=404, content_type="text/plain")
    try:
        told = channel.read_callback(_as_provider_knows_it(request))
    except Forged:
        log.warning("callback refused", scheme=scheme)
        return HttpResponse("The signature is missing or wrong.", status=403, content_type="text/plain")
    if receipts := [one for one in told if isinstance(one, Receipt)]:
        dispatch.record_receipts(receipts)
    for one in told:
        if isinstance(one, Inbound):
            _take_in(one)
    return HttpResponse(channel.thanks, status=200 if channel.thanks else 204, content_type="text/xml")


def _take_in(inbound: Inbound) -> None:
    inbound_id = dispatch.receive(inbound)
    if inbound_id is not None:
        jobs.later(route, priority=jobs.URGENT, inbound_id=inbound_id)


def _as_provider_knows_it(request: HttpRequest) -> Callback:
    """The public address signs, not the one behind the proxy."""
    raw = request.body
    return Callback(
        url=settings.BASE_URL + request.get_full_path(), headers=dict(request.headers),
        form={key: str(value) for key, value in request.POST.items()}, raw=raw,
    )  # fmt: skip
