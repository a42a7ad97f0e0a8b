"""An official proves that they answer at their number: by a code that was sent there, within its time and tries."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.people import make
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import NotAllowed, Refused, Unreadable, WrongState
from wardbell.journal import queries as journal
from wardbell.people import actions, models, queries
from wardbell.people.rules import NUMBER_CODE_LASTS, NUMBER_CODE_TRIES, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


@pytest.fixture
def aide() -> models.Account:
    return make.holder(Role.AIDE, "ward-6")


def ask(account: models.Account) -> str:
    return actions.ask_number(str(account.id), by=make.actor(account)).code


def confirm(account: models.Account, code: str) -> None:
    actions.confirm_number(str(account.id), code, by=make.actor(account))


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_number_when_its_code_is_typed_then_it_is_proved(aide):
    code = ask(aide)

    confirm(aide, f" {code[:3]} {code[3:]} ")

    assert queries.is_number_proved(str(aide.id))
    assert [one.verb for one in journal.about(f"account:{aide.id}")] == [
        "people.confirm_number",
        "people.ask_number",
    ]
    assert code not in "".join(one.facts for one in journal.about(f"account:{aide.id}"))


@pytest.mark.parametrize("typed", ["", "12", "abc", None])
def test_number_when_another_code_is_typed_then_it_is_not_proved(aide, typed):
    code = ask(aide)

    with pytest.raises(Unreadable, match="not the code"):
        confirm(aide, other(code) if typed is None else typed)

    assert not queries.is_number_proved(str(aide.id))


def test_code_when_its_time_is_over_then_a_new_one_is_needed(aide, morning):
    code = ask(aide)

    with (
        clock.fixed(morning + NUMBER_CODE_LASTS),
        pytest.raises(WrongState, match="time of this code is over"),
    ):
        confirm(aide, code)

    with clock.fixed(morning + NUMBER_CODE_LASTS):
        confirm(aide, ask(aide))
    assert queries.is_number_proved(str(aide.id))


def test_code_when_it_is_guessed_at_then_the_right_one_no_longer_helps(aide):
    code = ask(aide)
    for _ in range(NUMBER_CODE_TRIES):
        with pytest.raises(Unreadable):
            confirm(aide, other(code))

    with pytest.raises(WrongState, match="too often"):
        confirm(aide, code)


def test_code_when_a_newer_one_was_sent_then_the_old_one_is_void(aide, morning):
    old = ask(aide)
    with clock.fixed(morning + timedelta(minutes=2)):
        new = ask(aide)
        if old != new:
            with pytest.raises(Unreadable):
                confirm(aide, old)
        confirm(aide, new)


def test_code_when_one_left_a_moment_ago_then_refused(aide, morning):
    ask(aide)

    with clock.fixed(morning + timedelta(seconds=59)), pytest.raises(WrongState, match="a moment ago"):
        ask(aide)


def test_number_when_it_changes_then_it_needs_a_proof_of_its_own(aide):
    confirm(aide, ask(aide))

    models.Account.objects.filter(id=aide.id).update(phone="+16515550199")

    assert not queries.is_number_proved(str(aide.id))
    with pytest.raises(WrongState, match="No code was sent"):
        confirm(aide, "123456")


def test_number_when_proved_then_no_code_is_sent_again(aide):
    confirm(aide, ask(aide))

    with pytest.raises(WrongState, match="proved before"):
        ask(aide)


def test_number_when_there_is_none_then_refused():
    someone = make.holder(Role.AIDE, "ward-6", phone="")

    with pytest.raises(WrongState, match="no telephone number"):
        ask(someone)


def test_number_of_another_when_asked_by_no_administrator_then_refused(aide):
    neighbour = make.holder(Role.AIDE, "ward-7")

    with pytest.raises(NotAllowed):
        actions.ask_number(str(aide.id), by=make.actor(neighbour))
    code = actions.ask_number(str(aide.id), by=OPERATOR).code
    with pytest.raises(NotAllowed):
        actions.confirm_number(str(aide.id), code, by=make.actor(neighbour))
    with pytest.raises(Refused):
        actions.confirm_number(str(aide.id), code, by=OPERATOR)


def test_numbers_when_counted_then_each_official_stands_in_one_list(aide):
    proved, without = make.holder(Role.MEMBER, "ward-6"), make.holder(Role.DEPUTY, "ward-6", phone="")
    make.account()  # no role in an office: no official
    confirm(proved, ask(proved))

    found = queries.numbers(clock.now())

    assert [one.id for one in found.proved] == [str(proved.id)]
    assert [one.id for one in found.unproved] == [str(aide.id)]
    assert [one.id for one in found.without] == [str(without.id)]
    assert found.of == 3


def test_seats_when_filled_then_roles_and_duty_are_told(aide, morning):
    make.office("ward-7")
    make.duty(aide, "ward-6", morning - timedelta(hours=1), morning + timedelta(hours=1))

    six, seven = queries.seats(clock.now())

    assert (six.office.code, six.roles, six.is_on_call) == ("ward-6", {Role.AIDE}, True)
    assert (seven.office.code, seven.roles, seven.is_on_call) == ("ward-7", frozenset(), False)


def test_table_when_a_proof_is_older_than_its_question_then_the_database_refuses(aide, morning):
    ask(aide)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.NumberCheck.objects.update(confirmed_at=morning - timedelta(seconds=1))
