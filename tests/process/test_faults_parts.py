"""The parts of the fault suite: the plan, the judge, the door that is shut, the disk that is full, the certificates, the cluster."""

import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import psycopg
import pytest

from wardbell.config.commands._bench.faults import certificates, page, plan
from wardbell.config.commands._bench.faults.cluster import Cluster, is_installed
from wardbell.config.commands._bench.faults.disks import Quota, SmallDisk, small_disk
from wardbell.config.commands._bench.faults.judging import NEVER, Seen, Struck, Verdict, judged
from wardbell.config.commands._bench.faults.plan import FAULTS, Base, Hit, planned
from wardbell.config.commands._bench.faults.proxy import Proxy
from wardbell.config.commands._bench.faults.slowness import Slowness

KILL = FAULTS[0]
KEYED = next(one for one in FAULTS if one.name == "kill-keyed")


class Echo(BaseRequestHandler):
    def handle(self) -> None:
        while heard := self.request.recv(1024):
            self.request.sendall(heard)


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of a program that says what it hears."""
    with ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def call(port: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=5)
    line.settimeout(5)
    return line


def said_back(line: socket.socket, words: bytes) -> bytes:
    line.sendall(words)
    return line.recv(1024)


# --- the plan


def test_planned_when_the_seed_is_the_same_then_the_plan_is_the_same():
    plans = [planned(KILL, n_readers=20_000, seed=seed) for seed in (7, 7, 8)]

    assert plans[0] == plans[1]
    assert plans[0] != plans[2]


def test_planned_when_twenty_kills_then_each_in_its_own_stretch_and_every_kind_strikes():
    blows = planned(KILL, n_readers=20_000, seed=1)

    assert len(blows) == 20
    assert [one.at for one in blows] == sorted(one.at for one in blows)
    assert blows[0].at >= 1_000
    assert blows[-1].at <= 17_000
    assert {one.hit for one in blows} == {Hit.WORKER, Hit.WEB, Hit.COMMITTER}


def test_planned_when_the_order_matters_then_the_seed_leaves_it():
    fault = next(one for one in FAULTS if one.name == "clock-back")

    orders = {tuple(one.hit for one in planned(fault, n_readers=2_000, seed=seed)) for seed in range(20)}

    assert orders == {(Hit.BACK, Hit.WEB)}


@pytest.mark.parametrize(
    ("only", "n"), [("kill", 2), ("kill@sqlite", 1), ("kill@sqlite,kill-keyed@postgresql", 2), ("nobody", 0)]
)
def test_chosen(only, n):
    assert len(list(plan.chosen(only))) == n


def test_chosen_when_nothing_is_named_then_all_that_apply():
    assert len(list(plan.chosen(""))) == sum(len(one.bases) for one in FAULTS)


# --- the judge

WELL = Seen(
    n_readers=1000, distinct=1000, doubled=128 * 20, most_copies=2, recorded=1000,
    struck=[Struck(over_at=10.0, n_met=5, n_left=5, grace_s=0.15)] * 20, timeline=[9.0, 10.1, 11.9, 12.0],
)  # fmt: skip


def why(seen: Seen, fault: plan.Fault = KILL) -> tuple[str, ...]:
    return judged(fault, Base.SQLITE, seed=1, seen=seen).why


def test_judged_when_all_is_within_what_is_allowed_then_ok():
    verdict = judged(KILL, Base.SQLITE, seed=3, seen=WELL)

    assert verdict.line() == {
        "fault": "kill@sqlite", "seed": 3, "lost": 0, "doubled": 2560, "resumed_s": 1.9, "ok": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"distinct": 999, "recorded": 999}, "1 lost"),
        ({"doubled": 2561}, "2561 doubled, 2560 allowed"),
        ({"most_copies": 3}, "somebody got 3 copies"),
        ({"recorded": 999}, "999 recorded as sent, 1000 accepted"),
        ({"timeline": [10.1, 12.5]}, "went on 2.5 s after it had started again, 2 allowed"),
        ({"timeline": [10.1]}, f"went on {NEVER} s after it had started again, 2 allowed"),
        (
            {"struck": WELL.struck[:19]},
            "19 of 20 blows fell on anything",
        ),
        (
            {"struck": [*WELL.struck[:19], Struck(over_at=11.0, n_met=0, n_left=0)]},
            "19 of 20 blows fell on anything",
        ),
    ],
)
def test_judged_when_one_thing_is_not_allowed_then_that_is_said_alone(change, said):
    assert why(replace(WELL, **change)) == (said,)


def test_judged_when_the_provider_takes_the_key_then_no_double_is_allowed():
    seen = replace(WELL, doubled=1, struck=WELL.struck[:5])

    assert why(seen, KEYED) == ("1 doubled, 0 allowed",)


def test_judged_when_the_program_took_long_to_load_then_that_is_told_and_not_held_against_the_engine():
    slow = Struck(
        over_at=10.0, n_met=5, n_left=5, grace_s=0.15, started_at=lambda: 15.0, slowness=lambda: 2.0
    )

    at_18, at_20 = (
        judged(KILL, Base.SQLITE, seed=1, seen=replace(WELL, struck=[slow] * 20, timeline=[at]))
        for at in (18.0, 20.0)
    )

    assert (at_18.resumed_s, at_18.ok) == (8.0, True)
    assert at_20.why == ("went on 2.5 s after it had started again, 2 allowed",)


def test_slowness_when_it_is_measured_then_never_below_that_of_an_idle_machine():
    assert 1.0 <= Slowness().start()() < 1_000


def test_judged_when_the_node_has_grown_then_it_may_wait_for_a_lease():
    seen = replace(WELL, timeline=[22.0])

    assert judged(KILL, Base.POSTGRES, seed=1, seen=seen).ok
    assert not judged(KILL, Base.SQLITE, seed=1, seen=seen).ok


# --- the door


def test_proxy_when_shut_then_what_was_open_breaks_and_nobody_answers_until_it_opens(echo):
    with Proxy(echo) as door, call(door.port) as line:
        assert said_back(line, b"one") == b"one"

        door.shut()

        with pytest.raises((ConnectionError, AssertionError)):
            assert said_back(line, b"two") == b"two"
        with pytest.raises(ConnectionRefusedError):
            call(door.port)
        door.open()
        with call(door.port) as again:
            assert said_back(again, b"three") == b"three"


def test_proxy_when_silent_then_connections_stand_and_nothing_comes_and_break_when_it_opens(echo):
    with Proxy(echo) as door, call(door.port) as line:
        assert said_back(line, b"one") == b"one"
        door.fall_silent()

        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            said_back(line, b"two")
        line.settimeout(5)
        door.open()

        with pytest.raises((ConnectionError, AssertionError)):
            assert said_back(line, b"three") == b"three"
        with call(door.port) as again:
            assert said_back(again, b"four") == b"four"


def test_proxy_when_much_passes_then_all_of_it_arrives(echo):
    given, heard = bytes(range(256)) * 4096, bytearray()
    with Proxy(echo) as door, call(door.port) as line:
        Thread(target=line.sendall, args=(given,), daemon=True).start()
        while len(heard) < len(given):
            heard += line.recv(65536)

    assert bytes(heard) == given


def test_certificates_when_the_one_that_has_run_out_is_shown_then_it_is_refused_for_that(echo, tmp_path):
    made = certificates.made(tmp_path)
    trusting = ssl.create_default_context(cafile=made.authority)

    def greet() -> bytes:
        with call(door.port) as line, trusting.wrap_socket(line, server_hostname="127.0.0.1") as sealed:
            return said_back(sealed, b"hello")

    with Proxy(echo, certificate=made.good) as door:
        assert greet() == b"hello"
        door.show(made.expired)
        with pytest.raises(ssl.SSLCertVerificationError, match="expired"):
            greet()
        door.show(made.good)
        assert greet() == b"hello"


# --- the disk and the cluster


def test_small_disk_when_filled_then_not_a_byte_more_until_it_is_freed():
    with small_disk(list) as disk:
        if not isinstance(disk, SmallDisk):
            pytest.skip(
                "NOTHING MAY BE MOUNTED HERE: the suite uses a quota instead, which has a test of its own"
            )
        disk.fill()
        with pytest.raises(OSError, match="No space left"):
            (disk.folder / "more").write_bytes(b"x" * 5000)
        disk.free()
        (disk.folder / "more").write_bytes(b"x" * 5000)

        assert (disk.folder / "more").stat().st_size == 5000


_WRITES_ON = """
import sys
file = open(sys.argv[1], "ab", buffering=0)
for line in sys.stdin:
    try:
        file.write(b"x" * 5000)
        print("written", flush=True)
    except OSError as error:
        print(error.errno, flush=True)
