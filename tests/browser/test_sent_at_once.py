"""One form sent eight times in the same moment: one report, one incident, one sealed address. Beside the browser for its town."""

import pytest

from tests.node import Node

pytestmark = pytest.mark.browser
RACE = """
import threading

from django.db import connections
from wardbell.ground.actors import Actor, ActorKind
from wardbell.reports import actions
from wardbell.reports.models import Incident, Report
from wardbell.reports.rules import Place, PlaceKind, Told, Way
from wardbell.subscribers.models import ReplyHandle

somebody = Actor(id="somebody", kind=ActorKind.RESIDENT, label="somebody")
place = Place(kind=PlaceKind.WARD, name="Ward 3", ward="ward:3")
told = Told(way=Way.WEB, text="a van", came_as="form:race", place=place)
gate, ids = threading.Barrier(8), []

def send():
    gate.wait()
    try:
        ids.append(actions.receive_form(told, callback={callback!r}, by=somebody).report_id)
    finally:
        connections.close_all()

threads = [threading.Thread(target=send) for _ in range(8)]
for one in threads:
    one.start()
for one in threads:
    one.join()
answer = [len(ids), len(set(ids)), Report.objects.count(), Incident.objects.count(), ReplyHandle.objects.count()]
"""


@pytest.mark.parametrize("callback", ["+16125550177", "somebody@mail.example"])
def test_form_when_sent_eight_times_at_once_then_one_report_and_one_address(node: Node, callback: str):
    before = node.run("from wardbell.reports.models import Report; answer = Report.objects.count()")

    found = node.run(RACE.replace("{callback!r}", repr(callback)))

    assert (before, found) == (0, [8, 1, 1, 1, 1])
