"""The third of June, replayed: a crowd's rumour becomes one line, one look, one true sentence; then a true case; then a hoax wave."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import MORNING
from tests.dispatch import make as letters
from tests.notices import make as city
from tests.reports import make
from tests.subscribers import make as readers
from tests.web import doors
from tests.web.conftest import founded, larkwater  # noqa: F401  # the same made-up city
from wardbell.channels import memory
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed
from wardbell.notices import queries as notices
from wardbell.people.rules import Role
from wardbell.reports import actions, queries
from wardbell.reports.models import Basis, Incident, Rumour
from wardbell.reports.rules import Answer, FirstHand, Label, Level

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("larkwater")]
LANGUAGES = ("en", "es", "so", "hmn", "ar")
SAID = {
    "en": "It is not civil immigration enforcement.", "es": "No es un acto civil de control migratorio.",
    "so": "Ma aha fulinta madaniga ah", "hmn": "Tsis yog kev siv txoj cai immigration", "ar": "إنفاذ مدني للهجرة: لا.",
}  # fmt: skip
OPENS = {
    "en": "Community notice", "es": "Aviso comunitario", "so": "Ogeysiis bulsho", "hmn": "Zej zog ntawv ceeb toom",
    "ar": "إشعار المجتمع",
}  # fmt: skip
WORDS = (
    "Agents in vests at the laundromat", "raid at the laundromat, lots of officers", "police and federal vests, by the laundry",
    "they are taking people, somebody told me", "many cars by the laundromat",
)  # fmt: skip


def test_third_of_june_when_replayed_then_the_ward_hears_the_truth_in_five_languages():
    desk, lead, confirmer = (make.volunteer(role) for role in (Role.HOTLINE, Role.SHIFT_LEAD, Role.CONFIRMER))
    readers.readers(5, languages=LANGUAGES, before_eight=True)
    incident_id = crowd()

    # one line on the board, and not a word of it to the public or the city
    assert [one.n_reports for one in queries.board(desk).lines] == [40]
    assert queries.count_seen(city.who("ward-6-aide")) == 0
    rumour = claim(lead)
    with pytest.raises(NotAllowed):
        actions.propose(incident_id, by=lead)

    with clock.fixed(MORNING + timedelta(minutes=70)):
        actions.claim(incident_id, by=lead)
        offer, _ = make.on_site(incident_id, lead=lead, confirmer=confirmer)
        actions.attest(offer, Answer.NOT_IMMIGRATION, by=confirmer)
        actions.move(incident_id, Level.NOT_IMMIGRATION, by=lead)
    with clock.fixed(MORNING + timedelta(minutes=72)):
        notice_id = told(rumour, incident_id, by=lead)

    heard = [one.body for one in memory.outbox() if notices.notice(notice_id).code in one.body]
    by_language = {tag: [text for text in heard if part in text] for tag, part in SAID.items()}
    assert {tag: len(texts) for tag, texts in by_language.items()} == dict.fromkeys(LANGUAGES, 1)
    assert {tag: OPENS[tag] in texts[0][:40] for tag, texts in by_language.items()} == dict.fromkeys(
        LANGUAGES, True
    )
    assert "Federal agents are there." in by_language["en"][0]
    with clock.fixed(MORNING + timedelta(minutes=80)):
        line = queries.rumours(lead)[0]
        pack = queries.lessons(incident_id, lead)
    assert (line.answer, line.state, line.time_to_answer) == (
        Label.NOT_IMMIGRATION, "published", timedelta(minutes=12),
    )  # fmt: skip
    assert pack.to_confirmed == timedelta(minutes=70)
    assert pack.steps[0].what == "opened"
    assert {"asked", "on_site", "found", "level", "answered", "noticed"} <= {one.what for one in pack.steps}


def test_third_of_june_when_it_is_true_then_confirmed_told_and_ended_to_the_same_readers():
    lead = make.volunteer(Role.SHIFT_LEAD)
    readers.readers(3, before_eight=True)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)

    enter(lead).post(reverse("organization:propose", args=[incident.id]))
    notice_id = approved(Basis.objects.get(incident=incident).notice_id)
    let_go()
    actions.record_peer_verdict(
        str(incident.id), Answer.ENFORCEMENT, peer="city", peer_reference="7", by=make.PEER
    )
    official = Incident.objects.get(id=incident.id).level
    actions.move(str(incident.id), Level.ENDED, by=lead)
    enter(lead).post(reverse("organization:set_right", args=[notice_id]))
    let_go()

    [line] = notices.set_right()
    heard = [
        {one.reader_id for one in letters.copies(subject=notices.notice(which).subject)}
        for which in (line.earlier.id, line.later.id)
    ]
    assert official == Level.CONFIRMED_OFFICIAL
    assert (len(heard[0]), heard[0]) == (3, heard[1])
    assert "has ended" in doors.shown(Client().get(reverse("public:corrections")))


def test_third_of_june_when_a_wave_of_hoaxes_comes_then_nothing_is_told_and_nobody_is_sent():
    lead = make.volunteer(Role.SHIFT_LEAD)
    before = len(notices.published())
    for n in range(30):
        report = make.report(f"raid number {n}", place=make.corner(n % 3), mark="one-caller-again")
        actions.doubt(str(report.id), is_doubtful=True, by=lead)
    rumour = actions.log_rumour("a raid everywhere", ward="city", is_public_claim=False, by=lead)
    page, client = reverse("organization:rumour", args=[rumour]), enter(lead)
    client.post(page, {"action": "take"})

    unanswered = client.post(page, {"action": "answer", "incident": ""})
    refused = [
        client_status(client, "organization:propose", str(one)) for one in Incident.objects.values_list("id", flat=True)
    ]  # fmt: skip

    assert unanswered.status_code == 409
    assert set(refused) == {403}
    assert len(notices.published()) == before
    assert queries.count_seen(city.who("ward-6-aide")) == 0
    assert Rumour.objects.get().answer == ""


def crowd() -> str:
    """Forty accounts within an hour at one corner, most of them heard from others; returns the one incident's id."""
    incidents = set()
    for n in range(40):
        with clock.fixed(MORNING + timedelta(seconds=90 * n)):
            hand = FirstHand.YES if n % 4 == 0 else FirstHand.NO
            incidents.add(make.report(WORDS[n % 5], first_hand=hand).incident_id)
    [incident_id] = incidents
    return str(incident_id)