"""


def test_quota_when_filled_then_the_process_it_names_can_write_no_more_until_it_is_freed(tmp_path):
    command = [sys.executable, "-c", _WRITES_ON, str(tmp_path / "file")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1) as other:
        quota = Quota(tmp_path, lambda: [other.pid])

        def write() -> str:
            other.stdin.write("\n")
            return other.stdout.readline().strip()

        answers = [write()]
        quota.fill()
        answers.append(write())
        quota.free()
        answers.append(write())
        other.stdin.close()

    assert answers == ["written", "27", "written"]  # EFBIG


@pytest.mark.process
@pytest.mark.only_sqlite
@pytest.mark.skipif(
    not is_installed(), reason="POSTGRESQL IS NOT INSTALLED: apt-get install --yes postgresql"
)
def test_cluster_when_broken_off_then_what_was_committed_is_there_again_and_a_copy_holds_it_too():
    with Cluster() as first:
        with psycopg.connect(first.url) as base:
            base.execute("CREATE TABLE kept AS SELECT 7 AS n")
        held = psycopg.connect(first.url)

        first.break_off()
        with pytest.raises(psycopg.OperationalError):
            held.execute("SELECT 1")
        first.run_on()
        first.rest()
        with Cluster(like=first) as second, psycopg.connect(second.url) as base:
            kept = base.execute("SELECT n FROM kept").fetchone()

    assert kept == (7,)


# --- the page


def test_page_when_one_fault_cost_too_much_then_it_stands_in_its_row_and_below():
    verdicts = [
        Verdict(fault="kill", base=Base.SQLITE, seed=1, lost=0, doubled=3, resumed_s=1.25, n_readers=20_000, why=()),
        Verdict(
            fault="kill", base=Base.POSTGRES, seed=1, lost=2, doubled=3, resumed_s=NEVER, n_readers=20_000, why=("2 lost",)
        ),
    ]  # fmt: skip

    text = page.made(verdicts)

    assert "| 20,000 readers: 0 lost, 3 doubled, went on after 1.2 s |" in text
    assert "20,000 readers: 2 lost, 3 doubled, never went on **(not allowed)**" in text
    assert "- `kill` on PostgreSQL: 2 lost." in text
    assert text.count("\n| ") == len(FAULTS) + 1


def test_page_when_it_is_made_again_of_what_was_seen_then_it_is_the_same():
    assert page.FILE.read_text(encoding="utf-8") == page.made(page.kept())
    assert {(one.fault, one.base) for one in page.kept()} <= {
        (one.name, base) for one, base in plan.chosen("")
    }
