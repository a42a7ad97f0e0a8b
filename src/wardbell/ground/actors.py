"""Who does something, as lower rooms see it."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    ACCOUNT = "account"  #: a signed-in person
    SYSTEM = "system"  #: clockwork or a job
    RESIDENT = "resident"  #: a reader, known by contact point id alone
    PROVIDER = "provider"  #: a gateway's callback
    PEER = "peer"  #: another node
    COMMAND = "command"  #: an operator at the command line


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What a token lets its person be: one role in one office or organization (codes; the other is empty)."""

    token: str  #: its id, not its secret
    role: str
    office: str = ""
    organization: str = ""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """`id` is an account's id for people, else a stable word; `label` is fit for the journal (no address of a resident)."""

    id: str
    kind: ActorKind
    label: str
    bound: Bound | None = None  #: who comes by a token acts in its one role alone

    def __str__(self) -> str:
        return f"{self.kind}:{self.label}"


CLOCKWORK = Actor(id="clockwork", kind=ActorKind.SYSTEM, label="clockwork")
OPERATOR = Actor(id="operator", kind=ActorKind.COMMAND, label="operator")
