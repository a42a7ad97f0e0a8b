"""The page behind an invitation's link: choose a password, then a second factor."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wardbell.ground.errors import Refused
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.web.account.adapters import AccountAdapter
from wardbell.web.account.forms import NewPasswordForm
from wardbell.web.errors import sentence_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_post_parameters("password")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Shows who is invited; a POST makes the account, signs in and leads on to the second factor."""
    try:
        invitation = queries.invitation(token)
        form = NewPasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return _let_in(request, people.accept_invitation(token, password=form.cleaned_data["password"]))
    except Refused as refused:
        return render(
            request, "account/invitation_refused.html", {"sentence": sentence_of(refused)}, status=410
        )
    return render(request, "account/invitation.html", {"invitation": invitation, "form": form})


def _let_in(request: HttpRequest, account_id: str) -> HttpResponse:
    account = get_user_model().objects.get(pk=account_id)
    login(request, account, backend=BACKEND)
    record_authentication(request, account, "password", reauthenticated=True)
    return redirect(AccountAdapter().get_login_redirect_url(request))
