"""No language takes the site down, and on residents' pages nothing is left in English but names."""

import gettext
import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from tests.notices import make
from wardbell.channels import memory
from wardbell.config.commands import _marked, catalogues
from wardbell.dispatch import post_office
from wardbell.ground import languages
from wardbell.notices import actions as notices
from wardbell.notices import queries
from wardbell.notices.rules import WithdrawReason
from wardbell.places import queries as places
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.web import errors
from wardbell.web.templatetags import wardbell as tags

FOLDER = Path(__file__).resolve().parents[2] / "locale"
TRANSLATED = [one.tag for one in catalogues.translated()]
EVERY = list(languages.tags())
#: what reads the same in every language, beside the names of places and languages
NAMES = frozenset({"E-mail", "Email", "Password"})
_CLOCK = r"\d{1,2}:\d\d [AP]M"  # Hmong reads times and days in the English form
_DAY = r"[A-Z][a-z]+ \d{1,2}, \d{4}"
_ADDRESS = r"https?://\S+"
_MAILBOX = r"\S+@\S+"
_WORD = re.compile(r"[A-Za-z]{2,}")


def _po(tag: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / tag / "LC_MESSAGES" / "django.po"), wrapwidth=0)


@pytest.fixture(scope="module")
def marked() -> list[_marked.Sentence]:
    return _marked.sentences()


# --- the catalogues themselves


def test_nothing_is_wrong_with_any_catalogue(marked: list[_marked.Sentence]) -> None:
    assert catalogues.faults(FOLDER, marked) == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_is_what_an_update_would_write(tag: str, marked: list[_marked.Sentence]) -> None:
    fresh = catalogues.merged(_po(tag), marked, language=languages.by_tag(tag))

    assert (FOLDER / tag / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8") == f"{fresh}\n"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_entry_says_that_it_is_a_sample(tag: str) -> None:
    catalogue = _po(tag)

    unmarked = [one.msgid for one in catalogue if one.translated() and catalogues.SAMPLE not in one.flags]

    assert catalogue.header.startswith("Class: sample")
    assert unmarked == []


@pytest.mark.parametrize("tag", EVERY)
def test_every_language_can_be_switched_on(tag: str) -> None:
    with translation.override(tag):
        said = translation.gettext("Check a message")

    assert said == {
        "en": "Check a message", "es": "Comprobar un mensaje", "so": "Hubi fariin", "hmn": "Kuaj ib co lus",
        "ar": "تحقق من رسالة",
    }[tag]  # fmt: skip


@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100])
def test_arabic_chooses_among_its_six_forms(n: int) -> None:
    with translation.override("ar"):
        said = translation.ngettext("%(n)s minute ago", "%(n)s minutes ago", n) % {"n": n}

    assert said == {
        0: "قبل 0 دقيقة", 1: "قبل 1 دقيقة", 2: "قبل 2 دقيقتين", 3: "قبل 3 دقائق", 11: "قبل 11 دقيقة", 100: "قبل 100 دقيقة"
    }[n]  # fmt: skip


# --- what the check finds


def _spoil(
    tag: str, folder: Path, marked: list[_marked.Sentence], spoil: Callable[[polib.POFile], None]
) -> list[str]:
    """Spoils a copy of one catalogue and returns what is found in it."""
    for one in TRANSLATED:
        catalogue = _po(one)
        if one == tag:
            spoil(catalogue)
        (folder / one / "LC_MESSAGES").mkdir(parents=True)
        catalogue.save(str(folder / one / "LC_MESSAGES" / "django.po"))
    return catalogues.faults(folder, marked)


def _entry(catalogue: polib.POFile, text: str) -> polib.POEntry:
    found = catalogue.find(text)
    assert found is not None
    return found


def test_an_untouched_plural_header_is_found(tmp_path: Path, marked: list[_marked.Sentence]) -> None:
    untouched = "nplurals=INTEGER; plural=EXPRESSION;"

    found = _spoil(
        "hmn", tmp_path, marked, lambda catalogue: catalogue.metadata.update({"Plural-Forms": untouched})
    )

    assert found == [
        f"hmn: its plural header is “{untouched}”, the language pack's is “nplurals=1; plural=0;”"
    ]


def test_such_a_header_would_take_the_site_down() -> None:
    catalogue = _po("hmn")
    catalogue.metadata["Plural-Forms"] = "nplurals=INTEGER; plural=EXPRESSION;"

    with pytest.raises(ValueError):
        gettext.GNUTranslations(io.BytesIO(catalogue.to_binary()))


