"""How each page is reached: by whom, at which address, and what is done there first. One line a page, so that none is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

PASSWORD = "a long enough sentence"
GHOST = "00000000-0000-7000-8000-000000000000"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One page of one route. `{names}` in the address are the town's facts; `who` is one of its sessions, "" a passer-by."""

    route: str
    path: str
    who: str = ""
    what: str = ""
    act: Callable[[Page], None] | None = None
    status: int = 200
    only_once: bool = False  #: the act changes the town: one look, not one in each language
    in_arabic: bool = False
    ends: str = ""  #: where it leads on to, when not to its own address

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.route, self.what)))


@dataclass(frozen=True, kw_only=True)
class Data:
    """An address that answers no page: its status and type are looked at, and there is nothing to see."""

    route: str
    path: str
    kind: str
    who: str = ""
    status: int = 200
    method: str = "GET"

    @property
    def name(self) -> str:
        return self.route


def press(button: str) -> Callable[[Page], None]:
    """Presses a button by its name."""
    return lambda page: page.get_by_role("button", name=button).first.click()


def press_first(page: Page) -> None:
    """Presses the first button of the page itself, in whatever language it stands."""
    page.locator("main form button").first.click()


def show_and_block(page: Page) -> None:
    """Shows a picture, and blackens no part of it."""
    press_first(page)
    press("Blacken the ticked parts for good")(page)


def fill(button: str, **fields: str) -> Callable[[Page], None]:
    """Fills fields by their names in the form, then presses a button."""

    def act(page: Page) -> None:
        for name, text in fields.items():
            page.locator(f"[name={name}]").first.fill(text)
        press(button)(page)

    return act


def press_in(fold: str, button: str) -> Callable[[Page], None]:
    """Opens what is folded away, then presses a button in it."""

    def act(page: Page) -> None:
        page.locator("summary", has_text=fold).click()
        page.locator("details[open]").get_by_role("button", name=button).click()

    return act


def choose(*values: str) -> Callable[[Page], None]:
    """Chooses answers by their values, then goes on."""

    def act(page: Page) -> None:
        for value in values:
            page.locator(f'input[value="{value}"]').check()
        press("Next")(page)

    return act


def sign_in_half(page: Page) -> None:
    """Gives mailbox and password, which leads to the second step."""
    fill("Go on", login="staff@cityhall.larkwater.example", password=PASSWORD)(page)


def lose_the_cookie(page: Page) -> None:
    """Sends a form whose cookie is gone."""
    page.context.clear_cookies()
    press("Go on")(page)


def with_ward(page: Page) -> None:
    """Follows a ward of the map; the address says what is ticked, and nothing is saved."""
    page.locator(".ward-map a").nth(4).click()
    page.wait_for_url("**areas=**")
    assert "areas" in parse_qs(urlsplit(page.url).query)


