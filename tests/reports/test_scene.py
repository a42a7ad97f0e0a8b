"""Asking people to look: who, when never, how many, and every one of them comes back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.people import make as people
from tests.reports import make
from wardbell.channels import memory
from wardbell.ground import clock, jobs
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, Unreadable, WrongState
from wardbell.people.rules import Role
from wardbell.reports import actions, queries, rules
from wardbell.reports.models import Offer, Report, Shift
from wardbell.reports.rules import (
    Answer,
    Brief,
    Danger,
    FixedWord,
    Kind,
    Level,
    OfferState,
    PlaceKind,
    Post,
    Scene,
    Stretch,
    Trained,
)

SCENES = st.builds(
    Scene, kind=st.sampled_from(Kind), level=st.sampled_from(Level), place_kind=st.sampled_from(PlaceKind),
    is_dwelling=st.booleans(), dangers=st.frozensets(st.sampled_from(Danger), max_size=2), is_community=st.booleans(),
)  # fmt: skip
TODAY = date(2026, 11, 23)


@given(scene=SCENES)
def test_scene_when_anybody_may_be_sent_then_none_of_the_reasons_against_it_holds(scene):
    try:
        rules.check_may_be_looked_at(scene)
    except NotAllowed:
        return
    assert scene.is_community
    assert not scene.is_dwelling
    assert not scene.dangers
    assert scene.place_kind in {PlaceKind.INTERSECTION, PlaceKind.PUBLIC_PLACE}
    assert scene.level in rules.OPEN


@pytest.mark.parametrize(
    "changes",
    [
        {"is_confirmer": False}, {"is_adult": False}, {"trained_on": None}, {"is_of_the_city": True},
        {"trained_on": date(2025, 11, 22)},
    ],
)  # fmt: skip
def test_person_when_untrained_underage_or_of_the_city_then_not_asked(changes):
    person = {
        "is_confirmer": True,
        "is_adult": True,
        "trained_on": date(2025, 11, 23),
        "is_of_the_city": False,
    }

    assert rules.may_be_asked(Trained(**person), today=TODAY)
    assert not rules.may_be_asked(Trained(**(person | changes)), today=TODAY)


def asked(lead: Actor, incident_id: str, n: int) -> list[tuple[str, Actor]]:
    confirmers = [make.volunteer(Role.CONFIRMER) for _ in range(n)]
    ids = [str(make.row_of(one).id) for one in confirmers]
    offers = actions.ask(incident_id, volunteer_ids=ids, by=lead)
    by_volunteer = {str(one.volunteer_id): str(one.id) for one in Offer.objects.filter(id__in=offers)}
    return [(by_volunteer[id_], one) for id_, one in zip(ids, confirmers, strict=True)]


def accept(offer: str, by: Actor) -> bool:
    actions.open_brief(offer, lines=tuple(Brief), by=by)
    return actions.accept(offer, by=by)


@pytest.mark.usefixtures("city")
class TestOffers:
    @pytest.fixture
    def lead(self) -> Actor:
        return make.volunteer(Role.SHIFT_LEAD)

    @pytest.fixture
    def scene(self, lead) -> str:
        return str(make.incident(lead=lead).id)

    def test_accept_when_the_brief_was_not_opened_whole_then_refused(self, lead, scene):
        [(offer, who)] = asked(lead, scene, 1)

        with pytest.raises(WrongState, match="safety brief"):
            actions.accept(offer, by=who)
        with pytest.raises(WrongState, match="safety brief"):
            actions.open_brief(offer, lines=(Brief.MAY_DECLINE,), by=who)

    def test_offer_when_not_accepted_then_the_corner_is_not_shown(self, lead, scene):
        [(offer, who)] = asked(lead, scene, 1)
        before = queries.offers_of(who)[0].place_name
        actions.open_brief(offer, lines=tuple(Brief), by=who)
        briefed = queries.offers_of(who)[0].place_name
        actions.accept(offer, by=who)

        assert (before, briefed, queries.offer(offer, who).place_name) == ("", "", make.CORNER.name)
        actions.stand_down(scene, by=lead)
        assert queries.offer(offer, who).place_name == ""

    def test_accept_when_enough_have_then_no_more_needed_and_the_rest_are_told(self, lead, scene):
        offers = asked(lead, scene, 4)
        jobs.run_all()
        memory.forget()

        taken = [accept(offer, who) for offer, who in offers[: rules.MOST_ON_SCENE]]
        jobs.run_all()

        states = sorted(Offer.objects.values_list("state", flat=True))
        assert taken == [True] * rules.MOST_ON_SCENE
        assert states == ["accepted"] * rules.MOST_ON_SCENE + ["not_needed"] * (4 - rules.MOST_ON_SCENE)
        told = {one.to for one in memory.outbox() if "No more needed" in one.body}
        left = {
            people.models.Account.objects.get(id=who.id).phone for _, who in offers[rules.MOST_ON_SCENE :]
        }
        assert left <= told
        with pytest.raises(WrongState):
            accept(*offers[-1])

    def test_scene_when_a_third_is_written_behind_the_rules_then_the_database_refuses(self, lead, scene):
        offers = asked(lead, scene, 3)
        for offer, who in offers[:2]:
            accept(offer, who)
        third = Offer.objects.filter(id=offers[2][0])

        for place in (None, 1, 3):
            with pytest.raises(IntegrityError), transaction.atomic():
                third.update(
                    state="accepted", place=place, brief_opened_at=clock.now(), welfare_due_at=clock.now()
                )

    def test_letters_when_posted_then_they_name_neither_place_nor_what(self, lead, scene):
        asked(lead, scene, 1)
        jobs.run_all()

        bodies = [one.body for one in memory.outbox()]
        assert bodies
        assert [one for one in bodies if "Ash" in one or "agent" in one or "Ward" in one] == []

    @pytest.mark.parametrize("danger", Danger)
    def test_ask_when_a_danger_is_reported_then_nobody_is_sent(self, lead, scene, danger):
        Report.objects.update(dangers=[danger])
        make.report(dangers=(danger,))

        with pytest.raises(NotAllowed, match="Nobody is sent while"):
            asked(lead, scene, 1)

    def test_ask_when_somebody_told_of_a_home_then_nobody_is_sent(self, lead, scene):
        make.report("agents at 2417 Bloomington Ave apt 3 by the laundromat")

        with pytest.raises(NotAllowed, match="home"):
            asked(lead, scene, 1)

    def test_ask_when_the_training_is_over_then_refused(self, lead, scene):
        old = make.volunteer(Role.CONFIRMER, trained_on=date(2025, 1, 1))

        with pytest.raises(NotAllowed, match="training"):
            actions.ask(scene, volunteer_ids=[str(make.row_of(old).id)], by=lead)

    def test_ask_when_too_many_at_once_then_refused(self, lead, scene):
        with pytest.raises(Unreadable, match="at most"):
            asked(lead, scene, rules.MOST_ASKED + 1)

    def test_ask_when_somebody_is_out_already_then_refused(self, lead, scene):
        _, who = make.on_site(scene, lead=lead)
        other = str(make.report(place=make.corner(3)).incident_id)

        with pytest.raises(Conflict, match="out already"):
            actions.ask(other, volunteer_ids=[str(make.row_of(who).id)], by=lead)

    def test_stand_down_when_called_then_all_at_once_and_asked_until_they_are_well(self, lead, scene):
        offers = asked(lead, scene, 3)
        for offer, who in offers[:2]:
            accept(offer, who)
        actions.arrive(offers[0][0], by=offers[0][1])

        n_called = actions.stand_down(scene, by=lead)
        jobs.run_all()

        assert n_called == 2  # the third was told that nobody more is needed
        assert sum("Leave now" in one.body for one in memory.outbox() if one.to.startswith("+")) == 2
        with clock.fixed(clock.now() + timedelta(minutes=11)):
            assert actions.look_after() == 2
        for offer, who in offers[:2]:
            actions.am_well(offer, by=who)
        with clock.fixed(clock.now() + timedelta(minutes=60)):
            assert actions.look_after() == 0

    def test_look_after_when_a_danger_comes_up_then_called_back_without_anybody_asking(self, lead, scene):
        make.on_site(scene, lead=lead)
        make.report("they fired gas", dangers=(Danger.GAS,))

        actions.look_after()

        assert Offer.objects.get().state == OfferState.STOOD_DOWN

    def test_look_after_when_nobody_answers_then_lapsed(self, lead, scene):
        asked(lead, scene, 1)

        with clock.fixed(clock.now() + timedelta(minutes=11)):
            actions.look_after()

        assert Offer.objects.get().state == OfferState.LAPSED

    def test_thread_when_on_site_then_may_speak_and_a_stranger_not(self, lead, scene):
        _, who = make.on_site(scene, lead=lead)

        actions.say(scene, word=FixedWord.SEE_NOTHING, words="corner is empty", by=who)

        assert [(one.word, one.words) for one in queries.incident(scene, lead).thread] == [
            ("see_nothing", "corner is empty")
        ]
        with pytest.raises(NotAllowed):
            actions.say(scene, word=FixedWord.SEE_NOTHING, by=make.volunteer(Role.CONFIRMER))

    def test_volunteers_when_they_act_then_the_journal_knows_pseudonyms_alone(self, lead, scene):
        from wardbell.journal.models import Entry

        make.confirmed(scene, lead=lead, answer=Answer.UNCLEAR)

        labels = set(Entry.objects.filter(verb__startswith="reports.").values_list("actor_label", flat=True))
        assert not any(label.startswith("Person") for label in labels)


# --- shifts


def at(hours: float) -> Stretch:
    return Stretch(
        starts_at=make.clock.now() + timedelta(hours=hours),
        ends_at=make.clock.now() + timedelta(hours=hours + 4),
    )


@pytest.mark.parametrize(("hours", "why"), [(7, "rest"), (4, "rest"), (-7, "rest")])
def test_shift_when_too_soon_after_another_then_refused(morning, hours, why):
    with pytest.raises(NotAllowed, match=why):
        rules.check_shift(at(hours), others=[at(0)])


def test_shift_when_too_long_or_too_much_in_a_week_then_refused(morning):
    with pytest.raises(NotAllowed, match="6 hours at most"):
        rules.check_shift(Stretch(starts_at=at(0).starts_at, ends_at=at(3).ends_at), others=[])
    with pytest.raises(NotAllowed, match="24 hours"):
        rules.check_shift(at(6 * 20), others=[at(n * 20) for n in range(6)])
    rules.check_shift(at(5 * 20), others=[at(n * 20) for n in range(5)])


@given(st.lists(st.tuples(st.integers(-5, 30), st.integers(1, 8)), max_size=6))
def test_gaps_when_shifts_overlap_then_exactly_what_nobody_covers(pairs):
    zero = clock.datetime(2026, 11, 23, tzinfo=clock.UTC)
    hours = [
        Stretch(starts_at=zero + timedelta(hours=a), ends_at=zero + timedelta(hours=a + n)) for a, n in pairs
    ]
    within = Stretch(starts_at=zero, ends_at=zero + timedelta(hours=24))

    found = rules.gaps(hours, within=within)

    covered = {h for h in range(24) if any(a <= h < a + n for a, n in pairs)}
    open_ = {h for h in range(24) if any(g.starts_at <= zero + timedelta(hours=h) < g.ends_at for g in found)}
    assert open_ == set(range(24)) - covered


@pytest.mark.usefixtures("city")
def test_end_shift_when_it_ends_then_what_they_held_is_free_with_the_note():
    lead, hotline = make.volunteer(Role.SHIFT_LEAD), make.volunteer(Role.HOTLINE)
    incident_id = str(make.report().incident_id)
    actions.set_shift(
        str(make.row_of(hotline).id), post=Post.HOTLINE, starts_at=clock.now() - timedelta(hours=1),
        ends_at=clock.now() + timedelta(hours=3), by=lead,
    )  # fmt: skip
    actions.claim(incident_id, by=hotline)

    actions.end_shift(note="Two callers wait for an answer.", by=hotline)

    [line] = queries.board(lead).lines
    assert (line.owner, line.handover_note) == ("", "Two callers wait for an answer.")
    assert Shift.objects.get().ends_at == clock.now()
    assert (
        queries.coverage_gaps(Post.HOTLINE, from_at=clock.now(), until=clock.now() + timedelta(hours=1)) != []
    )
