"""Belongs here: the fault suite: what is hurt and when, the ways to hurt it, the judge, and the page that tells of it.
Never here: how the engine mends itself (that is the post office's), and any process or disk that the suite did not make.
Called by: `wardbell bench faults` and its tests."""

from wardbell.config.commands._bench.faults.command import run

__all__ = ["run"]