_PUBLIC = [
    Recipe(route="public:home", path="/", in_arabic=True),
    Recipe(route="public:home", what="of one ward", path="/?ward=ward:6", in_arabic=True),
    Recipe(route="public:home", what="of a quiet ward", path="/?ward=ward:12", in_arabic=True),
    Recipe(route="public:bulletin", path="/n/{code}/", in_arabic=True),
    Recipe(route="public:bulletin", what="withdrawn", path="/n/{wrong_code}/", in_arabic=True),
    Recipe(route="public:bulletin", what="withdrawal", path="/n/{withdrawal_code}/", in_arabic=True),
    Recipe(route="public:bulletin", what="unknown", path="/n/ZZZZZZ/", status=404, in_arabic=True),
    Recipe(route="public:check", path="/check/", in_arabic=True),
    Recipe(route="public:check", what="ours", path="/check/?code={code}", in_arabic=True),
    Recipe(route="public:check", what="not ours", path="/check/?code=ZZ+ZZ+ZZ", in_arabic=True),
    Recipe(route="public:check", what="taken back", path="/check/?code={wrong_code}", in_arabic=True),
    Recipe(route="public:check", what="nothing typed", path="/check/?code=", in_arabic=True),
    Recipe(route="public:map", path="/map/", in_arabic=True),
    Recipe(route="public:passed_on", path="/o/legal-aid/{code}/", in_arabic=True),
    Recipe(route="public:passed_on", what="by nobody we know", path="/o/nobody/{code}/", status=404),
    Recipe(route="public:corrections", path="/corrections/", in_arabic=True),
    Recipe(route="public:bulletin", what="of water", path="/n/{water_code}/", in_arabic=True),
    Recipe(route="public:bulletin", what="rumour check", path="/n/{rumour_code}/", in_arabic=True),
    Recipe(route="public:bulletin", what="all clear", path="/n/{clear_code}/", in_arabic=True),
    Recipe(route="public:about", path="/about/", in_arabic=True),
    Recipe(route="public:privacy", path="/privacy/", in_arabic=True),
    Recipe(route="public:accessibility", path="/accessibility/", in_arabic=True),
    Recipe(route="public:subscribe", path="/subscribe/", in_arabic=True),
    Recipe(route="public:subscribe", what="wrong", path="/subscribe/", act=fill("Sign up", address="12"), status=422),
    Recipe(route="public:subscribed", path="/subscribe/done/", in_arabic=True),
    Recipe(route="public:confirm", path="/confirm/{confirmation}", in_arabic=True),
    Recipe(route="public:confirm", what="done", path="/confirm/{second_confirmation}", act=press("Yes, send me notices"), only_once=True),
    Recipe(route="public:stop", path="/stop/{stop}", in_arabic=True),
    Recipe(route="public:stop", what="done", path="/stop/{stop}", act=press("Stop all notices"), only_once=True),
    Recipe(route="public:report", path="/report/", in_arabic=True),
    Recipe(route="public:tell", path="/report/sighting/", in_arabic=True),
    Recipe(route="public:tell", what="threat", path="/report/threat/", in_arabic=True),
    Recipe(route="public:tell", what="nothing told", path="/report/sighting/", act=press_first, status=422, in_arabic=True),
    Recipe(route="public:tell", what="of no kind", path="/report/gossip/", status=404),
    Recipe(route="public:reported", path="/report/done/?urgent=1&answer=1", in_arabic=True),
    Recipe(route="public:reported", what="no answer wanted", path="/report/done/", in_arabic=True),
    Recipe(route="official:scenes", path="/official/scenes/", who="designee"),
    Recipe(route="official:legal_holds", path="/official/legal-holds/", who="clerk"),
    Recipe(route="official:legal_holds", what="no reason", path="/official/legal-holds/", who="clerk",
           act=press("Delete nothing from now on"), status=422),
    Recipe(route="official:going_live", path="/official/going-live/", who="clerk"),
    Recipe(route="public:phones", path="/demo/phones/", in_arabic=True),
    Recipe(route="public:phones", what="nobody", path="/demo/phones/?name=nobody"),
    Data(route="public:feed", path="/feed.atom", kind="application/atom+xml"),
    Data(route="public:ward_feed", path="/ward/ward:6/feed.atom", kind="application/atom+xml"),
]  # fmt: skip

