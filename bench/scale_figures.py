"""What the simulation in `scale.py` is given: each figure with its unit, and who says so."""

from typing import NamedTuple


class Figure(NamedTuple):
    """One input: how much of what, and who says so."""

    value: float
    unit: str
    source: str


_SQLITE = "measured on 2 busy cores: `wardbell bench dispatch --readers 10000`, SQLite"
_POSTGRES = "measured on 2 busy cores: `wardbell bench dispatch --readers 8000 --database ...`, PostgreSQL 15"
_ASSUMED = "assumed, not measured"

WINDOW = Figure(64, "copies", "`dispatch/rules.py` WINDOW")
WINDOWS_AT_ONCE = Figure(2, "windows a worker", "`dispatch/rules.py` WINDOWS_AT_ONCE")
CHUNK = Figure(1_000, "readers", "`dispatch/rules.py` CHUNK")
SLICE = Figure(20, "chunks a transaction", "`dispatch/queries/audiences.py`")
LEASE = Figure(8, "s", "`dispatch/rules.py` LEASE")
SWEEP = Figure(5, "s between sweeps", "`config/clockwork.py`, `dispatch.actions.sweep`")
RESEND = Figure(2, "s", "`dispatch/rules.py` RESEND_WITH_KEY_AFTER; 60 s where the provider takes no key")
RESTART = Figure(2, "s", "a goal for one process after kill -9, not a measurement")
CONNECTIONS = Figure(32, "connections a worker", "`channels/http.py`, unless set; `twilio://` has 16")
ANSWER = Figure(0.1, "s for one call", _ASSUMED + ": a gateway over the open internet")
ANSWER_NEAR = Figure(0.005, "s for one call", _ASSUMED + ": a relay of the city's own, in the same building")
ANSWER_LOOPBACK = Figure(0.0003, "s for one call", _ASSUMED + ": a sink on the same machine")
TOLL_FREE = Figure(
    3, "parts/s a number", "docs.aws.amazon.com, sms-voice, sms-limitations-mps; Twilio's default is the same"
)
ACCOUNT = Figure(50, "messages/s an account", "developers.telnyx.com, messaging, rate-limiting: the default")
CAMPAIGN = Figure(
    75,
    "messages/s a carrier",
    "support.plivo.com, A2P Messaging Throughput in the US: 4,500 a minute, the best score",
)
CHAT = Figure(
    80,
    "messages/s a number",
    "developers.facebook.com, WhatsApp, throughput: the default; 1,000 when upgraded",
)
SHORT_CODE = Figure(100, "parts/s a number", "docs.aws.amazon.com, sms-voice, sms-limitations-mps")
SHORT_CODE_FAST = Figure(1_000, "messages/s a number", "developers.telnyx.com, messaging, rate-limiting")
WORKER_SQLITE = Figure(201, "us of one core a reader", _SQLITE)
WORKER_POSTGRES = Figure(269, "us of one core a reader", _POSTGRES + ": 325 less the server's 56")
SERVER = Figure(56, "us of a core a reader", _POSTGRES)
DATABASE_SQLITE = Figure(
    22,
    "us of one core a reader",
    "measured on 2 busy cores: `_bench/database_cost.py`, 20,000 readers; part of the 201",
)
LOG_BYTES = Figure(150, "bytes a reader", _ASSUMED + ": three times the 47 bytes that stay, with page images")
EXPAND = Figure(
    26,
    "us of one core a reader",
    "measured on 2 busy cores, PostgreSQL 15: 60,000 readers written down; 33 on SQLite",
)
EXPAND_SERVER = Figure(
    2.3, "us of a core a reader", "measured on 2 busy cores, PostgreSQL 15: in the same run"
)
EXPAND_BYTES = Figure(10, "bytes a reader", _ASSUMED + ": twice the 4.4 bytes of a prototype's chunk")
RECORDING = Figure(0.3, "share of a worker's time in its transaction", _ASSUMED)
SERIAL = Figure(0.1, "share of the server's work that goes one at a time", _ASSUMED)
CORES = Figure(8, "cores of a PostgreSQL server", "a machine of the kind a city rents; " + _ASSUMED)
FLUSH = Figure(0.002, "s a flush to disk", _ASSUMED + ": a rented network disk; 0.0002 s where we measured")
LOG_RATE = Figure(100e6, "bytes/s the log can be written", _ASSUMED)
OPENS = Figure(0.2, "share of readers that open the page", _ASSUMED)
OPENS_WITHIN = Figure(20, "s, mean delay until they do", _ASSUMED)
PAGE_WEB = Figure(
    22_000,
    "us of a web core a page",
    "measured on 2 busy cores, PostgreSQL 15: the front page 200 times, nothing kept ready; 20,000 on SQLite",
)
PAGE = Figure(
    4_000, "us of a server's core a page", "measured on 2 busy cores, PostgreSQL 15: in the same run"
)
PULL = Figure(10, "s between two pulls of a peer", _ASSUMED + ": the room `federation` is not built")
