"""Two people press at the same moment, at the real doors of a running node: one is first, and everything happens once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.node import Node, Template, free_port
from wardbell.config.commands._rehearsal.visitor import Page, Visitor

pytestmark = pytest.mark.process
ROUNDS = 4
TEN_MB = 10_000_000
SENTINEL = "purple-heron-0451"
SAMPLES = "\nfrom wardbell.phrases import actions as phrases\nphrases.load_samples(by=OPERATOR)\n"
FILL = f"""
from tests.notices import make
from wardbell.escalation import queries, tokens
from wardbell.notices import actions as notices
from wardbell.notices.rules import HowKnown

def waiting():
    draft = make.draft(HowKnown.REQUEST)
    notices.ask_approval(draft, by=make.who("chief-designee"))
    return draft

asked = [queries.request_about(f"notice:{{make.official()}}", office="ward-6") for _ in range({ROUNDS})]
from tests.reports import make as scenes
from tests.web.organization import desk_hands

desk_hands.seat()
lines = [str(scenes.report(place=scenes.corner(n)).incident_id) for n in range({ROUNDS})]
people = ("hotline-volunteer", "shift-lead", "chief-designee", "mayor-designee", "clerk-approver", "city-clerk", "ward-6-aide", "ward-6-member")
answer = {{
    "waiting": [waiting() for _ in range({ROUNDS})],
    "drafts": [make.draft() for _ in range({ROUNDS})],
    "abouts": [make.official() for _ in range({ROUNDS})],
    "bulletins": [make.bulletin() for _ in range({ROUNDS})],
    "lines": lines,
    "requests": [one.id for one in asked],
    "links": [tokens.make(one.id, rung=0) for one in asked],
    "people": {{key: make.who(key).id for key in people}},
}}
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, dict]]:
    """One node for all tests of this file, and what its addresses need."""
    template = Template.make(tmp_path_factory.mktemp("template"), more=SAMPLES)
    folder = tmp_path_factory.mktemp("doors") / "node"
    node = Node(folder=folder, port=free_port(), database_url=template.copy_to(folder))
    try:
        facts = node.run(FILL)
        node.start()
        yield node, facts
    finally:
        node.remove()
        template.remove()


@pytest.fixture
def node(running) -> Node:
    return running[0]


@pytest.fixture
def facts(running) -> dict:
    return running[1]


def visitor(node: Node, facts: dict, who: str = "") -> Visitor:
    """Opens a browser, and enters as one of the people."""
    one = Visitor(node.base_url)
    if who:
        account = facts["people"][who]
        one.submit(one.get("/demo/enter/"), {"account": account}, form="")
    return one


def at_once(*presses: Callable[[], Page]) -> list[int]:
    """Presses all buttons at the same moment; returns the statuses in rising order."""
    start = Barrier(len(presses))

    def press(one: Callable[[], Page]) -> int:
        start.wait()
        return one().status

    with ThreadPoolExecutor(len(presses)) as hands:
        return sorted(hands.map(press, presses))


def button(who: Visitor, address: str, given: dict[str, str], *, form: str = "") -> Callable[[], Page]:
    """Opens a page now, and returns what presses its button later."""
    page = who.get(address)
    return lambda: who.submit(page, given, form=form, expect=None)  # type: ignore[arg-type]  # any status is told


def count(node: Node, code: str) -> object:
    return node.run(f"from wardbell.journal.models import Entry\n{code}")


ASKED_ONCE = """
from wardbell.dispatch.models import Posting
from wardbell.escalation.models import Request, Step
answer = [
    [Request.objects.filter(subject=f"notice:{{one}}").count(), Step.objects.filter(request__subject=f"notice:{{one}}").count(),
     Posting.objects.filter(subject__startswith=f"notice:{{one}}").count(),
     Entry.objects.filter(about=f"notice:{{one}}", verb="{verb}").count()]
    for one in {ids!r}
]
"""


def test_approve_when_two_press_at_once_then_one_is_first_and_each_office_is_asked_once(node, facts):
    approvers = [visitor(node, facts, who) for who in ("clerk-approver", "city-clerk")]

    told = [
        at_once(*(button(one, f"/official/review/{draft}/", {"action": "approve"}) for one in approvers))
        for draft in facts["waiting"]
    ]

    assert told == [[200, 409]] * ROUNDS
    asked = count(node, ASKED_ONCE.format(ids=facts["waiting"], verb="notices.approve"))
    assert asked == [[13, 13, 13, 1]] * ROUNDS


def test_send_when_pressed_in_two_windows_at_once_then_each_office_is_asked_once(node, facts):
    windows = [visitor(node, facts, "chief-designee") for _ in range(2)]

    told = [
        at_once(*(button(one, f"/official/say/{draft}/check/", {"action": "send"}) for one in windows))
        for draft in facts["drafts"]
    ]

    assert {status for each in told for status in each} <= {200, 404}
    asked = count(node, ASKED_ONCE.format(ids=facts["drafts"], verb="notices.publish"))
    assert [each[:2] + each[3:] for each in asked] == [[13, 13, 1]] * ROUNDS


