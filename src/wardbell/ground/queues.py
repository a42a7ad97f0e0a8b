"""The queues of jobs. Each has workers of its own: what waits in one never waits behind what another holds."""

from enum import StrEnum


class Queue(StrEnum):
    OFFICIALS = "officials"  #: letters to offices, and what they acknowledge
    REPLIES = "replies"  #: what somebody answered, and what is answered to them
    CORRECTIONS = "corrections"  #: corrections, all-clears, withdrawals
    LIFE_SAFETY = "life_safety"  #: to readers, without delay
    ROUTINE = "routine"  #: to readers, in bulk
    URGENT = "urgent"  #: rung with the priority URGENT or above, and with no queue
    DEFAULT = "default"  #: all else


QUEUES: tuple[str, ...] = tuple(one.value for one in Queue)
