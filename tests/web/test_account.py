"""The account door: who gets in, how, and what happens to those who do not."""

import importlib
import json
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse

from tests.people import make
from wardbell.config import urls as hung
from wardbell.ground import clock
from wardbell.ground.errors import Conflict, Unreadable
from wardbell.journal.models import Entry
from wardbell.people import actions, models, queries
from wardbell.people.rules import Role, Verb
from wardbell.web import entry
from wardbell.web.account import urls as door

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough sentence"
SENTINEL = "purple-heron-0451"


@entry.signed_in(Verb.SPEAK)
def say(request: HttpRequest) -> HttpResponse:
    """A page for designees, as another door would write one."""
    words = request.POST.get("words", "")
    return HttpResponse(
        f"{entry.actor(request).label}|{entry.person(request).email}|{request.method}|{words}"
    )


@entry.signed_in()
def inbox(request: HttpRequest) -> HttpResponse:
    return HttpResponse(entry.person(request).name)


def turned_down(_request: HttpRequest) -> HttpResponse:
    raise Conflict("Somebody else was first.")


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SENTINEL)


urlpatterns = [
    path("", include(door)),
    path("say/", say),
    path("other/", say),
    path("inbox/", inbox),
    path("turned-down/", turned_down),
    path("broken/", broken),
]
handler400, handler403, handler404 = hung.handler400, hung.handler403, hung.handler404
handler429, handler500 = hung.handler429, hung.handler500


@pytest.fixture(autouse=True)
def _this_door(settings):
    settings.ROOT_URLCONF = __name__
    cache.clear()


def with_app(account: models.Account) -> str:
    """Gives an account an authenticator app, through the library's own adapter, and returns its secret."""
    from allauth.mfa.adapter import get_adapter

    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    Authenticator.objects.create(user=account, type="totp", data={"secret": get_adapter().encrypt(secret)})
    return secret


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, account: models.Account, *, secret: str = "", **more: str) -> HttpResponse:
    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD} | more)
    if secret:
        response = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)} | more)
    return response


def hidden(response: HttpResponse, name: str) -> str:
    """Returns the first hidden field of this name in a page."""
    _, _, rest = response.content.decode().partition(f'name="{name}" value="')
    return rest.partition('"')[0]


# --- in by password and code


def test_sign_in_when_password_and_code_are_right_then_in(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)

    first = client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})
    before = client.get("/say/")
    second = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert before.status_code == 302
    assert second.headers["Location"] == reverse("account_home")
    assert client.get("/say/").content.decode() == f"{designee.name}|{designee.email}|GET|"


def test_sign_in_when_the_mailbox_is_written_in_capitals_then_in(client):
    partner = make.holder(Role.MEMBER, "ward-6", password=PASSWORD)

    response = client.post(reverse("account_login"), {"login": partner.email.upper(), "password": PASSWORD})

    assert response.status_code == 302


@pytest.mark.parametrize("wrong", [{"password": "another long sentence"}, {"login": "nobody@city.example"}])
def test_sign_in_when_something_is_wrong_then_the_same_sentence(client, wrong):
    account = make.account(password=PASSWORD)

    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD} | wrong)

    assert "do not belong together" in response.content.decode()


def test_sign_in_when_the_code_is_wrong_then_not_in(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    with_app(designee)
    client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})

    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "This code is not right" in response.content.decode()
    assert client.get("/say/").status_code == 302


def test_sign_in_when_deactivated_then_the_session_ends_at_once(client):
    member = make.holder(Role.MEMBER, "ward-6", password=PASSWORD)
    client.force_login(member)
    assert client.get(reverse("account_home")).status_code == 200

    actions.deactivate(str(member.id), by=make.actor(make.holder(Role.ADMINISTRATOR)))

    assert client.get(reverse("account_home")).status_code == 302


def test_sign_in_when_tried_too_often_then_429_with_words(client):
    for _ in range(40):
        response = client.post(
            reverse("account_login"), {"login": "a@city.example", "password": "wrong wrong"}
        )

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert "Too many attempts" in response.content.decode()


def test_sign_in_when_next_is_elsewhere_then_stays_here(client):
    partner = make.account(password=PASSWORD)

    response = sign_in(client, partner, next="https://evil.example/")

    assert response.headers["Location"] == reverse("account_home")


