"""The rules of notices: the table of ceilings, two persons, who is asked when, what may be said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.dispatch.letters import Reach
from wardbell.ground.errors import NotAllowed, Refused, Unreadable, WrongState
from wardbell.notices import kinds, rules
from wardbell.notices.rules import Facts, HowKnown, Matter, Signatures, State, Status, WithdrawReason

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
NOBODY = {
    HowKnown.POLICE_OR_FEDERAL_SYSTEM,
    HowKnown.TASK_FORCE,
    HowKnown.DECONFLICTION,
    HowKnown.SEALED_PAPER,
    HowKnown.IN_CONFIDENCE,
    HowKnown.NOT_SURE,
}
UNDER_WAY_OR_OVER = {Status.ONGOING, Status.ENDED}
SOURCES = {HowKnown.PUBLIC_STATEMENT, HowKnown.SEEN_IN_PUBLIC_BY_STAFF, HowKnown.VERIFIED_REPORT}


def as_written(
    how_known: HowKnown, status: Status, has_link: bool, leave: bool, matter: Matter = Matter.ENFORCEMENT
) -> Reach:
    """The ceiling as the law's table says it, in other words than the rules'."""
    if matter is Matter.CIVIC:
        known = how_known is HowKnown.OWN_WORKS or (how_known is HowKnown.PUBLIC_STATEMENT and has_link)
        return Reach.PUBLIC if known and status in UNDER_WAY_OR_OVER else Reach.NOBODY
    if how_known is HowKnown.PUBLIC_STATEMENT and has_link and status is Status.RUMOUR:
        return Reach.PUBLIC if matter is Matter.RUMOUR_CHECK else Reach.COUNCIL
    if matter is Matter.RUMOUR_CHECK and (status not in UNDER_WAY_OR_OVER or how_known not in SOURCES):
        return Reach.NOBODY
    return of_enforcement(how_known, status, has_link, leave)


def of_enforcement(how_known: HowKnown, status: Status, has_link: bool, leave: bool) -> Reach:
    """The part of the table that is about enforcement, rumours left out."""
    if how_known is HowKnown.REQUEST:
        return Reach.COUNCIL if status is Status.NOT_SAID else Reach.NOBODY
    if how_known is HowKnown.LEAVE_TO_SHARE:
        return Reach.COUNCIL if leave and status in UNDER_WAY_OR_OVER else Reach.NOBODY
    if how_known is HowKnown.PUBLIC_STATEMENT:
        said = {*UNDER_WAY_OR_OVER, Status.PUBLICLY_ANNOUNCED}
        return Reach.PUBLIC if has_link and status in said else Reach.NOBODY
    return Reach.PUBLIC if how_known in SOURCES and status in UNDER_WAY_OR_OVER else Reach.NOBODY


@pytest.mark.parametrize(
    ("how_known", "status", "has_link", "leave", "matter"),
    list(product(HowKnown, Status, [False, True], [False, True], Matter)),
)
def test_may_reach_when_any_combination_then_as_the_table_says(how_known, status, has_link, leave, matter):
    reach = rules.may_reach(
        how_known, status=status, has_public_link=has_link, leave_recorded=leave, matter=matter
    )

    assert reach is as_written(how_known, status, has_link, leave, matter)
    assert reach <= rules.may_ever_reach(how_known, matter)


def test_may_ever_reach_when_nobody_then_exactly_the_first_row_of_the_table():
    nobody = {one for one in HowKnown if rules.may_ever_reach(one) is Reach.NOBODY}

    assert nobody == NOBODY | {HowKnown.OWN_WORKS}


def test_own_works_when_about_enforcement_then_it_reaches_nobody_whatever_else_is_true():
    widest = {
        rules.may_reach(HowKnown.OWN_WORKS, status=status, has_public_link=True, leave_recorded=True, matter=matter)
        for status, matter in product(Status, [Matter.ENFORCEMENT, Matter.RUMOUR_CHECK])
    }  # fmt: skip

    assert widest == {Reach.NOBODY}


def test_statuses_when_not_under_way_then_only_a_public_statement_offers_them():
    offering = {
        one for one in HowKnown if {Status.PUBLICLY_ANNOUNCED, Status.RUMOUR} & set(rules.statuses_of(one))
    }

    assert offering == {HowKnown.PUBLIC_STATEMENT}


@given(
    author=st.sampled_from("abc"),
    approver=st.sampled_from(["a", "b", "c", None]),
    phoned=st.sampled_from(["a", "b", "c", None]),
    single=st.booleans(),
    kind=st.sampled_from([one.kind for one in kinds.kinds()]),
    status=st.sampled_from(Status),
    text=st.sampled_from(["", "words"]),
    reason=st.sampled_from(["", *WithdrawReason]),
)
def test_two_persons_when_it_passes_then_two_stand_behind_it_or_it_is_one_of_the_two_forms(  # noqa: PLR0917
    author, approver, phoned, single, kind, status, text, reason
):
    signatures = Signatures(author=author, approver=approver, on_behalf_of=phoned)
    form_a = kind == "official_notice" and status in UNDER_WAY_OR_OVER | {Status.PUBLICLY_ANNOUNCED}
    form_b = kind == "withdrawal" and reason != ""
    if approver is None:
        lawful = single and text == "" and (form_a or form_b)
    else:
        lawful = approver not in {author, phoned}

    try:
        rules.check_two_persons(
            signatures, kind=kind, status=status, free_text=text, reason=reason, single_signed=single
        )
        passed = True
    except NotAllowed:
        passed = False

    assert passed == lawful


@given(st.lists(st.sampled_from(State), min_size=2, max_size=6))
def test_move_when_a_walk_then_withdrawn_is_the_end(walk):
    state = walk[0]
    for to in walk[1:]:
        try:
            state = rules.move(state, to)
        except WrongState:
            assert to not in rules.NEXT[state]
    assert rules.NEXT[State.WITHDRAWN] == frozenset()
    assert state not in {State.DRAFT, State.IN_REVIEW} or walk[0] in {State.DRAFT, State.IN_REVIEW}


def test_next_to_ask_when_three_minutes_each_then_in_order_and_never_the_author():
    wait, order = timedelta(minutes=3), ["author", "one", "two"]
    asked: dict[str, datetime] = {}

    def ask(minutes: int) -> str | None:
        now = NOW + timedelta(minutes=minutes)
        found = rules.next_to_ask(order, asked=asked, never={"author"}, wait=wait, now=now)
        if found:
            asked[found] = now
        return found

    assert [ask(0), ask(2), ask(3), ask(5), ask(6)] == ["one", None, "two", None, None]


@pytest.mark.parametrize(("minutes", "late"), [(14, False), (15, True)])
def test_late_when_fifteen_minutes_without_an_answer_then_it_shows(minutes, late):
    now = NOW + timedelta(minutes=minutes)

    assert (
        rules.is_unanswered_late(published_at=NOW, is_answered=False, wait=timedelta(minutes=15), now=now)
        is late
    )
    assert not rules.is_unanswered_late(
        published_at=NOW, is_answered=True, wait=timedelta(minutes=15), now=now
    )


@given(st.datetimes(timezones=st.just(UTC)))
def test_rounded_when_any_instant_then_the_quarter_it_lies_in(at):
    quarter = rules.rounded(at)

    assert quarter <= at < quarter + timedelta(minutes=15)
    assert (quarter.minute % 15, quarter.second, quarter.microsecond) == (0, 0, 0)


@given(
    how_known=st.sampled_from(sorted(set(HowKnown) - NOBODY - {HowKnown.OWN_WORKS})),
    status=st.sampled_from(Status),
    link=st.sampled_from(["", "https://city.example/a"]),
    leave=st.sampled_from(rules.Agency),
    areas=st.sampled_from([(), ("city",), ("ward:6",), ("place:harbor-park",)]),
    since=st.sampled_from([None, NOW]),
)
def test_facts_when_they_pass_and_the_status_is_said_then_they_reach_somebody(  # noqa: PLR0917
    how_known, status, link, leave, areas, since
):
    facts = Facts(
        how_known=how_known,
        status=status,
        link=link,
        leave_from=leave,
        areas=areas,
        since_at=since,
        source_at=NOW,
    )
    try:
        rules.check_facts(facts, now=NOW, areas_allowed={"city", "ward:6", "place:harbor-park"})
    except Refused:
        return

    reach = rules.may_reach(
        facts.how_known, status=status, has_public_link=bool(link), leave_recorded=bool(leave)
    )
    assert reach > Reach.NOBODY or status is Status.NOT_SAID
    if status is Status.PUBLICLY_ANNOUNCED:
        assert (link != "", areas in {(), ("city",)}, since) == (True, True, None)


@pytest.mark.parametrize(
    "link",
    [
        "https://[city.example",
        "http://city.example/a",
        "https://localhost",
        "https://a@b.example/",
        "https://a.example/ b",
        "x",
    ],
)
def test_link_when_not_a_public_address_then_unreadable(link):
    with pytest.raises(Unreadable):
        rules.check_link(link)


@pytest.mark.parametrize(
    "text",
    ["Be there at 5:30.", "Come 6 pm", "until noon", "It is over.", "All clear", "They moved to the park", "At Elm Grove now", " ", "x" * 301],
)  # fmt: skip
def test_words_when_they_change_time_place_or_status_then_refused(text):
    with pytest.raises(Refused):
        rules.check_words(text, names_elsewhere=["Elm Grove"])


@pytest.mark.parametrize(
    "text",
    [
        "Our office is open today and answers every call.",
        "Call 311 with questions.",
        "We are here for Ward 6.",
    ],
)
def test_words_when_they_only_add_then_they_pass(text):
    rules.check_words(text, names_elsewhere=["Elm Grove", "Ward 60"])


CIVIC = Facts(
    how_known=HowKnown.OWN_WORKS, matter=Matter.CIVIC, status=Status.ONGOING, areas=("ward:6",), source_at=NOW
)


def check(facts: Facts) -> None:
    rules.check_facts(
        facts, now=NOW, areas_allowed={"city", "ward:6", "place:harbor-park"}, causes=("main_break",), advices=("boil",)
    )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"until_at": NOW + timedelta(hours=1)}, {"cause": "main_break"}, {"advice": "boil"}, {"help_at": ("place:harbor-park",)},
    ],
)  # fmt: skip
def test_enforcement_when_it_says_what_only_civic_may_then_refused(changes):
    check(replace(CIVIC, **changes))

    with pytest.raises(Refused, match="civic notices alone"):
        check(replace(CIVIC, matter=Matter.ENFORCEMENT, how_known=HowKnown.VERIFIED_REPORT, **changes))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"cause": "frost"}, "'frost' is not on the list"),
        ({"advice": "routes"}, "'routes' is not on the list"),
        ({"help_at": ("ward:6",)}, "no listed public place"),
        ({"help_at": ("place:elsewhere",)}, "no listed public place"),
        ({"until_at": NOW}, "must end after it begins"),
        ({"until_at": NOW + timedelta(days=32)}, "within 31 days"),
        (
            {"since_at": NOW + timedelta(days=2), "until_at": NOW + timedelta(days=1)},
            "must end after it begins",
        ),
        ({"since_at": NOW + timedelta(days=32)}, "more than 31 days"),
        ({"agents": rules.Answer.NO}, "nothing of agents"),
        ({"status": Status.RUMOUR}, "as holding now, or as over"),
    ],
)
def test_civic_when_an_answer_does_not_fit_then_the_sentence_says_which(changes, says):
    with pytest.raises(Refused, match=says):
        check(replace(CIVIC, **changes))


@pytest.mark.parametrize("matter", [Matter.ENFORCEMENT, Matter.RUMOUR_CHECK])
def test_by_itself_when_not_civic_then_nothing_is_passed_on(matter):
    rules.check_relays_by_itself(Matter.CIVIC)

    with pytest.raises(NotAllowed, match="by a timer"):
        rules.check_relays_by_itself(matter)
