"""What a rehearsal is asked for, and what it stands on."""

from dataclasses import dataclass
from pathlib import Path

from wardbell.config.commands._rehearsal.sinks import Sinks
from wardbell.config.commands._rehearsal.throwaway import Database

LOSE_ONE, DOUBLE_ONE, SKIP_OFFICE = "lose-one", "double-one", "skip-office"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line asks for."""

    readers: int
    speed: float
    seed: int
    sabotage: str  #: one of the three, or empty
    cluster_url: str  #: PostgreSQL in which the throw-away database is made; empty: SQLite


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What stands before the story begins; `settings` is the environment of every process of the run."""

    folder: Path
    base_url: str
    port: int
    sinks: Sinks
    database: Database
    settings: dict[str, str]
