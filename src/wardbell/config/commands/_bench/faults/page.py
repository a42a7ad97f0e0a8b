"""docs/reference/faults.md: what was done to a node, and what the provider counted afterwards, on each database."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from wardbell.config.commands._bench.faults.judging import NEVER, Verdict
from wardbell.config.commands._bench.faults.plan import FAULTS, IN_FLIGHT, Base
from wardbell.config.commands._reference import _page

FILE = Path(__file__).resolve().parents[6] / "docs" / "reference" / "faults.md"
DATA = FILE.with_suffix(".jsonl")  #: what was seen, one line for each fault and database
_INTRO = f"""
Written by `wardbell bench faults --write`; each figure is of the last run of that fault, and not of the code.

A node is hurt on purpose while it sends, and a provider that never sees its database counts what arrives. After each fault
nobody may be lost, nobody may get three copies, the ledger must hold as sent exactly what the provider accepted, and the
doubles stay within {IN_FLIGHT} for each blow: what was in flight and not yet recorded. Where the provider drops a second
message with the same key there is no double at all. A blow falls when the provider has accepted so many messages, so the
same seed gives the same plan. On SQLite one process serves and works; on PostgreSQL one serves, and two work as on machines of
their own. Seconds are of the wall's clock, on a machine that may have been busy with other things.
"""
_HEADS = {Base.SQLITE: "SQLite", Base.POSTGRES: "PostgreSQL"}


def write(verdicts: Iterable[Verdict]) -> None:
    """Writes the page; what was not played this time stays as it was last seen."""
    seen = {(one.fault, one.base): one for one in [*kept(), *verdicts]}
    lines = [json.dumps(asdict(seen[place])) for place in sorted(seen)]
    DATA.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    FILE.write_text(made(list(seen.values())), encoding="utf-8")


def kept() -> list[Verdict]:
    """Returns what was last seen of each fault, as it stands beside the page."""
    if not DATA.exists():
        return []
    lines = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [Verdict(**{**one, "base": Base(one["base"]), "why": tuple(one["why"])}) for one in lines]


def made(verdicts: Sequence[Verdict]) -> str:
    """Returns the page."""
    found = {(one.fault, one.base): one for one in verdicts}
    rows = [
        [fault.done, f"`{fault.name}`", fault.n_doubles, *(_cell(found.get((fault.name, base)), base in fault.bases) for base in Base)]
        for fault in FAULTS
    ]  # fmt: skip
    names = ["What was done", "Fault", "Doubles allowed", *(_HEADS[base] for base in Base)]
    broken = [
        f"- `{one.fault}` on {_HEADS[one.base]}: {'; '.join(one.why)}." for one in verdicts if not one.ok
    ]
    below = ["## What is not as it must be", "\n".join(sorted(broken))] if broken else []
    return _page.whole("Faults", _INTRO, _page.table(names, rows), *below)


def _cell(one: Verdict | None, is_played: bool) -> str:
    if one is None:
        return "not played yet" if is_played else "does not apply"
    went_on = "never went on" if one.resumed_s >= NEVER else f"went on after {one.resumed_s:.1f} s"
    return f"{one.n_readers:,} readers: {one.lost} lost, {one.doubled} doubled, {went_on}" + (
        "" if one.ok else " **(not allowed)**"
    )