def test_a_lost_placeholder_is_found(tmp_path: Path, marked: list[_marked.Sentence]) -> None:
    def spoil(catalogue: polib.POFile) -> None:
        _entry(catalogue, "Published: %(time)s.").msgstr = "Publicado: %(hora)s."

    found = _spoil("es", tmp_path, marked, spoil)

    assert found == [
        "es: “Published: %(time)s.” and “Publicado: %(hora)s.” do not hold the same placeholders"
    ]


def test_a_missing_plural_form_is_found(tmp_path: Path, marked: list[_marked.Sentence]) -> None:
    def spoil(catalogue: polib.POFile) -> None:
        del _entry(catalogue, "%(n)s day ago").msgstr_plural[5]

    found = _spoil("ar", tmp_path, marked, spoil)

    assert found == ["ar: “%(n)s day ago” has 5 plural forms instead of 6"]


def test_a_sentence_missing_for_residents_is_found_and_one_for_staff_is_not(
    tmp_path: Path, marked: list[_marked.Sentence]
) -> None:
    def spoil(catalogue: polib.POFile) -> None:
        _entry(catalogue, "Check a message").msgstr = ""
        _entry(catalogue, "Your desk").msgstr = ""

    found = _spoil("so", tmp_path, marked, spoil)

    assert [one.partition(" (")[0] for one in found] == [
        "so: residents would read this in English: “Check a message”"
    ]


def test_a_pack_without_a_catalogue_is_found(tmp_path: Path, marked: list[_marked.Sentence]) -> None:
    found = catalogues.faults(tmp_path, marked)

    assert {one.partition(":")[0] for one in found} == set(TRANSLATED)


def test_the_command_says_how_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = [
        catalogues.run(["check"]),
        catalogues.run(["check", "--folder", str(tmp_path)]),
        catalogues.run(["update", "--folder", str(tmp_path)]),
    ]

    assert answers == [0, 1, 0]
    assert capsys.readouterr().out == ""


# --- what is to be translated


def test_the_extractor_knows_every_way_to_mark() -> None:
    code = """
from django.utils.translation import gettext as _t, ngettext, pgettext_lazy as _p
NO = "We cannot."
_t("one " "sentence"); ngettext("a day", "%(n)s days", n); _p("month", "May"); _t(variable)
raise Unreadable(NO)
raise Refused("You may not.")
"""

    found = [(one.text, one.plural, one.context) for one in _marked.of_python(code, with_refusals=True)]

    assert sorted(found) == [
        ("May", "", "month"), ("We cannot.", "", ""), ("You may not.", "", ""), ("a day", "%(n)s days", ""),
        ("one sentence", "", ""),
    ]  # fmt: skip


def test_the_extractor_reads_templates() -> None:
    code = """{% translate "It's one" %}{{ is_on|yesno:_("yes,no") }}
{% blocktranslate count n=days %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"""

    found = [(one.text, one.plural) for one in _marked.of_template(code)]

    assert found == [("It's one", ""), ("yes,no", ""), ("%(n)s day", "%(n)s days")]


# --- what residents read


@pytest.fixture
def city(db: None, morning: datetime) -> None:
    """The demo city at five in the morning."""
    memory.forget()
    post_office.close()
    make.city()


@pytest.fixture
def pages(city: None) -> list[str]:
    """Every kind of page that a resident can open, with something on it."""
    standing, wrong = make.bulletin(), make.bulletin(make.official(areas=("ward:7",)))
    notices.withdraw(wrong, by=make.who("mayor-designee"), reason=WithdrawReason.NOT_SO)
    codes = [one.code for one in queries.published()]
    assert standing
    asked, reading = _sign_up("+16125550101"), _sign_up("+16125550102")
    return [
        "/", "/?ward=ward:6", "/check/", "/map/", "/about/", "/privacy/", "/accessibility/", "/subscribe/", "/subscribe/done/",
        "/no-such-page/", "/check/?code=K7Q2MX", f"/check/?code={codes[0]}", *(f"/n/{code}/" for code in codes),
        reverse("public:confirm", args=[readers.confirmation_token(asked)]),
        reverse("public:stop", args=[readers.unsubscribe_token(reading)]),
        "/accounts/login/",
    ]  # fmt: skip


def _sign_up(number: str) -> int:
    return subscribers.subscribe(
        medium="sms", address=number, language="en", areas=("ward:6",), topics=("general",), before_eight=False,
        consent_version="page-1", by=make.who("mayor-designee"),
    )  # fmt: skip


def _pieces(page: bytes) -> set[str]:
    """Returns what a page says: its texts and those attributes that are read aloud."""
    tree = html.document_fromstring(page)
    for own in tree.xpath("//script | //style | //*[@lang and not(self::html)] | //*[@class='code']"):
        own.drop_tree()
    said = [*tree.itertext(), *tree.xpath("//@aria-label | //@alt | //@title | //@placeholder")]
    return {" ".join(str(one).split()) for one in said if str(one).strip()}


