"""Pictures in a real browser: small before they leave the phone, blackened by ticks, and an original that only counsel can open."""

import base64
import io
import json
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.looking import too_wide
from tests.node import Node, Template, free_port
from tests.reports import shots

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
STAGED = """
from tests.browser import stage
keys = {"confirmer": "confirmer", "lead": "shift-lead", "counsel": "legal-aid-counsel"}
facts = stage.hotline() | stage.looking_with_pictures()
answer = [facts, {who: stage._session(stage.make.who(key).id, is_demo=True) for who, key in keys.items()}]
"""
PICTURES = "from wardbell.reports.models import Picture; answer = Picture.objects.count()"
KEPT = """
import base64
from wardbell.ground.secrets import unseal
from wardbell.reports.models import Picture
row = Picture.objects.latest("received_at", "id")
answer = [str(row.id), base64.b64encode(unseal(bytes(row.sealed), owner=f"reports_picture.sealed:{row.id}")).decode()]
"""
HANDED = """
from wardbell.journal.models import Entry
answer = list(Entry.objects.filter(verb="reports.hand_to_counsel").values_list("about", flat=True))
"""


#: what a page sends, byte by byte: a browser tells its driver of no file within a form
LISTENS = """
const sends = window.fetch; window.sentBodies = [];
window.fetch = async (to, how) => {
  if (how && how.body) window.sentBodies.push([...new Uint8Array(await new Response(how.body).arrayBuffer())]);
  return sends(to, how);
};
"""


@pytest.fixture(scope="module")
def staged(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Any]]:
    """One node for this file: starting one is what takes long."""
    folder = tmp_path_factory.mktemp("picturing")
    one = Node(folder=folder, port=free_port(), database_url=template.copy_to(folder))
    try:
        told = one.run(STAGED)
        one.start()
        yield one, told
    finally:
        one.remove()


@pytest.fixture
def node(staged: tuple[Node, Any]) -> Node:
    return staged[0]


@pytest.fixture
def facts(staged: tuple[Node, Any]) -> dict[str, str]:
    return staged[1][0]


