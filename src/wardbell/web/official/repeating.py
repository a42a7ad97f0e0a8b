"""One button: a public message is sent again to just those who did not get it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official.following import afterwards


@require_POST
@entry.signed_in(Verb.WITHDRAW)
def send_again(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Sends a public message again to just those who did not get it, and leads back to where it is followed."""
    try:
        notice = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if notice.audience != "public":
        raise Http404
    try:
        notices.send_again(notice.id, by=entry.actor(request))
        messages.success(request, _("It is sent again, to just those who did not get it."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, sentence_of(refused))
    return afterwards(request, notice)
