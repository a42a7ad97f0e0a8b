"""Which fault strikes when: by how many messages the provider has accepted, so that the same seed gives the same plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Base(StrEnum):
    """Where the node keeps its ledger."""

    SQLITE = "sqlite"
    POSTGRES = "postgresql"


class Hit(StrEnum):
    """What one blow does."""

    WORKER = "worker"  #: kill -9 of the process that works; what watches over it starts another
    WEB = "web"  #: kill -9 of all that serves, with everything that it started
    COMMITTER = (
        "committer"  #: kill -9 of the process that records, at the moment when nothing more can be recorded
    )
    ELSEWHERE = "elsewhere"  #: kill -9 of all that works on one machine; the others go on
    RESTART = "restart"  #: the database is stopped without a word and started again
    GONE = "gone"  #: nobody answers where the database was, for half a minute
    SILENT = "silent"  #: the database is there and says nothing, for half a minute
    FULL = "full"  #: no block is left on the disk of the database
    EMPTIED = "emptied"  #: every row of the job engine is deleted
    EMPTIED_DEAD = "emptied-dead"  #: the same, while nobody works
    PROVIDER = "provider"  #: the provider misbehaves for a while
    TLS = "tls"  #: the provider's certificate has run out
    FORWARD = "forward"  #: the clock jumps an hour ahead
    BACK = "back"  #: the clock jumps an hour back
    SWEEPERS = "sweepers"  #: two more processes sweep without a pause


BOTH = frozenset(Base)
GROWN = frozenset({Base.POSTGRES})
IN_FLIGHT = 128  #: C of 5-delivery: in flight and not recorded, together; the bound of doubles for one blow
EMBEDDED_S, ELSEWHERE_S = 2.0, 15.0  #: within which work must go on after kill -9
AFTER_S = 15.0  #: within which it must go on once the world is well again
AFTER_PROVIDER_S = (
    90.0  #: the same for a provider: the longest wait of ours between two tries of what may have left
)
_FIRST = 0.05  # of the crowd: no blow before the send has begun


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault: what is done, how often, to how many readers of a hundred, and what it may cost."""

    name: str
    done: str  #: one sentence, fit to print
    hits: tuple[Hit, ...]  #: blow after blow, repeated until there are `n_blows`, in an order of the seed's
    n_blows: int = 1
    percent: int = 10  #: of the readers asked for
    bases: frozenset[Base] = BOTH
    takes_key: bool = (
        False  #: it goes by http to a provider that drops a second message with the same key; else by mail
    )
    doubles_per_blow: int = IN_FLIGHT
    resumed_within_s: float = AFTER_S
    behaviour: str = ""  #: of the provider, in the sink's words
    retry_after_s: float | None = None
    latest: float = 0.85  #: of the crowd: no blow falls later, so that enough is left to feel it
    is_in_order: bool = False  #: the blows come as they are written, not as the seed shuffles them

    def resumes_within_s(self, base: Base) -> float:
        """Within how many seconds work must go on: a grown node has its other machines, which wait for a lease to run out."""
        return (
            ELSEWHERE_S
            if base is Base.POSTGRES and self.resumed_within_s == EMBEDDED_S
            else self.resumed_within_s
        )

    @property
    def medium(self) -> str:
        """By what the crowd is reached: mail knows no key, by which a double would be dropped."""
        return "sms" if self.takes_key else "mail"

    @property
    def n_doubles(self) -> int:
        """How many doubles are allowed in all."""
        return 0 if self.takes_key else self.doubles_per_blow * self.n_blows


@dataclass(frozen=True, kw_only=True)
class Blow:
    """One blow, struck when the provider has accepted `at` messages."""

    at: int
    hit: Hit


def provider(name: str, behaviour: str, done: str) -> Fault:
    """Returns a fault of the provider: a quarter of the crowd meets it. It takes the key."""
    return Fault(
        name=f"provider-{name}", done=done, hits=(Hit.PROVIDER,), behaviour=behaviour, takes_key=True,
        doubles_per_blow=0, resumed_within_s=AFTER_PROVIDER_S, retry_after_s=1.0 if behaviour == "429" else None,
    )  # fmt: skip


