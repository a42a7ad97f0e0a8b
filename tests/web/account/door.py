"""Pages as another door would write them, hung beside the real ones, and a hand for signing in."""

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from wardbell.config import urls as hung
from wardbell.ground.errors import Conflict
from wardbell.people import models
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.account import urls as account

PASSWORD = "a long enough sentence"
SENTINEL = "purple-heron-0451"


@entry.signed_in(Verb.SPEAK)
def say(request: HttpRequest) -> HttpResponse:
    """A page for designees, as another door would write one."""
    words = request.POST.get("words", "")
    return HttpResponse(
        f"{entry.actor(request).label}|{entry.person(request).email}|{request.method}|{words}"
    )


@entry.signed_in()
def inbox(request: HttpRequest) -> HttpResponse:
    return HttpResponse(entry.person(request).name)


def turned_down(_request: HttpRequest) -> HttpResponse:
    raise Conflict("Somebody else was first.")


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SENTINEL)


urlpatterns = [
    path("", include(account)),
    path("say/", say),
    path("other/", say),
    path("inbox/", inbox),
    path("turned-down/", turned_down),
    path("broken/", broken),
]
handler400, handler403, handler404 = hung.handler400, hung.handler403, hung.handler404
handler429, handler500 = hung.handler429, hung.handler500


def with_app(account: models.Account) -> str:
    """Gives an account an authenticator app, through the library's own adapter, and returns its secret."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    Authenticator.objects.create(user=account, type="totp", data={"secret": get_adapter().encrypt(secret)})
    return secret


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, account: models.Account, *, secret: str = "", **more: str) -> HttpResponse:
    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD} | more)
    if secret:
        response = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)} | more)
    return response


def hidden(response: HttpResponse, name: str) -> str:
    """Returns the first hidden field of this name in a page."""
    _, _, rest = response.content.decode().partition(f'name="{name}" value="')
    return rest.partition('"')[0]