_OFFICIAL = [
    Recipe(route="official:home", path="/official/", who="designee"),
    Recipe(route="official:home", what="of an approver", path="/official/", who="approver"),
    Recipe(route="official:say", path="/official/say/", who="designee"),
    Recipe(route="official:say", what="by phone", path="/official/say/", who="clerk"),
    Recipe(route="official:say", what="nothing chosen", path="/official/say/", who="designee", act=press("Next"), status=422),
    Recipe(route="official:say", what="goes to nobody", path="/official/say/", who="designee", act=choose("in_confidence")),
    Recipe(route="official:step", what="source", path="/official/say/{draft}/source/", who="designee"),
    Recipe(route="official:step", what="source with link", path="/official/say/{link_draft}/source/", who="designee"),
    Recipe(route="official:step", what="source with leave", path="/official/say/{leave_draft}/source/", who="designee"),
    Recipe(route="official:step", what="source, link missing", path="/official/say/{link_draft}/source/", who="designee",
           act=fill("Next", link=""), status=422),
    Recipe(route="official:step", what="what", path="/official/say/{draft}/what/", who="designee"),
    Recipe(route="official:step", what="request", path="/official/say/{request_draft}/what/", who="designee"),
    Recipe(route="official:step", what="status", path="/official/say/{draft}/status/", who="designee"),
    Recipe(route="official:step", what="where", path="/official/say/{draft}/where/", who="designee"),
    Recipe(route="official:step", what="where, by the map", path="/official/say/{draft}/where/", who="designee", act=with_ward),
    Recipe(route="official:step", what="when", path="/official/say/{draft}/when/", who="designee"),
    Recipe(route="official:step", what="check", path="/official/say/{draft}/check/", who="designee"),
    Recipe(route="official:step", what="check, phoned in", path="/official/say/{phoned_draft}/check/", who="clerk"),
    Recipe(route="official:step", what="check for two", path="/official/say/{request_draft}/check/", who="designee"),
    Recipe(route="official:say_civic", path="/official/say/civic/", who="designee"),
    Recipe(route="official:say_civic", what="nothing chosen", path="/official/say/civic/", who="designee", act=press("Next"), status=422),
    Recipe(route="official:step", what="advice", path="/official/say/{water_draft}/advice/", who="designee"),
    Recipe(route="official:step", what="period", path="/official/say/{water_draft}/period/", who="designee"),
    Recipe(route="official:step", what="check of water", path="/official/say/{water_draft}/check/", who="designee"),
    Recipe(route="official:civic", path="/official/civic/{water}/", who="designee"),
    Recipe(route="official:copies", path="/official/notices/{water}/copies/", who="designee"),
    Recipe(route="official:correct", path="/official/notices/{water}/correct/", who="designee"),
    Recipe(route="official:correct", what="of a bulletin", path="/official/notices/{bulletin}/correct/", who="designee"),
    Recipe(route="official:all_clear", path="/official/notices/{water}/all-clear/", who="designee"),
    Recipe(route="official:all_clear", what="of a rumour check", path="/official/notices/{rumour}/all-clear/", who="designee"),
    Recipe(route="official:follow_up", path="/official/notices/{official}/", who="designee"),
    Recipe(route="official:follow_up", what="waits", path="/official/notices/{waiting_council}/", who="designee"),
    Recipe(route="official:follow_up", what="withdrawn", path="/official/notices/{error}/", who="designee"),
    Recipe(route="official:proof", path="/official/notices/{official}/proof/ward-6/", who="designee"),
    Recipe(route="official:public_version", path="/official/notices/{official}/public/", who="designee"),
    Recipe(route="official:public_version", what="waits", path="/official/notices/{waiting_about}/public/", who="designee"),
    Recipe(route="official:withdraw", path="/official/notices/{bulletin}/withdraw/", who="designee"),
    Recipe(route="official:withdraw", what="no reason", path="/official/notices/{bulletin}/withdraw/", who="designee",
           act=press("Withdraw and tell everybody"), status=422),
    Recipe(route="official:end", path="/official/notices/{official}/end/", who="designee"),
    Recipe(route="official:countersign", path="/official/notices/{official}/countersign/", who="second"),
    Recipe(route="official:hold", path="/official/notices/{bulletin}/hold/", who="safety"),
    Recipe(route="official:hold", what="nothing written", path="/official/notices/{bulletin}/hold/", who="safety",
           act=press("Hold the public message"), status=422),
    Recipe(route="official:hold", what="held", path="/official/notices/{held}/hold/", who="safety"),
    Recipe(route="official:hold", what="held, for a second person", path="/official/notices/{held}/hold/", who="approver"),
    Recipe(route="official:one_reader", path="/official/one-reader/", who="clerk"),
    Recipe(route="official:one_reader", what="no such code", path="/official/one-reader/", who="clerk",
           act=fill("Look it up", code="ZZZZZZ", contact="+16125550199"), status=422),
    Data(route="official:send_again", path="/official/notices/{bulletin}/send-again/", who="designee", kind="text/html", status=405),
    Recipe(route="official:rosters", path="/official/roster/", who="designee"),
    Recipe(route="official:roster", path="/official/roster/{evening}/", who="designee"),
    Recipe(route="official:waiting", path="/official/review/", who="approver"),
    Recipe(route="official:review", path="/official/review/{waiting}/", who="approver"),
    Recipe(route="official:review", what="no reason given", path="/official/review/{waiting}/", who="approver",
           act=press("Send back"), status=422),
    Recipe(route="official:review", what="council", path="/official/review/{waiting_council}/", who="approver"),
    Recipe(route="official:own_words", path="/official/words/{words}/", who="approver"),
    Data(route="official:live", path="/official/notices/{official}/live/", who="designee", kind="text/html"),
    Data(route="official:clock_json", path="/official/notices/{official}/clock.json", who="designee", kind="application/json"),
]  # fmt: skip

