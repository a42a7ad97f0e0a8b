"""The answering machine: sealed, played to the desk alone, written down once, gone in time, and nothing lost when it is too long."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from tests.reports import make as scenes
from tests.web import doors
from tests.web.organization import desk_hands as desk
from wardbell.config.commands import reports as command
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, OPERATOR
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.reports import actions, queries
from wardbell.reports.models import Recording, Report
from wardbell.reports.rules import MOST_SOUND, Level

pytestmark = pytest.mark.usefixtures("at_desk")
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(2_000)
NUMBER = "+16125550188"
HEARD = {
    "first_hand": "yes", "kind": "sighting", "text": "Two agents in vests at the laundromat, call me at 612-555-0142",
    "place_name": "Ash St & Pier Ave", "place_kind": "intersection", "area": "ward:6", "seen_ago": "60",
}  # fmt: skip


def kept(sound: bytes = WAV, *, number: str = NUMBER, came_as: str = "machine:1") -> str:
    return actions.keep_recording(
        sound, came_as=came_as, number=number, language="es", by=OPERATOR
    ).recording_id


def test_voicemail_when_it_is_kept_then_sealed_and_played_to_the_desk_alone_and_kept_by_no_browser():
    recording_id = kept()
    hotline, sound = doors.enter(desk.VOLUNTEER), reverse("organization:sound", args=[recording_id])

    listed = doors.shown(hotline.get(reverse("organization:voicemail")))
    page = doors.shown(hotline.get(reverse("organization:listen", args=[recording_id])))
    played = hotline.get(sound)

    assert (played.content, played["Content-Type"]) == (WAV, "audio/wav")
    assert "no-store" in played["Cache-Control"]
    assert f'<audio controls preload="none" src="{sound}"' in page
    assert ("Waits for an answer" in listed, "0188" in listed + page) == (True, False)
    assert WAV[:12] not in bytes(Recording.objects.get().sealed)
    assert {
        doors.enter(who).get(sound).status_code for who in ("confirmer", "hotline-lead", "ward-6-aide")
    } == {403}


def test_voicemail_when_it_is_written_down_then_one_masked_report_with_the_way_back_and_off_the_lane():
    recording_id = kept()
    hotline, page = doors.enter(desk.VOLUNTEER), reverse("organization:listen", args=[recording_id])

    answers = [hotline.post(page, HEARD).status_code for _ in range(2)]

    row = Report.objects.get()
    assert answers == [302, 302]
    assert (row.way, row.language, "0142" in row.text) == ("voicemail", "es", False)
    assert (row.reply_handle_id is not None, row.taken_by.pseudonym) == (True, "Heron")
    assert queries.to_listen(doors_actor()) == []


def test_voicemail_when_it_is_too_long_then_the_call_is_kept_and_only_the_sound_is_not():
    recording_id = kept(WAV + bytes(20_000_000))
    hotline, page = doors.enter(desk.VOLUNTEER), reverse("organization:listen", args=[recording_id])

    shown = doors.shown(hotline.get(page))
    played = hotline.get(reverse("organization:sound", args=[recording_id])).status_code
    written = hotline.post(page, HEARD | {"kind": "question", "text": ""}).status_code

    row = Recording.objects.get()
    assert (row.sealed, row.n_bytes > MOST_SOUND, played, written) == (None, True, 404, 302)
    assert ("more than can be kept" in shown, "<audio" in shown) == (True, False)
    assert Report.objects.get().reply_handle_id is not None


@pytest.mark.parametrize(("sound", "number"), [(b"%PDF-1.7", NUMBER), (b"", ""), (WAV, "call me")])
def test_voicemail_when_it_is_no_sound_or_no_number_then_refused_and_nothing_kept(sound, number):
    with pytest.raises(Unreadable):
        kept(sound, number=number)

    assert Recording.objects.count() == 0


def test_voicemail_when_the_node_is_the_citys_alone_then_nothing_is_kept(settings):
    settings.NODE_ROLES = frozenset({"city"})

    with pytest.raises(NotAllowed):
        kept()


def test_voicemail_when_it_came_twice_then_it_is_one():
    assert kept() == kept(number="")


def test_forget_when_a_week_is_over_or_the_matter_closed_a_day_ago_then_the_recording_is_gone():
    old, closed = kept(came_as="old"), kept(came_as="closed")
    doors.enter(desk.VOLUNTEER).post(reverse("organization:listen", args=[closed]), HEARD)
    lead = doors_actor("shift-lead")
    incident = str(Report.objects.get().incident_id)
    actions.claim(incident, by=lead)
    actions.move(incident, Level.UNFOUNDED, by=lead)

    with clock.fixed(clock.now() + timedelta(hours=25)):
        actions.forget_due(by=CLOCKWORK)
        after_a_day = [str(one) for one in Recording.objects.values_list("id", flat=True)]
    with clock.fixed(clock.now() + timedelta(days=7, minutes=1)):
        actions.forget_due(by=CLOCKWORK)

    assert after_a_day == [old]
    assert Recording.objects.count() == 0


def test_receive_voicemail_when_run_then_kept_or_said_why_not(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(command._frame, "wake_django", lambda: None)  # it is awake
    good, long, text = (tmp_path / name for name in ("a.wav", "b.wav", "c.txt"))
    good.write_bytes(WAV)
    long.write_bytes(WAV + bytes(20_000_000))
    text.write_text("no sound")

    codes = [
        command.run(["receive-voicemail", "--file", str(one)])
        for one in (good, long, text, tmp_path / "none")
    ]

    out, err = capsys.readouterr()
    assert codes == [0, 1, 2, 2]
    assert [json.loads(line)["kept"] for line in out.splitlines()] == [True, False]
    assert "MP3, Ogg, WAV or M4A" in err


def doors_actor(who: str = "hotline-volunteer"):
    return scenes.people.actor(scenes.Volunteer.objects.get(pseudonym=desk.PSEUDONYMS[who]).account)
