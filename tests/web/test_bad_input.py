"""What no door takes: ten megabytes, files, other encodings, unseen signs. Always a page that says so, and nothing is stored."""

import tracemalloc
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.conftest import MORNING
from tests.notices import make
from tests.web import doors
from tests.web.organization import desk_hands
from wardbell.ground import clock

pytestmark = pytest.mark.usefixtures("facts", "db", "morning")
TEN_MB = 10_000_000
SENTINEL = "purple-heron-0451"
MULTIPART = "multipart/form-data; boundary=line"

#: each door that takes words: who writes there, where, and in which field
FIELDS = {
    "say": ("chief-designee", "/official/say/", "how_known"),
    "step": ("chief-designee", "{draft}source/", "link"),
    "check and send": ("chief-designee", "{draft}check/", "action"),
    "send back": ("clerk-approver", "/official/review/{waiting}/", "reason"),
    "withdraw": ("mayor-designee", "/official/notices/{official}/withdraw/", "reason"),
    "going live": ("duty-clerk", "/official/going-live/", "role"),
    "own words": ("ward-6-aide", "/council/notices/{bulletin}/words/", "text"),
    "relay": ("ward-6-aide", "/council/notices/{bulletin}/relay/", "office"),
    "call": ("hotline-volunteer", "/organization/hotline/call/", "text"),
    "shift": ("hotline-volunteer", "/organization/hotline/shifts/", "note"),
    "invite": ("administrator", "/people/invite/", "name"),
    "check": ("", "/check/", "code"),
    "subscribe": ("", "/subscribe/", "address"),
    "report": ("", "/report/sighting/", "place"),
    "sign in": ("", "/accounts/login/", "login"),
    "hook": ("", "/hooks/twilio/inbound", "Body"),
}  # fmt: skip