_COUNCIL = [
    Recipe(route="council:inbox", path="/council/", who="aide", in_arabic=True),
    Recipe(route="council:request", path="/council/requests/{request}/", who="aide", in_arabic=True),
    Recipe(route="council:request", what="acknowledged", path="/council/requests/{request}/", who="aide",
           act=press("We have it"), only_once=True),
    Recipe(route="council:request", what="of a request", path="/council/requests/{other_request}/", who="aide"),
    Recipe(route="council:public_version", path="/council/notices/{bulletin}/", who="aide", in_arabic=True),
    Recipe(route="council:relay", path="/council/notices/{bulletin}/", who="aide-3",
           act=press("Send to the readers of"), only_once=True),
    Recipe(route="council:words", path="/council/notices/{bulletin}/words/", who="aide", in_arabic=True),
    Recipe(route="council:words", what="refused", path="/council/notices/{bulletin}/words/", who="aide",
           act=fill("Hand in", text="Call me at 612-555-0143 at 7 am."), status=422),
    Recipe(route="by_link", path="/a/{token}", in_arabic=True),
    Recipe(route="by_link", what="forged", path="/a/{token}x", status=404, in_arabic=True),
    Recipe(route="by_link", what="acknowledged", path="/a/{token}", act=press("We have it"), only_once=True),
    Recipe(route="by_link", what="evening test", path="/a/{test_token}", in_arabic=True),
    Recipe(route="council:request", what="evening test", path="/council/requests/{test_request}/", who="aide-3", in_arabic=True),
    Recipe(route="organization:desk", path="/organization/", who="partner"),
    Recipe(route="organization:proposals", path="/organization/proposals/", who="lead", in_arabic=True),
    Recipe(route="organization:propose", path="/organization/proposals/{to_tell}/", who="lead", in_arabic=True),
    Recipe(route="organization:set_right", path="/organization/proposals/", who="lead", only_once=True,
           act=press("Tell everybody who got it: it has ended"), ends="/organization/proposals/"),
    Recipe(route="organization:end", path="/organization/proposals/", who="lead", only_once=True,
           act=lambda page: page.locator('form[action$="/end/"] button').first.click(), ends="/organization/proposals/"),
    Recipe(route="organization:ask_again", path="/organization/proposals/", who="lead", only_once=True,
           act=press("Ask again"), ends="/organization/proposals/"),
    Recipe(route="organization:rumours", path="/organization/rumours/", who="lead", in_arabic=True),
    Recipe(route="organization:rumours", what="nothing written", path="/organization/rumours/", who="lead",
           act=press("Write it down"), status=422),
    Recipe(route="organization:rumour", path="/organization/rumours/{claim}/", who="lead", in_arabic=True),
    Recipe(route="organization:rumour", what="to be told", path="/organization/rumours/{answered_claim}/", who="lead"),
    Recipe(route="organization:by_ward", path="/organization/by-ward/", who="lead", in_arabic=True),
    Recipe(route="organization:by_ward", what="for a partner", path="/organization/by-ward/", who="partner"),
    Recipe(route="organization:lessons", path="/organization/lessons/{finished}/", who="lead", in_arabic=True),
    Data(route="organization:lessons_text", path="/organization/lessons/{finished}.txt", who="lead", kind="text/plain"),
    Data(route="organization:lessons_json", path="/organization/lessons/{finished}.json", who="lead", kind="application/json"),
    Recipe(route="organization:notice", path="/organization/notices/{code}/", who="partner", in_arabic=True),
    Recipe(route="organization:notice", what="passed on", path="/organization/notices/{water_code}/", who="partner", act=press("We pass this on"), only_once=True),
]  # fmt: skip

