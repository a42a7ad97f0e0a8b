"""A legal hold by its page: placed in one tap, it freezes deletion at once; somebody else lifts it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.reports import make
from tests.web import doors
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as journal
from wardbell.journal import queries
from wardbell.reports import actions
from wardbell.reports.models import Report
from wardbell.reports.rules import UNVERIFIED_KEPT

pytestmark = pytest.mark.usefixtures("larkwater")
WHY = "A letter of a court, of this morning."


def page() -> str:
    return reverse("official:legal_holds")


def placed(client: Client) -> str:
    assert client.post(page(), {"reason": f"  {WHY} "}).status_code == 302
    return queries.holds()[0].id


def test_hold_when_placed_and_lifted_by_the_page_then_deletion_stops_at_once_and_goes_on(settings):
    settings.NODE_ROLES = frozenset({"city", "community"})
    make.report()
    clerk, counsel = doors.enter("duty-clerk"), doors.enter("assistant-attorney")
    with clock.fixed(clock.now() + UNVERIFIED_KEPT + timedelta(hours=1)):
        hold = placed(clerk)
        while_held = actions.forget_by_itself()
        kept = Report.objects.count()
        counsel.post(page(), {"lift": hold})
        afterwards = actions.forget_by_itself()

    assert (while_held, kept) == (0, 1)
    assert (afterwards > 0, Report.objects.count()) == (True, 0)
    assert doors.done().count("legal_hold.place") == doors.done().count("legal_hold.lift") == 1


def test_hold_when_placed_then_the_page_says_so_with_reason_and_who():
    clerk = doors.enter("duty-clerk")
    before = doors.shown(clerk.get(page()))

    placed(clerk)

    shown = doors.shown(doors.enter("assistant-attorney").get(page()))
    assert "No hold stands" in before
    assert "A hold stands: nothing on this node is deleted." in shown
    assert WHY in shown
    assert "Lift this hold" in shown


def test_lift_when_the_same_person_placed_it_then_refused_and_no_button_is_shown():
    clerk = doors.enter("duty-clerk")
    hold = placed(clerk)

    refused = clerk.post(page(), {"lift": hold})

    assert refused.status_code == 422
    assert "Somebody else lifts a hold than who placed it." in doors.shown(refused)
    assert "Lift this hold" not in doors.shown(clerk.get(page()))
    assert queries.is_held()


def test_lift_when_it_was_lifted_before_then_refused():
    hold = placed(doors.enter("duty-clerk"))
    counsel = doors.enter("assistant-attorney")
    counsel.post(page(), {"lift": hold})

    again = counsel.post(page(), {"lift": hold})

    assert (again.status_code, "was lifted before" in doors.shown(again)) == (422, True)


def test_lift_when_another_hold_stands_then_nothing_is_deleted_all_the_same():
    first = placed(doors.enter("duty-clerk"))
    journal.place_hold(reason="another", by=OPERATOR)

    answer = doors.enter("assistant-attorney").post(page(), {"lift": first}, follow=True)

    assert "Another hold stands" in doors.shown(answer)
    assert queries.is_held()


@pytest.mark.parametrize(
    ("reason", "says"), [("  ", "Say why nothing may be deleted"), ("x" * 501, "500 characters")]
)
def test_hold_when_its_reason_is_missing_or_too_long_then_said_and_what_was_typed_stays(reason, says):
    answer = doors.enter("duty-clerk").post(page(), {"reason": reason})

    assert (answer.status_code, says in doors.shown(answer)) == (422, True)
    assert reason in doors.shown(answer)
    assert not queries.is_held()


@pytest.mark.parametrize("lift", ["0", "00000000-0000-7000-8000-000000000000"])
def test_lift_when_there_is_no_such_hold_then_not_found(lift):
    assert doors.enter("duty-clerk").post(page(), {"lift": lift}).status_code == 404
