"""Telling something by the open form: kept masked, once, by a community's node alone, and answered when somebody has looked."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.reports import make as desk
from tests.web import doors
from wardbell.channels import memory
from wardbell.ground import clock, jobs
from wardbell.people.rules import Role
from wardbell.reports import actions as reports
from wardbell.reports.models import Incident, Report
from wardbell.reports.rules import CALM, NETWORK_CALM, NETWORK_MOST, PAUSE, FirstHand, Kind, Level
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.models import ReplyHandle
from wardbell.web.public import challenges
from wardbell.web.public.report_words import KINDS

pytestmark = pytest.mark.usefixtures("community")
NUMBER = "+16125550177"
SENTINEL = "purple-heron-0451"
SEEN = {"first_hand": "yes", "text": "Four officers in vests at the laundromat", "place": "Ash St & Pier Ave",
        "area": "ward:6", "ago": "15", "markings": ["vest", "police"], "equipment": ["van"]}  # fmt: skip
TOLD_TOO_MUCH = "An agent with plate KLM 482 stands at 2114 Ash Street apartment 3, looks for Maria Lopez, who is undocumented."


@pytest.fixture
def community(larkwater: None, settings) -> None:
    settings.NODE_ROLES = frozenset({"community"})


def opened(kind: str = Kind.SIGHTING) -> str:
    """The mark of a form as a browser gets it."""
    return (
        doors.shown(Client().get(reverse("public:tell", args=[kind])))
        .partition('name="mark" value="')[2]
        .partition('"')[0]
    )


def tell(
    kind: str = Kind.SIGHTING, *, mark: str | None = None, network: str = "203.0.113.7", **changes: object
):
    given = (SEEN if kind == Kind.SIGHTING else {"text": "Please call"}) | changes
    sent = {name: one for name, one in given.items() if one is not None} | {"mark": mark or challenges.new()}
    return Client().post(reverse("public:tell", args=[kind]), sent, REMOTE_ADDR=network)


def worked_out(mark: str) -> str:
    found = challenges.read(mark)
    assert found is not None
    return next(str(n) for n in range(10_000_000) if challenges.is_worked_out(found, str(n)))


# --- one report


def test_tell_when_sent_then_kept_as_told_and_said_what_happens_next():
    answer = tell(mark=opened())
    page = doors.shown(Client().get(answer.headers["Location"]))

    [row] = Report.objects.all()
    assert (answer.status_code, row.kind, row.source, row.way, row.first_hand) == (
        302,
        "sighting",
        "resident",
        "web",
        "yes",
    )
    assert (row.place_kind, row.place_name, row.ward) == ("intersection", "Ash St & Pier Ave", "ward:6")
    assert (row.markings, row.equipment, clock.now() - row.seen_at) == (
        ["police", "vest"],
        ["van"],
        timedelta(minutes=15),
    )
    assert ("Nothing is published by itself" in page, "72 hours" in page, "In danger? Call 911." in page) == (
        True,
        True,
        False,
    )


def test_tell_when_the_button_is_pressed_twice_then_one_report_and_one_sealed_number():
    mark = opened()

    statuses = [tell(mark=mark, callback=NUMBER).status_code for _ in range(2)]

    assert (statuses, Report.objects.count(), ReplyHandle.objects.count()) == ([302, 302], 1, 1)


def test_tell_when_an_address_a_plate_a_name_and_a_status_are_in_it_then_masked_and_saved():
    answer = tell(text=TOLD_TOO_MUCH, place="2114 Ash Street apartment 3")

    [row] = Report.objects.select_related("incident")
    kept = f"{row.text} {row.place_name}"
    assert (answer.status_code, row.incident.is_dwelling, row.place_name) == (302, True, "")
    assert [
        word
        for word in ("KLM 482", "2114 Ash", "Lopez", "undocumented")
        if word in TOLD_TOO_MUCH and (word in kept or doors.is_kept(word))
    ] == []
    assert row.masked == ["dwelling_address", "immigration_status", "person_name_with_status", "plate"]


def test_tell_when_ten_megabytes_come_then_a_page_says_so_and_nothing_is_kept():
    answer = tell(text=f"{SENTINEL} " + "x" * 10_000_000)

    assert (answer.status_code, Report.objects.count(), doors.is_kept(SENTINEL)) == (400, 0, False)
    assert "That was too long" in doors.shown(answer)


def test_tell_when_longer_than_is_kept_then_cut_and_not_refused():
    answer = tell(text="a van stands here " * 20_000)

    assert (answer.status_code, len(Report.objects.get().text)) == (302, 2_000)


def test_tell_when_nothing_is_said_then_asked_and_what_was_written_stays():
    answer = tell(first_hand=None, text="", markings=[], equipment=[], place=SENTINEL)

    page = doors.shown(answer)
    assert (answer.status_code, Report.objects.count(), doors.is_kept(SENTINEL)) == (422, 0, False)
    assert ("Say whether you saw it yourself." in page, SENTINEL in page) == (True, True)


def test_tell_when_no_place_is_known_then_the_whole_city():
    tell(Kind.NEED_HELP)

    row = Report.objects.get()
    assert (row.kind, row.place_name, row.ward) == ("need_help", "Larkwater", "")


def test_tell_when_somebody_is_threatened_then_911_is_shown_before_and_after_and_the_shift_lead_is_told():
    lead = desk.volunteer(Role.SHIFT_LEAD)
    reports.set_shift(
        str(desk.row_of(lead).id),
        post="shift_lead",
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(hours=2),
        by=lead,
    )

    before = doors.shown(Client().get(reverse("public:tell", args=[Kind.THREAT])))
    answer = tell(Kind.THREAT, text="He says he will shoot whoever comes")
    after = doors.shown(Client().get(answer.headers["Location"]))
    jobs.run_all()

    assert ["In danger? Call 911." in page for page in (before, after)] == [True, True]
    assert [one.body for one in memory.outbox() if "threat was told" in one.body] != []


@pytest.mark.parametrize("kind", list(KINDS))
def test_tell_when_looked_at_then_each_kind_has_its_page_without_a_question_for_a_name(kind):
    page = doors.shown(Client().get(reverse("public:tell", args=[kind])))

    assert ('name="text"' in page, 'name="markings"' in page) == (
        True,
        kind in {Kind.SIGHTING, Kind.MISCONDUCT},
    )
    assert 'name="name"' not in page


@pytest.mark.parametrize("kind", ["gossip", Kind.ABUSE])
def test_tell_when_no_resident_comes_with_such_a_kind_then_no_such_page(kind):
    assert Client().get(f"/report/{kind}/").status_code == 404


def test_tell_when_somebody_was_treated_badly_then_it_is_not_in_the_lane_of_abuse_and_evidence_stays_with_them():
    page = doors.shown(Client().get(reverse("public:tell", args=[Kind.MISCONDUCT])))
    tell(Kind.MISCONDUCT, text="They pushed a woman who stood by", first_hand=FirstHand.YES)

    row = Report.objects.get()
    assert (row.kind, row.incident.kind) == (Kind.MISCONDUCT, Kind.MISCONDUCT)
    assert "Keep pictures and recordings yourself" in page


@pytest.mark.parametrize("roles", [{"city"}, {"community"}, {"city", "community"}])
def test_pages_when_the_node_is_the_citys_alone_then_there_are_none(settings, roles):
    settings.NODE_ROLES = frozenset(roles)

    looked = [Client().get(one).status_code for one in ("/report/", "/report/sighting/", "/report/done/")]
    sent = tell().status_code
    is_linked = 'href="/report/"' in doors.shown(Client().get("/"))

    is_community = "community" in roles
    assert (looked, sent) == (([200] * 3, 302) if is_community else ([404] * 3, 404))
    assert (is_linked, Report.objects.count()) == (is_community, int(is_community))


# --- the answer


def test_answer_when_a_confirmer_has_looked_then_it_reaches_who_told_it_and_the_way_back_is_gone():
    tell(callback="612-555-0177")
    incident = Incident.objects.get()
    lead = desk.volunteer(Role.SHIFT_LEAD)
    reports.claim(str(incident.id), by=lead)
    reports.move(str(incident.id), Level.UNCONFIRMED, by=lead)

    desk.confirmed(str(incident.id), lead=lead)
    jobs.run_all()
    answers = [one.body for one in memory.outbox() if one.to == NUMBER]
    reports.move(str(incident.id), Level.ENDED, by=lead)
    with clock.fixed(clock.now() + timedelta(days=1, minutes=1)):
        reports.forget_by_itself()
        subscribers.erase_by_itself()
        jobs.run_all()

    assert [("We checked what you told us" in one, "it is confirmed" in one) for one in answers] == [
        (True, True)
    ]
    row = Report.objects.get()
    assert (row.reply_handle_id, row.mark, ReplyHandle.objects.count()) == (None, "", 0)
    assert not doors.is_kept(NUMBER)


def test_callback_when_it_is_no_number_then_asked_again_and_nothing_is_kept():
    answer = tell(callback="12")

    assert (answer.status_code, Report.objects.count(), ReplyHandle.objects.count()) == (422, 0, 0)


def test_callback_when_it_is_a_mailbox_then_kept_sealed():
    tell(callback="somebody@mail.example")

    assert ReplyHandle.objects.get().medium == "mail"
    assert not doors.is_kept("somebody@mail.example")


def test_callback_when_many_of_one_block_are_left_then_asked_for_another_way(settings):
    left = [tell(callback=f"+1612555{n:04}", network=f"198.51.{n}.1").status_code for n in range(100, 131)]

    assert (left, Report.objects.count()) == ([302] * 30 + [422], 30)


def test_callback_when_its_country_is_not_written_to_then_asked_for_another_way():
    answer = tell(callback="+33612345678")

    assert (answer.status_code, "We cannot answer numbers of that country" in doors.shown(answer)) == (
        422,
        True,
    )


# --- floods


def test_flood_when_much_comes_then_who_has_no_script_waits_and_loses_nothing():
    flood(CALM)

    first = tell(network="192.0.2.1")
    page = doors.shown(first)
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    too_soon = tell(mark=mark, network="192.0.2.1").status_code
    with clock.fixed(clock.now() + PAUSE):
        after = tell(mark=mark, network="192.0.2.1").status_code

    assert (first.status_code, too_soon, after) == (429, 429, 302)
    assert ("Count 20 seconds" in page, "Four officers in vests" in page) == (True, True)


def test_flood_when_the_work_was_done_then_taken_at_once():
    flood(CALM)
    mark = challenges.new()

    wrong = tell(mark=mark, number="x", network="192.0.2.1").status_code
    right = tell(mark=mark, number=worked_out(mark), network="192.0.2.1").status_code

    assert (wrong, right) == (429, 302)


def test_flood_when_it_is_over_then_nothing_is_asked():
    flood(CALM)

    with clock.fixed(clock.now() + timedelta(minutes=6)):
        assert tell(network="192.0.2.1").status_code == 302


def test_flood_when_one_network_sends_much_then_it_alone_has_to_wait():
    mine = [tell(network=f"203.0.113.{n}").status_code for n in range(NETWORK_CALM + 1)]
    other = tell(network="192.0.2.1").status_code

    assert (mine, other) == ([302] * NETWORK_CALM + [429], 302)


def test_flood_when_one_network_goes_on_and_on_then_told_to_call():
    mark = challenges.new()
    number = worked_out(mark)
    statuses = [tell(mark=mark, number=number).status_code for _ in range(NETWORK_MOST)]

    last = tell(mark=mark, number=number)

    assert (set(statuses), last.status_code, Report.objects.count()) == ({302}, 429, 1)
    assert "Please call us" in doors.shown(last)


def test_flood_when_the_page_is_looked_at_then_it_shows_nothing_of_it():
    before = doors.shown(Client().get(reverse("public:tell", args=[Kind.SIGHTING])))
    flood(CALM)
    after = doors.shown(Client().get(reverse("public:tell", args=[Kind.SIGHTING])))

    assert _without_marks(before) == _without_marks(after)


def test_flood_when_much_comes_then_the_hotline_goes_on():
    flood(CALM)

    assert desk.report("agents by the laundry, still there").way == "phone"


def test_network_when_counted_then_no_address_is_kept(settings):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    tell(network="203.0.113.7")

    assert [key for key in cache._cache if "203.0.113" in str(key)] == []
    assert [key for key in cache._cache if "form:" in str(key)] != []


@pytest.mark.parametrize("wrong", ["", "x", "o.1.2.3", "o.99999999999.abc.def", "ö.1.2.3", "." * 9])
def test_mark_when_it_is_none_of_ours_then_the_page_comes_again(wrong):
    answer = Client().post(reverse("public:tell", args=[Kind.SIGHTING]), SEEN | {"mark": wrong})

    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert "This page was open too long" in doors.shown(answer)


def test_mark_when_it_is_of_yesterday_then_the_page_comes_again():
    mark = challenges.new()

    with clock.fixed(clock.now() + timedelta(hours=13)):
        assert tell(mark=mark).status_code == 422


def flood(n: int) -> None:
    for _ in range(n):
        desk.report("a van", place=desk.corner(3), way="web")


def _without_marks(page: str) -> list[str]:
    return [one for one in page.splitlines() if 'name="mark"' not in one]
