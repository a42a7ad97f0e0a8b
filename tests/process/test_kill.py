"""kill -9 in the middle of the walk: the ledger knows, the next process goes on, every office is alerted."""

import shutil
import signal
import socket
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.node import Node, Template

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("story")]

_SAMPLES = """
from wardbell.phrases import actions as phrases
phrases.load_samples(by=OPERATOR)
"""
_SAY = """
from tests.notices import make
notice_id = make.official()
from wardbell.notices import queries
answer = queries.notice(str(notice_id)).subject
"""
_COUNT = """
from wardbell.dispatch import queries
progress = queries.progress({subject!r})
answer = [progress.expected, progress.is_settled, dict(progress.by_state)]
"""
_JOBS = """
from django_tasks_db.models import DBTaskResult
answer = [DBTaskResult.objects.ready().count(), DBTaskResult.objects.running().count(), DBTaskResult.objects.failed().count()]
"""


@pytest.fixture
def node(tmp_path: Path):
    template = Template.make(tmp_path / "template", more=_SAMPLES)
    folder = tmp_path / "node"
    url = template.copy_to(folder)
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    made = Node(folder=folder, port=port, database_url=url)
    yield made
    made.remove()
    template.remove()
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_kill_when_it_comes_in_mid_walk_then_no_job_is_lost(node):
    node.start()
    subject = node.run(_SAY)
    node.stop(signal.SIGKILL)
    for _ in range(2):
        node.start()
        time.sleep(0.4)
        node.stop(signal.SIGKILL)
    node.start()

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        expected, is_settled, by_state = node.run(_COUNT.format(subject=subject))
        if is_settled and expected:
            break
        time.sleep(1)

    ready, running, failed = node.run(_JOBS)
    assert (is_settled, ready, running, failed) == (True, 0, 0, 0), by_state
    assert expected >= 26  # thirteen offices, each by mail and by text
    assert set(by_state) == {"sent"}
