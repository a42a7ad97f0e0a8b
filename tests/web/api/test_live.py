"""A running node: the how-to's very lines, and two calls with one key at the same moment."""

import json
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.node import ROOT, Node, Template, free_port

pytestmark = [pytest.mark.process, pytest.mark.story]

HOW_TO = ROOT / "docs" / "howto" / "use-the-api.md"
SAMPLES = "\nfrom wardbell.phrases import actions as phrases\nphrases.load_samples(by=OPERATOR)\n"
N_TIMES, N_AT_ONCE = 5, 4
_LONGEST_S = 120


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    template = Template.make(tmp_path_factory.mktemp("template"), more=SAMPLES)
    folder = tmp_path_factory.mktemp("api") / "node"
    one = Node(folder=folder, port=free_port(), database_url=template.copy_to(folder))
    try:
        one.start()
        yield one
    finally:
        one.remove()
        template.remove()


def lines(node: Node) -> str:
    """The how-to's lines, for this node."""
    found = re.search(r"```bash\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1].replace("http://localhost:8800", node.base_url).replace("var/demo", str(node.folder))


def test_how_to_when_its_lines_are_run_then_they_play_the_morning(node):
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines(node)],
        env=node.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_LONGEST_S,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line]
    assert len(lines(node).splitlines()) == 10
    assert [one.get("state") or one.get("outcome") or one.get("office") for one in told[:-2]] == [
        None, "published", "acknowledged", "in_review", "published", "ward-6",
    ]  # fmt: skip
    assert told[0]["may_reach"] == "public"
    assert "withdrawal_id" in told[-2]
    assert [(one["is_current"], bool(one["withdrawn_at"])) for one in told[-1]] == [(False, True)]


def test_key_when_two_calls_bear_it_at_the_same_moment_then_one_is_done_and_both_get_its_answer(node):
    token = json.loads(
        node.command(
            "people", "token", "--email", "designee@police.larkwater.example", "--role", "designee", "--office", "chief"
        ).stdout
    )["token"]  # fmt: skip
    before = node.run("from wardbell.notices.models import Notice; answer = Notice.objects.count()")

    answers = [at_once(node, token=token, key=f"race-{n}") for n in range(N_TIMES)]

    after = node.run("from wardbell.notices.models import Notice; answer = Notice.objects.count()")
    assert after - before == N_TIMES
    for told in answers:
        assert {status for status, _, _ in told} == {201}
        assert len({body for _, body, _ in told}) == 1
        assert sorted(replayed for _, _, replayed in told) == [False] + [True] * (N_AT_ONCE - 1)


def at_once(node: Node, *, token: str, key: str) -> list[tuple[int, bytes, bool]]:
    """Sends one call from several threads that start together; returns status, body, and whether it was told again."""
    start = Barrier(N_AT_ONCE)

    def call(_n: int) -> tuple[int, bytes, bool]:
        request = urllib.request.Request(
            f"{node.base_url}/api/v1/notices", data=b'{"how_known": "seen_in_public_by_staff"}', method="POST",
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key, "Content-Type": "application/json"},
        )  # fmt: skip
        start.wait()
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read(), "Idempotent-Replayed" in answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), False

    with ThreadPoolExecutor(N_AT_ONCE) as pool:
        return list(pool.map(call, range(N_AT_ONCE)))
