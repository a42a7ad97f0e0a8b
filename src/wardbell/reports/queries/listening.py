"""What waits to be listened to, for the desk alone; whether there is a way back, never whom it leads to."""

from dataclasses import dataclass
from datetime import datetime

from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.ground.secrets import unseal
from wardbell.people.rules import Verb
from wardbell.reports import rules
from wardbell.reports.models import Recording
from wardbell.reports.queries import standing

_MOST = 50  # of one page


@dataclass(frozen=True, kw_only=True)
class RecordingView:
    """One recording. Without sound it was too long to be kept."""

    id: str
    received_at: datetime
    language: str
    n_bytes: int
    has_sound: bool
    can_be_answered: bool
    kept_until: datetime
    incident_id: str  #: of what was written down; empty while it waits


def to_listen(by: Actor) -> list[RecordingView]:
    """Returns the recordings that nobody has written down, the longest waiting first.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    waiting = Recording.objects.filter(report__isnull=True).defer("sealed")
    return [_view(row) for row in waiting.order_by("received_at", "id")[:_MOST]]


def recording(recording_id: str, by: Actor) -> RecordingView:
    """Returns one recording.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is none any more.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    return _view(_row(recording_id))


def sound(recording_id: str, by: Actor) -> tuple[str, bytes]:
    """Returns the media type and the sound of one recording.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is none any more, or it was not kept.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    row = _row(recording_id)
    if row.sealed is None:
        raise Unreadable("This recording was too long to be kept.")
    return row.media_type, unseal(bytes(row.sealed), owner=rules.owner_of_sound(row.id))


def _row(recording_id: str) -> Recording:
    row = Recording.objects.select_related("report").filter(id=recording_id).first()
    if row is None:
        raise Unreadable("There is no such recording any more.")
    return row


def _view(row: Recording) -> RecordingView:
    return RecordingView(
        id=str(row.id), received_at=row.received_at, language=row.language, n_bytes=row.n_bytes, has_sound=bool(row.media_type),
        can_be_answered=row.reply_handle_id is not None, kept_until=row.kept_until,
        incident_id=str(row.report.incident_id) if row.report is not None else "",
    )  # fmt: skip