_LOOKING = [
    Recipe(route="organization:looking", path="/organization/looking/", who="confirmer", in_arabic=True),
    Recipe(route="organization:offer", path="/organization/looking/offers/{offer_offered}/", who="confirmer", in_arabic=True),
    Recipe(route="organization:offer", what="briefed", path="/organization/looking/offers/{offer_briefed}/", who="confirmer"),
    Recipe(route="organization:offer", what="accepted", path="/organization/looking/offers/{offer_accepted}/", who="confirmer", in_arabic=True),
    Recipe(route="organization:offer", what="there", path="/organization/looking/offers/{offer_there}/", who="confirmer"),
    Recipe(route="organization:offer", what="told to leave", path="/organization/looking/offers/{offer_leaving}/", who="confirmer", in_arabic=True),
    Recipe(route="organization:observe", path="/organization/looking/offers/{offer_there}/observe/", who="confirmer", in_arabic=True),
    Recipe(route="organization:thread", path="/organization/looking/{looked}/thread/", who="confirmer", in_arabic=True),
    Recipe(route="organization:thread", what="refused", path="/organization/looking/{looked}/thread/", who="confirmer",
           act=fill("Say it to the shift", words="Call me at 612-555-0143"), status=409),
    Recipe(route="organization:looking_at", path="/organization/looking/{looked}/", who="lead"),
    Recipe(route="organization:looking_at", what="nobody asked", path="/organization/looking/{free_scene}/", who="lead", in_arabic=True),
    Recipe(route="organization:looking_at", what="nobody ticked", path="/organization/looking/{free_scene}/", who="lead",
           act=press("Ask them to look"), status=409),
    Recipe(route="organization:add_picture", path="/organization/looking/offers/{offer_there}/picture/", who="confirmer", in_arabic=True),
    Data(route="organization:handed", path="/organization/looking/offers/{offer_there}/handed/", who="confirmer", kind="text/html", status=405),
    Data(route="organization:offer_state", path="/organization/looking/offers/{offer_there}/state.json", who="confirmer", kind="application/json"),
    Data(route="organization:worker", path="/organization/looking/worker.js", who="confirmer", kind="text/javascript"),
]  # fmt: skip