def claim(by: Actor) -> str:
    with clock.fixed(MORNING + timedelta(minutes=60)):
        given = {"claim": "a raid at the laundromat", "ward": "ward:6", "is_public_claim": "on"}
        enter(by).post(reverse("organization:rumours"), given)
    return str(Rumour.objects.get().id)


def told(rumour: str, incident_id: str, *, by: Actor) -> str:
    """Answers the claim by the incident, has it told, and records that; returns the notice's id."""
    page, client = reverse("organization:rumour", args=[rumour]), enter(by)
    steps = (
        {"action": "take"}, {"action": "answer", "incident": incident_id}, {"action": "propose", "agents": "yes"},
    )  # fmt: skip
    for given in steps:
        assert client.post(page, given).status_code == 302, given
    notice_id = approved(Basis.objects.get(incident_id=incident_id).notice_id)
    assert client.post(page, {"action": "record", "notice": notice_id}).status_code == 302
    let_go()
    return notice_id


def approved(notice_id: object) -> str:
    review = reverse("official:review", args=[notice_id])
    assert doors.enter("legal-aid-approver").post(review, {"action": "approve"}).status_code == 302
    return str(notice_id)


def let_go() -> None:
    with clock.fixed(clock.now() + timedelta(minutes=2)):
        city.send_everything()
        city.release()


def enter(by: Actor) -> Client:
    client = Client()
    client.post(reverse("demo_enter"), {"account": by.id})
    return client


def client_status(client: Client, name: str, incident_id: str) -> int:
    return client.post(reverse(name, args=[incident_id])).status_code
