"""One's own page of tokens: made with a second factor at hand, shown once, revoked by their person."""

import pytest
from django.urls import reverse

from tests.people import make
from tests.web.account.door import PASSWORD, sign_in, with_app
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.models import ApiToken
from wardbell.people.rules import Role

PAGE = "/accounts/tokens/"


@pytest.fixture
def aide(client):
    someone = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    sign_in(client, someone, secret=with_app(someone))
    return someone


def made(client, **changes) -> str:
    """Makes a token on the page and returns what it showed."""
    shown = client.post(PAGE, {"name": "desk", "grant": "0", "days": "7"} | changes).content.decode()
    return shown.partition('value="wardbell_')[2].partition('"')[0]


def test_token_when_made_then_shown_once_and_of_use(client, aide):
    shown = made(client)

    bearer = queries.bearer(f"wardbell_{shown}")
    assert (bearer.person.id, bearer.grant.role, bearer.grant.office) == (str(aide.id), Role.AIDE, "ward-6")
    assert shown not in client.get(PAGE).content.decode()
    assert "desk" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("changes", [{"name": ""}, {"grant": "1"}, {"days": "400"}])
def test_token_when_asked_for_wrongly_then_none_is_made(client, aide, changes):
    answer = client.post(PAGE, {"name": "desk", "grant": "0", "days": "7"} | changes)

    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)


def test_page_when_no_second_factor_was_used_then_led_to_it(client):
    someone = make.holder(Role.PARTNER, "clerk", password=PASSWORD)  # a role that needs none to sign in
    sign_in(client, someone)

    answers = [client.get(PAGE), client.post(PAGE, {"name": "desk", "grant": "0", "days": "7"})]

    assert [one.headers["Location"].partition("?")[0] for one in answers] == [
        reverse("account_second_factor")
    ] * 2
    assert ApiToken.objects.count() == 0


def test_token_when_revoked_then_gone_from_the_list(client, aide):
    made(client)
    row = ApiToken.objects.get()

    client.post(f"{PAGE}{row.id}/revoke/")

    row.refresh_from_db()
    assert (row.revoked_by, queries.tokens_of(str(aide.id))) == (aide.name, [])


def test_token_when_somebody_else_revokes_it_then_not_allowed(client, aide):
    other = make.holder(Role.AIDE, "ward-3")
    people.make_token(str(other.id), name="x", role=Role.AIDE, office="ward-3", by=make.actor(other))
    row = ApiToken.objects.get()

    answer = client.post(f"{PAGE}{row.id}/revoke/")

    row.refresh_from_db()
    assert (answer.status_code, row.revoked_at) == (403, None)


def test_token_when_an_administrator_revokes_it_then_it_ends(client, administrator):
    other = make.holder(Role.AIDE, "ward-3")
    people.make_token(str(other.id), name="x", role=Role.AIDE, office="ward-3", by=make.actor(other))

    people.revoke_token(str(ApiToken.objects.get().id), by=make.actor(administrator))

    assert queries.tokens_of(str(other.id)) == []
