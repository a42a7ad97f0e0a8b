"""One's own telephone number: a code is sent there, and typing it proves that one answers at it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.dispatch import actions as dispatch
from wardbell.ground.errors import Refused
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.web import entry
from wardbell.web.errors import sentence_of


@require_http_methods(["GET", "POST"])
@entry.signed_in()
def number(request: HttpRequest) -> HttpResponse:
    """Shows whether the number is proved; a POST sends a code, or takes the one that was typed."""
    someone, sentence = entry.person(request), ""
    if request.method == "POST":
        try:
            messages.success(request, _confirm(request) if "code" in request.POST else _send(request))
            return redirect("account_number")
        except Refused as refused:
            sentence = sentence_of(refused)
    told = {
        "someone": someone,
        "is_proved": queries.is_number_proved(someone.id),
        "was_sent": queries.newest_number_check(someone.id) is not None,
        "sentence": sentence,
    }
    return render(request, "account/number.html", told, status=409 if sentence else 200)


def _send(request: HttpRequest) -> str:
    dispatch.send_number_code(entry.person(request).id, by=entry.actor(request))
    return _("A code is on its way. It holds for fifteen minutes.")


def _confirm(request: HttpRequest) -> str:
    people.confirm_number(entry.person(request).id, request.POST["code"], by=entry.actor(request))
    return _("Thank you. This number is proved.")
