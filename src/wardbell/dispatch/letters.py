"""What upper rooms hand to the post office: a letter and an audience. Pure.

The post office does not know what a notice is: the subject is an opaque string such as `notice:0190...`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum


class Reach(IntEnum):
    """How far something may go. Nobody chooses it; `notices.rules.may_reach` computes it."""

    NOBODY = 0
    COUNCIL = 1
    PUBLIC = 2


class Lane(StrEnum):
    """In which order letters leave; each has capacity of its own."""

    OFFICIALS = "officials"  #: official notices, acknowledgements, approvals
    CORRECTIONS = "corrections"  #: corrections, all-clears, withdrawals: ahead of every bulk message
    LIFE_SAFETY = "life_safety"
    ROUTINE = "routine"
    REPLIES = "replies"  #: answers to one reader who wrote or signed up


LANE_ORDER = {lane: place for place, lane in enumerate(Lane)}


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who gets a letter: exactly one of the four is given.

    `areas` and `topic` choose readers; `same_as` is the subject whose whole audience is meant again (less those who stopped).
    """

    accounts: tuple[str, ...] = ()  #: ids of officials
    readers: tuple[int, ...] = ()  #: contact point ids, for one reader's own affair
    areas: tuple[str, ...] = ()  #: area codes; a ward holds its neighbourhoods and places
    topic: str = ""  #: with `areas`: the topic readers chose
    same_as: str = ""

    def __post_init__(self) -> None:
        if sum(map(bool, (self.accounts, self.readers, self.areas, self.same_as))) != 1:
            raise ValueError(
                "an audience is accounts, or readers, or areas, or the same as another subject's"
            )

    @property
    def reach(self) -> Reach:
        """How far this audience goes; one reader's own affair is no publication."""
        if self.accounts:
            return Reach.COUNCIL
        return Reach.NOBODY if self.readers else Reach.PUBLIC


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One thing to say. `phrase` names reviewed texts; `slots` fill them; codes of areas and times as ISO text."""

    subject: str  #: opaque: "notice:<uuid>"
    version: int = 1  #: an older version is never sent after a newer
    phrase: str  #: base key; each medium has its message, as `<phrase>-sms`, `<phrase>-mail-subject`, `<phrase>-mail-body`
    slots: Mapping[str, str | int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)  #: language tag to an office's own reviewed words
    lane: Lane
    may_reach: Reach  #: the ceiling of what it tells of
    exercise: bool = False
    is_urgent: bool = (
        False  #: comes by night to readers who said yes to that; resent once when its fate is unknown
    )
    sender: str = ""  #: office or organization code
    overtakes: str = ""  #: subject whose unsent messages this one makes void (a correction of its notice)
    hold_seconds: int = 0  #: visible hold before bulk leaves

    def as_json(self) -> dict[str, object]:
        """Returns what a posting row keeps."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> "Letter":
        """Returns the letter that `as_json` kept."""
        given = dict(kept) | {
            "lane": Lane(str(kept["lane"])),
            "may_reach": Reach(int(str(kept["may_reach"]))),
        }
        return cls(**given)  # type: ignore[arg-type]  # the inverse of as_json
