"""Hands for the tests of the hotline's desk: its people by key with their pseudonyms, and a call as a browser sends it."""

from datetime import date

from django.test import Client
from django.urls import reverse

from tests.notices import make
from tests.web import doors
from wardbell.ground.actors import OPERATOR
from wardbell.reports import actions

VOLUNTEER, LEAD, CONFIRMER = "hotline-volunteer", "shift-lead", "confirmer"
PSEUDONYMS = {VOLUNTEER: "Heron", LEAD: "Otter", CONFIRMER: "Birch"}
BOARD, CALL = "/organization/hotline/", "/organization/hotline/call/"


def seat() -> None:
    """Gives the demo's people of the desk their pseudonyms."""
    for key, pseudonym in PSEUDONYMS.items():
        actions.keep_volunteer(
            make.who(key).id, pseudonym=pseudonym, languages=["en"], wards=["ward:6"], is_adult=True,
            trained_on=date(2026, 9, 1), by=OPERATOR,
        )  # fmt: skip


def call(client: Client, text: str = "Two agents in vests at the laundromat", **changes: object) -> str:
    """Takes a call through the page, and returns the address to which it led."""
    given = {
        "first_hand": "yes", "kind": "sighting", "text": text, "place_name": "Ash St & Pier Ave", "place_kind": "intersection",
        "area": "ward:6", "seen_ago": "0",
    }  # fmt: skip
    response = client.post(CALL, given | changes)
    assert response.status_code == 302, doors.shown(response)
    return response.headers["Location"]


def incident_of(location: str) -> str:
    return location.partition("incidents/")[2].partition("/")[0]


def page_of(incident_id: str) -> str:
    return reverse("organization:incident", args=[incident_id])