_DESK = [
    Recipe(route="organization:board", path="/organization/hotline/", who="lead", in_arabic=True),
    Recipe(route="organization:board", what="taken in hand", path="/organization/hotline/", who="hotline", act=press("Take in hand"), only_once=True),
    Recipe(route="organization:call", path="/organization/hotline/call/", who="hotline", in_arabic=True),
    Recipe(route="organization:call", what="in Somali", path="/organization/hotline/call/?caller=so", who="hotline"),
    Recipe(route="organization:call", what="wrong number", path="/organization/hotline/call/?caller=ar", who="hotline",
           act=fill("Keep this call", callback="12"), status=422),
    Recipe(route="organization:call", what="kept", path="/organization/hotline/call/?caller=es", who="hotline", only_once=True,
           act=fill("Keep this call", text="Van, plate MN KTR-4471, at the corner", place_name="Gull Rd & Fern Ave", callback="612-555-0188")),
    Recipe(route="organization:incident", path="/organization/hotline/incidents/{scene}/", who="lead", in_arabic=True),
    Recipe(route="organization:incident", what="of a threat", path="/organization/hotline/incidents/{threat}/", who="hotline", in_arabic=True),
    Recipe(route="organization:incident", what="without a note", path="/organization/hotline/incidents/{scene}/", who="lead",
           act=press_in("Hand over", "Let go, with this note"), status=422),
    Recipe(route="organization:told", path="/organization/hotline/incidents/{scene}/{account}/", who="lead", in_arabic=True),
    Recipe(route="organization:voicemail", path="/organization/hotline/voicemail/", who="hotline", in_arabic=True),
    Recipe(route="organization:listen", path="/organization/hotline/voicemail/{recording}/", who="hotline", in_arabic=True),
    Recipe(route="organization:listen", what="too long", path="/organization/hotline/voicemail/{long_recording}/", who="hotline"),
    Data(route="organization:sound", path="/organization/hotline/voicemail/{recording}/sound/", who="hotline", kind="audio/wav"),
    Recipe(route="organization:regather", path="/organization/hotline/regather/", who="lead", in_arabic=True),
    Recipe(route="organization:regather", what="accepted", path="/organization/hotline/regather/", who="lead", act=press_first,
           only_once=True, ends="/organization/hotline/incidents/"),
    Recipe(route="organization:shifts", path="/organization/hotline/shifts/", who="lead", in_arabic=True),
    Recipe(route="organization:shifts", what="ended without a note", path="/organization/hotline/shifts/", who="hotline",
           act=press("End my shift"), status=422),
    Recipe(route="organization:pictures", path="/organization/hotline/pictures/", who="lead", in_arabic=True),
    Recipe(route="organization:pictures", what="without a reason", path="/organization/hotline/pictures/", who="lead",
           act=press("Stop taking pictures"), status=422),
    Recipe(route="organization:picture", path="/organization/hotline/pictures/{picture_waiting}/", who="lead", in_arabic=True),
    Recipe(route="organization:picture", what="shown", path="/organization/hotline/pictures/{picture_waiting}/", who="lead", in_arabic=True,
           act=press_first),
    Recipe(route="organization:picture", what="nothing ticked", path="/organization/hotline/pictures/{picture_waiting}/", who="lead", status=422,
           act=show_and_block),
    Recipe(route="organization:picture", what="for the desk", path="/organization/hotline/pictures/{picture_cleared}/", who="hotline", act=press_first),
    Recipe(route="organization:picture", what="not yet for the desk", path="/organization/hotline/pictures/{picture_waiting}/", who="hotline"),
    Recipe(route="organization:counsel_key", path="/organization/counsel/", who="counsel", in_arabic=True),
    Recipe(route="organization:counsel_key", what="of no key", path="/organization/counsel/", who="counsel", status=422,
           act=fill("Publish this key", public_key="hello")),
    Recipe(route="organization:counsel_open", path="/organization/counsel/open/", who="counsel", in_arabic=True),
    Recipe(route="organization:volunteers", path="/organization/hotline/volunteers/", who="lead", in_arabic=True),
    Recipe(route="organization:volunteer", path="/organization/hotline/volunteers/{volunteer}/", who="lead", in_arabic=True),
    Recipe(route="organization:board", what="of the city", path="/organization/hotline/", who="designee", status=403),
]  # fmt: skip

_MACHINE = [
    Data(route="machine:health", path="/health", kind="application/json"),
    Data(route="machine:ready", path="/ready", kind="application/json"),
    Data(route="machine:callback", path="/hooks/nobody/status", kind="text/plain", status=404, method="POST"),
]

#: route, what is called, and how; without a token each asks for one
_ASK_FOR_A_TOKEN = [
    ("listed", "GET", "notices"), ("begin", "POST", "notices"), ("designees", "GET", "designees"),
    ("detail", "GET", "notices/{official}"), ("notice_clock", "GET", "notices/{official}/clock"),
    ("texts", "GET", "notices/{official}/texts"), ("receipts", "GET", "notices/{official}/receipts"),
    ("answer", "POST", "notices/{official}/answers"), ("read_back", "POST", "notices/{official}/read-back"),
    ("publish", "POST", "notices/{official}/publish"), ("ask_approval", "POST", "notices/{official}/approval-request"),
    ("discard", "POST", "notices/{official}/discard"), ("waiting", "GET", "waiting"),
    ("approve", "POST", "notices/{official}/approve"), ("send_back", "POST", "notices/{official}/send-back"),
    ("countersign", "POST", "notices/{official}/countersign"), ("dispute", "POST", "notices/{official}/dispute"),
    ("withdraw", "POST", "notices/{official}/withdraw"), ("end", "POST", "notices/{official}/end"),
    ("correct", "POST", "notices/{official}/corrections"), ("draft_public", "POST", "notices/{official}/public-version"),
    ("all_clear", "POST", "notices/{bulletin}/all-clear"), ("own_words", "GET", "notices/{bulletin}/words"),
    ("relay_by_partner", "POST", "public/notices/{code}/partner-relay"),
    ("report_reach", "POST", "public/notices/{code}/reach"), ("tell", "POST", "reports"),
    ("relay", "POST", "notices/{bulletin}/relay"), ("add_words", "POST", "notices/{bulletin}/words"),
    ("sign_off", "POST", "words/{words}/sign-off"), ("asked_of_office", "GET", "requests"),
    ("acknowledge", "POST", "requests/{request}/acknowledge"), ("decline", "POST", "requests/{request}/decline"),
]  # fmt: skip
_JSON, _PROBLEM = "application/json", "application/problem+json"

