"""What a confirmer saw: closed answers, once however often it is sent, and no wider than what was seen."""

from datetime import timedelta

import pytest

from tests.reports import make
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, Unreadable, WrongState
from wardbell.people.rules import Role
from wardbell.reports import actions, queries, rules
from wardbell.reports.models import Finding, Incident, Line, Offer, Report
from wardbell.reports.rules import (  # fmt: skip
    Answer,
    Brief,
    Danger,
    FirstHand,
    FixedWord,
    Ground,
    Level,
    Marking,
    Observation,
    OfferState,
)

pytestmark = pytest.mark.usefixtures("city")


def seen(answer: Answer = Answer.ENFORCEMENT, **changes: object) -> Observation:
    given: dict[str, object] = {"key": str(ids.new()), "answer": answer, "ground": Ground.PUBLIC}
    return Observation(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def lead() -> Actor:
    return make.volunteer(Role.SHIFT_LEAD)


@pytest.fixture
def scene(lead: Actor) -> str:
    return str(make.incident(lead=lead).id)


@pytest.fixture
def going(lead: Actor, scene: str) -> tuple[str, Actor]:
    """A confirmer who said yes, and has not said that they are there."""
    who = make.volunteer(Role.CONFIRMER)
    [offer] = actions.ask(scene, volunteer_ids=[str(make.row_of(who).id)], by=lead)
    actions.open_brief(offer, lines=tuple(Brief), by=who)
    actions.accept(offer, by=who)
    return offer, who


def test_observe_when_enforcement_is_seen_then_confirmed_with_its_markings(lead, scene, going):
    offer, who = going

    assert actions.observe(offer, seen(markings=(Marking.VEST, Marking.ICE)), by=who)

    [found] = queries.found_at_scene(scene, lead)
    assert (found.by, found.answer, found.markings) == (str(make.row_of(who)), Answer.ENFORCEMENT, (Marking.ICE, Marking.VEST))  # fmt: skip
    assert Incident.objects.get(id=scene).level == Level.CONFIRMED_COMMUNITY
    assert Offer.objects.get(id=offer).state == OfferState.ON_SITE


def test_observe_when_the_phone_sends_it_twice_after_two_hours_then_it_is_there_once(scene, going):
    offer, who = going
    observation = seen(written_at=clock.now(), ended_at=clock.now())

    with clock.fixed(clock.now() + timedelta(hours=2)):
        news = [actions.observe(offer, observation, by=who) for _ in range(3)]

    assert news == [True, False, False]
    assert Report.objects.filter(source="observer").count() == 1
    assert sorted(Finding.objects.values_list("answer", flat=True)) == ["ended", "enforcement"]
    assert set(Finding.objects.values_list("found_at", flat=True)) == {clock.now()}
    assert Line.objects.get().word == FixedWord.IT_IS_OVER


def test_observe_when_the_key_comes_again_with_other_answers_then_refused(going):
    offer, who = going
    first = seen(Answer.UNCLEAR)
    actions.observe(offer, first, by=who)

    with pytest.raises(Conflict, match="other answers"):
        actions.observe(offer, seen(Answer.ENFORCEMENT, key=first.key), by=who)


def test_observe_when_sent_after_being_called_back_then_kept_and_they_are_still_called_back(
    lead, scene, going
):
    offer, who = going
    written_at = clock.now()
    actions.stand_down(scene, by=lead)

    with clock.fixed(clock.now() + timedelta(hours=2)):
        assert actions.observe(offer, seen(written_at=written_at), by=who)

    assert Offer.objects.get(id=offer).state == OfferState.STOOD_DOWN
    assert Finding.objects.get().found_at == written_at


@pytest.mark.parametrize("hours", [25, 200])
def test_observe_when_more_than_a_day_late_then_refused(going, hours):
    offer, who = going

    with clock.fixed(clock.now() + timedelta(hours=hours)), pytest.raises(NotAllowed, match="day late"):
        actions.observe(offer, seen(), by=who)


def test_observe_when_they_declined_or_it_is_not_theirs_then_refused(lead, scene, going):
    offer, who = going

    with pytest.raises(NotAllowed, match="not yours"):
        actions.observe(offer, seen(), by=make.volunteer(Role.CONFIRMER))
    actions.decline(offer, by=who)
    with pytest.raises(NotAllowed, match="said yes"):
        actions.observe(offer, seen(), by=who)


@pytest.mark.parametrize(
    ("answer", "first_hand"),
    [
        (Answer.ENFORCEMENT, FirstHand.YES), (Answer.UNCLEAR, FirstHand.NOT_ASKED),
        (Answer.NOT_IMMIGRATION, FirstHand.NO), (Answer.NOTHING_THERE, FirstHand.NO),
    ],
)  # fmt: skip
def test_observe_when_no_enforcement_is_seen_then_it_is_no_account_of_it_and_raises_nothing(scene, going, answer, first_hand):  # fmt: skip
    offer, who = going
    before = Incident.objects.get(id=scene)

    actions.observe(offer, seen(answer, ended_at=clock.now()), by=who)

    after = Incident.objects.get(id=scene)
    is_it = answer is Answer.ENFORCEMENT
    assert Report.objects.get(source="observer").first_hand == first_hand
    assert after.n_first_hand - before.n_first_hand == is_it
    assert (after.level != before.level) is is_it
    assert list(Finding.objects.values_list("answer", flat=True)) == [answer, Answer.ENDED][: 1 + is_it]


@pytest.mark.parametrize("told", [{"ground": Ground.AT_A_HOME}, {"dangers": (Danger.WEAPONS,)}])
def test_observe_when_it_is_a_home_or_a_danger_then_everybody_is_called_back(scene, going, told):
    offer, who = going

    actions.observe(offer, seen(Answer.UNCLEAR, **told), by=who)
    actions.look_after()

    assert Offer.objects.get(id=offer).state == OfferState.STOOD_DOWN


def test_observe_when_the_scene_was_merged_then_it_is_told_of_where_it_is_now(lead, scene, going):
    offer, who = going
    other = str(make.report(place=make.corner(3)).incident_id)
    actions.merge(scene, into=other, by=lead)

    actions.observe(offer, seen(), by=who)

    assert str(Finding.objects.get().incident_id) == other
    assert queries.looking(other, lead)[0].state is OfferState.ON_SITE
    actions.say(scene, word=FixedWord.AM_WELL, by=who)
    assert [one.word for one in queries.thread(other, lead).lines] == ["am_well"]
    assert actions.stand_down(other, by=lead) == 1


def test_accept_when_two_went_to_each_of_two_scenes_that_are_one_then_no_more_are_needed(lead, scene, going):
    other = str(make.report(place=make.corner(3)).incident_id)
    make.on_site(other, lead=lead)
    third = make.volunteer(Role.CONFIRMER)
    volunteer_id = str(make.row_of(third).id)
    [offer] = actions.ask(other, volunteer_ids=[volunteer_id], by=lead)
    actions.merge(scene, into=other, by=lead)
    actions.open_brief(offer, lines=tuple(Brief), by=third)

    assert not actions.accept(offer, by=third)
    assert volunteer_id not in {one.volunteer_id for one in queries.fit_to_look(other, lead)}


def test_look_after_when_a_danger_is_told_of_the_scene_that_theirs_was_merged_into_then_called_back(lead, scene, going):  # fmt: skip
    other = str(make.report(place=make.corner(3)).incident_id)
    actions.merge(scene, into=other, by=lead)
    make.report("they fired gas", place=make.corner(3), dangers=(Danger.GAS,))

    actions.look_after()

    assert Offer.objects.get(id=going[0]).state == OfferState.STOOD_DOWN


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "x"},
        {"answer": Answer.ENDED},
        {"started_at": clock.datetime(2026, 11, 23, 11, tzinfo=clock.UTC), "ended_at": clock.datetime(2026, 11, 23, 10, tzinfo=clock.UTC)},
    ],
)  # fmt: skip
def test_observation_when_none_that_the_form_makes_then_unreadable(changes):
    with pytest.raises(Unreadable):
        rules.check_observation(seen(**changes))


