"""Volunteers by pseudonym, and their shifts: set by the lead, ended by oneself, never too long."""

from datetime import timedelta

import pytest

from tests.conftest import MORNING
from tests.notices import make
from tests.web import doors
from tests.web.organization import desk_hands as desk
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.reports import actions
from wardbell.reports.models import Shift, Volunteer
from wardbell.reports.rules import Post

SHIFTS, VOLUNTEERS = f"{desk.BOARD}shifts/", f"{desk.BOARD}volunteers/"
NAME = "Volunteer, Rapid-Response Hotline (demo)"


def _set(client, starts: str, ends: str, pseudonym: str = "Heron", post: str = "hotline"):
    who = Volunteer.objects.get(pseudonym=pseudonym)
    given = {"action": "set", "volunteer": str(who.id), "post": post, "starts_at": starts, "ends_at": ends}
    return client.post(SHIFTS, given)


@pytest.mark.usefixtures("larkwater")
def test_volunteers_when_somebody_gets_a_pseudonym_then_their_name_is_not_shown_again():
    lead_id = make.who(desk.LEAD).id
    actions.keep_volunteer(lead_id, pseudonym="Otter", by=OPERATOR)
    lead = doors.enter(desk.LEAD)
    before = doors.shown(lead.get(VOLUNTEERS))

    response = lead.post(
        VOLUNTEERS, {"account": make.who(desk.VOLUNTEER).id, "pseudonym": "Heron", "languages": ["so"]}
    )

    after = doors.shown(lead.get(VOLUNTEERS))
    assert response.status_code == 302
    assert (NAME in before, NAME in after, "Heron" in after) == (True, False, True)


@pytest.mark.usefixtures("larkwater")
@pytest.mark.parametrize("pseudonym", ["Hotline", "x", "Otter"])
def test_volunteers_when_the_pseudonym_tells_or_is_taken_then_a_sentence(pseudonym):
    actions.keep_volunteer(make.who(desk.LEAD).id, pseudonym="Otter", by=OPERATOR)

    response = doors.enter(desk.LEAD).post(
        VOLUNTEERS, {"account": make.who(desk.VOLUNTEER).id, "pseudonym": pseudonym}
    )

    assert (response.status_code, Volunteer.objects.count()) == (422, 1)


@pytest.mark.usefixtures("at_desk")
def test_volunteer_when_changed_and_when_ended_then_so():
    lead, heron = doors.enter(desk.LEAD), Volunteer.objects.get(pseudonym="Heron")
    page = f"{VOLUNTEERS}{heron.id}/"

    lead.post(page, {"pseudonym": "Crane", "wards": ["ward:3"], "trained_on": "2026-10-02"})
    heron.refresh_from_db()
    changed = (heron.pseudonym, heron.wards, str(heron.trained_on), heron.is_adult)
    lead.post(page, {"action": "leave"})
    heron.refresh_from_db()

    assert changed == ("Crane", ["ward:3"], "2026-10-02", False)
    assert heron.left_at == MORNING


@pytest.mark.usefixtures("at_desk")
def test_volunteers_when_a_volunteer_comes_then_not_open_to_them():
    hotline = doors.enter(desk.VOLUNTEER)

    assert (
        hotline.get(VOLUNTEERS).status_code,
        _set(hotline, "2026-11-23T06:00", "2026-11-23T12:00").status_code,
    ) == (403, 403)
    assert Shift.objects.count() == 0


@pytest.mark.usefixtures("at_desk")
def test_shifts_when_one_is_set_then_in_the_citys_time_and_the_gaps_lie_around_it():
    lead = doors.enter(desk.LEAD)

    _set(lead, "2026-11-23T06:00", "2026-11-23T12:00")

    shift, page = Shift.objects.get(), doors.shown(lead.get(SHIFTS))
    assert shift.starts_at == MORNING + timedelta(hours=1)
    assert page.replace("\u00a0", " ").count("6:00 AM") == 2  # the end of a gap, and the shift
    assert "Always somebody there" not in page


@pytest.mark.usefixtures("at_desk")
@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        ("2026-11-23T06:00", "2026-11-23T12:30", "A shift lasts 6 hours at most."),
        ("2026-11-23T06:00", "2026-11-23T05:30", "The shift must end after it starts."),
        ("2026-11-24T02:00", "2026-11-24T04:00", "Between two shifts lie at least 10 hours of rest."),
    ],
)
def test_shifts_when_somebody_would_tire_then_told_why_and_none_is_set(starts, ends, sentence):
    lead = doors.enter(desk.LEAD)
    _set(lead, "2026-11-23T14:00", "2026-11-23T20:00")

    response = _set(lead, starts, ends)

    assert (response.status_code, Shift.objects.count()) == (422, 1)
    assert sentence in doors.shown(response)


@pytest.mark.usefixtures("at_desk")
def test_shift_when_its_end_comes_then_the_board_says_rest_and_until_when():
    _set(doors.enter(desk.LEAD), "2026-11-23T06:00", "2026-11-23T12:00")
    hotline, end = doors.enter(desk.VOLUNTEER), MORNING + timedelta(hours=7)

    said = []
    for at in (end - timedelta(hours=1), end + timedelta(minutes=1), end + timedelta(hours=11)):
        with clock.fixed(at):
            page = doors.shown(hotline.get(desk.BOARD))
        said.append(
            next(
                one
                for one in ("You are on shift until", "Your shift is over", "You are on no shift")
                if one in page
            )
        )

    assert said == ["You are on shift until", "Your shift is over", "You are on no shift"]


@pytest.mark.usefixtures("at_desk")
def test_shift_when_ended_with_a_note_then_over_and_what_was_in_hand_is_free():
    hotline = doors.enter(desk.VOLUNTEER)
    heron = Volunteer.objects.get(pseudonym="Heron")
    actions.set_shift(
        str(heron.id), post=Post.HOTLINE, starts_at=MORNING - timedelta(hours=1), ends_at=MORNING + timedelta(hours=2), by=OPERATOR
    )  # fmt: skip
    hotline.post(desk.BOARD, {"claim": desk.incident_of(desk.call(hotline))})

    refused = hotline.post(SHIFTS, {"action": "end", "note": ""})
    done = hotline.post(SHIFTS, {"action": "end", "note": "Two lines wait for a corner."})

    assert (refused.status_code, done.status_code, Shift.objects.get().ends_at) == (422, 302, MORNING)
    assert "Two lines wait for a corner." in doors.shown(hotline.get(desk.BOARD))
