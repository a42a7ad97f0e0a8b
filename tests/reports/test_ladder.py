"""The ladder: no rung without what it needs, none by who may not, and nothing below confirmed before the public."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from tests.notices import make as notices_make
from tests.people import make as people
from tests.reports import make
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.journal.models import Entry
from wardbell.notices import actions as notices
from wardbell.notices.models import Notice
from wardbell.notices.rules import HowKnown
from wardbell.notices.rules import Status as NoticeStatus
from wardbell.people.rules import Role
from wardbell.reports import actions, queries, rules
from wardbell.reports.models import Basis, Finding, Incident, Report, Rung
from wardbell.reports.rules import (
    Answer,
    Authority,
    FirstHand,
    Found,
    Heard,
    HeldAs,
    Label,
    Level,
    Source,
    Viewer,
    Way,
)

BELOW = (Level.RECEIVED, Level.UNCONFIRMED, Level.CORROBORATED)
HEARD = st.builds(
    Heard, id=st.text("abcdef", min_size=1, max_size=3), is_first_hand=st.booleans(), way=st.sampled_from(Way),
    mark=st.sampled_from(["", "1", "2"]), organization=st.sampled_from(["", "clinic"]), is_doubtful=st.booleans(),
)  # fmt: skip
FOUND = st.builds(
    Found, authority=st.sampled_from(Authority), answer=st.sampled_from(Answer), peer=st.sampled_from(["", "city"]),
    peer_reference=st.sampled_from(["", "x1"]),
)  # fmt: skip


# --- rules


@given(to=st.sampled_from(sorted(rules.CONFIRMED)), accounts=st.lists(HEARD, max_size=50))
def test_confirmed_when_however_many_tell_it_then_never_without_a_finding(to, accounts):
    with pytest.raises(WrongState):
        rules.check_evidence(to, accounts=accounts, findings=())


@given(findings=st.lists(FOUND, max_size=6))
def test_confirmed_official_when_allowed_then_a_designee_or_a_peer_with_its_id_said_so(findings):
    try:
        rules.check_evidence(Level.CONFIRMED_OFFICIAL, accounts=(), findings=findings)
    except WrongState:
        said = False
    else:
        said = True

    assert said == any(
        one.answer is Answer.ENFORCEMENT
        and (
            one.authority is Authority.DESIGNEE
            or (one.authority is Authority.PEER and one.peer and one.peer_reference)
        )
        for one in findings
    )


@given(level=st.sampled_from(Level), is_verified=st.booleans(), other=st.sets(st.sampled_from(Viewer)))
def test_city_when_it_looks_then_nothing_below_confirmed_whatever_else_it_is(level, is_verified, other):
    sees = rules.may_see(level, other | {Viewer.CITY}, is_verified=is_verified)

    assert not (sees and level in BELOW)
    assert not (sees and level in rules.CLOSED and not is_verified)


@given(level=st.sampled_from(Level), is_verified=st.booleans())
def test_label_when_nobody_stands_behind_it_then_we_do_not_know_yet(level, is_verified):
    label = rules.label_of(level, is_verified=is_verified)

    assert (label is Label.NOT_KNOWN) == (not is_verified or level not in rules.PUBLISHABLE)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"mark": "1"}, {"mark": "1"}, False),
        ({"mark": "1"}, {"mark": "2"}, True),
        ({"way": Way.WEB}, {"way": Way.WEB}, False),  # two forms may be one person's
        ({"way": Way.WEB}, {"way": Way.SMS}, True),
        ({"way": Way.PHONE}, {"way": Way.PHONE}, True),  # two voices were heard
        ({"way": Way.API, "organization": "a"}, {"way": Way.API, "organization": "b"}, True),
    ],
)
def test_independence_when_two_tell_it(one, other, expected):
    given_ = {"is_first_hand": True, "way": Way.WEB}

    assert (
        rules.are_independent(Heard(id="a", **(given_ | one)), Heard(id="b", **(given_ | other))) is expected
    )


def test_ladder_when_read_then_every_level_is_reached_from_received_and_retracted_is_final():
    reached, waiting = set(), [Level.RECEIVED]
    while waiting:
        level = waiting.pop()
        if level not in reached:
            reached.add(level)
            waiting += rules.NEXT[level]

    assert reached == set(Level)
    assert rules.NEXT[Level.RETRACTED] == frozenset()


# --- the desk


@pytest.mark.usefixtures("city")
class TestDesk:
    def test_move_when_two_tell_it_then_corroborated_with_its_rungs_and_journal(self):
        incident = make.incident(Level.CORROBORATED)

        rungs = list(Rung.objects.filter(incident=incident))
        assert [(one.before, one.after) for one in rungs] == [
            ("received", "unconfirmed"),
            ("unconfirmed", "corroborated"),
        ]
        assert Entry.objects.filter(verb="reports.move", about=f"incident:{incident.id}").count() == 2

    def test_move_when_the_same_person_tells_it_twice_then_refused(self):
        lead = make.volunteer(Role.SHIFT_LEAD)
        first = make.report(mark="a" * 16)
        make.report("they are still here", mark="a" * 16)
        actions.claim(str(first.incident_id), by=lead)
        actions.move(str(first.incident_id), Level.UNCONFIRMED, by=lead)

        with pytest.raises(WrongState, match="two first-hand accounts"):
            actions.move(str(first.incident_id), Level.CORROBORATED, by=lead)

    def test_move_when_only_hearsay_then_not_even_unconfirmed(self):
        lead = make.volunteer(Role.SHIFT_LEAD)
        first = make.report(first_hand=FirstHand.NO)
        actions.claim(str(first.incident_id), by=lead)

        with pytest.raises(WrongState, match="first-hand"):
            actions.move(str(first.incident_id), Level.UNCONFIRMED, by=lead)

    def test_move_when_nobody_has_it_in_hand_then_refused(self):
        lead = make.volunteer(Role.SHIFT_LEAD)

        with pytest.raises(WrongState, match="in hand"):
            actions.move(str(make.report().incident_id), Level.UNCONFIRMED, by=lead)

    @pytest.mark.parametrize("role", [Role.HOTLINE, Role.CONFIRMER, Role.PARTNER])
    def test_move_when_no_shift_lead_then_corroborated_is_refused(self, role):
        incident = make.incident(Level.UNCONFIRMED)

        with pytest.raises(NotAllowed):
            actions.move(str(incident.id), Level.CORROBORATED, by=make.volunteer(role))

    @pytest.mark.parametrize("level", sorted(rules.CONFIRMED))
    def test_move_when_the_desk_wants_to_confirm_then_refused(self, level):
        lead = make.volunteer(Role.SHIFT_LEAD)
        incident = make.incident(Level.CORROBORATED, lead=lead)

        with pytest.raises(NotAllowed):
            actions.move(str(incident.id), level, by=lead)

    def test_attest_when_a_confirmer_is_on_site_then_confirmed_at_once(self):
        incident = make.incident(Level.CONFIRMED_COMMUNITY)

        assert incident.level == Level.CONFIRMED_COMMUNITY
        assert incident.verified_at == clock.now()
        assert (
            Rung.objects.get(incident=incident, after=Level.CONFIRMED_COMMUNITY).authority
            == Authority.CONFIRMER
        )

    def test_attest_when_not_there_yet_then_refused(self):
        lead, confirmer = make.volunteer(Role.SHIFT_LEAD), make.volunteer(Role.CONFIRMER)
        incident = make.incident(lead=lead)
        [offer] = actions.ask(str(incident.id), volunteer_ids=[str(make.row_of(confirmer).id)], by=lead)

        with pytest.raises(WrongState, match="Say first that you are there"):
            actions.attest(offer, Answer.ENFORCEMENT, by=confirmer)

    def test_attest_when_it_is_something_else_then_the_lead_closes_it_and_it_is_verified(self):
        lead = make.volunteer(Role.SHIFT_LEAD)
        incident = make.incident(Level.UNCONFIRMED, lead=lead)
        make.confirmed(str(incident.id), lead=lead, answer=Answer.NOT_IMMIGRATION)

        actions.move(str(incident.id), Level.NOT_IMMIGRATION, by=lead)

        incident.refresh_from_db()
        assert (incident.level, incident.verified_at is not None) == (Level.NOT_IMMIGRATION, True)
        assert queries.to_propose(str(incident.id)).label is Label.NOT_IMMIGRATION

    def test_doubt_when_an_account_was_a_hoax_then_the_incident_falls_back(self):
        lead = make.volunteer(Role.SHIFT_LEAD)
        incident = make.incident(Level.CORROBORATED, lead=lead)

        actions.doubt(str(Report.objects.filter(incident=incident).first().id), is_doubtful=True, by=lead)

        incident.refresh_from_db()
        assert incident.level == Level.UNCONFIRMED


# --- the city


@pytest.mark.usefixtures("city")
class TestCity:
    @pytest.fixture(name="on_the_city_node")
    def _on_the_city_node(self, city, settings):  # noqa: ARG002  # after the city's own roles
        settings.NODE_ROLES = frozenset({"city"})

    @pytest.mark.usefixtures("on_the_city_node")
    def test_receive_when_a_resident_tells_the_city_then_nothing_is_kept(self):
        with pytest.raises(NotAllowed, match="911"):
            make.report()

        assert Report.objects.count() == 0

    @pytest.mark.usefixtures("on_the_city_node")
    def test_confirm_when_a_designee_says_so_then_official(self):
        designee = make.of_the_city()
        first = make.report(source=Source.CITY_STAFF, by=make.of_the_city(Role.AIDE, "ward-6"), mark="")

        actions.confirm_officially(str(first.incident_id), Answer.ENFORCEMENT, by=designee)

        incident = Incident.objects.get(id=first.incident_id)
        assert (incident.level, incident.held_as) == (Level.CONFIRMED_OFFICIAL, HeldAs.CITY)

    @pytest.mark.usefixtures("on_the_city_node")
    @pytest.mark.parametrize("role", [Role.MEMBER, Role.AIDE, Role.DUTY_CLERK])
    def test_confirm_when_no_designee_then_refused(self, role):
        staff = make.of_the_city(role, "clerk")
        first = make.report(source=Source.CITY_STAFF, by=staff, mark="")

        with pytest.raises(NotAllowed):
            actions.confirm_officially(str(first.incident_id), Answer.ENFORCEMENT, by=staff)

    def test_confirm_when_the_incident_is_the_communitys_then_the_designee_is_refused(self):
        incident = make.incident(Level.CORROBORATED)

        with pytest.raises(NotAllowed, match="city's own"):
            actions.confirm_officially(str(incident.id), Answer.ENFORCEMENT, by=make.of_the_city())

    def test_verdict_when_a_peer_brings_it_then_official_with_its_id_once(self):
        incident = make.incident(Level.UNCONFIRMED)

        for _ in range(2):
            actions.record_peer_verdict(
                str(incident.id), Answer.ENFORCEMENT, peer="city.example", peer_reference="v-17", by=make.PEER
            )

        incident.refresh_from_db()
        assert incident.level == Level.CONFIRMED_OFFICIAL
        assert [(one.authority, one.peer_reference) for one in Finding.objects.all()] == [("peer", "v-17")]

    def test_verdict_when_a_person_brings_it_then_refused(self):
        incident = make.incident()

        with pytest.raises(NotAllowed):
            actions.record_peer_verdict(
                str(incident.id),
                Answer.ENFORCEMENT,
                peer="city.example",
                peer_reference="v",
                by=make.volunteer(Role.SHIFT_LEAD),
            )

    def test_seen_when_the_city_looks_then_confirmed_alone_and_no_count_of_the_rest(self):
        lead, city = make.volunteer(Role.SHIFT_LEAD), make.of_the_city(Role.MEMBER, "ward-6")
        for n, level in enumerate(BELOW):
            make.incident(level, lead=lead, place=make.corner(n))
        before = queries.count_seen(city)
        confirmed = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)

        assert before == 0
        assert [one.id for one in queries.seen(city)] == [str(confirmed.id)]

    def test_board_when_somebody_of_the_city_also_works_at_the_hotline_then_refused(self):
        both = make.volunteer(Role.HOTLINE)
        people.grant(people.models.Account.objects.get(id=both.id), Role.AIDE, "ward-6")

        with pytest.raises(NotAllowed, match="Nobody of the city"):
            queries.board(both)

    def test_partner_when_it_looks_then_from_corroborated_on(self):
        lead, partner = make.volunteer(Role.SHIFT_LEAD), make.volunteer(Role.PARTNER)
        make.incident(Level.UNCONFIRMED, lead=lead, place=make.corner(1))

        assert queries.count_seen(partner) == 0
        make.incident(Level.CORROBORATED, lead=lead)
        assert queries.count_seen(partner) == 1


# --- constraints


def raw(incident: Incident, **changes: object) -> None:
    """Changes a row behind the back of every rule."""
    with transaction.atomic():
        Incident.objects.filter(id=incident.id).update(**changes)


@pytest.mark.usefixtures("city")
class TestDatabase:
    @pytest.mark.parametrize("level", [one for one in Level if one is not Level.RECEIVED])
    def test_level_when_changed_without_a_rung_then_refused(self, level):
        incident = make.incident()
        closed = {"closed_at": clock.now()} if level in rules.CLOSED else {}

        with pytest.raises((IntegrityError, DatabaseError), match=r"reports_level_by_a_rung|reports_"):
            raw(incident, level=level, n_rungs=1, **closed)

    @pytest.mark.parametrize("level", sorted(rules.CONFIRMED))
    def test_rung_when_confirmed_without_its_authority_then_refused(self, level):
        incident, lead = make.incident(), make.volunteer(Role.SHIFT_LEAD)

        with pytest.raises(IntegrityError, match="authority"), transaction.atomic():
            Rung.objects.create(
                incident=incident,
                number=1,
                before="received",
                after=level,
                at=clock.now(),
                volunteer=make.row_of(lead),
            )

    def test_rung_when_by_nobody_then_refused(self):
        with pytest.raises(IntegrityError, match="reports_rung_by_somebody"), transaction.atomic():
            Rung.objects.create(
                incident=make.incident(), number=1, before="received", after="unconfirmed", at=clock.now()
            )

    @pytest.mark.parametrize(("held_as", "source"), [
        (held_as, source) for held_as in HeldAs for source in Source if source not in rules.SOURCES[held_as]
    ])  # fmt: skip
    def test_report_when_its_source_is_not_of_its_node_then_refused(self, held_as, source):
        first = make.report(mark="")
        peer = {"peer": "p", "peer_reference": "r"} if source is Source.PEER_SUMMARY else {}

        with pytest.raises(IntegrityError, match="reports_source_of_its_node"), transaction.atomic():
            Report.objects.filter(id=first.id).update(held_as=held_as, source=source, **peer)

    def test_finding_when_of_nobody_then_refused(self):
        with pytest.raises(IntegrityError, match="reports_finding_of_somebody"), transaction.atomic():
            Finding.objects.create(
                incident=make.incident(), authority="designee", answer="enforcement", found_at=clock.now()
            )


# --- before the public


@pytest.fixture
def notice(city, settings) -> str:
    """A draft for the public that says it is known by a verified report."""
    settings.NODE_ROLES = frozenset({"city", "community"})
    notices_make.people.found_offices("demo", by=notices_make.OPERATOR)
    official = notices_make.official(HowKnown.VERIFIED_REPORT, status=NoticeStatus.ONGOING)
    return notices_make.public_draft(official)


@pytest.mark.parametrize("level", [*BELOW, Level.UNFOUNDED, Level.NOT_IMMIGRATION])
def test_propose_when_nobody_stands_behind_it_then_refused_by_rule_and_by_the_database(notice, level):
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident = make.incident(level, lead=lead)

    with pytest.raises(NotAllowed, match="Only what is confirmed"):
        queries.to_propose(str(incident.id))
    with pytest.raises(NotAllowed, match="Only what is confirmed"):
        actions.tie_to_notice(str(incident.id), notice_id=notice, by=lead)
    with pytest.raises(DatabaseError, match="reports_basis_stands"), transaction.atomic():
        Basis.objects.create(incident=incident, notice_id=notice, label=Label.CONFIRMED, at=clock.now())


def test_propose_when_confirmed_then_closed_answers_without_corner_or_count(notice):
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead, n_people=6)

    proposal = queries.to_propose(str(incident.id))
    actions.tie_to_notice(str(incident.id), notice_id=notice, by=lead)
    notices.approve(notice, by=notices_make.who("city-clerk"))

    assert (proposal.label, proposal.areas, proposal.status) == (
        Label.CONFIRMED,
        ("ward:6",),
        NoticeStatus.ONGOING,
    )
    assert "Ash" not in repr(proposal)
    assert "=6" not in repr(proposal)
    assert proposal.since_at.minute % 15 == 0
    assert Notice.objects.get(id=notice).state == "published"


def test_publish_when_the_incident_was_retracted_meanwhile_then_the_database_refuses(notice):
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    actions.tie_to_notice(str(incident.id), notice_id=notice, by=lead)
    actions.move(str(incident.id), Level.RETRACTED, by=lead)

    with pytest.raises(WrongState, match="not confirmed any more") as refused, transaction.atomic():
        notices.approve(notice, by=notices_make.who("city-clerk"))

    assert "reports_notice_has_a_basis" in str(refused.value.__cause__)
    assert Notice.objects.get(id=notice).state == "in_review"


def test_clockwork_when_it_has_run_then_no_level_has_moved(city):
    lead = make.volunteer(Role.SHIFT_LEAD)
    for _ in range(40):
        make.report()
    incident = make.incident(lead=lead)

    actions.look_after()
    actions.forget_by_itself()

    levels = set(Incident.objects.values_list("level", flat=True))
    assert levels == {"received"}
    assert incident.n_reports == 41
    with pytest.raises(NotAllowed):
        actions.move(str(incident.id), Level.UNCONFIRMED, by=CLOCKWORK)


def test_rungs_when_many_then_each_begins_where_the_last_ended(city):
    incident = make.incident(Level.CORROBORATED)

    rungs = list(Rung.objects.filter(incident=incident))

    assert all(one.after == other.before for one, other in pairwise(rungs))