def test_observation_when_the_phones_clock_is_wrong_then_it_is_as_it_came_in(going):
    offer, who = going

    actions.observe(offer, seen(written_at=clock.now() + timedelta(days=3)), by=who)

    assert Finding.objects.get().found_at == clock.now()


def test_thread_when_the_matter_was_closed_then_gone_a_day_later_and_nobody_writes(lead, scene, going):
    _, who = going
    actions.say(scene, words="corner is empty", by=who)
    actions.claim(scene, by=lead)
    actions.move(scene, Level.RETRACTED, by=lead)
    closed_at = clock.now()

    with clock.fixed(closed_at + timedelta(hours=23, minutes=59)):
        told = queries.thread(scene, who)
        assert (len(told.lines), told.gone_at, told.is_gone) == (1, closed_at + timedelta(hours=24), False)
    with clock.fixed(closed_at + timedelta(hours=24)):
        assert (queries.thread(scene, who).lines, queries.thread(scene, who).is_gone) == ((), True)
        with pytest.raises(WrongState, match="gone"):
            actions.say(scene, word=FixedWord.AM_WELL, by=who)


def test_thread_when_a_confirmer_was_not_asked_or_is_done_then_not_theirs(scene, going):
    offer, who = going
    assert queries.thread(scene, who).lines == ()
    actions.am_well(offer, by=who)

    for stranger in (who, make.volunteer(Role.CONFIRMER), make.of_the_city()):
        with pytest.raises(NotAllowed):
            queries.thread(scene, stranger)
