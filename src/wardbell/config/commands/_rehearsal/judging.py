"""Measuring a morning: what the sinks saw against what the story planned, the node's own clock and ledger beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wardbell.config.commands._rehearsal import promises
from wardbell.config.commands._rehearsal.books import Books, Ledger, ReaderCounts
from wardbell.config.commands._rehearsal.morning import WARDS, Played
from wardbell.config.commands._rehearsal.offices import Told, is_about
from wardbell.config.commands._rehearsal.officials import clock_of
from wardbell.config.commands._rehearsal.plan import MAIL, SMS, Copy, ReaderPlan, counted, fate
from wardbell.config.commands._rehearsal.promises import OfficeLine, Promise
from wardbell.config.commands._rehearsal.public_eye import PublicEye
from wardbell.config.commands._rehearsal.sinks import Received
from wardbell.config.commands._rehearsal.stage import Stage
from wardbell.dispatch import queries as letters
from wardbell.dispatch.rules import State
from wardbell.ground import languages
from wardbell.journal import queries as journal
from wardbell.notices import queries as notices


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Everything measured, and one sentence for each thing that is not as it must be."""

    offices: tuple[OfficeLine, ...]
    readers: ReaderCounts
    correction_s: float | None
    promises: tuple[Promise, ...]
    unverified: tuple[str, ...]
    journal_ok: bool
    faults: tuple[str, ...]

    @property
    def is_ok(self) -> bool:
        """Says whether every promise was kept and nothing was lost, doubled, unverified or broken."""
        return not self.faults


def measure(
    stage: Stage, played: Played, *, readers: Iterable[ReaderPlan], eye: PublicEye, head: str
) -> Measured:
    """Measures a played morning; `head` is the journal's hash of before, which must still stand in its chain."""
    planned = fate(played.audiences)
    books = Books(
        planned=planned, arrived=counted(_arrived(stage, eye), fate=planned), ledger=_ledger(played)
    )
    lines = office_lines(stage, played.told)
    correction_s = _last_after(stage, eye, played.withdrawal_code, played.decided_at)
    bulletin_s = _last_after(stage, eye, played.first.code, played.approved_at)
    kept = (
        *promises.of_offices(lines, wards_own=[stage.cast.seat(ward).office for ward in WARDS]),
        promises.promise("bulletin_to_readers", promises.READERS_S, [bulletin_s]),
        promises.promise("correction_to_readers", promises.CORRECTION_S, [correction_s]),
    )
    _check_texts(stage, played, eye, readers)
    broken_chain = journal.verdict(expected_head=head).first_broken
    faults = [*(f"Promise broken: {one}." for one in kept if not one.kept), *books.faults(), *eye.unverified]
    if broken_chain is not None:
        faults.append(f"The journal is broken at row {broken_chain.seq}: {broken_chain.reason}.")
    return Measured(
        offices=lines, readers=books.counts, correction_s=promises.seconds(correction_s), promises=kept,
        unverified=tuple(eye.unverified), journal_ok=broken_chain is None, faults=tuple(faults),
    )  # fmt: skip


def office_lines(stage: Stage, told: Told) -> tuple[OfficeLine, ...]:
    """Returns one line for each office: told as its phones and mailboxes saw it, answered as the public clock says it."""
    view = clock_of(stage, stage.cast.chief, told.id)["clock"]
    if not isinstance(view, dict):
        return ()
    since = datetime.fromisoformat(view["shareable_at"])
    rows = {row["office"]: row for row in view["rows"]}
    lines = []
    for seat in stage.cast.seats:
        row = rows[seat.office]
        asked_first = [address for one in seat.first for address in (one.phone, one.email)]
        lines.append(
            OfficeLine(
                id=seat.office, notified_s=_first_s(stage, asked_first, told, since),
                acknowledged_s=_s(row["answered_at"], since), escalated_to=row["escalated_to"],
                escalated_s=_first_s(stage, [seat.deputy.phone, seat.deputy.email], told, since),
            )
        )  # fmt: skip
    return tuple(lines)


def _arrived(stage: Stage, eye: PublicEye) -> Iterable[tuple[Copy, str, str]]:
    """Yields what came to readers that is one of the story's notices."""
    officials = {address for who in stage.cast.everybody for address in (who.phone, who.email)}
    for one in stage.mailroom.everything():
        if one.to not in officials and (code := eye.code_of(one)):
            yield Copy(address=one.to, code=code), _language(one), one.medium


def _language(message: Received) -> str:
    """Returns in which language a message is written, by the word for SAMPLE that it begins with."""
    found = (one.tag for one in languages.shipped() if one.sample_word in message.body[:40])
    return next(found, "unknown")


def _ledger(played: Played) -> Ledger:
    told = [letters.progress(f"notice:{one}") for one in _ids(played)]

    def total(*states: State) -> int:
        return sum(one.count(*states) for one in told)

    return Ledger(
        held=total(State.HELD), suppressed=total(State.SUPPRESSED),
        failed=total(State.FAILED, State.UNDELIVERED, State.EXPIRED),
    )  # fmt: skip


def _check_texts(stage: Stage, played: Played, eye: PublicEye, readers: Iterable[ReaderPlan]) -> None:
    """Reads every message of the morning against what was approved; who wrote themselves also got answers."""
    got = stage.mailroom.to(*(one.address for one in readers if one.address not in played.wrote))
    eye.check_texts([one for one in got if one.medium == SMS])
    bodies = {
        notices.text(one, language=tag, medium="mail").body
        for one in _ids(played)
        for tag in languages.tags()
    }
    eye.check_mails([one for one in got if one.medium == MAIL], bodies)
    eye.check_report(stage.mailroom.everything())


def _ids(played: Played) -> list[str]:
    """Returns the ids of what went to readers."""
    withdrawal = notices.by_code(played.withdrawal_code)
    return [played.first.id, played.wrong.id, *([withdrawal.id] if withdrawal else [])]


def _last_after(stage: Stage, eye: PublicEye, code: str, since: datetime) -> float | None:
    """Returns how long after an instant the last copy of a notice came."""
    times = [stage.mailroom.at(one) for one in stage.mailroom.everything() if eye.code_of(one) == code]
    return (max(times) - since).total_seconds() if times else None


def _first_s(stage: Stage, addresses: Iterable[str], told: Told, since: datetime) -> float | None:
    times = [stage.mailroom.at(one) for one in stage.mailroom.to(*addresses) if is_about(one, told)]
    return promises.seconds((min(times) - since).total_seconds()) if times else None


def _s(iso: str | None, since: datetime) -> float | None:
    return promises.seconds((datetime.fromisoformat(iso) - since).total_seconds()) if iso else None
