"""Every page, from the urls: no violation of WCAG 2.2 AA, light and dark, in Arabic, at 320 px, without script, nobody else asked.

A route without a recipe fails here by its name.
"""

from urllib.parse import urlsplit

import pytest

from tests.browser import recipes, routes
from tests.browser.looking import (
    CONTENT,
    CONTRAST,
    EVERYTHING,
    HEAVIEST,
    NARROW,
    Seen,
    dangling,
    look,
    too_wide,
    violations,
)
from tests.browser.recipes import Data, Recipe
from tests.browser.town import Town

pytestmark = pytest.mark.browser

STRICT = dict.fromkeys(("script-src", "style-src", "media-src", "font-src", "connect-src", "form-action", "manifest-src"), "'self'") | {
    "default-src": "'none'", "img-src": "'self' data:", "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip

_HUNG = list(dict.fromkeys(routes.names()))
_PAGES = [one for one in recipes.RECIPES if isinstance(one, Recipe)]
#: acts that change the town come last, so that no page is looked at after its notice was answered
_IN_ORDER = sorted(_PAGES, key=lambda one: one.only_once)
_DATA = [one for one in recipes.RECIPES if isinstance(one, Data)]


@pytest.mark.parametrize("route", _HUNG)
def test_route_has_a_recipe(route: str):
    assert recipes.of_route(route), f"nobody looks at {route}: add a line to tests/browser/recipes.py"


def test_recipe_has_a_route():
    assert sorted({one.route for one in recipes.RECIPES} - set(_HUNG)) == ["(trouble)"]


@pytest.mark.parametrize("recipe", _IN_ORDER, ids=lambda one: one.name)
def test_page(town: Town, recipe: Recipe):
    with look(town, recipe) as seen:
        _check_load(seen, recipe)
        _check_place(seen, town, recipe)
        found = violations(seen.page, EVERYTHING)
        seen.page.emulate_media(color_scheme="dark")
        in_the_dark = violations(seen.page, CONTRAST)
        seen.page.set_viewport_size({"width": 320, "height": 640})
        wide = too_wide(seen.page)
        lost = dangling(seen.page)
        content = seen.page.evaluate(CONTENT)

    assert (found, in_the_dark, wide, lost) == ([], [], [], [])
    if recipe.only_once:
        return
    with look(town, recipe, java_script_enabled=False, viewport=NARROW) as plain:
        without_script = plain.page.evaluate(CONTENT)
        assert plain.last.status == recipe.status
    assert without_script == content


@pytest.mark.parametrize("recipe", [one for one in _PAGES if one.in_arabic], ids=lambda one: one.name)
def test_page_in_arabic(town: Town, recipe: Recipe):
    with look(town, recipe, locale="ar") as seen:
        found = violations(seen.page, EVERYTHING)
        seen.page.set_viewport_size({"width": 320, "height": 640})

        assert seen.page.locator("html").get_attribute("dir") == "rtl"
        assert (found, too_wide(seen.page), seen.complaints) == ([], [], [])


@pytest.mark.parametrize("data", _DATA, ids=lambda one: one.name)
def test_data(town: Town, data: Data):
    context = town.open(data.who)

    answer = context.request.fetch(town.address(data.path), method=data.method)

    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (data.status, data.kind)
    context.close()


def _check_place(seen: Seen, town: Town, recipe: Recipe) -> None:
    """Nobody was led elsewhere on the way, as a sign-in page would."""
    if not recipe.act:
        assert urlsplit(seen.page.url).path == urlsplit(town.address(recipe.ends or recipe.path)).path


def _check_load(seen: Seen, recipe: Recipe) -> None:
    assert seen.last.status == recipe.status
    assert seen.complaints == []
    assert seen.elsewhere == []
    assert seen.n_bytes < HEAVIEST
    assert _policy(seen) == STRICT


def _policy(seen: Seen) -> dict[str, str]:
    stated = seen.last.headers["content-security-policy"].split(";")
    return {name: values for name, _, values in (one.strip().partition(" ") for one in stated) if name}