def test_public_version_when_two_designees_draft_at_once_then_one_draft(node, facts):
    designees = [visitor(node, facts, who) for who in ("chief-designee", "mayor-designee")]

    told = [
        at_once(*(button(one, f"/official/notices/{about}/public/", {}) for one in designees))
        for about in facts["abouts"]
    ]

    drafted = count(
        node,
        f"from wardbell.notices import queries\nanswer = [len(queries.public_versions(one)) for one in {facts['abouts']!r}]",
    )
    assert (told, drafted) == ([[200, 409]] * ROUNDS, [1] * ROUNDS)


def test_relay_when_two_of_an_office_press_at_once_then_one_posting(node, facts):
    office = [visitor(node, facts, who) for who in ("ward-6-aide", "ward-6-member")]

    told = [
        at_once(*(button(one, f"/council/notices/{bulletin}/", {}, form="/relay/") for one in office))
        for bulletin in facts["bulletins"]
    ]

    relayed = count(
        node,
        "from wardbell.notices.models import Relay\n"
        f"answer = [Relay.objects.filter(notice_id=one).count() for one in {facts['bulletins']!r}]",
    )
    assert (told, relayed) == ([[200, 200]] * ROUNDS, [1] * ROUNDS)


def test_acknowledge_when_by_link_and_in_the_inbox_at_once_then_recorded_once(node, facts):
    aide, anybody = visitor(node, facts, "ward-6-aide"), visitor(node, facts)

    told = [
        at_once(
            button(aide, f"/council/requests/{request}/", {"action": "acknowledge"}),
            button(anybody, f"/a/{token}", {"action": "acknowledge"}),
        )
        for request, token in zip(facts["requests"], facts["links"], strict=True)
    ]

    recorded = count(
        node,
        "answer = [Entry.objects.filter(about=f'request:{one}', verb='escalation.acknowledge').count()"
        f" for one in {facts['requests']!r}]",
    )
    assert (told, recorded) == ([[200, 200]] * ROUNDS, [1] * ROUNDS)


def test_ten_megabytes_when_sent_again_and_again_then_a_page_each_time_and_the_memory_stays(node, facts):
    resident = visitor(node, facts)
    doors = [(path, resident.get(path)) for path in ("/check/", "/subscribe/", "/accounts/login/")]
    before = peak_kb(node)

    pages = [
        resident.submit(page, {"code": "x" * TEN_MB}, form=path, expect=None)  # type: ignore[arg-type]
        for _ in range(4)
        for path, page in doors
    ]

    assert {(page.status, "That was too long" in page.text) for page in pages} == {(400, True)}
    assert peak_kb(node) - before < 20_000
    assert resident.get("/check/").status == 200


def test_refused_texts_when_sent_to_every_door_then_in_no_file_of_the_node_and_no_table(node, facts):
    resident, aide, designee = (visitor(node, facts, who) for who in ("", "ward-6-aide", "chief-designee"))
    words = f"/council/notices/{facts['bulletins'][0]}/words/"

    pages = [
        resident.submit(resident.get("/check/"), {"code": SENTINEL}, form="/check/"),
        resident.submit(resident.get("/subscribe/"), {"address": SENTINEL}, form="/subscribe/", expect=422),
        aide.submit(aide.get(words), {"text": f"{SENTINEL}: plate ABC 1234"}, form="", expect=422),
        designee.submit(
            designee.get("/official/say/"), {"how_known": "in_confidence", "link": SENTINEL}, form=""
        ),
    ]

    assert [page.status for page in pages] == [200, 422, 422, 200]
    assert SENTINEL in pages[1].text
    held = [
        path.name
        for path in sorted(node.folder.rglob("*"))
        if path.is_file() and SENTINEL.encode() in path.read_bytes()
    ]
    assert held == []
    assert count(node, f"from tests.notices import make\nanswer = make.found_anywhere({SENTINEL!r})") is False


def peak_kb(node: Node) -> int:
    """The most memory that the node's processes together ever held."""
    assert node.process is not None
    pids = [node.process.pid, *children_of(node.process.pid)]
    return sum(_status(pid, "VmHWM") for pid in pids)


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for path in tasks for one in path.read_text().split()]


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


CLAIMED = """
from wardbell.reports.models import Incident
answer = [
    [Incident.objects.get(id=one).owner.pseudonym, Entry.objects.filter(about=f"incident:{{one}}", verb="reports.claim").count()]
    for one in {ids!r}
]
"""


def test_claim_when_two_take_a_line_at_once_then_one_has_it_and_the_other_is_told_who(node, facts):
    volunteers = {
        "Heron": visitor(node, facts, "hotline-volunteer"),
        "Otter": visitor(node, facts, "shift-lead"),
    }
    told: list[dict[str, Page]] = []
    for line in facts["lines"]:
        presses = {
            name: button(one, "/organization/hotline/", {"claim": line}) for name, one in volunteers.items()
        }
        start = Barrier(len(presses))

        def press(one: Callable[[], Page], start: Barrier = start) -> Page:
            start.wait()
            return one()

        with ThreadPoolExecutor(len(presses)) as hands:
            told.append(dict(zip(presses, hands.map(press, presses.values()), strict=True)))

    claimed = count(node, CLAIMED.format(ids=facts["lines"]))
    assert [sorted(page.status for page in each.values()) for each in told] == [[200, 409]] * ROUNDS
    assert [n for _, n in claimed] == [1] * ROUNDS
    for (owner, _), each in zip(claimed, told, strict=True):
        [second] = [page for page in each.values() if page.status == 409]
        assert each[owner].status == 200
        assert f"{owner} has this in hand." in second.text
