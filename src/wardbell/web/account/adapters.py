"""Where the sign-in library (allauth) is told how this house does things."""

import base64
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wardbell.ground.secrets import seal, unseal
from wardbell.people import queries as people
from wardbell.places import queries as places
from wardbell.web import entry

_OWNER = "mfa.authenticator:secret"  # the library does not say which row; the field alone is bound


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; people are invited. Says in plain words what went wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account was closed. Ask your administrator."),
        "email_password_mismatch": _("The email address and the password do not belong together."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or its half minute is over. Wait for the next one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse | None:
        """Turns a locked account away before its second step, by whatever way it comes."""
        if people.is_locked(str(user.pk)):
            return redirect("account_inactive")
        turned_away: HttpResponse | None = super().pre_login(request, user, **more)
        return turned_away

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Leads to the second factor first, when somebody who can send has none yet."""
        someone = entry.visitor(request)
        page = someone and entry.lacks_second_factor(request, someone)
        return reverse(page or "account_home")

    def get_logout_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("account_home")


class MFAAdapter(DefaultMFAAdapter):
    """Seals authenticator secrets and recovery seeds, which the library would leave in plain text."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text.encode(), owner=_OWNER)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(base64.b64decode(encrypted_text), owner=_OWNER).decode()

    def get_totp_issuer(self) -> str:
        return f"Wardbell {places.jurisdiction().name}"

    def build_totp_svg(self, url: str) -> str:
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff")
        return drawn.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The node's own name, never what the request says of itself: a passkey is bound to it for good."""
        return {"id": urlsplit(settings.BASE_URL).hostname or "localhost", "name": self.get_totp_issuer()}


class NoDirectMail(BaseEmailBackend):
    """Mail leaves by dispatch alone. No page that is hung in urls.py makes the library send any; one that did would be a fault."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise RuntimeError(f"{len(email_messages)} messages were about to leave without dispatch")

    def open(self) -> Any:
        raise RuntimeError("mail leaves by dispatch alone")
