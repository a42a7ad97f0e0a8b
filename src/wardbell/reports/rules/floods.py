"""What is asked of whoever sends the open form when much comes. Nothing of it is told before somebody sends."""

from datetime import timedelta
from enum import StrEnum

LOOKS_BACK = timedelta(minutes=5)
CALM = 60  # reports by the open form within that time: twenty times a usual day's would be 140
NETWORK_LOOKS_BACK = timedelta(minutes=10)
NETWORK_CALM = 6  # sent from one network within that time
NETWORK_MOST = 90  # many telephones of one carrier share a network, so those who prove go on for long
PAUSE = timedelta(seconds=20)  # for who has no script that could do the work
WORK_BITS = 16  # leading noughts of SHA-256: about a second of a cheap telephone


class Hurdle(StrEnum):
    """What must be done first."""

    NONE = "none"
    WORK_OR_PAUSE = "work_or_pause"  #: the browser computes for a second, or the person waits
    TELEPHONE = "telephone"  #: the form takes no more from this network for a while


def hurdle(*, n_recent: int, n_of_network: int) -> Hurdle:
    """Returns what is asked of one more report; `n_of_network` counts this one."""
    if n_of_network > NETWORK_MOST:
        return Hurdle.TELEPHONE
    if n_recent >= CALM or n_of_network > NETWORK_CALM:
        return Hurdle.WORK_OR_PAUSE
    return Hurdle.NONE
