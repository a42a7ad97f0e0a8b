"""What is printed: one page, black on white, without what only a screen needs, with code, day and address."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.recipes import RECIPES, Recipe
from tests.browser.town import Town

pytestmark = pytest.mark.browser

ON_ONE_PAGE = (
    "public:bulletin",
    "public:bulletin withdrawn",
    "official:proof",
    "official:follow_up",
    "handbook_page",
)
WITH_ADDRESS = ("public:bulletin", "official:proof", "official:follow_up")
RECIPE = {one.name: one for one in RECIPES if isinstance(one, Recipe)}
#: colours of what is read, and whatever of the screen is still there
COLOURS = """() => [...document.querySelectorAll('main *')].filter(one => one.offsetParent && one.childElementCount === 0
  && one.textContent.trim()).map(one => getComputedStyle(one).color)"""
LEFT_OVER = """() => ['header.bar', 'footer.foot', 'nav', 'form', '.actions', '.skip', '.no-print'].filter(
  kind => [...document.querySelectorAll(kind)].some(one => getComputedStyle(one).display !== 'none'))"""


def _printed(town: Town, name: str, locale: str) -> Page:
    recipe = RECIPE[name]
    page = town.page(recipe.who, locale=locale)
    page.goto(town.address(recipe.path))
    page.emulate_media(media="print", color_scheme="dark")  # whoever reads in the dark prints black on white
    return page


@pytest.mark.parametrize("locale", ["en-US", "ar"])
@pytest.mark.parametrize("name", ON_ONE_PAGE)
def test_it_is_printed_on_one_page(town: Town, name: str, locale: str):
    page = _printed(town, name, locale)

    n_pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
    colours, left_over = set(page.evaluate(COLOURS)), page.evaluate(LEFT_OVER)
    page.emulate_media(media="screen")

    assert (n_pages, colours, left_over) == (1, {"rgb(0, 0, 0)"}, [])


@pytest.mark.parametrize("name", WITH_ADDRESS)
def test_day_and_address_stand_on_the_paper_and_not_on_the_screen(town: Town, name: str):
    page = _printed(town, name, "en-US")
    told = page.locator(".print-only").all_inner_texts()

    page.emulate_media(media="screen")

    assert len(told) == 1
    assert re.fullmatch(rf"[A-Z][a-z]+ \d+, \d{{4}} · .*{re.escape(page.url)}", told[0])
    assert page.locator(".print-only").is_visible() is False


def test_the_word_sample_is_printed(town: Town):
    page = _printed(town, "public:bulletin", "en-US")

    assert page.locator(".sample").is_visible()
    page.emulate_media(media="screen")
