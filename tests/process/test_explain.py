"""`wardbell dispatch explain`: one reader's story, asked for on standard input, told in plain words."""

import json
from collections.abc import Iterator

import pytest

from tests.process.nodes import Node, copied

pytestmark = pytest.mark.process
TOLD, LATE, STRANGER = "+16125550111", "+16125550122", "+16125550133"


@pytest.fixture(scope="module")
def node(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node that told one reader, before another signed up."""
    with copied(template, tmp_path_factory.mktemp("told")) as one:
        yield one


@pytest.fixture(scope="module")
def code(node: Node) -> str:
    return str(node.stage("tell_readers", TOLD, LATE)["code"])


def test_explain_when_asked_then_told_in_the_citys_time(node, code):
    done = node.wardbell("dispatch", "explain", code.lower(), typed="(612) 555-0111\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2026-11-23 05:00:00 CST  A text message to this reader was written down, in this language: English.",
        "2026-11-23 05:03:00 CST  It was handed to the provider, try 1.",
        "2026-11-23 05:03:00 CST  The provider accepted it. More is not known yet.",
    ]


def test_explain_when_asked_for_json_then_one_line_for_each_copy(node, code):
    done = node.wardbell("dispatch", "explain", code, "--json", typed=TOLD)

    [copy] = [json.loads(line) for line in done.stdout.splitlines()]

    assert [copy["medium"], copy["language"], copy["state"]] == ["sms", "en", "sent"]
    assert [one["state"] for one in copy["events"]] == ["sending", "sent"]


def test_explain_when_there_is_nothing_to_tell_then_says_why_and_exits_1(node, code):
    late, stranger = (node.wardbell("dispatch", "explain", code, typed=one) for one in (LATE, STRANGER))

    assert [late.returncode, stranger.returncode] == [1, 1]
    assert [late.stdout, stranger.stdout] == ["", ""]
    assert late.stderr == "This reader had no copy of this notice.\n"
    assert stranger.stderr == "Nobody here has this mailbox or number.\n"


@pytest.mark.parametrize(
    ("arguments", "typed", "because"),
    [
        (["ZZZZZZ"], TOLD, "No public notice has this code."),
        (["{code}"], "", "No mailbox or number came on standard input."),
        (["{code}", TOLD], "", "Write the mailbox or number on standard input, not on the command line"),
        (["{code}"], "nobody", "number"),
    ],
)  # fmt: skip
def test_explain_when_badly_asked_then_exits_2_and_says_why(node, code, arguments, typed, because):
    done = node.wardbell("dispatch", "explain", *(one.format(code=code) for one in arguments), typed=typed)

    assert (done.returncode, done.stdout) == (2, "")
    assert because in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_when_looked_up_then_journalled_without_the_number(node, code):
    rows = "SELECT facts, actor_label FROM journal_entry WHERE verb = 'dispatch.explain' ORDER BY seq"
    before = len(node.sql(rows))

    node.wardbell("dispatch", "explain", code, typed=TOLD)

    written = node.sql(rows)
    assert len(written) == before + 1
    assert "true" in str(written[-1][0])
    assert "5550111" not in str(written)