@pytest.fixture
def enter(staged: tuple[Node, Any], chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page of somebody who is signed in, in a browser of their own."""
    node, (_, sessions) = staged
    opened: list[BrowserContext] = []

    def open_as(who: str, **options: Any) -> Page:
        context = chromium.new_context(**({"viewport": PHONE, "locale": "en-US"} | options))
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "wardbell_session", "value": sessions[who], "url": node.base_url}])
        opened.append(context)
        return context.new_page()

    yield open_as
    for one in opened:
        one.close()


def add_page(node: Node, facts: dict[str, str]) -> str:
    return f"{node.base_url}/organization/looking/offers/{facts['offer_there']}/picture/"


def choose(page: Page, given: bytes, name: str = "IMG_0451.jpg", kind: str = "image/jpeg") -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": kind, "buffer": given})


def bodies(page: Page) -> list[Request]:
    """Collects what the page sends from now on."""
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    return sent


def new_scene(node: Node) -> None:
    """Room for other pictures of the same scene."""
    node.run("from wardbell.reports.models import Picture; Picture.objects.all().delete()")


@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_picture_when_sent_from_a_phone_then_small_and_without_a_word_of_what_stood_beside_it(
    node: Node, facts: dict[str, str], enter: Callable[..., Page], locale: str
):
    new_scene(node)
    page = enter("confirmer", locale=locale)
    page.add_init_script(LISTENS)
    page.goto(add_page(node, facts))
    sent = bodies(page)
    given = shots.with_gps()

    choose(page, given)
    page.locator("#picture button[type=submit]").click()
    told = page.locator("#told")
    expect(told).to_be_visible()
    page.wait_for_function("() => !document.getElementById('file').files.length")

    [body] = [bytes(one) for one in page.evaluate("window.sentBodies")]
    jpeg = body[body.index(b"\xff\xd8") :]
    assert [word for word in (b"purple", b"Heron", b"Exif", b"2026:11:23", b"IMG_0451") if word in body] == []
    assert Image.open(io.BytesIO(jpeg)).size == (960, 1280), "turned as the camera was held, and small"
    assert (b"purple" in given, len(sent)) == (True, 1)
    picture_id, kept = node.run(KEPT)
    assert shots.size_and_corner(base64.b64decode(kept))[0] == (480, 640)
    assert too_wide(page) == []
    assert page.locator("html").get_attribute("dir") == ("rtl" if locale == "ar" else "ltr")
    assert picture_id


def test_picture_when_there_is_no_network_then_it_waits_on_the_page_and_is_kept_once(
    node: Node, facts: dict[str, str], enter: Callable[..., Page]
):
    new_scene(node)
    page = enter("confirmer")
    page.goto(add_page(node, facts))
    page.context.set_offline(True)
    choose(page, shots.photo(900))
    page.get_by_role("button", name="Send a small copy to the desk").click()
    page.get_by_text("The picture waits on this page").wait_for()
    stored = page.evaluate("() => [localStorage.length, sessionStorage.length]")

    page.context.set_offline(False)
    page.get_by_text("The desk has the picture. Thank you.").wait_for(timeout=40_000)
    choose(page, shots.photo(900))  # an hour later, from the gallery: the same again
    page.get_by_role("button", name="Send a small copy to the desk").click()
    page.get_by_text("This picture was sent before.").wait_for()

    assert (stored, node.run(PICTURES)) == ([0, 0], 1)


def test_picture_when_the_browser_cannot_read_it_then_it_says_so_and_sends_nothing(
    node: Node, facts: dict[str, str], enter: Callable[..., Page]
):
    page = enter("confirmer")
    page.goto(add_page(node, facts))
    sent = bodies(page)

    choose(page, b"I am a text", "picture.jpg")
    page.get_by_role("button", name="Send a small copy to the desk").click()

    page.get_by_text("This browser cannot read this picture.").wait_for()
    assert sent == []


def test_picture_when_there_is_no_script_then_the_form_sends_it_and_the_server_strips_it(
    node: Node, facts: dict[str, str], enter: Callable[..., Page]
):
    new_scene(node)
    page = enter("confirmer", java_script_enabled=False)
    page.goto(add_page(node, facts))

    choose(page, shots.with_gps())
    page.get_by_role("button", name="Send a small copy to the desk").click()

    page.get_by_text("The desk has the picture. Thank you.").wait_for()
    kept = base64.b64decode(node.run(KEPT)[1])
    assert (b"purple" in kept, shots.size_and_corner(kept)[0]) == (False, (480, 640))
    assert list(files_with(node.folder, b"purple-heron", shots.CAMERA.encode())) == []


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_verifier_when_ticking_by_keyboard_then_that_part_is_black_also_right_to_left(
    node: Node, facts: dict[str, str], enter: Callable[..., Page], locale: str, has_script: bool
):
    new_scene(node)
    sender = enter("confirmer", java_script_enabled=False)
    sender.goto(add_page(node, facts))
    choose(sender, shots.photo(1600 if has_script else 1500))
    sender.locator("#picture button[type=submit]").click()
    sender.locator(".said").wait_for()
    picture_id, before = node.run(KEPT)
    page = enter("lead", locale=locale, java_script_enabled=has_script)
    page.goto(f"{node.base_url}/organization/hotline/pictures/{picture_id}/")
    assert page.locator("img").count() == 0, "nothing is seen before a click"
    page.locator("form.card button").click()
    box = page.locator("input[value='1-1']").bounding_box()
    image = page.locator(".shown img").bounding_box()
    assert box is not None
    assert image is not None

    page.locator("input[value='1-1']").focus()
    page.keyboard.press("Space")
    page.locator("button[value=block]").click()
    page.locator(".shown img").wait_for()

    assert abs((box["x"] - image["x"]) / image["width"] - 1 / 8) < 0.01, (
        "the second column from the picture's left"
    )
    assert min(box["width"], box["height"]) >= 24
    after = base64.b64decode(node.run(KEPT)[1])
    assert [shots.is_red(shots.size_and_corner(one)[1]) for one in (base64.b64decode(before), after)] == [
        True,
        False,
    ]
    assert too_wide(page) == []


def test_original_when_sealed_on_the_phone_then_counsel_alone_opens_it_and_no_byte_of_it_is_sent(
    node: Node, facts: dict[str, str], enter: Callable[..., Page], tmp_path: Path
):
    counsel = enter("counsel")
    counsel.goto(f"{node.base_url}/organization/counsel/")
    by_counsel = bodies(counsel)
    with counsel.expect_download() as saved:
        counsel.get_by_role("button", name="Make a pair of keys on this device").click()
    private = Path(saved.value.path()).read_bytes()
    counsel.get_by_role("button", name="Publish this key").click()
    counsel.get_by_text("Published. From now on").wait_for()
    phone = enter("confirmer")
    phone.goto(add_page(node, facts))
    by_phone, original = bodies(phone), shots.with_gps()
    choose(phone, original)

    with phone.expect_download() as handed:
        phone.get_by_role("button", name="Hand the original to counsel").click()
    sealed = Path(handed.value.path()).read_bytes()
    phone.get_by_text("Sealed. That you handed it over is written down").wait_for()
    counsel.goto(f"{node.base_url}/organization/counsel/open/")
    counsel.context.set_offline(True)  # the page needs nobody
    counsel.locator("#sealed").set_input_files(
        {"name": "for-counsel.sealed", "mimeType": "", "buffer": sealed}
    )
    counsel.locator("#private").set_input_files(
        {"name": "key.json", "mimeType": "application/json", "buffer": private}
    )
    counsel.get_by_role("button", name="Open it on this device").click()
    with counsel.expect_download() as opened:
        counsel.get_by_role("link", name="Save the original").click()

    assert Path(opened.value.path()).read_bytes() == original
    assert opened.value.suggested_filename == "IMG_0451.jpg"
    secret = json.loads(private)["d"].encode()
    sent = b"".join(one.post_data_buffer or b"" for one in (*by_phone, *by_counsel))
    pieces = [original[at : at + 24] for at in range(0, len(original) - 24, 400)] + [
        secret,
        sealed[30:80],
        b"IMG_0451",
    ]
    assert [one for one in pieces if one in sent] == []
    sizes = [one.sizes()["requestBodySize"] for one in by_phone]
    assert (len(sizes), max(sizes) < 400) == (1, True), "a digest is sent, and nothing longer"
    assert [one for one in pieces[:-1] if one in sealed and one != sealed[30:80]] == []
    digest = counsel.locator("#digest").inner_text()
    assert node.run(HANDED) == [f"sealed:{digest}"]
    assert list(files_with(node.folder, original[600:660], secret, sealed[30:80])) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda sealed: b"purple" + sealed, "This is no sealed file of ours"),
        (lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), "sealed to another key, or it was changed"),
        (lambda sealed: sealed[:60], "This is no sealed file of ours"),
    ],
    ids=["another file", "one bit changed", "cut off"],
)
def test_sealed_file_when_it_is_not_whole_then_the_page_says_so(
    node: Node, facts: dict[str, str], enter: Callable[..., Page], change: Callable[[bytes], bytes], says: str
):
    page = enter("counsel")
    page.goto(f"{node.base_url}/organization/counsel/open/")
    sealed, private = page.evaluate(
        """async () => { const { seal, pair } = window.wardbellSealing, made = await pair();
        const key = made.publicPem.split("\\n").filter(line => !line.startsWith("-")).join("");
        return [[...await seal(new File(["hello"], "a.txt"), key)], made.privateText] }"""
    )

    page.locator("#sealed").set_input_files(
        {"name": "a.sealed", "mimeType": "", "buffer": change(bytes(sealed))}
    )
    page.locator("#private").set_input_files({"name": "k.json", "mimeType": "", "buffer": private.encode()})
    page.get_by_role("button", name="Open it on this device").click()

    page.get_by_text(says).wait_for()
    assert page.locator("#original").is_hidden()


def files_with(folder: Path, *words: bytes) -> Iterator[str]:
    """The files below a folder in which one of the words stands."""
    for one in folder.rglob("*"):
        if one.is_file() and any(word in one.read_bytes() for word in words):
            yield one.name


def test_bomb_when_chosen_then_it_claims_more_pixels_than_anybody_has():
    assert struct.unpack(">II", shots.bomb()[16:24]) == (60_000, 60_000)
