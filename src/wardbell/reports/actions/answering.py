"""We checked, here is the answer: to those who told it and left a way back."""

from wardbell.dispatch import actions as dispatch
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.reports.models import Incident, Report
from wardbell.reports.rules import CONFIRMED, Level

_NOT_KNOWN = "caller-not-known"
#: what is said of each level, when somebody stands behind it
_PHRASES = {
    Level.CONFIRMED_COMMUNITY: "caller-confirmed",
    Level.CONFIRMED_OFFICIAL: "caller-confirmed",
    Level.NOT_IMMIGRATION: "caller-not-immigration",
    Level.UNFOUNDED: "caller-nothing-there",
    Level.ENDED: "caller-ended",
    Level.RETRACTED: "caller-retracted",
}


def answer_callers(incident: Incident, *, by: Actor) -> int:
    """Sends whoever waits what was found, once for each thing found, and returns to how many."""
    level = Level(incident.level)
    phrase = _PHRASES[level] if incident.verified_at is not None or level is Level.RETRACTED else _NOT_KNOWN
    told, now = 0, clock.now()
    waiting = Report.objects.filter(incident=incident, reply_handle_id__isnull=False, contact_until__gt=now)
    for report in waiting:
        if report.reply_handle_id is None or (report.answered_at is not None and level in CONFIRMED):
            continue
        about = f"{report.id}:{phrase}"
        if dispatch.answer_caller(report.reply_handle_id, about=about, phrase=phrase, by=by):
            Report.objects.filter(id=report.id).update(answered_at=now)
            told += 1
    return told
