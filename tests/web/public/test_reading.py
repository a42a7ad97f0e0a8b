"""What everybody reads: what is out, and nothing that is not."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from tests.notices import make
from tests.web import doors
from wardbell.notices import actions
from wardbell.notices import queries as notices
from wardbell.notices.rules import WithdrawReason

pytestmark = pytest.mark.usefixtures("larkwater")
SENTINEL = "PURPLEHERON0451"
ATOM = "{http://www.w3.org/2005/Atom}"


def code_of(notice_id: str) -> str:
    return notices.notice(notice_id).code


def check(code: str, **more: str) -> str:
    return doors.shown(Client().post(reverse("public:check"), {"code": code} | more))


def test_pages_when_a_public_version_waits_then_no_page_knows_of_it_and_once_out_each_does():
    waiting = make.public_draft()
    code = code_of(waiting)
    addresses = ["/", "/?ward=ward:6", "/feed.atom", "/ward/ward:6/feed.atom"]

    before = [code in doors.shown(Client().get(one)) for one in addresses]
    actions.approve(waiting, by=make.who("city-clerk"))
    after = [code in doors.shown(Client().get(one)) for one in addresses]

    assert (before, after) == ([False] * 4, [True] * 4)


def test_bulletin_when_unknown_and_when_unpublished_then_the_same_404():
    unpublished = Client().get(reverse("public:bulletin", args=[code_of(make.public_draft())]))
    unknown = Client().get(reverse("public:bulletin", args=["K7Q2MZ"]))

    assert (unpublished.status_code, unknown.status_code) == (404, 404)
    assert doors.shown(unpublished).count("<") == doors.shown(unknown).count("<")


def test_check_when_ours_then_said_so_and_unknown_and_unpublished_alike():
    ours, draft = code_of(make.bulletin()), code_of(make.public_draft(make.official(areas=("ward:7",))))

    answers = [check(one) for one in (ours, draft, "K7Q2MZ")]

    assert "This message is ours" in answers[0]
    assert _plain(answers[1], draft) == _plain(answers[2], "K7Q2MZ")


@pytest.mark.parametrize(
    "spelled", ["{0} {1} {2}", " {0}-{1}-{2} ", "{0}{1}{2}\u200b", "\u202e{0}{1}{2}", "#{0}.{1}.{2}"]
)
def test_check_when_typed_as_people_type_then_found(spelled):
    code = code_of(make.bulletin())

    assert "This message is ours" in check(spelled.format(code[:2], code[2:4], code[4:]).lower())


@pytest.mark.parametrize(
    "code",
    ["", "   ", "x" * 41, "K7\x00Q2", "<script>", "' or 1=1 --", "🦩" * 12, "كود", "\u202e\u200b", "Ⅷ"],
)
def test_check_when_it_is_no_code_then_a_page_says_what_to_do(code):
    response = Client().post(reverse("public:check"), {"code": code})

    assert response.status_code == 200
    assert "This message is ours" not in doors.shown(response)
    assert "<script>" not in doors.shown(response).partition("<main")[2]


def test_check_when_asked_then_what_was_typed_is_kept_nowhere():
    before = doors.stored()

    assert SENTINEL in check(SENTINEL)

    assert (doors.stored(), doors.is_kept(SENTINEL)) == (before, False)


def test_feed_when_withdrawn_then_it_is_still_well_formed_and_the_page_says_so():
    bulletin = make.bulletin()
    actions.withdraw(bulletin, reason=WithdrawReason.NOT_SO, by=make.who("mayor-designee"))

    feed = etree.fromstring(Client().get("/feed.atom").content)
    page = doors.shown(Client().get(reverse("public:bulletin", args=[code_of(bulletin)])))

    assert [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] == [f"urn:uuid:{bulletin}"]
    assert "struck" in page


@pytest.mark.parametrize("ward", ["ward:99", "neighbourhood:cedar-bend", "%00", "..", "ward:6%00"])
def test_feed_when_it_is_no_ward_then_not_found(ward):
    assert Client().get(f"/ward/{ward}/feed.atom").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?ward=%00", "?ward=ward:99", "?lang=%00", "?lang=xx-yy", "?lang=" + "a" * 5000, "?ward=%ED%A0%80"],
)
def test_home_when_asked_oddly_then_shown_as_for_everybody(query):
    assert Client().get(f"/{query}").status_code == 200


def test_bulletin_when_an_office_added_words_then_shown_once_signed_off():
    bulletin, aide = make.bulletin(), make.who("ward-6-aide")
    words = actions.add_words(bulletin, office="ward-6", language="en", text="Our door is open.", by=aide)
    address = reverse("public:bulletin", args=[code_of(bulletin)])

    before = "Our door is open." in doors.shown(Client().get(address))
    actions.review_words(words, by=make.who("clerk-approver"))

    assert (before, "Our door is open." in doors.shown(Client().get(address))) == (False, True)


def _plain(page: str, code: str) -> str:
    """What is said on a page, without the code that was asked and the one-time token."""
    main = page.partition("<main")[2].partition("</main")[0]
    letters = [main.replace(code, "").replace(" ".join(code), "")]
    for pair in (code[:2], code[2:4], code[4:]):
        letters = [letters[0].replace(pair + " ", "")]
    token = letters[0].partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return letters[0].replace(token, "")
