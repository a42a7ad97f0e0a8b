"""The count of all copies to readers: what the story planned, what the sinks accepted, what the node says of the rest. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardbell.config.commands._rehearsal.plan import Counted, Fate


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What the node itself says became of the copies that it did not hand over."""

    held: int
    suppressed: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class ReaderCounts:
    """What became of every copy before eight. `accepted_by_sinks`, and what hangs on it, is counted by the sinks alone."""

    expected: int
    accepted_by_sinks: int
    held: int
    suppressed: int
    failed: int
    lost: int
    doubled: int
    by_language: Mapping[str, int]
    by_channel: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Books:
    """Plan, sinks and ledger side by side."""

    planned: Fate
    arrived: Counted
    ledger: Ledger

    @property
    def counts(self) -> ReaderCounts:
        """Returns the counts; what is accounted for by nobody is lost."""
        ledger, n_expected, n_accepted = self.ledger, self.planned.n_expected, self.arrived.accepted
        return ReaderCounts(
            expected=n_expected, accepted_by_sinks=n_accepted, held=ledger.held, suppressed=ledger.suppressed,
            failed=ledger.failed, lost=n_expected - n_accepted - ledger.held - ledger.suppressed - ledger.failed,
            doubled=self.arrived.doubled, by_language=self.arrived.by_language, by_channel=self.arrived.by_channel,
        )  # fmt: skip

    def faults(self) -> Iterator[str]:
        """Yields one sentence for each thing that does not add up."""
        if self.counts.lost:
            yield f"Copies were lost: {self.counts.lost} by the count; {len(self.arrived.missing)} by name never came."
        if self.arrived.doubled:
            yield f"Copies came twice: {self.arrived.doubled}."
        if self.arrived.unexpected:
            yield f"Copies came that nobody was to get by now: {self.arrived.unexpected}."
        told = (self.ledger.held, self.ledger.suppressed, self.ledger.failed)
        planned = (len(self.planned.held), len(self.planned.suppressed), len(self.planned.refused))
        if told != planned:
            yield f"Held, taken back and refused are {told} in the node's ledger, and {planned} in the story's plan."
