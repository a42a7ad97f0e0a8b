"""A secret in every setting, an address and a text in every walk: none is in a log line, a page of trouble, or the doctor's words."""

import base64
import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.node import Node, Template, free_port
from wardbell.channels._twilio_words import signature

pytestmark = pytest.mark.process

ACCOUNT = "AC" + "5" * 32
KEY = base64.b64encode(b"sentinel-key-ring-32-bytes-long!").decode()
SENTINELS = {
    "secret key": "sentinel-secret-key-" + "q7" * 20,
    "key ring": KEY,
    "mail password": "sentinel-mail-Wren4477",
    "text message token": "sentinel0sms0token0Heron9311abcd",
    "telephone number": "612-555-0142",
    "the same number": "6125550142",
    "mailbox": "sentinel.reader@mail.example",
    "what somebody wrote": "sentinel words of a reader",
    "link": "eHn2-JwL_4Vq0ZsYd7RkXtAmBc6PgU31",
}
NUMBER = "+16125550142"


class Provider(BaseHTTPRequestHandler):
    """Refuses every message, and says in its answer all it knows."""

    seen: list[str] = []

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append(form)
        told = f"Invalid 'To' {NUMBER} with {SENTINELS['text message token']} {form}"
        answer = json.dumps({"code": 21211, "message": told, "status": 400}).encode()
        self.send_response(400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_given: object) -> None:
        """Says nothing: the test reads the node's words alone."""


@contextmanager
def provider() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Iterator[Template]:
    more = "from wardbell.phrases import actions as phrases\nphrases.load_samples(by=OPERATOR)\n"
    made = Template.make(tmp_path_factory.mktemp("template"), more=more)
    yield made
    made.remove()


@pytest.fixture
def node(template, tmp_path) -> Iterator[Node]:
    url = template.copy_to(tmp_path)
    with provider() as port:
        secrets = {
            "WARDBELL_SECRET_KEY": SENTINELS["secret key"],
            "WARDBELL_KEY_RING": json.dumps({"index": KEY, "keys": {"1": KEY}}),
            "WARDBELL_MAIL_URL": f"smtp://reader:{SENTINELS['mail password']}@127.0.0.1:9?tls=none",
            "WARDBELL_SMS_URL": f"twilio://{ACCOUNT}:{SENTINELS['text message token']}@127.0.0.1:{port}?scheme=http&from=+16125550100",
            "WARDBELL_LOG_LEVEL": "debug",
        }
        one = Node(folder=tmp_path, port=free_port(), database_url=url, more=secrets)
        one.start()
        yield one
        one.remove()


class Visitor:
    """A browser without eyes: it keeps cookies, and every answer that it got."""

    def __init__(self, node: Node) -> None:
        self._base = node.base_url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.answers: list[tuple[str, int, str]] = []

    def get(self, path: str, data: bytes | None = None, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self._base + path, data=data, headers=headers)
        try:
            with self._opener.open(request, timeout=30) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        self.answers.append((path, status, text))
        return status, text

    def post(self, path: str, **form: str) -> tuple[int, str]:
        """Sends a form as its page would."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)[1])
        assert found
        return self.get(path, urllib.parse.urlencode(form | {"csrfmiddlewaretoken": found[1]}).encode())

    def write(self, body: str, *, sid: str) -> int:
        """A text message comes in, as the provider hands it over."""
        form = {"MessageSid": sid, "AccountSid": ACCOUNT, "From": NUMBER, "To": "+16125550100", "Body": body}
        signed = signature(SENTINELS["text message token"], f"{self._base}/hooks/twilio/inbound", form)
        headers = {"X-Twilio-Signature": signed}
        return self.get("/hooks/twilio/inbound", urllib.parse.urlencode(form).encode(), **headers)[0]


def settled(node: Node) -> dict[str, object]:
    """What became of the messages, once every job is done."""
    answer = node.run(
        "from wardbell.ground import jobs\nfrom tests.dispatch import make\njobs.run_all()\n"
        "answer = sorted((one.medium, one.state) for one in make.copies())"
    )
    assert isinstance(answer, list)
    return answer


def test_secrets_when_everything_is_walked_and_broken_then_no_word_of_them_is_anywhere(node):
    visitor = Visitor(node)
    assert (
        visitor.post(
            "/subscribe/", medium="sms", address=SENTINELS["telephone number"], language="en", areas="city"
        )[0]
        == 200
    )
    assert (
        visitor.post("/subscribe/", medium="mail", address=SENTINELS["mailbox"], language="es", areas="city")[
            0
        ]
        == 200
    )
    assert visitor.write(f"{SENTINELS['what somebody wrote']} +1 612 555 0142", sid="SM" + "1" * 32) == 200
    assert visitor.write("STOP", sid="SM" + "2" * 32) == 200
    for path in (
        f"/a/{SENTINELS['link']}",
        f"/invitation/{SENTINELS['link']}/",
        f"/stop/{SENTINELS['link']}",
        f"/nowhere/{SENTINELS['link']}/",
    ):
        assert visitor.get(path)[0] in {404, 410}
    tried = settled(node)
    assert {medium for medium, _ in tried} == {"sms", "mail"}
    assert Provider.seen, "the provider was called, and knows what it must not tell"
    node.run(
        "from django.db import connection\nconnection.cursor().execute('ALTER TABLE places_jurisdiction RENAME TO gone')"
    )
    assert visitor.get("/")[0] == 500
    assert visitor.get("/a/" + SENTINELS["link"])[0] in {404, 500}
    health, ready = visitor.get("/health"), visitor.get("/ready")
    doctor, as_lines = node.command("doctor"), node.command("doctor", "--json")

    assert (health[0], ready[0]) == (200, 200)
    assert (
        doctor.returncode == as_lines.returncode == 2
    )  # a table is gone: some things could not be looked at
    said = {
        "the log": node.log, "the doctor": doctor.stdout + doctor.stderr, "the doctor's lines": as_lines.stdout + as_lines.stderr,
        **{f"{path} ({status})": text for path, status, text in visitor.answers if status >= 400 or path in {"/health", "/ready"}},
    }  # fmt: skip
    found = [
        (where, name)
        for where, text in said.items()
        for name, secret in SENTINELS.items()
        if secret in text and not (where.startswith("/") and name == "link")  # a page may say its own address
    ]
    assert found == []
    assert "Internal Server Error" in node.log
    assert "[masked]" in node.log
    assert "Traceback" in node.log


def test_doctor_when_a_far_database_does_not_answer_then_its_password_is_not_told(tmp_path):
    url = "postgresql://wardbell:sentinel-database-Wren4477@127.0.0.1:1/wardbell"
    node = Node(folder=tmp_path, port=free_port(), database_url=url)

    done = node.command("doctor")

    assert done.returncode == 2
    assert "The database does not answer" in done.stdout
    assert "sentinel" not in done.stdout + done.stderr
