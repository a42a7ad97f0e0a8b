"""Sign-in by password and second factor, or by passkey, with a form carried along when an older sign-in had expired."""

from copy import copy
from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wardbell.ground.errors import Unreadable
from wardbell.web import entry
from wardbell.web.errors import sentence_of


class SignIn(LoginView):
    """Email address and password; the passkey's button stands above them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and _carries(request):
            return _show_kept(request)  # signed in meanwhile, in another tab
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "kept": _carries(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        return _carry_on(self.request, super().form_valid(form))


class SecondStep(AuthenticateView):
    """The code, the recovery code or the security key, after the password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "kept": _carries(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        return _carry_on(self.request, super().form_valid(form))


class SignInByPasskey(LoginWebAuthnView):
    """A passkey alone: the device has checked finger, face or PIN."""

    def form_valid(self, form: Any) -> HttpResponse:
        return _carry_on(self.request, super().form_valid(form))

    def form_invalid(self, form: Any) -> HttpResponse:
        if not _carries(self.request):
            response: HttpResponse = super().form_invalid(form)
            return response
        told = {
            "kept": _carries(self.request),
            "is_expired": True,
            "redirect_field_value": self.request.POST.get(REDIRECT_FIELD_NAME, ""),
        }
        return render(self.request, "account/login.html", told)


class ChangePassword(PasswordChangeView):
    """Only for those who have one: a made-up person has none, and a lost one comes back by an administrator's link."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("account_login")
        if not request.user.has_usable_password():
            return redirect("account_home")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


def cannot_sign_in(request: HttpRequest) -> HttpResponse:
    """Says what to do without password, device or code."""
    return render(request, "account/cannot_sign_in.html")


def _carries(request: HttpRequest) -> str:
    return request.POST.get(entry.KEPT_FIELD, "")


def _carry_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Puts a page in the place of a redirect, since a redirect would lose the form that is carried along."""
    if not _carries(request):
        return response
    if request.user.is_authenticated:
        return _show_kept(request)
    if response.headers.get("Location") != reverse("mfa_authenticate"):
        return response
    next_step = copy(request)
    next_step.method = "GET"
    page: HttpResponse = SecondStep.as_view()(next_step)
    return page


def _show_kept(request: HttpRequest) -> HttpResponse:
    try:
        found = entry.kept(request)
    except Unreadable as refused:
        return render(request, "account/kept_refused.html", {"sentence": sentence_of(refused)}, status=400)
    return render(request, "account/kept.html", {"found": found})
