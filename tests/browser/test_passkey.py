"""Passkeys in a real browser: set up, sign out, sign in with nothing but the passkey."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.node import Node

pytestmark = pytest.mark.browser

PASSWORD = "a long enough sentence"

INVITE = """
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions
from wardbell.people.rules import Role
from wardbell.web.account.links import invitation_link

answer = invitation_link(actions.invite(
    email="new@cityhall.larkwater.example", name="New designee (demo)", role=Role.DESIGNEE, office="mayor", by=OPERATOR
))
"""
FACTORS = """
from allauth.mfa.models import Authenticator

answer = sorted(Authenticator.objects.values_list("type", flat=True))
"""


def authenticator(page: Page) -> tuple[Any, str]:
    """Gives the browser a phone's built-in authenticator that always says yes (Chrome DevTools Protocol, WebAuthn)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return devtools, made["authenticatorId"]


def test_passkey_when_set_up_by_an_invited_person_then_opens_alone(
    node: Node, page: Page, complaints: list[str]
):
    devtools, authenticator_id = authenticator(page)

    page.goto(node.run(INVITE))
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("A name for it").fill("my phone")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    n_codes = page.locator(".codes li").count()
    keys = devtools.send("WebAuthn.getCredentials", {"authenticatorId": authenticator_id})["credentials"]

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{node.base_url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="New designee (demo)").wait_for()

    assert n_codes == 10
    assert [(key["rpId"], key["isResidentCredential"]) for key in keys] == [("localhost", True)]
    assert page.url == f"{node.base_url}/accounts/"
    assert node.run(FACTORS) == ["recovery_codes", "webauthn"]
    assert complaints == []


def test_chooser_when_somebody_is_entered_as_then_their_page_without_script(node: Node, chromium: Any):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()

    page.goto(f"{node.base_url}/demo/enter/")
    page.get_by_role("button", name="Chief's designee (demo)").first.click()

    assert page.url == f"{node.base_url}/accounts/"
    assert page.get_by_role("heading", level=1).inner_text() == "Chief's designee (demo)"
    context.close()
