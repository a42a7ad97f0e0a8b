"""The journal's chain: found tampering, one chain whoever writes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.nodes import Node, copied

pytestmark = pytest.mark.process
LITE_TRIGGERS = ("journal_no_update", "journal_no_delete")
GROWN_TRIGGERS = ("journal_no_change ON journal_entry", "journal_no_truncate ON journal_entry")


@pytest.fixture(scope="module")
def kept(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node whose journal has five rows; never changed, only copied."""
    with copied(template, tmp_path_factory.mktemp("kept")) as one:
        one.enter("write", "5", "one").communicate("\n")
        yield one


@pytest.fixture
def written(kept: Node, tmp_path: Path) -> Iterator[Node]:
    """A copy of that node, to be tampered with."""
    with copied(kept.url, tmp_path) as one:
        yield one


@pytest.fixture(scope="module")
def head(kept: Node) -> str:
    """The head of the five rows, written down elsewhere."""
    return kept.wardbell("journal", "head").stdout.strip()


def tamper(node: Node, *statements: str) -> None:
    """Somebody drops the triggers and changes what was written."""
    drop = LITE_TRIGGERS if node.url.startswith("sqlite") else GROWN_TRIGGERS
    node.sql(*(f"DROP TRIGGER {trigger}" for trigger in drop), *statements)


def verify(node, *arguments: str) -> tuple[int, dict[str, object]]:
    done = node.wardbell("journal", "verify", "--json", *arguments)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_verify_when_untouched_then_whole(kept, head):
    assert verify(kept) == (0, {"ok": True, "rows": 5, "head": head, "first_broken": None})
    assert verify(kept, "--head", head.upper())[0] == 0


def test_verify_when_empty_then_whole(node):
    assert verify(node) == (0, {"ok": True, "rows": 0, "head": "0" * 64, "first_broken": None})
    assert node.wardbell("journal", "head").stdout == "0" * 64 + "\n"


@pytest.mark.parametrize(
    ("statement", "seq", "reason"),
    [
        ("UPDATE journal_entry SET facts = '{\"n\":9}' WHERE seq = 3", 3, "the row was changed after it was written"),
        ("UPDATE journal_entry SET actor_label = 'somebody else' WHERE seq = 5", 5, "the row was changed after it was written"),
        ("UPDATE journal_entry SET at = '2020-01-01 00:00:00' WHERE seq = 1", 1, "the row was changed after it was written"),
        ("UPDATE journal_entry SET hash = 'ab' WHERE seq = 2", 2, "the row was changed after it was written"),
        ("DELETE FROM journal_entry WHERE seq = 3", 4, "row 3 is missing"),
        ("DELETE FROM journal_entry WHERE seq = 1", 2, "row 1 is missing"),
        ("UPDATE journal_entry SET seq = seq + 100 WHERE seq = 2", 3, "row 2 is missing"),
    ],
)  # fmt: skip
def test_verify_when_tampered_with_then_the_first_broken_row_is_named(written, head, statement, seq, reason):
    tamper(written, statement)

    code, said = verify(written)

    assert (code, said["ok"], said["first_broken"]) == (1, False, {"seq": seq, "reason": reason})
    assert said["head"] != head


def test_verify_when_the_tail_was_cut_then_only_the_head_tells(written, head):
    tamper(written, "DELETE FROM journal_entry WHERE seq > 3")

    assert verify(written)[0] == 0
    code, said = verify(written, "--head", head)
    assert (code, said["rows"], said["first_broken"]) == (
        1,
        3,
        {"seq": 4, "reason": "the expected head is missing: the tail was cut off"},
    )


@pytest.mark.parametrize("trigger", range(2))
def test_change_when_one_trigger_is_still_there_then_refused(written, trigger):
    kind = "DELETE FROM journal_entry" if trigger else "UPDATE journal_entry SET verb = 'x'"

    with pytest.raises(Exception, match="append-only"):
        written.sql(kind)

    assert written.sql("SELECT count(*) FROM journal_entry") == [(5,)]


@pytest.mark.only_sqlite  # PostgreSQL itself refuses what is no instant
@pytest.mark.parametrize("garbage", ["'never'", "17"])
def test_verify_when_an_instant_is_garbage_then_the_row_is_named(written, garbage):
    tamper(written, f"UPDATE journal_entry SET at = {garbage} WHERE seq = 2")

    code, said = verify(written)

    assert (code, said["first_broken"]["seq"]) == (1, 2)


def test_verify_when_it_cannot_run_then_exit_2(node):
    nowhere = node.having(DATABASE_URL=f"sqlite:///{node.folder / 'empty.sqlite3'}")

    codes = [
        nowhere.wardbell("journal", "verify", "--json").returncode,
        node.wardbell("journal", "verify", "--head", "abc").returncode,
        node.wardbell("journal", "burn").returncode,
    ]

    assert codes == [2, 2, 2]


def test_write_when_four_processes_write_at_once_then_one_whole_chain(node):
    writers = [node.enter("write", "50", name) for name in "abcd"]
    for writer in writers:
        assert writer.stdout.readline(), writer.stderr.read()

    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    ended = [writer.communicate(timeout=60) for writer in writers]

    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], ended
    code, said = verify(node)
    assert (code, said["ok"], said["rows"]) == (0, True, 200)
