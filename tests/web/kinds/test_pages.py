"""The doors of the civic kinds: said in closed answers, approved, followed up, set right, read by everybody."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.notices import make
from wardbell.ground import clock
from wardbell.notices import actions, queries
from wardbell.notices.models import Notice
from wardbell.notices.rules import HowKnown, Matter, Status
from wardbell.people.models import Account
from wardbell.phrases import queries as phrases
from wardbell.web import entry

pytestmark = pytest.mark.usefixtures("city")


def visitor(key: str = "") -> Client:
    client = Client()
    if key:
        account = Account.objects.get(id=make.who(key).id)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session[entry.ENTERED_AS] = str(account.id)
        session.save()
    return client


def said_by_hand(client: Client) -> str:
    """Walks the five screens of a water notice, and hands it in."""
    begun = client.post(reverse("official:say_civic"), {"kind": "boil_water", "how_known": "own_works"})
    notice_id = begun.headers["Location"].split("/")[3]
    steps = {
        "source": {"source_ago": "15"},
        "advice": {"cause": "bacteria_found", "advice": "boil", "help_at": ["place:harbor-park"]},
        "where": {"areas": ["ward:6", "ward:7"]},
        "period": {"since_at": "", "until_at": "2026-11-24T08:00"},
        "check": {"action": "send"},
    }
    for step, answers in steps.items():
        answer = client.post(reverse("official:step", args=[notice_id, step]), answers)
        assert answer.status_code == 302, (step, answer.content.decode())
    return notice_id


def test_say_when_a_designee_then_five_screens_and_a_second_person():
    notice_id = said_by_hand(visitor("emergency-designee"))

    shown = queries.notice(notice_id)
    assert (shown.state, shown.matter, shown.cause, shown.advice, shown.help_at, shown.areas) == (
        "in_review", Matter.CIVIC, "bacteria_found", "boil", ("place:harbor-park",), ("ward:6", "ward:7"),
    )  # fmt: skip
    page = visitor("emergency-designee").get(reverse("official:civic", args=[notice_id]))
    assert "waits for a second person" in page.content.decode()

    approver = visitor("city-clerk")
    assert "Boil tap water" in approver.get(reverse("official:review", args=[notice_id])).content.decode()
    approver.post(reverse("official:review", args=[notice_id]), {"action": "approve"})
    assert queries.notice(notice_id).state == "published"


def test_how_known_when_opened_then_enforcement_first_and_the_civic_notice_a_link():
    page = visitor("chief-designee").get(reverse("official:say")).content.decode()

    assert reverse("official:say_civic") in page
    assert page.index("id_how_known") < page.index(reverse("official:say_civic"))
    assert "own_works" not in page


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "Choose what it is about."),
        ({"kind": "boil_water", "how_known": "not_sure"}, "Select a valid choice"),
        ({"kind": "bulletin", "how_known": "own_works"}, "Select a valid choice"),
    ],
)
def test_say_when_the_answer_is_none_of_the_list_then_nothing_is_stored(answers, says):
    page = visitor("emergency-designee").post(reverse("official:say_civic"), answers)

    assert (page.status_code, Notice.objects.count()) == (422, 0)
    assert says in page.content.decode()


def test_say_when_the_times_are_wrong_then_the_page_says_so_and_keeps_what_was_typed():
    notice_id = make.civic_draft()
    given = {"since_at": "2026-11-24T08:00", "until_at": "2026-11-23T08:00"}
    page = visitor("emergency-designee").post(reverse("official:step", args=[notice_id, "period"]), given)

    assert page.status_code == 422
    assert "It must end after it begins" in page.content.decode()
    assert 'value="2026-11-23T08:00"' in page.content.decode()
    assert queries.notice(notice_id).until_at is None


@pytest.mark.parametrize("key", ["ward-6-aide", "hotline-lead", "city-clerk"])
def test_say_when_not_a_designee_then_not_there(key):
    assert visitor(key).get(reverse("official:say_civic")).status_code == 404


def test_all_clear_when_asked_on_the_page_then_a_second_person_sends_it_and_the_ledger_shows_it():
    notice_id = make.civic()
    with clock.fixed(make.MORNING + timedelta(hours=2)):
        designee = visitor("emergency-designee")
        answer = designee.post(reverse("official:all_clear", args=[notice_id]), {"source_ago": "0"})
        drafted = answer.headers["Location"].split("/")[3]
        actions.approve(drafted, by=make.who("city-clerk"))
        page = visitor().get(reverse("public:corrections")).content.decode()

    assert queries.notice(notice_id).state == "ended"
    assert "All clear for Ward 6" in page
    assert "The earlier notice stood for 120 min 00 s." in page
    assert queries.notice(notice_id).code in page


def test_all_clear_when_of_a_rumour_check_without_a_source_then_asked_for_it():
    about = make.draft(HowKnown.PUBLIC_STATEMENT, status=Status.RUMOUR)
    make.second(about, by="chief-designee")
    check = actions.draft_public(about, by=make.who("mayor-designee"))
    make.second(check)
    page = visitor("mayor-designee").post(reverse("official:all_clear", args=[check]), {"source_ago": "0"})

    assert page.status_code == 422
    assert not Notice.objects.filter(kind="all_clear").exists()


def test_correct_when_asked_on_the_page_then_in_review():
    notice_id = make.civic()
    answers = {
        "areas": ["ward:6", "ward:8"],
        "cause": "main_break",
        "advice": "do_not_use",
        "since_at": "",
        "until_at": "",
    }
    answer = visitor("emergency-designee").post(reverse("official:correct", args=[notice_id]), answers)

    correction = queries.notice(answer.headers["Location"].split("/")[3])
    assert (correction.state, correction.advice, correction.areas) == (
        "in_review",
        "do_not_use",
        ("ward:6", "ward:8"),
    )


def test_correct_when_of_a_bulletin_then_its_two_questions_are_asked_again():
    public = make.bulletin()
    page = visitor("mayor-designee").get(reverse("official:correct", args=[public])).content.decode()
    answers = {"areas": ["ward:6"], "status": "ended", "agents": "no", "civil": "no"}
    visitor("mayor-designee").post(reverse("official:correct", args=[public]), answers)

    assert "Is it civil immigration enforcement?" in page
    assert "until_at" not in page
    assert Notice.objects.get(kind="correction").status == "ended"


def test_public_version_when_a_rumour_then_a_rumour_check_is_drafted():
    about = make.draft(HowKnown.PUBLIC_STATEMENT, status=Status.RUMOUR)
    make.second(about, by="chief-designee")
    visitor("mayor-designee").post(reverse("official:public_version", args=[about]))

    assert [one.kind for one in queries.public_versions(about)] == ["rumour_check"]


def test_public_version_when_announced_then_preparedness_can_be_chosen():
    about = make.draft(HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, areas=("city",))
    actions.publish(about, by=make.who("chief-designee"))
    page = visitor("mayor-designee").get(reverse("official:public_version", args=[about])).content.decode()
    visitor("mayor-designee").post(reverse("official:public_version", args=[about]), {"kind": "preparedness"})

    assert 'value="preparedness"' in page
    assert [one.kind for one in queries.public_versions(about)] == ["preparedness"]


@pytest.mark.parametrize("language", ["en", "es", "so", "hmn", "ar"])
def test_public_pages_when_every_kind_stands_then_each_language_shows_them(language):
    water, snow = make.civic(), make.civic("snow_emergency")
    shown = [queries.notice(one).code for one in (water, snow)]

    for path in (
        "/",
        f"/n/{shown[0]}/",
        f"/n/{shown[1]}/",
        "/corrections/",
        "/feed.atom",
        f"/check/?code={shown[0]}",
    ):
        page = visitor().get(path, {"lang": language} if "?" not in path else None)
        assert page.status_code == 200, path
        assert (
            any(code in page.content.decode().replace(" ", "") for code in shown) or path == "/corrections/"
        )


def test_subscribe_when_shown_then_a_topic_of_each_civic_kind():
    page = visitor().get(reverse("public:subscribe")).content.decode()

    assert [name for name in ("boil_water", "snow_emergency") if f'value="{name}" checked' not in page] == []


def partner_page(code: str) -> str:
    return reverse("organization:notice", args=[code])


def test_partner_when_it_passes_on_and_reports_then_the_pages_say_whose_word_it_is():
    public = make.bulletin()
    code = queries.notice(public).code
    partner = visitor("hotline-lead")
    assert f"/o/hotline/{code}/" in partner.get(partner_page(code)).content.decode()
    partner.post(partner_page(code), {"action": "relay", "organization": "hotline"})
    report = {"action": "report", "organization": "hotline", "language": "so", "n_people": "120"}
    assert partner.post(partner_page(code), report).status_code == 302

    official = visitor("chief-designee").get(
        reverse("official:public_version", args=[queries.notice(public).about])
    )
    council = visitor("ward-6-aide").get(reverse("council:public_version", args=[public]))
    for page in (official, council, partner.get(partner_page(code))):
        assert "Self-reported, not checked: about 120 people told." in page.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"action": "report", "organization": "hotline", "language": "so", "n_people": "many"},
        {"action": "report", "organization": "hotline", "language": "so", "n_people": "9" * 40},
        {"action": "report", "organization": "hotline", "language": "xx", "n_people": "3"},
        {"action": "relay", "organization": "legal-aid"},
        {"action": "relay", "organization": "nobody"},
    ],
)
def test_partner_when_the_answer_is_wrong_then_a_sentence_and_nothing_is_kept(given):
    public = make.bulletin()
    actions.relay_by_partner(public, organization="hotline", by=make.who("hotline-lead"))
    page = visitor("hotline-lead").post(partner_page(queries.notice(public).code), given)

    assert page.status_code in {403, 409}
    assert [one.reported for one in queries.partner_relays(public)] == [{}]


def test_partner_link_when_opened_then_the_citys_own_page_and_nothing_is_written():
    public = make.bulletin()
    code = queries.notice(public).code
    before = n_rows()
    page = visitor().get(f"/o/legal-aid/{code}/")

    assert "Larkwater Legal Aid passes this on." in page.content.decode()
    assert n_rows() == before
    assert [visitor().get(path).status_code for path in (f"/o/nobody/{code}/", "/o/legal-aid/ZZZZZZ/")] == [
        404,
        404,
    ]


def n_rows() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.parametrize("kind", ["bulletin", "boil_water"])
def test_copies_when_opened_then_each_language_has_subject_html_and_text_without_anything_to_load(kind):
    public = make.bulletin() if kind == "bulletin" else make.civic(help_at=("place:harbor-park",))
    page = visitor("chief-designee").get(reverse("official:copies", args=[public])).content.decode()
    shown = html.document_fromstring(page)

    for tag in ("en", "es", "so", "hmn", "ar"):
        subject = shown.get_element_by_id(f"subject_{tag}").get("value")
        body = html.fragment_fromstring(shown.get_element_by_id(f"html_{tag}").text.strip())
        assert subject == queries.text(public, language=tag, medium="mail").subject
        assert (body.tag, body.get("lang"), body.get("dir")) == ("div", tag, "rtl" if tag == "ar" else "ltr")
        assert {one.tag for one in body.iter()} <= {"div", "p", "br", "a"}
        assert " ".join(body.text_content().split()) == " ".join(
            queries.text(public, language=tag, medium="mail").body.split()
        )
        assert (
            shown.get_element_by_id(f"sms_{tag}").text.strip()
            == queries.text(public, language=tag, medium="sms").body
        )


@pytest.mark.parametrize("language", ["en", "es", "so", "hmn", "ar"])
def test_answers_when_a_notice_stands_then_beside_it_at_three_doors_and_gone_when_it_is_over(language):
    public = make.civic()
    code = queries.notice(public).code
    doors = [
        ("emergency-designee", reverse("official:civic", args=[public])),
        ("ward-6-aide", reverse("council:public_version", args=[public])),
        ("hotline-lead", partner_page(code)),
    ]
    answer = phrases.render("answers-boil-water", {}, language=language, medium="page-a1").body
    assert [
        who
        for who, path in doors
        if answer not in visitor(who).get(path, {"lang": language}).content.decode()
    ] == []

    clear = actions.all_clear(public, source_at=clock.now(), by=make.who("emergency-designee"))
    make.second(clear, by="emergency-designee")
    assert [
        who for who, path in doors if answer in visitor(who).get(path, {"lang": language}).content.decode()
    ] == []


CALL = "Everyone come out and block them."


def test_review_when_the_text_was_marked_then_shown_and_a_reason_is_asked():
    notice_id = make.draft(HowKnown.PUBLIC_STATEMENT, free_text=CALL)
    actions.ask_approval(notice_id, by=make.who("chief-designee"))
    approver, path = visitor("city-clerk"), reverse("official:review", args=[notice_id])
    page = approver.get(path).content.decode()
    refused = approver.post(path, {"action": "approve"})
    taken = approver.post(path, {"action": "approve", "because": "It is quoted."})

    assert CALL in page
    assert "A call to come, block, make noise or confront" in page
    assert 'name="because"' in page
    assert (refused.status_code, taken.status_code) == (409, 302)
    assert Notice.objects.get(id=notice_id).approved_because == "It is quoted."


def test_own_words_when_marked_then_the_author_is_told_and_the_second_person_asked_why():
    public = make.bulletin()
    given = {"office": "ward-6", "language": "en", "text": CALL}
    author = visitor("ward-6-aide").post(reverse("council:words", args=[public]), given, follow=True)
    (kept,) = queries.words_to_review()
    reader, path = visitor("translator-es"), reverse("official:own_words", args=[kept.id])
    page, refused = reader.get(path).content.decode(), reader.post(path)

    assert "the second person decides: A call to come" in author.content.decode()
    assert "marked for what it may mean" in author.content.decode()
    assert 'name="because"' in page
    assert (refused.status_code, reader.post(path, {"because": "It is quoted."}).status_code) == (409, 302)