_API = [
    *(
        Data(route=f"api:{name}", path=f"/api/v1/{path}", kind=_PROBLEM, status=401, method=method)
        for name, method, path in _ASK_FOR_A_TOKEN
    ),
    Data(route="api:description", path="/api/v1/openapi.json", kind=_JSON),
    Data(route="api:published", path="/api/v1/public/notices", kind=_JSON),
    Data(route="api:one", path="/api/v1/public/notices/{code}", kind=_JSON),
    Data(route="api:check", path="/api/v1/public/check/{code}", kind=_JSON),
    Data(route="api:kinds", path="/api/v1/problems", kind=_JSON),
    Data(route="api:kind", path="/api/v1/problems/fault", kind=_JSON),
    Data(route="api:read", path="/api/v1/subscriptions/{stop}", kind=_JSON),
    Data(route="api:stop", path="/api/v1/subscriptions/no-such", kind=_PROBLEM, status=404, method="DELETE"),
    Data(route="api:language", path="/api/v1/subscriptions/{stop}/language", kind=_PROBLEM, status=405),
    Data(route="api:choices", path="/api/v1/subscriptions/{stop}/choices", kind=_PROBLEM, status=405),
    Data(route="api:root", path="/api/v1/", kind=_PROBLEM, status=404),
    Data(route="api:unknown", path="/api/v1/no/where", kind=_PROBLEM, status=404),
]