@pytest.mark.parametrize(
    "address",
    ["/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/password/set/"],
)
def test_library_when_a_page_is_not_wanted_then_it_is_not_there(client, address):
    assert client.get(address).status_code == 404


# --- the second factor


def test_gate_when_a_sender_has_no_second_factor_then_led_to_set_one_up(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)

    after = sign_in(client, designee)
    response = client.get("/say/?a=1")

    assert after.headers["Location"] == reverse("account_second_factor")
    assert response.headers["Location"] == f"{reverse('account_second_factor')}?next=%2Fsay%2F%3Fa%3D1"


def test_gate_when_another_session_set_one_up_then_must_use_it(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    sign_in(client, designee)

    with_app(designee)

    assert client.get("/say/").headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_gate_when_a_role_sends_nothing_then_the_password_is_enough(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)

    sign_in(client, partner)

    assert client.get("/inbox/").content.decode() == partner.name


def test_gate_when_the_role_does_not_allow_it_then_403_says_who_may(client):
    member = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, member)

    response = client.get("/say/")

    assert response.status_code == 403
    assert "It is for: designee." in response.content.decode()


def test_app_when_set_up_then_in_at_once_sealed_and_journalled(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    sign_in(client, designee)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(reverse("mfa_activate_totp"))
    secret, carried = page.context["form"].secret, hidden(page, "carried")
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret), "carried": carried})

    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/say/").status_code == 200
    assert Entry.objects.get(verb="people.second_factor_added").about == f"account:{designee.id}"
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert all(secret not in str(row.get_decoded()) for row in Session.objects.all())


def test_app_when_the_carried_secret_is_another_persons_then_refused(client):
    one, two = (make.holder(Role.DESIGNEE, "chief", password=PASSWORD) for _ in range(2))
    pages = []
    for account in (one, two):
        client.logout()
        sign_in(client, account)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        pages.append(client.get(reverse("mfa_activate_totp")))
    secret, carried = pages[0].context["form"].secret, hidden(pages[0], "carried")

    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret), "carried": carried})

    assert "This code is not right" in response.content.decode()
    assert Authenticator.objects.count() == 0


def test_recovery_code_when_used_then_in_once(client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    with_app(designee)
    codes = RecoveryCodes.activate(designee)
    code = codes.get_unused_codes()[0]

    client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/say/").status_code == 200
    client.logout()
    client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})
    again = client.post(reverse("mfa_authenticate"), {"code": code})

    assert "This code is not right" in again.content.decode()
    seed = codes.instance.data["seed"]
    assert not all(letter in "0123456789abcdef" for letter in seed)


@pytest.mark.parametrize(
    "page",
    [
        "account_home", "account_second_factor", "usersessions_list", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_activate_totp", "account_change_password", "account_logout",
    ],
)  # fmt: skip
def test_pages_when_signed_in_then_shown(client, page):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, partner)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    "page", ["account_login", "account_cannot_sign_in", "account_inactive", "demo_enter"]
)
def test_pages_when_not_signed_in_then_shown(client, page):
    assert client.get(reverse(page)).status_code == 200


def test_password_when_changed_then_the_new_one_opens(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, partner)

    response = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "quite another sentence",
            "password2": "quite another sentence",
        },
    )

    partner.refresh_from_db()
    assert response.headers["Location"] == reverse("account_home")
    assert partner.check_password("quite another sentence")


# --- an expired sign-in in mid-draft


def expired_post(client: Client, address: str = "/say/?step=2") -> HttpResponse:
    return client.post(address, {"words": SENTINEL, "areas": ["ward:1", "ward:2"]})