FAULTS: tuple[Fault, ...] = (
    Fault(
        name="kill", done="The worker, all that serves, or the process that records was killed with -9, twenty times in one send.",
        hits=(Hit.WORKER, Hit.WEB, Hit.COMMITTER), n_blows=20, percent=100, resumed_within_s=EMBEDDED_S,
    ),
    Fault(
        name="kill-keyed", done="The same, five times, with a provider that drops a second message with the same key.",
        hits=(Hit.WORKER, Hit.WEB, Hit.COMMITTER), n_blows=5, percent=25, takes_key=True, resumed_within_s=EMBEDDED_S,
    ),
    Fault(
        name="kill-elsewhere", done="Whoever worked on one machine was killed with -9 and not started again; another machine went on.",
        hits=(Hit.ELSEWHERE,), bases=GROWN, resumed_within_s=ELSEWHERE_S,
    ),
    Fault(
        name="database-restart", done="The database was stopped without a word and started again, three times.",
        hits=(Hit.RESTART,), n_blows=3, percent=20, bases=GROWN,
    ),
    Fault(name="database-gone", done="The database was gone for 30 seconds.", hits=(Hit.GONE,)),
    Fault(
        name="database-silent", done="The database kept its connections and answered nothing for 30 seconds.",
        hits=(Hit.SILENT,), bases=GROWN,
    ),
    Fault(
        name="disk-full", done="The database's disk was full, and had room again.", hits=(Hit.FULL,), percent=50, latest=0.3,
    ),
    Fault(
        name="jobs-emptied", done="Every row of the job engine was deleted, three times, once while nobody worked.",
        hits=(Hit.EMPTIED, Hit.EMPTIED, Hit.EMPTIED_DEAD), n_blows=3,
    ),
    Fault(
        name="two-sweepers", done="Two more processes swept the ledger without a pause, and a worker was killed with -9 beside them.",
        hits=(Hit.SWEEPERS, Hit.WEB), n_blows=2, is_in_order=True,
    ),
    Fault(
        name="clock-forward", done="The clock jumped an hour ahead in mid-send, and then all that serves was killed with -9.",
        hits=(Hit.FORWARD, Hit.WEB), n_blows=2, is_in_order=True,
    ),
    Fault(
        name="clock-back", done="The clock jumped an hour back in mid-send, and then all that serves was killed with -9.",
        hits=(Hit.BACK, Hit.WEB), n_blows=2, is_in_order=True,
    ),
    provider("429", "429", "The provider answered 429 with Retry-After."),
    provider("500", "500", "The provider answered 500 and kept nothing."),
    provider("503", "503", "The provider answered 503 and kept nothing."),
    provider("slow", "slow", "The provider took three seconds for each answer."),
    provider("hang", "hang", "The provider accepted and never answered."),
    provider("cut", "cut", "The provider accepted and closed the connection without an answer."),
    provider("html", "html", "Something else answered in the provider's place, with a page and 200."),
    Fault(
        name="provider-tls", done="The provider's certificate had run out, and was renewed.", hits=(Hit.TLS,), takes_key=True,
        doubles_per_blow=0, resumed_within_s=AFTER_PROVIDER_S,
    ),
)  # fmt: skip


def planned(fault: Fault, *, n_readers: int, seed: int) -> tuple[Blow, ...]:
    """Returns the blows of one fault, in order: each at a random moment of its own stretch of the send."""
    chance = Random(f"{seed} {fault.name}")  # noqa: S311  # a plan, no secret
    hits = list((fault.hits * fault.n_blows)[: fault.n_blows])
    if not fault.is_in_order:
        chance.shuffle(hits)
    stretch = (fault.latest - _FIRST) / fault.n_blows
    return tuple(
        Blow(at=max(1, int(n_readers * (_FIRST + stretch * (place + chance.random())))), hit=hit)
        for place, hit in enumerate(hits)
    )


def crowd_of(fault: Fault, *, n_readers: int) -> int:
    """Returns how many readers one fault gets; few enough that all end in time, and never so few that a blow misses."""
    return max(200, n_readers * fault.percent // 100)


def chosen(only: str) -> Iterator[tuple[Fault, Base]]:
    """Yields what is to be played: all, or what is named: faults (`kill`), one on one database (`kill@sqlite`), with commas between."""
    for fault in FAULTS:
        for base in sorted(fault.bases):
            if any(_is_meant(one, fault.name, base) for one in only.split(",")):
                yield fault, base


def _is_meant(word: str, name: str, base: Base) -> bool:
    wanted_name, _, wanted_base = word.partition("@")
    return wanted_name in {"", name} and wanted_base in {"", base}