_ACCOUNT = [
    Recipe(route="account_home", path="/accounts/", who="designee"),
    Recipe(route="handbook", path="/handbook/", in_arabic=True),
    Recipe(route="handbook_page", path="/handbook/designee/", in_arabic=True),
    Recipe(route="account_login", path="/accounts/login/?next=/official/"),
    Recipe(route="account_login", what="wrong", path="/accounts/login/",
           act=fill("Go on", login="a@b.example", password="wrong wrong wrong")),
    Recipe(route="account_login", what="cookie lost", path="/accounts/login/",
           act=lambda page: (page.locator("#id_login").fill("a@b.example"), page.locator("#id_password").fill("x"), lose_the_cookie(page))[-1],
           status=403),
    Recipe(route="account_logout", path="/accounts/logout/", who="designee"),
    Recipe(route="account_inactive", path="/accounts/inactive/"),
    Recipe(route="account_cannot_sign_in", path="/accounts/help/"),
    Recipe(route="account_change_password", path="/accounts/password/", who="staff"),
    Recipe(route="account_reauthenticate", path="/accounts/reauthenticate/?next=/accounts/", who="stale"),
    Recipe(route="account_number", path="/accounts/number/", who="staff"),
    Recipe(route="account_number", what="code sent", path="/accounts/number/", who="designee", act=press("Send me a code"), only_once=True),
    Recipe(route="usersessions_list", path="/accounts/sessions/", who="staff"),
    Recipe(route="account_tokens", path="/accounts/tokens/", who="staff", in_arabic=True),
    Recipe(route="account_tokens", what="made", path="/accounts/tokens/", who="staff", only_once=True,
           act=fill("Make the token", name="dispatch desk")),
    Recipe(route="account_token_revoke", path="/accounts/tokens/", who="aide", act=press("Revoke: inbox reader"), only_once=True),
    Recipe(route="account_second_factor", path="/accounts/second-factor/", who="newcomer"),
    Recipe(route="mfa_index", path="/accounts/2fa/", who="staff", ends="/accounts/"),
    Recipe(route="mfa_authenticate", path="/accounts/login/", act=sign_in_half),
    Recipe(route="mfa_reauthenticate", path="/accounts/2fa/reauthenticate/?next=/accounts/", who="stale"),
    Recipe(route="mfa_activate_totp", path="/accounts/2fa/app/add/", who="newcomer"),
    Recipe(route="mfa_deactivate_totp", path="/accounts/2fa/app/remove/", who="staff"),
    Recipe(route="mfa_view_recovery_codes", path="/accounts/2fa/codes/", who="staff"),
    Recipe(route="mfa_generate_recovery_codes", path="/accounts/2fa/codes/new/", who="staff"),
    Data(route="mfa_download_recovery_codes", path="/accounts/2fa/codes/file/", who="staff", kind="text/plain"),
    Recipe(route="mfa_list_webauthn", path="/accounts/2fa/passkeys/", who="staff"),
    Recipe(route="mfa_add_webauthn", path="/accounts/2fa/passkeys/add/", who="staff"),
    Recipe(route="mfa_login_webauthn", path="/accounts/2fa/passkeys/sign-in/", ends="/accounts/login/"),
    Recipe(route="mfa_reauthenticate_webauthn", path="/accounts/2fa/passkeys/confirm/?next=/accounts/", who="stale"),
    Recipe(route="mfa_edit_webauthn", path="/accounts/2fa/passkeys/{passkey}/", who="staff"),
    Recipe(route="mfa_remove_webauthn", path="/accounts/2fa/passkeys/{passkey}/remove/", who="staff"),
    Recipe(route="invitation", path="/invitation/{invitation}/"),
    Recipe(route="invitation", what="forged", path="/invitation/forged/", status=410),
    Recipe(route="duty", path="/duty/ward-6/", who="administrator"),
    Recipe(route="duty", what="of one's own office", path="/duty/ward-6/", who="aide", in_arabic=True),
    Recipe(route="duty", what="proxy set", path="/duty/ward-3/", who="aide-3", act=press_in("Name a proxy", "Set the proxy"), only_once=True),
    Recipe(route="pool", path="/pool/", who="clerk"),
    Recipe(route="pool", what="of an approver", path="/pool/", who="approver", in_arabic=True),
    Recipe(route="pool", what="nobody chosen", path="/pool/", who="clerk", act=press("Set the pool"), status=422),
    Recipe(route="people_list", path="/people/", who="administrator"),
    Recipe(route="people_reviews", path="/people/reviews/", who="administrator"),
    Recipe(route="people_unlock", path="/people/{locked}/", who="administrator", only_once=True,
           act=press("I know by voice or face that it is this person: unlock")),
    Recipe(route="people_one", what="locked", path="/people/{still_locked}/", who="administrator"),
    Recipe(route="people_invite", path="/people/invite/", who="administrator"),
    Recipe(route="people_invite", what="the link", path="/people/invite/", who="administrator", only_once=True,
           act=fill("Make a link for them", name="Somebody new (demo)", email="new@cityhall.larkwater.example")),
    Recipe(route="people_one", path="/people/{person}/", who="administrator"),
    Recipe(route="people_give_role", path="/people/{person}/", who="administrator", only_once=True,
           act=press_in("Give another role", "Give the role")),
    Recipe(route="people_end_role", path="/people/{person}/", who="administrator", act=press("End the role"), only_once=True),
    Recipe(route="people_reset", path="/people/{person}/", who="administrator", only_once=True,
           act=press_in("Lost device", "Shut the device out")),
    Recipe(route="people_deactivate", path="/people/{person}/", who="administrator", only_once=True,
           act=press_in("Close this account", "Close the account")),
    Recipe(route="demo_enter", path="/demo/enter/"),
]  # fmt: skip

#: pages that no route leads to on purpose
_TROUBLE = [
    Recipe(route="(trouble)", what="no such page", path="/nowhere/", status=404, in_arabic=True),
    Recipe(route="(trouble)", what="not open to you", path="/people/", who="aide", status=403),
    Recipe(
        route="(trouble)",
        what="no such notice",
        path=f"/official/notices/{GHOST}/",
        who="designee",
        status=404,
    ),
    Recipe(route="(trouble)", what="sign-in asked for", path="/official/", ends="/accounts/login/"),
]

RECIPES: tuple[Recipe | Data, ...] = (
    *_PUBLIC, *_OFFICIAL, *_COUNCIL, *_DESK, *_LOOKING, *_MACHINE, *_API, *_ACCOUNT, *_TROUBLE,
)  # fmt: skip


def of_route(route: str) -> list[Recipe | Data]:
    return [one for one in RECIPES if one.route == route]