@pytest.fixture(scope="module")
def facts(founded: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """A notice of each kind, for all tests of this file."""
    with django_db_blocker.unblock(), clock.fixed(MORNING), transaction.atomic():
        official = make.official()
        waiting = make.public_draft(make.official(areas=("ward:7",)))
        draft = doors.say(doors.enter("chief-designee"))
        desk_hands.seat()
        yield {"official": official, "bulletin": make.bulletin(official), "waiting": waiting, "draft": draft}
        transaction.set_rollback(True)


def client_of(who: str) -> Client:
    """A browser as strict about tokens as a real one is held."""
    return doors.enter(who) if who else Client()


def parts(name: str, content: bytes, *, more: str = "") -> bytes:
    head = f'--line\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + content + b"\r\n--line--\r\n"


@pytest.mark.parametrize("door", FIELDS)
def test_door_when_ten_megabytes_come_then_too_long_is_said_and_nothing_stored(door, facts):
    who, address, field = FIELDS[door]
    client, before, text = client_of(who), doors.stored(), SENTINEL + "x" * TEN_MB
    address = address.format(**facts)

    answers = [
        client.post(address, f"{field}={text}", content_type="application/x-www-form-urlencoded"),
        client.post(address, parts(field, text.encode()), content_type=MULTIPART),
        client.post(address, parts(field, text.encode(), more='; filename="a.txt"'), content_type=MULTIPART),
    ]

    assert [one.status_code for one in answers] == [400] * 3
    assert ["That was too long" in doors.shown(one) for one in answers] == [True] * 3
    assert SENTINEL not in doors.shown(answers[0])
    assert doors.stored() == before


def test_door_when_a_long_form_comes_in_pieces_then_no_memory_is_taken_for_it():
    body = parts("code", b"x" * TEN_MB, more='; filename="a.txt"')
    Client().get("/check/")  # whatever a first page takes

    tracemalloc.start()
    Client().post("/check/", body, content_type=MULTIPART)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2_000_000 + len(body), "the test's own copy, and little more"


def test_door_when_a_small_file_comes_then_it_is_no_answer():
    response = Client().post(
        "/check/", parts("code", b"K7Q2MX", more='; filename="a.txt"'), content_type=MULTIPART
    )

    assert (response.status_code, "Type the code" in doors.shown(response)) == (200, True)


@pytest.mark.parametrize(
    "charset", ["utf-7", "utf-16", "latin-1", "unicode_escape", "raw_unicode_escape", "none"]
)
@pytest.mark.parametrize("address", ["/subscribe/", "/check/", "/accounts/login/"])
def test_door_when_the_form_is_in_another_encoding_then_400_and_nothing_stored(charset, address):
    before = doors.stored()

    response = Client().generic(
        "POST", address, parts("address", b"+2AAA- \\ud800"), content_type=f"{MULTIPART}; charset={charset}"
    )

    assert (response.status_code, doors.stored()) == (400, before)
    assert "We could not read what was sent" in doors.shown(response)


@pytest.mark.parametrize("door", FIELDS)
@pytest.mark.parametrize("sign", ["%00", "%ED%A0%80", "%FF", "%E2%80%AE", "%F3%A0%80%81"])
def test_door_when_unseen_signs_come_then_never_a_fault(door, sign, facts):
    who, address, field = FIELDS[door]

    response = client_of(who).post(
        address.format(**facts), f"{field}={SENTINEL}{sign}", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code < 500
    assert not doors.is_kept(SENTINEL)


@pytest.mark.parametrize("body", ["code=K7%00Q2MX", "code=K7\0Q2MX"])
def test_door_when_a_null_comes_then_400_and_what_only_looks_like_it_is_read(body):
    form = "application/x-www-form-urlencoded"

    refused = Client().post("/check/", body, content_type=form)
    read = Client().post("/check/", "code=K7%2500", content_type=form)

    assert (refused.status_code, "We could not read what was sent" in doors.shown(refused)) == (400, True)
    assert read.status_code == 200


def test_door_when_five_hundred_fields_come_then_400():
    response = Client().post("/check/", {f"field{number}": "x" for number in range(500)})

    assert response.status_code == 400


@pytest.mark.parametrize("length", ["-1", "ten", "٣", ""])
def test_door_when_the_announced_length_is_none_then_never_a_fault(length):
    assert Client().post("/check/", {"code": "K7"}, CONTENT_LENGTH=length).status_code < 500


@pytest.mark.parametrize("token", ["%00", "%ED%A0%80", "%E2%80%AE", "x" * 3000, "..%2f..%2fetc"])
@pytest.mark.parametrize("path", ["/a/{}", "/confirm/{}", "/stop/{}", "/invitation/{}/", "/n/{}/"])
def test_link_when_its_token_is_odd_then_no_such_page(path, token):
    assert Client().get(path.format(token)).status_code in {404, 410}


def test_sign_in_when_it_expired_in_mid_draft_then_the_answer_is_carried_and_put_back():
    designee = doors.enter("chief-designee")
    draft = doors.say(designee)
    designee.cookies.clear()

    expired = designee.post(f"{draft}source/", doors.SOURCE)
    kept = doors.shown(expired).partition('name="kept" value="')[2].partition('"')[0]
    again = doors.enter("chief-designee").post(f"{draft}source/", {"kept": kept})
    others = doors.enter("mayor-designee").post(f"{draft}source/", {"kept": kept})

    assert (expired.status_code, bool(kept)) == (403, True)
    assert again.headers["Location"] == f"{draft}what/"
    assert others.status_code == 404


def test_sign_in_when_it_expired_while_an_office_wrote_then_its_words_are_kept_nowhere_until_put_back(facts):
    aide = doors.enter("ward-6-aide")
    address = reverse("council:words", args=[facts["bulletin"]])
    aide.cookies.clear()

    expired = aide.post(address, {"office": "ward-6", "language": "en", "text": SENTINEL})
    nowhere = not doors.is_kept(SENTINEL)
    kept = doors.shown(expired).partition('name="kept" value="')[2].partition('"')[0]
    doors.enter("ward-6-aide").post(address, {"kept": kept})

    assert (nowhere, doors.is_kept(SENTINEL)) == (True, True)