def everything_stored() -> str:
    """Every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # the names come from the database itself
            found.append(str(cursor.fetchall()))
    found.extend(str(row.get_decoded()) for row in Session.objects.all())
    return "".join(found)


def test_expired_when_a_form_comes_then_it_survives_password_and_code(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)

    first = expired_post(client)
    second = sign_in(client, designee, kept=hidden(first, "kept"), next=hidden(first, "next"))
    third = client.post(
        reverse("mfa_authenticate"), {"code": code_of(secret), "kept": hidden(second, "kept")}
    )
    fourth = client.post("/say/?step=2", {"kept": hidden(third, "kept")})

    assert (first.status_code, second.status_code, third.status_code) == (403, 200, 200)
    assert SENTINEL not in first.content.decode()
    assert SENTINEL in third.content.decode()
    assert 'action="/say/?step=2"' in third.content.decode()
    assert fourth.content.decode() == f"{designee.name}|{designee.email}|POST|{SENTINEL}"


def test_expired_when_carried_along_then_nothing_is_stored(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)

    kept = hidden(expired_post(client), "kept")
    sign_in(client, designee, secret=secret, kept=kept)

    stored = everything_stored()
    assert designee.email in stored
    assert SENTINEL not in stored
    assert kept not in stored


def test_expired_when_ten_minutes_have_passed_then_refused(client, morning):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)
    kept = hidden(expired_post(client), "kept")

    with clock.fixed(morning + timedelta(minutes=10)):
        in_time = sign_in(client, designee, secret=secret, kept=kept)
    with clock.fixed(morning + timedelta(minutes=10, seconds=1)):
        late = client.post("/say/?step=2", {"kept": kept})

    assert in_time.status_code == 200
    assert (late.status_code, "that time is over" in late.content.decode()) == (400, True)


@pytest.mark.parametrize("address", ["/other/", "/say/", "/say/?step=3"])
def test_expired_when_sent_to_another_page_then_refused(client, address):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)
    kept = hidden(expired_post(client), "kept")
    sign_in(client, designee, secret=secret)

    response = client.post(address, {"kept": kept})

    assert (response.status_code, "written for another page" in response.content.decode()) == (400, True)


def test_expired_when_changed_on_its_way_then_refused(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)
    kept = hidden(expired_post(client), "kept")
    sign_in(client, designee, secret=secret)

    for forged in (kept[:-4] + "AAAA", "not base64 at all", "é"):
        response = client.post("/say/?step=2", {"kept": forged})
        assert (response.status_code, "changed on its way" in response.content.decode()) == (400, True)


def test_expired_when_signed_in_meanwhile_in_another_tab_then_the_text_is_there(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    kept = hidden(expired_post(client, "/inbox/"), "kept")
    sign_in(client, partner)

    response = client.post(reverse("account_login"), {"login": "x", "password": "y", "kept": kept})

    assert SENTINEL in response.content.decode()


def test_expired_when_the_password_is_mistyped_then_still_carried(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    kept = hidden(expired_post(client, "/inbox/"), "kept")

    response = client.post(
        reverse("account_login"), {"login": partner.email, "password": "wrong wrong", "kept": kept}
    )

    assert hidden(response, "kept") == kept


def test_expired_when_the_form_is_far_too_long_then_says_so(client):
    response = client.post("/say/", {"words": "x" * 600_000})

    assert hidden(response, "kept") == ""
    assert "too long to be kept" in response.content.decode()


def test_expired_when_the_role_is_not_allowed_then_the_text_reaches_nobody(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    kept = hidden(expired_post(client), "kept")
    sign_in(client, partner, kept=kept)

    response = client.post("/say/?step=2", {"kept": kept})

    assert (response.status_code, SENTINEL in response.content.decode()) == (403, False)


def test_expired_when_only_looking_then_led_to_sign_in_and_back(client):
    assert client.get("/say/?step=2").headers["Location"] == "/accounts/login/?next=%2Fsay%2F%3Fstep%3D2"


# --- invitations and administration


@pytest.fixture
def administrator(client) -> models.Account:
    someone = make.holder(Role.ADMINISTRATOR, password=PASSWORD)
    sign_in(client, someone, secret=with_app(someone))
    return someone


def test_invitation_when_made_and_accepted_then_led_to_the_second_factor(client, administrator):
    make.office("ward-6")

    page = client.post(
        reverse("people_invite"),
        {
            "name": "An Aide",
            "email": "aide@city.example",
            "phone": "",
            "role": "aide",
            "place": "office:ward-6",
        },
    )
    link = page.context["link"]
    client.logout()
    address = "/" + link.split("/", 3)[3]
    shown = client.get(address).content.decode()
    response = client.post(address, {"password": PASSWORD})

    assert link.startswith("http://localhost")
    assert "An Aide" in shown
    assert response.headers["Location"] == reverse("account_second_factor")
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    assert client.get(address).status_code == 410


def test_invitation_when_the_password_is_weak_then_told_and_open(client, administrator):
    make.office("ward-6")
    token = actions.invite(
        email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=make.actor(administrator)
    )

    response = client.post(reverse("invitation", args=[token]), {"password": "short"})

    assert "too short" in response.content.decode()
    assert queries.invitation(token).name == "X"


def test_invite_when_the_mailbox_is_taken_then_told_on_the_page(client, administrator):
    make.office("ward-6")

    response = client.post(
        reverse("people_invite"),
        {"name": "X", "email": administrator.email, "role": "aide", "place": "office:ward-6"},
    )

    assert "There is an account with this email address" in response.content.decode()


def test_reset_when_asked_then_a_link_is_shown_once_and_the_old_ways_are_shut(client, administrator):
    owner = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(owner)
    owners_client = Client()
    sign_in(owners_client, owner, secret=secret)
    assert owners_client.get("/say/").status_code == 200

    page = client.post(reverse("people_reset", args=[owner.id]))

    assert owners_client.get("/say/").status_code == 302
    assert "do not belong together" in sign_in(owners_client, owner).content.decode()
    address = "/" + page.context["link"].split("/", 3)[3]
    assert "lost device is shut out" in owners_client.get(address).content.decode()
    response = owners_client.post(address, {"password": "a new long sentence"})
    assert response.headers["Location"] == reverse("account_second_factor")


def test_people_when_an_administrator_looks_then_everybody_and_one(client, administrator):
    someone = make.holder(Role.AIDE, "ward-6")

    everybody, one = client.get(reverse("people_list")), client.get(reverse("people_one", args=[someone.id]))

    assert someone.name in everybody.content.decode()
    assert someone.email in one.content.decode()


def test_people_when_roles_change_and_the_account_closes_then_done(client, administrator):
    someone = make.holder(Role.AIDE, "ward-6")
    role = {"role": "deputy", "place": "office:ward-6"}

    client.post(reverse("people_give_role", args=[someone.id]), role)
    given = queries.person(str(someone.id)).roles
    client.post(reverse("people_end_role", args=[someone.id]), role)
    ended = queries.person(str(someone.id)).roles
    client.post(reverse("people_deactivate", args=[someone.id]))

    assert (given, ended) == ({Role.AIDE, Role.DEPUTY}, {Role.AIDE})
    assert not queries.listed(str(someone.id)).is_active


def test_people_when_no_administrator_then_403(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, partner)

    for page in ("people_list", "people_invite"):
        assert client.get(reverse(page)).status_code == 403
    for page in ("people_reset", "people_deactivate", "people_give_role", "people_end_role"):
        assert client.post(reverse(page, args=[partner.id])).status_code == 403


# --- duty


def test_duty_when_a_deputy_sets_it_then_shown_and_in_force(client, morning):
    aide, deputy = make.holder(Role.AIDE, "ward-6"), make.holder(Role.DEPUTY, "ward-6", password=PASSWORD)
    sign_in(client, deputy, secret=with_app(deputy))

    response = client.post(
        reverse("duty", args=["ward-6"]),
        {"account": str(aide.id), "starts_at": "2026-11-23T05:00", "ends_at": "2026-11-24T08:00"},
    )

    assert response.headers["Location"] == reverse("duty", args=["ward-6"])
    assert [(one.account_id, one.starts_at) for one in queries.duties("ward-6", morning)] == [
        (str(aide.id), morning)
    ]
    assert aide.name in client.get(reverse("duty", args=["ward-6"])).content.decode()


def test_duty_when_an_aide_looks_then_sees_and_may_not_set(client, morning):
    aide = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    sign_in(client, aide, secret=with_app(aide))

    page = client.get(reverse("duty", args=["ward-6"]))
    response = client.post(
        reverse("duty", args=["ward-6"]),
        {"account": str(aide.id), "starts_at": "2026-11-23T05:00", "ends_at": "2026-11-24T08:00"},
    )

    assert (page.status_code, "Put somebody on call" in page.content.decode()) == (200, False)
    assert (response.status_code, "Your role does not allow this" in response.content.decode()) == (403, True)
    assert queries.duties("ward-6", morning) == []


def test_duty_when_another_office_looks_then_403_and_an_unknown_office_400(client):
    aide = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    make.office("ward-7")
    sign_in(client, aide, secret=with_app(aide))

    assert client.get(reverse("duty", args=["ward-7"])).status_code == 403
    assert client.get(reverse("duty", args=["ward-99"])).status_code == 400


# --- enter as...


def test_enter_when_demo_then_lists_people_and_enters_with_a_second_factor(client, morning):
    designee = make.holder(Role.DESIGNEE, "chief")

    page = client.get(reverse("demo_enter")).content.decode()
    response = client.post(reverse("demo_enter"), {"account": str(designee.id), "next": "/say/"})

    assert designee.name in page
    assert "Say what is happening" in page
    assert response.headers["Location"] == "/say/"
    assert client.get("/say/").status_code == 200


def test_enter_when_next_is_elsewhere_then_stays_here(client):
    designee = make.holder(Role.DESIGNEE, "chief")

    response = client.post(
        reverse("demo_enter"), {"account": str(designee.id), "next": "https://evil.example/"}
    )

    assert response.headers["Location"] == reverse("account_home")


@pytest.mark.parametrize("kind", ["live", "rehearsal"])
def test_enter_when_the_node_is_no_demo_then_the_route_is_absent(client, settings, kind):
    designee = make.holder(Role.DESIGNEE, "chief")
    client.post(reverse("demo_enter"), {"account": str(designee.id)})
    assert client.get("/say/").status_code == 200

    settings.NODE_KIND = kind

    assert client.get("/demo/enter/").status_code == 404
    assert client.post("/demo/enter/", {"account": str(designee.id)}).status_code == 404
    assert client.get("/say/").status_code == 302, "an earlier entering counts for nothing here"
    assert door.demo_routes(kind) == []


@pytest.mark.parametrize(("kind", "n"), [("demo", 1), ("rehearsal", 0), ("live", 0)])
def test_enter_when_the_urls_are_made_for_a_kind_of_node_then_hung_only_in_the_demo(settings, kind, n):
    settings.NODE_KIND = kind
    try:
        fresh = importlib.reload(door)
        assert sum(one.name == "demo_enter" for one in fresh.urlpatterns) == n
    finally:
        settings.NODE_KIND = "demo"
        importlib.reload(door)


# --- pages for what went wrong


def test_error_when_a_page_is_missing_then_404_says_what_to_do(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_error_when_refused_then_its_sentence_is_shown(client):
    response = client.get("/turned-down/")

    assert response.status_code == 409
    assert "Somebody else was first." in response.content.decode()


def test_error_when_the_csrf_token_is_missing_then_told_what_is_kept():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})

    assert response.status_code == 403
    assert "What you wrote is still in your browser" in response.content.decode()


def test_error_when_ten_megabytes_come_then_400_says_too_long():
    client = Client(enforce_csrf_checks=True)
    token = hidden(client.get(reverse("account_login")), "csrfmiddlewaretoken")

    response = client.post(
        reverse("account_login"), {"login": "x" * 10_000_000, "csrfmiddlewaretoken": token}
    )

    assert response.status_code == 400
    assert "longer than a notice can be" in response.content.decode()


def test_error_when_something_breaks_then_500_without_database_and_without_the_cause(
    client, django_db_blocker
):
    client.raise_request_exception = False
    client.cookies.clear()

    with django_db_blocker.block():
        response = client.get("/broken/")

    assert response.status_code == 500
    assert "This is our fault" in response.content.decode()
    assert SENTINEL not in response.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/accounts/login/", "/turned-down/"])
def test_pages_when_read_right_to_left_then_turned(client, address):
    page = client.get(address, headers={"accept-language": "ar"}).content.decode()

    assert 'dir="rtl"' in page


@override_settings(DEBUG=False)
def test_login_page_when_read_by_the_policy_then_no_inline_script(client):
    response = client.get(reverse("account_login"))

    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    page = response.content.decode()
    for opening in page.split("<script")[1:]:
        head = opening.partition(">")[0]
        assert "src=" in head or 'type="application/json"' in head


def test_queries_when_an_account_is_unknown_then_unreadable():
    with pytest.raises(Unreadable):
        queries.listed("0190aaaa-0000-7000-8000-000000000000")
