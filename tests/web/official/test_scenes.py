"""The city's designee: summaries of the city's own node alone, and three answers; on a node of the city no door of the community."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser import routes
from tests.house.test_routes import address_of
from tests.reports import make
from tests.web import doors
from wardbell.people.rules import Role
from wardbell.reports.models import Incident
from wardbell.reports.rules import Level, Source

pytestmark = pytest.mark.usefixtures("larkwater")
PAGE = "/official/scenes/"
#: what of the organization door a city's node keeps: passing on what the city published
PASSING_ON = {"organization:desk", "organization:notice"}
#: the open form, where somebody tells what they saw
TELLING = {"public:report", "public:tell", "public:reported"}


@pytest.fixture
def city_node(larkwater, settings) -> None:  # after the city
    settings.NODE_ROLES = frozenset({"city"})


def seen_by_staff() -> str:
    report = make.report(source=Source.CITY_STAFF, by=make.of_the_city(Role.AIDE, "ward-6"), mark="")
    return str(report.incident_id)


def handed_over(**changes: object) -> str:
    told = {"source": Source.PEER_SUMMARY, "peer": "hotline.example", "peer_reference": "17"} | changes
    return str(make.report(by=make.PEER, mark="", place=make.OTHER_CORNER, **told).incident_id)


def level_of(scene: str) -> Level:
    return Level(Incident.objects.get(id=scene).level)


@pytest.mark.usefixtures("city_node")
def test_scenes_when_staff_saw_or_a_peer_handed_over_then_ward_and_source_and_no_words():
    seen_by_staff()
    handed_over()

    page = doors.shown(doors.enter("chief-designee").get(PAGE)).partition("<main")[2]

    assert [
        word in page for word in ("Ward 6", "Ward 3", "Seen by staff of the city", "hotline.example")
    ] == [True] * 4
    assert not any(word in page for word in ("Ash St", "Gull Rd", "laundromat"))


@pytest.mark.usefixtures("city_node")
@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ("enforcement", Level.CONFIRMED_OFFICIAL),
        ("not_immigration", Level.NOT_IMMIGRATION),
        ("ended", Level.ENDED),
    ],
)
@pytest.mark.parametrize("bring", [seen_by_staff, handed_over])
def test_say_when_a_designee_presses_then_the_incident_is_that_by_their_word(bring, answer, level):
    scene = bring()

    said = doors.enter("chief-designee").post(PAGE, {"scene": scene, "answer": answer})

    row = Incident.objects.get(id=scene)
    assert (said.status_code, level_of(scene), row.verified_at is not None) == (302, level, True)
    assert doors.done().count("reports.find") == 1


@pytest.mark.usefixtures("city_node")
def test_say_when_confirmed_then_it_can_still_end_and_is_then_gone():
    scene, designee = seen_by_staff(), doors.enter("chief-designee")
    designee.post(PAGE, {"scene": scene, "answer": "enforcement"})
    confirmed = doors.shown(designee.get(PAGE))

    designee.post(PAGE, {"scene": scene, "answer": "ended"})

    assert ('value="enforcement"' in confirmed, 'value="ended"' in confirmed) == (False, True)
    assert level_of(scene) is Level.ENDED
    assert "Nothing waits for your word." in doors.shown(designee.get(PAGE))


@pytest.mark.parametrize(
    "level", [Level.RECEIVED, Level.UNCONFIRMED, Level.CORROBORATED, Level.CONFIRMED_COMMUNITY]
)
def test_scenes_when_a_community_shares_the_node_then_its_own_is_neither_shown_nor_counted_nor_answered(
    level,
):
    scene = str(make.incident(level).id)
    designee = doors.enter("chief-designee")

    page = doors.shown(designee.get(PAGE))
    said = designee.post(PAGE, {"scene": scene, "answer": "enforcement"})

    assert ("Nothing waits for your word." in page, scene in page, said.status_code) == (True, False, 404)
    assert level_of(scene) is level


@pytest.mark.usefixtures("city_node")
def test_say_when_no_button_was_pressed_then_said_and_nothing_recorded():
    scene = seen_by_staff()

    said = doors.enter("chief-designee").post(PAGE, {"scene": scene, "answer": "unclear"})

    assert (said.status_code, level_of(scene)) == (422, Level.RECEIVED)


@pytest.mark.usefixtures("city_node")
@pytest.mark.parametrize(
    "who", ["ward-6-member", "ward-6-aide", "clerk-approver", "duty-clerk", "shift-lead", "mayor"]
)
def test_scenes_when_no_designee_comes_then_refused(who):
    scene = seen_by_staff()
    client = doors.enter(who)

    statuses = {
        client.get(PAGE).status_code,
        client.post(PAGE, {"scene": scene, "answer": "ended"}).status_code,
    }

    assert (statuses, level_of(scene)) == ({403}, Level.RECEIVED)


def test_scenes_when_the_node_is_a_communitys_alone_then_not_there(settings):
    settings.NODE_ROLES = frozenset({"community"})

    assert doors.enter("chief-designee").get(PAGE).status_code == 404


def closed_to_the_city() -> list[str]:
    """Every route of the community: the desk, callers, media, confirmers, the open form."""
    names = [name for name, _ in routes.patterns()]
    return [
        name
        for name in names
        if name in TELLING or (name.startswith("organization:") and name not in PASSING_ON)
    ]


@pytest.mark.usefixtures("city_node")
@pytest.mark.parametrize("name", closed_to_the_city())
def test_route_of_the_community_when_the_node_is_the_citys_then_not_there_for_anybody(name):
    address = address_of(name)
    community = [doors.enter(who) for who in ("shift-lead", "hotline-volunteer", "confirmer")]
    others = [Client(), doors.enter("chief-designee")]

    theirs = {answer.status_code for one in community for answer in (one.get(address), one.post(address))}
    of_others = {answer.status_code for one in others for answer in (one.get(address), one.post(address))}

    assert theirs <= {404, 405}
    assert 404 in theirs
    assert of_others <= {302, 403, 404, 405}, "led to the sign-in, or refused: nobody is shown a page"


def test_list_of_closed_routes_names_the_open_form_and_the_desk():
    assert {"public:report", "organization:call", "organization:looking", "organization:rumours"} <= set(
        closed_to_the_city()
    )
    assert reverse("organization:board") == "/organization/hotline/"
