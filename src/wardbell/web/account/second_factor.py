"""Setting up, renewing and removing second factors; each change is written into the journal with it."""

from typing import Any, Literal

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wardbell.ground.actors import Actor, ActorKind
from wardbell.people import actions as people
from wardbell.people import rules
from wardbell.web import entry

Change = Literal["added", "removed", "renewed"]


@entry.known
def choose(request: HttpRequest) -> HttpResponse:
    """Says why a second factor is needed, and lets choose: a passkey, or an app that shows codes."""
    someone = entry.person(request)
    return render(
        request,
        "account/second_factor.html",
        {"is_needed": rules.needs_second_factor(someone.roles), "has_one": someone.has_second_factor},
    )


class _Journalled:
    """Writes the journal's row in the transaction of the library's change."""

    kind = ""
    change: Change = "added"
    request: HttpRequest

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        by = Actor(id=str(user.pk), kind=ActorKind.ACCOUNT, label=str(user))
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view that this is mixed into
        people.record_second_factor(by.id, kind=self.kind, change=self.change, by=by)
        if self.change == "added":  # a code or a touch has just proved it
            record_authentication(self.request, user, "mfa", type=self.kind, reauthenticated=True)
        return response


class AddApp(_Journalled, ActivateTOTPView):
    kind = "totp"


class RemoveApp(_Journalled, DeactivateTOTPView):
    kind, change = "totp", "removed"


class AddPasskey(_Journalled, AddWebAuthnView):
    """A passkey unless the box is cleared: it then serves as a second factor beside the password."""

    kind = "webauthn"

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "passwordless": True}


class RemovePasskey(_Journalled, RemoveWebAuthnView):
    kind, change = "webauthn", "removed"


class RenewCodes(_Journalled, GenerateRecoveryCodesView):
    kind, change = "recovery_codes", "renewed"
