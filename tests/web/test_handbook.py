"""Each role has its page; it names only pages, buttons and commands that exist; and the node shows it."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.house import plan
from tests.notices import make
from wardbell.config.commands import _marked
from wardbell.people.rules import Role
from wardbell.web.account import handbook

HEADINGS = ["What you will get", "The first minute", "Never", "When it goes wrong"]
NAMES = sorted(handbook.PAGES)
COMMANDS = {path.stem for path in (plan.SOURCE / "config" / "commands").glob("[a-z]*.py")}


def _text(name: str) -> str:
    return (handbook.FOLDER / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every sentence, button and title that a page may show."""
    sentences = _marked.sentences()
    return {one.text for one in sentences} | {one.plural for one in sentences}


def test_every_role_has_a_page_and_every_page_a_file():
    files = {path.stem for path in handbook.FOLDER.glob("*.md")} - {"README"}

    assert set(handbook.OF_ROLE) == set(Role)
    assert set(handbook.OF_ROLE.values()) <= set(NAMES) == files


@pytest.mark.parametrize("name", NAMES)
def test_page_has_its_four_parts(name):
    assert re.findall(r"^## (.*)$", _text(name), re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("name", NAMES)
def test_page_links_to_pages_that_exist(name):
    links = re.findall(r"\]\(([^)]*)\)", _text(name))

    assert links
    assert [link for link in links if not _exists(link)] == []


@pytest.mark.parametrize("name", NAMES)
def test_page_names_commands_that_exist(name):
    nouns = re.findall(r"`wardbell ([a-z]+)", _text(name))

    assert set(nouns) <= COMMANDS


@pytest.mark.parametrize("name", NAMES)
def test_page_names_buttons_that_exist(name, said):
    buttons = re.findall(r"[Pp]ress \*\*([^*]+)\*\*", _text(name))

    assert [button for button in buttons if not _is_shown(button, said)] == []


def test_the_tests_would_see_what_does_not_exist(said):
    assert (_exists("/no-such-page/"), _is_shown("Do the thing", said), "teapot" in COMMANDS) == (False,) * 3


def test_contents_in_the_docs_list_every_page():
    listed = re.findall(r"\(([a-z-]+)\.md\)", _text("README"))

    assert sorted(listed) == NAMES


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_node_shows_the_page_to_whoever_asks(name):
    make.city()

    page = Client(headers={"accept-language": "en"}).get(f"/handbook/{name}/").content.decode()

    assert [f"<h2>{one}</h2>" in page for one in HEADINGS] == [True] * 4
    assert page.count("<h1>") == 1
    assert "**" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
def test_unknown_page_is_not_found():
    make.city()

    assert Client().get("/handbook/no-such-role/").status_code == 404


def test_what_is_no_mark_is_shown_as_it_stands():
    shown = handbook.shown(
        "# Title\n\n## A & B\n\n<script>x</script> [a](https://elsewhere.example) **b** `c`\n\n1. [d](/e/)\n2. *f*"
    )

    assert shown == (
        "<h2>A &amp; B</h2>\n"
        "<p>&lt;script&gt;x&lt;/script&gt; [a](https://elsewhere.example) <strong>b</strong> <code>c</code></p>\n"
        '<ol><li><a href="/e/">d</a></li><li><em>f</em></li></ol>'
    )


def _exists(link: str) -> bool:
    try:
        found = resolve(link)
    except Resolver404:
        return False
    return found.url_name != "handbook_page" or found.kwargs["name"] in handbook.PAGES


def _is_shown(button: str, said: set[str]) -> bool:
    """A button may go on with a number: Send to 13 council offices."""
    return button in said or any(one.startswith(f"{button} to %(n)s") for one in said)
