"""Plan, sinks and ledger: what must come, what came, and what the difference means."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.config.commands._rehearsal import plan, promises
from wardbell.config.commands._rehearsal.books import Books, Ledger
from wardbell.config.commands._rehearsal.plan import Copy, ReaderPlan, Send
from wardbell.config.commands._rehearsal.promises import OfficeLine
from wardbell.subscribers.addresses import normal_address

AREAS = [("ward:6",), ("ward:7",), ("city",), ("ward:6", "ward:7")]
SENT = Send(code="AAAAAA", areas=("ward:6",))
TAKEN_BACK = Send(code="BBBBBB", areas=("ward:6",), is_taken_back=True)


def reader(address: str, *, before_eight: bool = True, areas: tuple[str, ...] = ("ward:6",)) -> ReaderPlan:
    return ReaderPlan(medium="mail", address=address, language="so", areas=areas, before_eight=before_eight)


AWAKE, ASLEEP, GONE = reader("awake@x"), reader("asleep@x", before_eight=False), reader("bounce-1@x")
FATE = plan.fate([(SENT, [AWAKE, ASLEEP, GONE]), (TAKEN_BACK, [AWAKE, ASLEEP])])
LEDGER = Ledger(held=1, suppressed=1, failed=1)
CAME = [(Copy(address="awake@x", code=code), "so", "mail") for code in ("AAAAAA", "BBBBBB")]


def books(came: list[tuple[Copy, str, str]], ledger: Ledger = LEDGER) -> Books:
    return Books(planned=FATE, arrived=plan.counted(came, fate=FATE), ledger=ledger)


@given(st.integers(20, 3000), st.integers())
def test_readers_when_planned_then_each_address_is_its_own_and_half_may_be_woken(count, seed):
    found = list(plan.readers(count, areas=AREAS, chance=random.Random(seed), taken={"+12015550100"}))

    assert len({one.address for one in found}) == count
    assert sum(one.before_eight for one in found) == (count + 1) // 2
    assert "+12015550100" not in {one.address for one in found}


def test_readers_when_numbers_are_made_up_then_each_is_one_that_a_telephone_could_have():
    found = plan.readers(20_000, areas=AREAS, chance=random.Random(1), taken=())
    numbers = [one.address for one in found if one.medium == "sms"]

    assert len(numbers) == 12_000
    assert all(normal_address("sms", one, region="US") == one for one in numbers[::37])


def test_readers_when_numbers_run_out_then_the_rest_is_reached_by_mail():
    n_numbers = len(plan.AREA_CODES) * plan.NUMBERS_PER_CODE

    found = list(plan.readers(2 * n_numbers, areas=AREAS, chance=random.Random(1), taken=()))

    assert sum(one.medium == "sms" for one in found) == n_numbers


@pytest.mark.parametrize(
    ("areas", "is_meant"), [(("ward:6",), True), (("city",), True), (("ward:7",), False)]
)
def test_is_for_when_a_reader_chose_these_areas(areas, is_meant):
    assert plan.is_for(reader("one@x", areas=areas), SENT) is is_meant


def test_fate_when_it_is_five_then_awake_at_once_asleep_held_and_taken_back_never():
    by_way = [
        [(one.address, one.code) for one in way]
        for way in (FATE.at_once, FATE.held, FATE.suppressed, FATE.refused)
    ]

    assert by_way == [
        [("awake@x", "AAAAAA"), ("awake@x", "BBBBBB")],
        [("asleep@x", "AAAAAA")],
        [("asleep@x", "BBBBBB")],
        [("bounce-1@x", "AAAAAA")],
    ]
    assert FATE.n_expected == 5


def test_books_when_all_came_then_no_fault():
    counts = books(CAME).counts

    assert [*books(CAME).faults()] == []
    assert (counts.expected, counts.accepted_by_sinks, counts.lost, counts.doubled) == (5, 2, 0, 0)
    assert (counts.by_language, counts.by_channel) == ({"so": 2}, {"mail": 2})


def test_books_when_one_did_not_come_then_lost():
    assert (books(CAME[:1]).counts.lost, len([*books(CAME[:1]).faults()])) == (1, 1)


def test_books_when_one_came_twice_then_doubled_and_not_counted_twice():
    found = books([*CAME, CAME[0]]).counts

    assert (found.accepted_by_sinks, found.doubled, found.lost) == (2, 1, 0)


def test_books_when_the_ledger_explains_a_loss_away_then_still_a_fault():
    explained = Ledger(held=1, suppressed=1, failed=2)

    assert books(CAME[:1], explained).counts.lost == 0
    assert [*books(CAME[:1], explained).faults()] != []


def test_books_when_somebody_asleep_was_woken_then_a_fault():
    woken = (Copy(address="asleep@x", code="AAAAAA"), "so", "mail")

    assert [*books([*CAME, woken]).faults()] == ["Copies came that nobody was to get by now: 1."]


def office(**changes: object) -> OfficeLine:
    given = {"id": "ward-6", "notified_s": 60.0, "acknowledged_s": 90.0, "escalated_to": None}
    return OfficeLine(**(given | changes))  # type: ignore[arg-type]  # names of its own fields


def kept(*offices: OfficeLine) -> list[bool]:
    return [one.kept for one in promises.of_offices(offices, wards_own=["ward-6"])]


def test_promises_when_all_in_time_then_kept():
    assert kept(office(), office(id="ward-7", notified_s=299.0)) == [True, True, True]


def test_promises_when_the_wards_own_member_hears_late_then_broken():
    assert kept(office(notified_s=121.0), office(id="ward-7")) == [False, True, True]


def test_promises_when_an_office_never_hears_then_broken():
    assert kept(office(), office(id="ward-7", notified_s=None)) == [True, False, True]


def test_promises_when_nobody_answers_but_the_deputy_is_asked_in_time_then_kept():
    silent = office(id="ward-7", acknowledged_s=None, escalated_to="deputy", escalated_s=305.0)

    assert kept(office(), silent) == [True, True, True]


def test_promises_when_nobody_answers_and_nobody_is_asked_then_broken():
    assert kept(office(), office(id="ward-7", acknowledged_s=None)) == [True, True, False]


def test_promise_when_nothing_was_measured_then_broken():
    assert promises.promise("x", 10, []).kept is False
