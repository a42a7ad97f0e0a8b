"""What runs by itself, what carries messages, and the record of both."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings

from wardbell import channels
from wardbell.channels.base import Medium, NotOpened
from wardbell.config.commands._doctor.finding import Finding, good, missing, needed_live, note
from wardbell.config.env import NodeKind
from wardbell.escalation import queries as escalation
from wardbell.ground import clock, jobs
from wardbell.journal import queries as journal

_STARTING = timedelta(minutes=1)  # how long ago a clockwork that never beat counts as started
_WATCH_IS_LATE = timedelta(minutes=2)
_LONGEST_WAIT = timedelta(minutes=1)
_GO_NOWHERE = frozenset({"console", "memory"})
_NAMES = {Medium.SMS: "text messages", Medium.MAIL: "mail"}
_SETTINGS = {Medium.SMS: "WARDBELL_SMS_URL", Medium.MAIL: "WARDBELL_MAIL_URL"}


def beats() -> Iterator[Finding]:
    """Yields whether the clockwork runs, and whether somebody watches it."""
    now = clock.now()
    if escalation.missed_beat(now, watching_since=now - _STARTING):
        yield missing(
            "clockwork", "The clockwork has not been heard of for a while.", why="No office that stays silent has its deputy asked.",
            fix=_begins_work(),
        )  # fmt: skip
    else:
        yield good("clockwork", "The clockwork beats.")
    watched = escalation.latest_beat(escalation.WATCHDOG)
    if watched is None or now - watched > _WATCH_IS_LATE:
        yield needed_live(
            "clockwork", "Nobody watches this node.", is_live=_is_live(), fix="wardbell watch, best on another machine",
            why="When the clockwork stops, nothing else tells you.",
        )  # fmt: skip
    else:
        yield good("clockwork", "The watchdog looks.")


def workers() -> Iterator[Finding]:
    """Yields which engine the jobs have, and whether anybody works."""
    n_workers = jobs.n_workers()
    if n_workers is None:
        yield good(
            "jobs", "The job engine is embedded: one process does all the work, and says so by the clockwork."
        )
    elif n_workers == 0:
        yield missing(
            "jobs", "The job engine is Procrastinate, and no worker has been heard of for a while.",
            why="Nothing that is handed over leaves.", fix=_begins_work(),
        )  # fmt: skip
    else:
        yield good("jobs", f"The job engine is Procrastinate: {n_workers} worker(s) say that they work.")
    if n_workers == 1:
        yield note(
            "jobs", "Only one worker works.", fix="wardbell worker --clockwork, best on another machine",
            why="When it dies, nobody takes over.",
        )  # fmt: skip


def backlog() -> Iterator[Finding]:
    """Yields whether doorbells are answered."""
    found = jobs.backlog()
    if (
        found.waits_since and datetime.now(UTC) - found.waits_since > _LONGEST_WAIT
    ):  # rung by the world's clock
        yield missing(
            "jobs", f"{found.n_waiting} job(s) wait, the oldest since {found.waits_since:%Y-%m-%d %H:%M} UTC.",
            why="Messages that were handed over do not leave.", fix=_begins_work(),
        )  # fmt: skip
    else:
        yield good("jobs", f"{found.n_waiting} job(s) wait, none for long.")
    if found.n_failed:
        yield note(
            "jobs", f"{found.n_failed} job(s) failed within the last hour.",
            why="The ledger tries again by itself; the cause stands in the log.", fix="Read the log for 'ERROR'.",
        )  # fmt: skip


def carriers() -> Iterator[Finding]:
    """Yields, for each medium, whether its channel can be opened, and whether what it takes goes anywhere."""
    for medium, url in ((Medium.MAIL, settings.MAIL_URL), (Medium.SMS, settings.SMS_URL)):
        yield _carrier(medium, url)


def _carrier(medium: Medium, url: str) -> Finding:
    try:
        opened = channels.open_channel(
            url,
            loopback_only=not _is_live(),
            public_url=settings.BASE_URL,
            sender=settings.MAIL_FROM,
            medium=medium,
        )
    except NotOpened as refused:
        return missing(
            "channels", f"The channel for {_NAMES[medium]} cannot be opened. {refused.sentence}", why=f"No {_NAMES[medium]} can leave.",
            fix=f"Mend {_SETTINGS[medium]}; docs/reference/channels.md says what it may hold.",
        )  # fmt: skip
    opened.close()
    if opened.scheme in _GO_NOWHERE:
        return needed_live(
            "channels", f"The channel for {_NAMES[medium]} is {opened.scheme}://, which reaches nobody.", is_live=_is_live(),
            why="Everything is taken as sent, and nothing arrives.", fix=f"Set {_SETTINGS[medium]}; see docs/reference/channels.md.",
        )  # fmt: skip
    return good(
        "channels",
        f"The channel for {_NAMES[medium]} is {opened.scheme}://; who signs in there, and as whom it sends, is set.",
    )


def record() -> Iterator[Finding]:
    """Yields whether the journal's chain is whole."""
    verdict = journal.verdict()
    if verdict.first_broken:
        yield missing(
            "journal", f"The journal is broken at row {verdict.first_broken.seq}: {verdict.first_broken.reason}.",
            why="Somebody changed the record past the program.", fix="Keep the database as it is and call counsel; then wardbell journal verify --json",
        )  # fmt: skip
    else:
        yield good("journal", f"The journal is whole: {verdict.rows} rows.")
    if journal.is_held():
        yield note("journal", "A legal hold is open.", why="Nothing on this node is deleted while it is.")


def _begins_work() -> str:
    return "wardbell worker --clockwork" if settings.JOBS_GROWN else "wardbell serve"


def _is_live() -> bool:
    return bool(settings.NODE_KIND == NodeKind.LIVE)
