"""One's own tokens: what a program shows instead of its person. Made with a second factor at hand, shown once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wardbell.ground.errors import Refused
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.queries import Grant, Person
from wardbell.web import entry
from wardbell.web.account.forms import ROLE_NAMES, TokenForm
from wardbell.web.errors import sentence_of


@entry.proved
def own(request: HttpRequest) -> HttpResponse:
    """Lists the tokens that work; a POST makes one and shows it, this once."""
    someone = entry.person(request)
    form = TokenForm(request.POST or None, offered=_offered(someone))
    if request.method == "POST" and form.is_valid():
        try:
            secret = people.make_token(someone.id, **form.chosen(), by=entry.actor(request))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
        else:
            return render(request, "account/token.html", {"secret": secret})
    listed = [(one, ROLE_NAMES[one.grant.role]) for one in queries.tokens_of(someone.id)]
    told = {"form": form, "listed": listed}
    return render(request, "account/tokens.html", told, status=422 if form.errors else 200)


@require_POST
@entry.signed_in()
def revoke(request: HttpRequest, token_id: str) -> HttpResponse:
    """Ends one token, at once."""
    people.revoke_token(str(token_id), by=entry.actor(request))
    messages.success(request, _("The token is of no use any more."))
    return redirect("account_tokens")


def _offered(someone: Person) -> list[tuple[Grant, str]]:
    """Each role that is held, named with its place."""
    named = {one.code: one.name for one in queries.offices()} | {
        one.code: one.name for one in queries.organizations()
    }
    return [
        (one, f"{ROLE_NAMES[one.role]}, {named.get(one.office or one.organization, '')}")
        for one in someone.grants
    ]
