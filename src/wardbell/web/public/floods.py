"""What stands before one more report by the open form: nothing, a little work or a pause, or the telephone.

Of the network that sends only a count is kept, under a keyed hash of network and hour, for ten minutes. The page that is
looked at never shows how much comes; who sends without script while much comes learns that they have to wait.
"""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from wardbell.ground import clock
from wardbell.ground.secrets import keyed_hash
from wardbell.reports.queries.floods import n_by_form
from wardbell.reports.rules import LOOKS_BACK, NETWORK_LOOKS_BACK, PAUSE, Hurdle, hurdle
from wardbell.web.public import challenges
from wardbell.web.public.challenges import Mark

_WINDOW_S = int(NETWORK_LOOKS_BACK.total_seconds())
_BITS = {4: 24, 6: 48}  # of an address that its network has


def hurdle_of(request: HttpRequest, mark: Mark, *, number: str) -> Hurdle:
    """Counts one more report of a network, and returns what is still to be done before it is taken."""
    found = hurdle(n_recent=n_by_form(since=clock.now() - LOOKS_BACK), n_of_network=_counted(request))
    if found is Hurdle.WORK_OR_PAUSE and (_has_waited(mark) or challenges.is_worked_out(mark, number)):
        return Hurdle.NONE
    return found


def _has_waited(mark: Mark) -> bool:
    return mark.is_pause and clock.now() - mark.made_at >= PAUSE


def _counted(request: HttpRequest) -> int:
    key = f"form:{keyed_hash(f'{_network(request)}:{_window()}', purpose='network_of_a_form').hex()}"
    cache.add(key, 0, _WINDOW_S)
    try:
        return int(cache.incr(key))
    except ValueError:  # its time ended between the two lines above
        return 1


def _window() -> int:
    return int(clock.now().timestamp()) // _WINDOW_S


def _network(request: HttpRequest) -> str:
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    return str(ip_network((address, _BITS[address.version]), strict=False))
