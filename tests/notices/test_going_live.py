"""The checklist of going live: every line is read from what is recorded, and none can be ticked by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.escalation import make as asking
from tests.people import make
from wardbell.escalation import actions as escalation
from wardbell.escalation.models import Request
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.notices import queries
from wardbell.notices.queries import Item
from wardbell.people import actions as people
from wardbell.people.rules import Role
from wardbell.phrases import actions as phrases
from wardbell.phrases.rules import GoLiveRole
from wardbell.places import actions as places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


@pytest.fixture(autouse=True)
def _city(db):
    places.found_without_maps("demo", OPERATOR)


def step(item: Item) -> queries.Step:
    return next(one for one in queries.going_live() if one.item == item)


def test_checklist_when_nothing_is_there_then_nothing_is_done():
    assert [(one.item, one.is_done) for one in queries.going_live()] == [(item, False) for item in Item]


@pytest.mark.parametrize(
    ("item", "word", "role"),
    [(Item.COUNSEL, GoLiveRole.COUNSEL, Role.COUNSEL), (Item.CLERK, GoLiveRole.CLERK, Role.DUTY_CLERK)],
)
def test_word_when_given_then_its_line_alone_is_done(item, word, role):
    phrases.let_speak(word, by=make.actor(make.holder(role)))

    assert step(item).is_done
    assert sum(step(one).is_done for one in (Item.COUNSEL, Item.CLERK)) == 1


def test_languages_when_one_text_lacks_its_sign_off_then_the_language_is_named():
    phrases.load_samples(by=OPERATOR)
    assert step(Item.LANGUAGES).is_done

    from wardbell.phrases.models import SignOff

    SignOff.objects.filter(language="so", key="bulletin").update(voided_at=clock.now(), voided_by="x")

    assert (step(Item.LANGUAGES).n, step(Item.LANGUAGES).of) == (4, 5)
    assert step(Item.LANGUAGES).lacks == ("Somali",)


def test_numbers_when_all_are_proved_then_done_and_a_newcomer_undoes_it():
    someone = make.holder(Role.AIDE, "ward-6")
    code = people.ask_number(str(someone.id), by=OPERATOR).code
    people.confirm_number(str(someone.id), code, by=make.actor(someone))
    assert step(Item.NUMBERS).is_done

    late = make.holder(Role.MEMBER, "ward-6")

    assert (step(Item.NUMBERS).n, step(Item.NUMBERS).of, step(Item.NUMBERS).lacks) == (1, 2, (late.name,))


def drill(*offices: str) -> list[str]:
    return asking.ask(*(asking.ladder(code)[0] for code in offices), exercise=True)


def answer(request_id: str) -> None:
    Request.objects.filter(id=request_id).update(
        state="acknowledged", answered_at=clock.now(), answered_by="aide", via="web", next_due_at=None
    )


def test_drill_when_every_office_answered_then_passed_and_a_new_office_undoes_it():
    six, seven = drill("ward-6", "ward-7")
    assert (step(Item.DRILL).n, step(Item.DRILL).of) == (0, 2)
    answer(six)
    assert step(Item.DRILL).lacks == ("Office of ward-7",)
    answer(seven)
    assert step(Item.DRILL).is_done

    asking.office("ward-8")

    assert step(Item.DRILL).lacks == ("Office of ward-8",)


def test_drill_when_a_later_one_is_not_answered_yet_then_the_earlier_still_counts_for_90_days(morning):
    [six] = drill("ward-6")
    answer(six)

    with clock.fixed(morning + timedelta(days=80)):
        drill("ward-6")
        assert step(Item.DRILL).is_done
    with clock.fixed(morning + timedelta(days=91)):
        assert not step(Item.DRILL).is_done


def test_drill_when_it_was_no_drill_then_it_counts_for_nothing():
    [six] = asking.ask(asking.ladder("ward-6")[0])
    answer(six)

    assert not step(Item.DRILL).is_done


def test_drill_when_there_are_no_council_offices_then_not_passed():
    assert (step(Item.DRILL).of, step(Item.DRILL).is_done) == (0, False)


def test_drill_when_it_is_the_roster_test_of_an_evening_then_it_counts(city, morning):
    at_seven = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # in America/Chicago
    with clock.fixed(at_seven - timedelta(hours=1)):
        escalation.test_roster()
    with clock.fixed(at_seven):
        assert escalation.test_roster() == 13
        *others, last = Request.objects.filter(exercise=True).values_list("id", flat=True)
        for one in others:
            answer(str(one))
        assert (step(Item.DRILL).n, step(Item.DRILL).of) == (12, 13)

        answer(str(last))

        assert step(Item.DRILL).is_done
