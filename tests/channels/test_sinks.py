"""The sinks, as the processes that they are, and our channels against them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jsonschema
import pytest

from tests.channels import make
from tests.channels.node import Node
from wardbell.channels.base import Failed, Inbound, OptOut, Receipt, ReceiptState, Sent, Unknown
from wardbell.config.commands._rehearsal import _sms_rules
from wardbell.config.commands._rehearsal.sinks import ACCOUNT, SOURCE, TOKEN, Sinks

pytestmark = pytest.mark.process

ROOM = SOURCE / "wardbell" / "config" / "commands" / "_rehearsal"
SINK_FILES = ["_sms_rules", "_store", "_webhooks", "sinks", "smtp_sink", "sms_sink"]


@pytest.fixture(scope="module")
def sinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sinks]:
    with Sinks(tmp_path_factory.mktemp("sinks"), sms_options=["--delay", "0.01"]) as both:
        yield both


def texting(sinks: Sinks, public_url: str = "http://127.0.0.1:9") -> Any:
    return make.channel(sinks.sms_url + "&timeout=1", public_url=public_url)


def test_a_mail_is_found_in_its_mailbox(sinks: Sinks) -> None:
    channel = make.channel(sinks.mail_url)
    sent = make.mail(to="amina@mail.example", subject="إشعار عام", body="نص الإشعار\n.\nآخر\n", language="ar")

    outcomes = channel.send([sent])
    channel.close()

    [mail] = sinks.mails(to="amina@mail.example")
    assert outcomes == [Sent(provider_id=mail.message_id)]
    assert (mail.subject, mail.body, mail.language) == (sent.subject, sent.body, "ar")
    assert (mail.header_to, mail.sender) == ("amina@mail.example", "notices@city.example")
    assert mail.message_id == "<0123456789abcdef@city.example>"
    assert mail.headers["List-Unsubscribe"] == "<https://wardbell.example/unsubscribe/abc>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["From"] == make.SENDER


def test_mailboxes_behave_as_their_names_say(sinks: Sinks) -> None:
    channel = make.channel(sinks.mail_url + "?timeout=1")
    names = ["bounce-1", "grey-1", "busy-1", "hang-1", "drop-1", "fine-1"]

    first, again = (channel.send([make.mail(to=f"{one}@mail.example") for one in names]) for _ in range(2))
    channel.close()

    assert [(type(one), getattr(one, "permanent", None)) for one in first] == [
        (Failed, True), (Failed, False), (Failed, False), (Unknown, None), (Unknown, None), (Sent, None),
    ]  # fmt: skip
    assert [type(one) for one in again] == [Failed, Sent, Sent, Unknown, Unknown, Sent]
    assert len(sinks.mails(to="hang-1@mail.example")) == 2


def test_a_text_is_made_and_its_receipts_come_signed(sinks: Sinks) -> None:
    with Node() as node:
        channel = texting(sinks, node.public)
        [outcome] = channel.send([make.text(to="+16125550201", body="إشعار", reference="p/1&2")])
        assert sinks.settle()
        told = [channel.read_callback(one)[0] for one in node.callbacks]
        channel.close()

    [text] = sinks.texts(to="+16125550201")
    assert outcome == Sent(provider_id=text.sid)
    assert (text.body, text.reference, text.sender) == ("إشعار", "p/1&2", "+16125550100")
    assert [one.form["MessageStatus"] for one in node.callbacks] == ["queued", "sent", "delivered"]
    assert {(one.reference, one.provider_id) for one in told} == {("p/1&2", text.sid)}
    assert told[-1].state == ReceiptState.DELIVERED


def test_a_text_that_cannot_be_delivered_says_why(sinks: Sinks) -> None:
    sinks.undelivered("+16125550202", 30005)
    with Node() as node:
        channel = texting(sinks, node.public)
        [outcome] = channel.send([make.text(to="+16125550202")])
        assert sinks.settle()
        [told] = channel.read_callback(node.callbacks[-1])
        channel.close()

    assert isinstance(outcome, Sent)
    assert told == Receipt(
        reference="posting.1.2", provider_id=outcome.provider_id, state=ReceiptState.UNDELIVERED,
        reason="address_unknown (30005)",
    )  # fmt: skip


def test_stop_is_told_and_kept_until_start(tmp_path: Path) -> None:
    with Node() as node, Sinks(tmp_path, node_url=node.public) as sinks:
        channel = texting(sinks, node.public)
        heard = sinks.reply("+16125550203", "Stop")
        [refused] = channel.send([make.text(to="+16125550203")])
        sinks.reply("+16125550203", "START")
        [taken] = channel.send([make.text(to="+16125550203", reference="")])
        told = [channel.read_callback(one)[0] for one in node.callbacks]
        channel.close()

    assert heard == 200
    assert refused == Failed(reason="stopped (21610)", permanent=True, stops=True)
    assert isinstance(taken, Sent)
    assert [(one.sender, one.body, one.opt_out) for one in told if isinstance(one, Inbound)] == [
        ("+16125550203", "Stop", OptOut.STOP),
        ("+16125550203", "START", OptOut.START),
    ]


def test_a_reply_can_be_delivered_twice(tmp_path: Path) -> None:
    sid = "SM" + "7" * 32
    with Node() as node, Sinks(tmp_path, node_url=node.public) as sinks:
        for _ in range(2):
            sinks.reply("+16125550204", "1", sid=sid)
        channel = texting(sinks, node.public)
        told = [channel.read_callback(one)[0] for one in node.callbacks]

    assert [one.provider_id for one in told] == [sid, sid]
    assert told[0] == told[1]


def test_callbacks_can_come_twice_out_of_order_and_through_a_proxy(tmp_path: Path) -> None:
    with Node("https://wardbell.example") as node:
        options = ["--copies", "2", "--shuffle", "--seed", "3", "--deliver-to", node.here, "--delay", "0"]
        with Sinks(tmp_path, sms_options=options) as sinks:
            channel = texting(sinks, node.public)
            channel.send([make.text()])
            assert sinks.settle()
            told = [channel.read_callback(one)[0] for one in node.callbacks]
            channel.close()

    statuses = [one.form["MessageStatus"] for one in node.callbacks]
    assert sorted(statuses) == ["delivered", "delivered", "queued", "queued", "sent", "sent"]
    assert statuses != sorted(statuses, key=["queued", "sent", "delivered"].index)
    assert len({*map(repr, told)}) == 2
    assert {one.headers["X-Forwarded-Proto"] for one in node.callbacks} == {"https"}


FAULTS = [
    ("429", Failed(reason="too_fast (20429)", permanent=False, retry_after_s=1), 0),
    ("503", Failed(reason="provider_fault (20503)", permanent=False, retry_after_s=1), 0),
    ("500", Unknown(reason="provider_fault (20500)"), 0),
    ("html", Unknown(reason="unreadable_answer (200)"), 0),
    ("close", Unknown(reason="no_answer"), 0),
    ("hang", Unknown(reason="no_answer"), 0),
    ("taken-500", Unknown(reason="provider_fault (20500)"), 1),
    ("taken-close", Unknown(reason="no_answer"), 1),
    ("taken-hang", Unknown(reason="no_answer"), 1),
]


@pytest.mark.parametrize(("fault", "outcome", "n_made"), FAULTS)
def test_a_fault_can_be_played(sinks: Sinks, fault: str, outcome: object, n_made: int) -> None:
    before = sinks.n_texts()
    sinks.next_answers(fault)
    channel = texting(sinks)

    outcomes = channel.send([make.text(reference="")])
    channel.close()

    assert outcomes == [outcome]
    assert sinks.n_texts() - before == n_made


def test_a_rate_is_kept(tmp_path: Path) -> None:
    with Sinks(tmp_path, sms_options=["--rate", "5"]) as sinks:
        channel = texting(sinks)
        outcomes = channel.send([make.text(to=f"+1612555{n:04}", reference="") for n in range(20)])
        channel.close()
        n_made = sinks.n_texts()

    assert 5 <= n_made <= 15
    assert sum(isinstance(one, Sent) for one in outcomes) == n_made
    assert {one.reason for one in outcomes if isinstance(one, Failed)} == {"too_fast (20429)"}


def post(
    sinks: Sinks, form: dict[str, str], *, login: str = f"{ACCOUNT}:{TOKEN}", account: str = ACCOUNT
) -> tuple[int, Any]:
    """Posts as another client would, without our channel."""
    import base64

    base = sinks.sms_url.partition("@")[2].partition("?")[0]
    headers = {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()} if login else {}
    url = f"http://{base}/2010-04-01/Accounts/{account}/Messages.json"
    try:
        with urlopen(Request(url, data=urlencode(form).encode(), headers=headers), timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


FORM = {"To": "+16125550205", "From": "+16125550100", "Body": "Hello"}
REFUSED = [
    ({"To": ""}, 400, 21604),
    ({"To": "612 555"}, 400, 21211),
    ({"To": "+15005550009"}, 400, 21614),
    ({"From": ""}, 400, 21603),
    ({"From": "+16125559999"}, 400, 21606),
    ({"Body": ""}, 400, 21602),
    ({"Body": "x" * 1601}, 400, 21617),
    ({"StatusCallback": "nowhere"}, 400, 21609),
    ({"Key": "idempotent"}, 400, 20001),
]


@pytest.mark.parametrize(("change", "status", "code"), REFUSED)
def test_the_gateway_refuses_what_twilio_refuses(
    sinks: Sinks, change: dict[str, str], status: int, code: int
) -> None:
    got, body = post(sinks, FORM | change)

    assert (got, body["code"], body["status"]) == (status, code, status)


@pytest.mark.parametrize(
    ("login", "account", "status"),
    [("", ACCOUNT, 401), (f"{ACCOUNT}:wrong", ACCOUNT, 401), (f"{ACCOUNT}:{TOKEN}", "AC" + "1" * 32, 404)],
)
def test_the_gateway_asks_who_calls(sinks: Sinks, login: str, account: str, status: int) -> None:
    before = sinks.n_texts()

    got, _ = post(sinks, FORM, login=login, account=account)

    assert got == status
    assert sinks.n_texts() == before


@pytest.mark.shared
def test_the_gateway_is_the_one_of_the_openapi(sinks: Sinks, shared: Path) -> None:
    path = shared / "data" / "providers" / "twilio_api_v2010.messages-calls.subset.json"
    openapi = json.loads(path.read_text(encoding="utf-8"))
    form = openapi["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["post"]["requestBody"][
        "content"
    ]
    message = openapi["components"]["schemas"]["api.v2010.account.message"]

    status, made = post(sinks, FORM)

    assert status == 201
    assert set(made) == set(message["properties"])
    jsonschema.validate(
        {name: value for name, value in made.items() if value is not None},
        message | {"components": openapi["components"]},
    )
    assert (
        frozenset(form["application/x-www-form-urlencoded"]["schema"]["properties"]) == _sms_rules.PARAMETERS
    )


def test_the_sinks_share_no_code_with_the_channels() -> None:
    sources = "".join((ROOM / f"{name}.py").read_text(encoding="utf-8") for name in SINK_FILES)

    assert len(sources) > 10_000
    assert "wardbell.channels" not in sources
    assert "django" not in sources.lower()


def test_counts_are_read_from_a_number_on_and_from_the_file(tmp_path: Path) -> None:
    with Sinks(tmp_path) as sinks:
        channel = texting(sinks)
        channel.send([make.text(to="+16125550206", body=f"n {n}", reference="") for n in range(3)])
        channel.close()
        seen = [one.n for one in sinks.texts(after=1)]
        of_one = [one.n for one in sinks.texts(to="+16125550206", after=2)]
    kept = sinks.stored("sms")
    with Sinks(tmp_path) as again:
        still_there = again.n_texts()

    assert (seen, of_one) == ([2, 3], [3])
    assert sorted(one.body for one in kept) == ["n 0", "n 1", "n 2"]
    assert still_there == 3


def test_the_sinks_take_at_least_300_messages_a_second_of_their_own_time(tmp_path: Path) -> None:
    with Sinks(tmp_path) as sinks:
        before = {name: _seconds(process) for name, process in sinks.process_ids.items()}
        mail, texts = make.channel(sinks.mail_url), texting(sinks)
        n_sent = [
            sum(isinstance(one, Sent) for one in channel.send([message] * 600))
            for channel, message in ((mail, make.mail()), (texts, make.text(reference="")))
        ]
        used = {name: _seconds(process) - before[name] for name, process in sinks.process_ids.items()}
        mail.close()
        texts.close()

    assert n_sent == [600, 600]
    assert {name: seconds < 2.0 for name, seconds in used.items()} == {"smtp": True, "sms": True}, used


def _seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_the_sinks_end_when_they_are_told_and_listen_on_loopback_only(tmp_path: Path) -> None:
    sinks = Sinks(tmp_path).start()
    listening = [line.split()[1] for one in sinks.process_ids.values() for line in _listening(one)]
    processes = list(sinks.process_ids.values())

    sinks.stop()

    assert {one.partition(":")[0] for one in listening} == {"0100007F"}
    assert [one for one in processes if Path(f"/proc/{one}").exists()] == []


def _listening(process: int) -> list[str]:
    sockets = {
        os.readlink(one)[8:-1]
        for one in Path(f"/proc/{process}/fd").iterdir()
        if "socket" in os.readlink(one)
    }
    lines = [
        line
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{process}/net/{name}").read_text().splitlines()[1:]
    ]
    return [line for line in lines if line.split()[3] == "0A" and line.split()[9] in sockets]


def test_the_sinks_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib; from wardbell.config.commands._rehearsal.sinks import Sinks\n"
        "both = Sinks(pathlib.Path(sys.argv[1])).start()\n"
        "print(*both.process_ids.values(), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], cwd=SOURCE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    children = [int(one) for one in parent.stdout.readline().split()]
    were_alive = [Path(f"/proc/{one}").exists() for one in children]

    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    end = time.monotonic() + 10
    while time.monotonic() < end and any(_is_running(one) for one in children):
        time.sleep(0.05)
    assert were_alive == [True, True]
    assert [one for one in children if _is_running(one)] == []


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_sink_that_cannot_start_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from wardbell.config.commands._rehearsal.sinks import NotStarted

    with pytest.raises(NotStarted):
        Sinks(tmp_path, sms_options=["--unheard-of"]).start()

    assert "--unheard-of" in capfd.readouterr().err
