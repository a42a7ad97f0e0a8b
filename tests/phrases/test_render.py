"""Rendering in the demo city: languages, fallback, marks, budgets."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.phrases import make
from wardbell.ground import languages
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Unreadable
from wardbell.people import actions as people
from wardbell.phrases import measure, queries, texts
from wardbell.phrases.models import SignOff
from wardbell.phrases.queries import Readiness, render
from wardbell.phrases.rules import SlotMissing
from wardbell.phrases.sms import Encoding, count_sms
from wardbell.places import queries as places

pytestmark = pytest.mark.django_db
TAGS = languages.tags()
WITH_SMS = [key for key in texts.keys().values() if "sms" in key.media]


def bulletin(language="en", medium="sms", **more):
    return render("bulletin", make.slots(), language=language, medium=medium, **more)


def test_bulletin_when_english_then_complete_without_its_link(morning):
    make.city()

    text = bulletin()

    assert text.body == (
        "SAMPLE. City notice 2026-114, Ward 6. Code 4K7Q2M. It is going on now, since about 5:15 AM. Federal agents are"
        " there. We do not know if it is civil immigration enforcement. How we know: city staff saw it from a public place."
        " Please do not go there and do not interfere. In danger call 911. Help and rights: 612-555-0102."
        " https://notices.larkwater.example/n/4K7Q2M"
    )
    assert (text.language, text.is_fallback, text.n_parts) == ("en", False, count_sms(text.body).parts)


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_begins_with_the_languages_words_for_sample_and_drill(morning, tag):
    make.city()
    one = languages.by_tag(tag)

    assert bulletin(tag, exercise=True).body.startswith(f"{one.sample_word}. {one.drill_word}. ")


def test_mail_when_rendered_then_subject_and_body_are_marked_and_blank_lines_are_single(morning):
    make.city()

    text = bulletin(medium="mail")

    assert text.subject == "SAMPLE. City notice 2026-114, Ward 6"
    assert text.body.startswith("SAMPLE. City notice 2026-114\nWhere: Ward 6\n\nIt is going on now")
    assert "\n\n\n" not in text.body


def test_page_line_when_rendered_then_it_carries_no_mark_of_its_own(morning):
    make.city()

    assert bulletin(medium="page-where").body == "Ward 6"


def placed(name):
    """Every answer that may name a place."""
    return [slots for slots in make.answers(name) if slots["status"] != "publicly_announced"]


@pytest.mark.parametrize("tag", TAGS)
def test_every_area_of_the_demo_city_fits_the_budget_at_the_longest_answers(morning, tag):
    make.city()
    encoding = Encoding.UCS_2 if tag == "ar" else Encoding.GSM_7

    over = []
    for name in ("official", "bulletin"):
        longest = max(
            placed(name), key=lambda slots: len(render(name, slots, language=tag, medium="sms").body)
        )
        for area in places.areas():
            n_parts = render(name, {**longest, "area": area.code}, language=tag, medium="sms").n_parts
            over += [(name, area.code, n_parts)] * (n_parts > texts.key(name).parts[encoding])

    assert over == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_message_fits_its_budget(morning, tag):
    make.city(signed=False)
    people.found_offices("demo", by=OPERATOR)
    place, area = queries._place(), queries._longest_area(queries._place(), tag)
    office = queries._longest_office(place, tag)

    longest = {
        key.key: measure.longest_sms(key, language=tag, place=place, area=area, office=office, is_marked=True)
        for key in WITH_SMS
    }

    assert {name: one.count for name, one in longest.items() if not one.is_within} == {}
    assert {one.count.encoding for one in longest.values()} == {
        Encoding.UCS_2 if tag == "ar" else Encoding.GSM_7
    }


@pytest.mark.parametrize(
    ("key", "medium"), list(product(("bulletin", "official", "withdrawal"), ("sms", "mail")))
)
def test_arabic_when_numbers_then_each_stands_between_marks(morning, key, medium):
    make.city()

    body = render(key, make.slots(reason="not_so"), language="ar", medium=medium).body
    hyphened = re.findall(r".\d+(?:-\d+)+.", re.sub(r"https?://\S+", "", body))

    assert hyphened
    assert {(one[0], one[-1]) for one in hyphened} == {("\u200e", "\u200e")}


@pytest.mark.parametrize("tag", ["en", "es", "so", "hmn"])
def test_gsm7_languages_when_sms_then_no_invisible_sign(morning, tag):
    make.city()

    assert not re.search("[\u2066-\u2069\u200e\u200f\u202f\u00a0]", bulletin(tag).body)


def test_fallback_when_the_text_is_not_signed_off_then_english_and_whom_to_call(morning):
    make.city()
    SignOff.objects.filter(key="bulletin", language__in=["so", "ar"]).delete()

    somali, arabic = bulletin("so"), bulletin("ar")

    assert somali.body == f"{bulletin().body} Soomaali: wac 612-555-0105."
    assert (
        arabic.body == f"{bulletin().body} For Arabic call 612-555-0107."
    )  # in its own script it would be UCS-2
    assert {(one.language, one.is_fallback) for one in (somali, arabic)} == {("en", True)}


def test_fallback_when_no_pack_at_all_then_the_languages_line(morning):
    make.city()

    assert bulletin("vi").body.endswith(" For Vietnamese call 612-555-0103.")


def test_fallback_when_mail_then_the_sentence_in_its_own_script(morning):
    make.city()
    SignOff.objects.filter(key="bulletin", language="ar").delete()

    assert bulletin("ar", medium="mail").body.endswith("\n\nالعربية: اتصل بـ \u200e612-555-0107\u200e.")


def test_a_changed_text_when_signed_before_then_its_sign_off_is_void_for_it(morning):
    make.city()
    SignOff.objects.filter(key="bulletin", language="es").update(digest="0" * 64)

    assert queries.readiness(["bulletin"], ["en", "es"]) == {
        "bulletin": {"en": Readiness.READY, "es": Readiness.MISSING}
    }
    assert bulletin("es").is_fallback


def test_render_when_no_such_medium_then_lists_them(morning):
    make.city()

    with pytest.raises(Unreadable, match=r"'help' is not said as 'mail', but as: sms"):
        render("help", {}, language="en", medium="mail")


def test_render_when_a_slot_is_missing_then_names_it(morning):
    make.city()
    slots = make.slots()
    del slots["area"]

    with pytest.raises(
        SlotMissing, match=r"en/public.ftl, line \d+: the text 'bulletin-sms' says the slot 'area'"
    ):
        render("bulletin", slots, language="en", medium="sms")


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "Office of the Mayor gives this notice for Larkwater."),
        ("es", "Oficina de la Alcaldía da este aviso para Larkwater."),
        ("ar", "هذا الإشعار من مكتب العمدة إلى Larkwater."),
    ],
)
def test_office_when_named_by_its_code_then_said_in_the_readers_language(morning, tag, said):
    make.city()
    people.found_offices("demo", by=OPERATOR)

    text = render("bulletin", make.slots(office="mayor"), language=tag, medium="page-by")

    assert text.body == said


def test_own_words_when_framed_then_the_office_is_named_and_phones_are_marked(morning):
    make.city()
    words = "Wac 612-555-0131 – waan furan nahay."

    somali = queries.own_words_frame(words, office="Ward 6 council office", language="so", medium="sms")
    arabic = queries.own_words_frame("اتصل 612-555-0131", office="Ward 6", language="ar", medium="page")

    assert somali == "Ka timid Ward 6 council office: Wac 612-555-0131 - waan furan nahay."
    assert arabic == "من Ward 6: اتصل \u200e612-555-0131\u200e"


def test_render_when_a_posting_is_written_then_a_handful_of_reads(morning):
    make.city()
    bulletin("so")

    with CaptureQueriesContext(connection) as reads:
        bulletin("so")

    assert len(reads) <= 5


def test_catalogue_when_demo_then_every_key_is_ready_with_its_parts(morning):
    make.city()

    found = {one.key: one for one in queries.catalogue("hmn")}

    assert {one.readiness for one in found.values()} == {Readiness.READY}
    assert (found["help"].slots, found["help"].n_parts) == (("city", "hotline"), 2)
    assert found["rights"].n_parts is None
