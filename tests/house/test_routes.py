"""Every route asks who comes, or stands on the list of those that are open to everybody; and every page is looked at."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern
from django.urls.resolvers import RoutePattern

from tests.browser import recipes, routes
from wardbell.ground.actors import OPERATOR
from wardbell.places import actions as places

#: open to everybody, and why that must be so
OPEN = {
    "public:home", "public:bulletin", "public:check", "public:map", "public:feed", "public:ward_feed",
    "public:about", "public:privacy", "public:accessibility", "public:corrections", "public:passed_on",  # what the city says is for everybody
    "public:subscribe", "public:subscribed",  # readers have no account
    "public:report", "public:tell", "public:reported",  # nor has who tells something
    "public:confirm", "public:stop", "by_link", "invitation",  # the token in the link is the proof
    "machine:health", "machine:ready",  # for those who watch the node; they tell nothing else
    "machine:callback",  # the provider's signature is the proof
    "account_login", "account_inactive", "account_cannot_sign_in",  # the way in
    "handbook", "handbook_page",  # who cannot sign in needs it most
    "demo_enter", "public:phones",  # there on a demo node alone
    "api:description", "api:published", "api:one", "api:check", "api:kinds", "api:kind",  # what everybody may read
    "api:read", "api:stop", "api:language", "api:choices",  # the secret of a reader's own link is the proof
    "api:root", "api:unknown",  # there is nothing
}  # fmt: skip

#: lead a passer-by on to the way in, each in its own manner
LEADS_ON = {"account_logout", "mfa_authenticate", "mfa_login_webauthn", "mfa_index"}

_GHOST = "00000000-0000-7000-8000-000000000000"
_SAMPLES = {
    "uuid": _GHOST, "uuidstr": _GHOST, "int": "7", "slug": "ward-6", "string": "ward:6", "anything": "no/where",
}  # fmt: skip
_ROUTES = dict(routes.patterns())


def address_of(name: str) -> str:
    """A route's address with made-up things in its places."""
    pattern = _ROUTES[name].pattern
    assert isinstance(pattern, RoutePattern)
    given = {key: _SAMPLES[type(one).__name__.lower().replace("converter", "")] for key, one in pattern.converters.items()}  # fmt: skip
    return "/" + _prefix_of(_ROUTES[name]) + _filled(str(pattern), given)


def test_routes_have_names():
    assert [name for name, pattern in routes.patterns() if not pattern.name] == []


def test_open_list_names_only_routes():
    assert (OPEN | LEADS_ON) - set(_ROUTES) == set()


@pytest.mark.parametrize("name", sorted(set(_ROUTES) - LEADS_ON))
def test_route_when_somebody_unknown_comes_then_asks_who_unless_open(db, name):
    places.found_without_maps("demo", OPERATOR)
    cache.clear()
    client = Client()

    answers = [client.get(address_of(name)), client.post(address_of(name))]

    assert any(asks_to_sign_in(one) for one in answers) is (name not in OPEN)
    if name not in OPEN:
        assert all(asks_to_sign_in(one) or one.status_code == 405 for one in answers)


@pytest.mark.parametrize("name", sorted(LEADS_ON))
def test_route_when_it_leads_on_then_shows_nothing_itself(db, name):
    places.found_without_maps("demo", OPERATOR)

    answers = [Client().get(address_of(name)), Client().post(address_of(name))]

    assert {one.status_code for one in answers} == {302}


@pytest.mark.parametrize("name", sorted(set(_ROUTES)))
def test_route_is_visited_by_the_page_tests(name):
    assert recipes.of_route(name), f"add a recipe for {name} to tests/browser/recipes.py"


def asks_to_sign_in(answer) -> bool:
    """Led to the sign-in page, or shown it with the form that was sent kept in it; a program is asked for its token."""
    if answer.status_code == 401:
        return answer.headers["WWW-Authenticate"].startswith("Bearer")
    if answer.status_code == 302:
        return answer.headers["Location"].startswith("/accounts/login/")
    return answer.status_code == 403 and b'name="password"' in answer.content


def _prefix_of(wanted: URLPattern) -> str:
    return next(prefix for prefix, one in routes.with_prefixes() if one is wanted)


def _filled(route: str, given: dict[str, str]) -> str:
    for key, value in given.items():
        before, _, rest = route.partition("<")
        inside, _, after = rest.partition(">")
        assert inside.endswith(key)
        route = before + value + after
    return route
