"""What callers left on the answering machine: kept sealed, and written down by whoever listened, as a call is."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.actions import Caller
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.ground.secrets import seal
from wardbell.journal import actions as journal
from wardbell.people.rules import Verb
from wardbell.reports import rules
from wardbell.reports.actions.intake import Received, receive
from wardbell.reports.models import Recording
from wardbell.reports.queries import standing
from wardbell.reports.rules import MOST_SOUND, Source, Told, Way


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What became of a recording. `is_too_long`: that somebody called is kept, and the way back; the sound is not."""

    recording_id: str
    is_too_long: bool


@transaction.atomic
def keep_recording(sound: bytes, *, came_as: str, number: str = "", language: str, by: Actor) -> Recorded:
    """Keeps a recording sealed, with the caller's number sealed for the answer alone; the same `came_as` again is the same one.

    Raises:
        NotAllowed: this node takes nothing from callers.
        Unreadable: it is no sound that can be played, or the number is none; nothing is kept then.
    """
    rules.held_as(Source.RESIDENT, roles=settings.NODE_ROLES)
    if (known := Recording.objects.filter(came_as=came_as[:120]).first()) is not None:
        return Recorded(recording_id=str(known.id), is_too_long=known.sealed is None)
    media_type, is_too_long, now = rules.kind_of_sound(sound), len(sound) > MOST_SOUND, clock.now()
    caller = (
        dispatch.remember_caller(medium="sms", address=number, language=language) if number.strip() else None
    )
    row = Recording(
        id=ids.random_number(), came_as=came_as[:120], received_at=now, language=language[:12], n_bytes=len(sound),
        kept_until=rules.contact_until(made_at=now, closed_at=None),
    )  # fmt: skip
    if not is_too_long:
        row.media_type, row.sealed = media_type, seal(sound, owner=rules.owner_of_sound(row.id))
    if caller is not None:
        row.mark, row.reply_handle_id = caller.mark, caller.handle_id
    row.save(force_insert=True)
    facts = {"bytes": len(sound), "kept": not is_too_long}
    journal.write(verb="reports.keep_recording", about=f"recording:{row.id}", by=by, facts=facts)
    return Recorded(recording_id=str(row.id), is_too_long=is_too_long)


@transaction.atomic
def write_down(recording_id: str, told: Told, *, by: Actor) -> Received:
    """Keeps what was heard on a recording as a report, with the caller's way back; once, whoever sends it first.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such recording any more.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    row = Recording.objects.select_for_update().filter(id=recording_id).first()
    if row is None:
        raise Unreadable("There is no such recording any more.")
    caller = Caller(handle_id=row.reply_handle_id, mark=row.mark) if row.reply_handle_id is not None else None
    heard = replace(told, way=Way.VOICEMAIL, came_as=f"recording:{row.id}")
    received = receive(heard, by=by, caller=caller)
    Recording.objects.filter(id=row.id).update(report_id=int(received.report_id))
    return received