def _names() -> list[str]:
    """Names that a page may say in every language, the longest first; an office has its name in each."""
    named = {
        places.jurisdiction().name,
        *(area.name for area in places.areas() if not area.code.startswith("ward:")),
    }
    named |= {one.name for one in languages.shipped()}
    return sorted(named | NAMES, key=len, reverse=True)


def _in_english(page: bytes, english: bytes) -> list[str]:
    """Returns what a page says in the same words as the English page, and what no name accounts for."""
    names = re.compile(
        "|".join([_ADDRESS, _CLOCK, _DAY, _MAILBOX, *(rf"\b{re.escape(name)}\b" for name in _names())])
    )
    both = _pieces(page) & _pieces(english)
    return sorted(one for one in both if _WORD.search(names.sub("", one)))


def test_nothing_but_names_is_left_in_english_on_residents_pages(pages: list[str]) -> None:
    left = {}
    for address in pages:
        english = Client(headers={"accept-language": "en"}).get(address)
        for tag in TRANSLATED:
            theirs = Client(headers={"accept-language": tag}).get(address)
            left[tag, address] = _in_english(theirs.content, english.content)

    assert {where: words for where, words in left.items() if words} == {}


def test_every_page_opens_in_every_language_and_a_choice_stays(pages: list[str]) -> None:
    for tag in EVERY:
        client = Client(headers={"accept-language": "en"})
        answers = {address: client.get(address, {"lang": tag}) for address in pages if "?" not in address}
        after = client.get("/about/")

        assert {where: one.status_code for where, one in answers.items() if one.status_code != 200} == {
            "/no-such-page/": 404
        }
        assert {one.headers["Content-Language"] for one in [*answers.values(), after]} == {tag}


def test_the_test_would_see_english(city: None) -> None:
    page = Client(headers={"accept-language": "en"}).get("/about/").content

    assert "About these notices" in _in_english(page, page)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_what_a_form_refuses_is_said_in_the_readers_language(tag: str, city: None) -> None:
    given = [
        {}, {"medium": "sms", "address": "12", "language": tag, "areas": ["city"]},
        {"medium": "mail", "address": "nobody", "language": tag, "areas": ["city"]},
        {"medium": "pigeon", "address": "x", "language": "tlh", "areas": ["ward:999"]},
    ]  # fmt: skip

    left = []
    for form in given:
        english = Client(headers={"accept-language": "en"}).post("/subscribe/", {"x": "", **form})
        theirs = Client(headers={"accept-language": tag}).post("/subscribe/", {"x": "", **form})
        assert (english.status_code, theirs.status_code) == (422, 422)
        left += _in_english(theirs.content, english.content)

    assert left == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_page_for_a_fault_speaks_too(tag: str, rf) -> None:
    pieces = {}
    for language in ("en", tag):
        with translation.override(language):
            pieces[language] = errors.fault(rf.get("/")).content

    assert _pieces(pieces[tag]) & _pieces(pieces["en"]) == set()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "tam sim no ntag"), (-10, "10 feeb dhau los"), (-95, "1 teev dhau los"), (-3000, "2 hnub dhau los"), (5, "hauv 5 feeb")],
)  # fmt: skip
def test_hmong_says_how_long_ago_in_its_own_words(minutes: int, said: str, morning: datetime) -> None:
    with translation.override("hmn"):
        found = tags.ago(morning + timedelta(minutes=minutes))

    assert found == said


@pytest.mark.parametrize(("tag", "said"), [("en", "just now"), ("es", "ahora mismo"), ("ar", "الآن")])
def test_a_moment_ago_is_just_now(tag: str, said: str, morning: datetime) -> None:
    with translation.override(tag):
        found = tags.ago(morning)

    assert found == said


def test_wards_are_named_in_the_readers_language(city: None) -> None:
    page = Client(headers={"accept-language": "so"}).get("/map/").content

    assert {"Degmada 6"} <= _pieces(page)
    assert "Ward 6" not in _pieces(page)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_map_is_drawn_alike_in_every_language(tag: str, city: None) -> None:
    """A decimal comma would be read as two places: the figures of ward 13 would stand far apart."""
    drawn = {
        language: re.findall(
            r'<text x="([^"]*)" y="([^"]*)"',
            Client(headers={"accept-language": language}).get("/map/").content.decode(),
        )
        for language in ("en", tag)
    }

    assert len(drawn["en"]) == 13
    assert drawn[tag] == drawn["en"]
