"""The doors to pictures: none while they are off, one form with and without script, seen in the answer to a button alone."""

import base64
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.browser import stage
from tests.conftest import MORNING
from tests.reports import shots
from tests.web import doors
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as holds
from wardbell.reports.models import CounselKey, Incident, Picture, PictureRule
from wardbell.reports.rules import PictureState

SCRIPT = {"Accept": "application/json"}
DIGEST = "cd" * 32


@pytest.fixture(scope="module")
def staged(founded: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """A scene with a picture that waits and one that is cleared; once for the file."""
    with django_db_blocker.unblock(), clock.fixed(MORNING), transaction.atomic():
        yield stage.hotline() | stage.looking_with_pictures()
        transaction.set_rollback(True)


@pytest.fixture
def facts(staged: dict[str, str], larkwater: None) -> dict[str, str]:
    return staged


@pytest.fixture
def confirmer(facts: dict[str, str]) -> Client:
    return doors.enter("confirmer")


@pytest.fixture
def lead(facts: dict[str, str]) -> Client:
    return doors.enter("shift-lead")


@pytest.fixture
def hotline(facts: dict[str, str]) -> Client:
    return doors.enter("hotline-volunteer")


def add_page(facts: dict[str, str]) -> str:
    return reverse("organization:add_picture", args=[facts["offer_there"]])


def picture_page(facts: dict[str, str], name: str = "waiting") -> str:
    return reverse("organization:picture", args=[facts[f"picture_{name}"]])


def send(
    client: Client, page: str, given: bytes, *, name: str = "picture.jpg", **more: object
) -> HttpResponse:
    return client.post(page, {"picture": SimpleUploadedFile(name, given)}, **more)


def image_of(page: HttpResponse) -> bytes:
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', doors.shown(page))
    return base64.b64decode(found[1]) if found else b""


def test_pages_when_pictures_are_off_then_there_is_no_input_and_no_route(facts, confirmer, lead, hotline):
    pages = [
        (confirmer, add_page(facts)),
        (lead, picture_page(facts)),
        (hotline, picture_page(facts, "cleared")),
    ]
    linked = reverse("organization:observe", args=[facts["offer_there"]])
    was = add_page(facts) in doors.shown(confirmer.get(linked))

    PictureRule.objects.all().delete()  # as every node begins

    assert {client.get(page).status_code for client, page in pages} == {404}
    assert {client.post(page, {"action": "look"}).status_code for client, page in pages} == {404}
    assert send(confirmer, add_page(facts), shots.photo(500)).status_code == 404
    assert (was, add_page(facts) in doors.shown(confirmer.get(linked))) == (True, False)
    assert "No pictures are taken." in doors.shown(lead.get(reverse("organization:pictures")))


def test_pages_when_the_node_is_the_citys_then_none_is_there(facts, settings):
    clients = [
        doors.enter(one)
        for one in ("confirmer", "shift-lead", "legal-aid-counsel", "chief-designee", "assistant-attorney")
    ]
    settings.NODE_ROLES = frozenset({"city"})
    pages = [
        add_page(facts),
        picture_page(facts),
        *map(reverse, ("organization:pictures", "organization:counsel_key", "organization:counsel_open")),
    ]

    assert {client.get(page).status_code for client in clients for page in pages} == {404}
    assert {
        client.post(page, {"action": "allow", "why": "x"}).status_code for client in clients for page in pages
    } <= {404, 405}


def test_switch_when_stopped_and_allowed_with_a_reason_then_it_holds_at_once(facts, lead, confirmer):
    page = reverse("organization:pictures")
    with clock.fixed(clock.now().replace(minute=1)):
        nothing = lead.post(page, {"action": "stop", "why": " "})
        stopped = lead.post(page, {"action": "stop", "why": "It is calm."})
    off = confirmer.get(add_page(facts)).status_code
    with clock.fixed(clock.now().replace(minute=2)):
        allowed = lead.post(page, {"action": "allow", "why": "Words were not enough."})

    assert (nothing.status_code, stopped.status_code, off, allowed.status_code) == (422, 302, 404, 302)
    assert "Say why, in 1 to 200 characters." in doors.shown(nothing)
    assert confirmer.get(add_page(facts)).status_code == 200


def test_add_when_a_plain_form_sends_the_original_then_pixels_alone_are_kept(facts, confirmer, lead):
    response = send(confirmer, add_page(facts), shots.with_gps(), follow=True)

    assert "The desk has the picture. Thank you." in doors.shown(response)
    row = Picture.objects.latest("received_at", "id")
    shown = image_of(lead.post(reverse("organization:picture", args=[row.id]), {"action": "look"}))
    assert shots.size_and_corner(shown)[0] == (480, 640)
    assert not any(doors.is_kept(word) for word in ("purple-heron", shots.CAMERA))
    assert b"purple" not in shown


def test_add_when_sent_twice_by_the_script_then_it_is_told_and_kept_once(facts, confirmer):
    before = Picture.objects.count()

    said = [
        send(confirmer, add_page(facts), shots.photo(500), headers=SCRIPT).json()["said"] for _ in range(2)
    ]

    assert said == [
        "The desk has the picture. Thank you.",
        "This picture was sent before. Nothing was changed.",
    ]
    assert Picture.objects.count() == before + 1


@pytest.mark.parametrize(
    "bad",
    [
        (b"I am a text", "picture.jpg", 422, "This is no picture that can be read: a JPEG, PNG or WebP, whole."),
        (shots.bomb(), "picture.png", 422, "This picture has too many pixels: at most 30 million."),
        (shots.photo() + bytes(7_900_000), "big.jpg", 302, ""),
        (b"", "picture.jpg", 422, "Choose a picture first."),
        (bytes(20_000_000), "picture.jpg", 400, "A picture may have eight megabytes at most."),
    ],
    ids=["text", "bomb", "just small enough", "empty", "20 MB"],
)  # fmt: skip
def test_add_when_it_is_bad_then_a_sentence_says_why_and_no_file_is_left(facts, confirmer, bad):
    given, name, status, says = bad
    before, files = Picture.objects.count(), set(Path(tempfile.gettempdir()).glob("*.upload*"))

    response = send(confirmer, add_page(facts), given, name=name)

    assert response.status_code == status
    assert says in doors.shown(response)
    assert Picture.objects.count() == before + (status == 302)
    assert set(Path(tempfile.gettempdir()).glob("*.upload*")) == files


def test_add_when_big_and_nobody_is_signed_in_then_refused_as_any_form(facts):
    response = send(Client(), add_page(facts), shots.photo() + bytes(2_000_000))

    assert (response.status_code, "That was too long" in doors.shown(response)) == (400, True)


def test_add_when_the_matter_is_closed_then_a_sentence_says_so(facts, confirmer):
    Incident.objects.filter(id=facts["looked"]).update(is_dwelling=True)

    response = send(confirmer, add_page(facts), shots.photo(500))

    assert (response.status_code, "No picture is taken of a home." in doors.shown(response)) == (409, True)


def test_picture_when_only_opened_then_no_pixel_is_on_the_page_and_no_browser_keeps_it(facts, lead):
    opened = lead.get(picture_page(facts))
    shown = lead.post(picture_page(facts), {"action": "look"})

    assert (image_of(opened), image_of(shown)[:2]) == (b"", b"\xff\xd8")
    assert "no-store" in shown.headers["Cache-Control"]
    assert doors.shown(shown).count('name="cell"') == 48
    assert len(shown.content) < 80_000


def test_picture_when_parts_are_ticked_then_they_are_black_in_what_is_shown_and_kept(facts, lead):
    before = image_of(lead.post(picture_page(facts), {"action": "look"}))

    after = image_of(
        lead.post(picture_page(facts), {"action": "block", "cell": ["1-1", "1-2", "nothing", "9"]})
    )

    assert [shots.is_red(shots.size_and_corner(one)[1]) for one in (before, after)] == [True, False]
    assert image_of(lead.post(picture_page(facts), {"action": "look"})) == after


def test_picture_when_nobody_has_cleared_it_then_the_desk_sees_none(facts, hotline, lead):
    waits = hotline.post(picture_page(facts), {"action": "look"})
    unsure = lead.post(picture_page(facts), {"action": "clear"})
    lead.post(picture_page(facts), {"action": "clear", "sure": "yes"})

    seen = hotline.post(picture_page(facts), {"action": "look"})

    assert (waits.status_code, image_of(waits), unsure.status_code) == (403, b"", 422)
    assert image_of(seen)[:2] == b"\xff\xd8"
    assert 'name="cell"' not in doors.shown(seen)
    assert hotline.post(picture_page(facts), {"action": "block", "cell": "0-0"}).status_code == 403


def test_picture_when_deleted_by_hand_then_gone_and_under_a_hold_not(facts, lead):
    holds.place_hold(reason="anticipated", by=OPERATOR)
    held = lead.post(picture_page(facts), {"action": "delete"})
    kept = Picture.objects.get(id=facts["picture_waiting"]).state

    assert (held.status_code, kept) == (409, PictureState.WAITING)
    assert "Delete it now" not in doors.shown(lead.get(picture_page(facts)))


def test_picture_when_deleted_by_hand_then_the_page_says_so(facts, lead):
    page = doors.shown(lead.post(picture_page(facts), {"action": "delete"}, follow=True))

    assert "This picture is deleted." in page
    assert lead.post(picture_page(facts), {"action": "look"}).status_code == 409


def test_incident_when_a_picture_waits_then_its_line_leads_there(facts, lead):
    page = doors.shown(lead.get(reverse("organization:incident", args=[facts["looked"]])))

    assert picture_page(facts) in page
    assert "waits for whoever leads the shift" in page


def test_counsel_when_a_private_key_is_pasted_then_refused_and_not_shown_again(facts):
    client = doors.enter("legal-aid-counsel")
    page = reverse("organization:counsel_key")

    response = client.post(page, {"action": "publish", "public_key": '{"kty":"EC","d":"purple"}'})

    assert response.status_code == 422
    assert "This is a private key." in doors.shown(response)
    assert "purple" not in doors.shown(response)
    assert not doors.is_kept("purple")
    assert client.post(page, {"action": "withdraw"}).status_code == 302
    assert not CounselKey.objects.filter(withdrawn_at__isnull=True).exists()


def test_handed_when_sealed_then_only_the_digest_is_written_down(facts, confirmer):
    page = reverse("organization:handed", args=[facts["offer_there"]])
    key = CounselKey.objects.get(withdrawn_at__isnull=True).fingerprint

    well, wrong, gone = (
        confirmer.post(page, {"key": one, "digest": digest})
        for one, digest in ((key, DIGEST), (key, "purple"), ("another", DIGEST))
    )

    assert [one.status_code for one in (well, wrong, gone)] == [200, 409, 409]
    assert doors.is_kept(DIGEST)
    assert doors.done().count("reports.hand_to_counsel") == 1


def test_stop_when_somebody_else_presses_then_refused(facts, hotline):
    response = hotline.post(reverse("organization:pictures"), {"action": "stop", "why": "x"})

    assert response.status_code == 403
