"""The journal: one chain, refused changes, found tampering."""

import pytest
from django.db import DatabaseError, connection, transaction

from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as journal
from wardbell.journal import queries
from wardbell.journal.models import Entry
from wardbell.journal.rules import GENESIS, Break, Row, hash_of, judge

pytestmark = pytest.mark.django_db


def write(n: int = 3) -> list[str]:
    with transaction.atomic():
        return [
            journal.write(verb="test.write", about=f"thing:{i}", by=OPERATOR, facts={"n": i})
            for i in range(n)
        ]


def test_write_when_three_times_then_one_whole_chain(morning):
    hashes = write()

    verdict = queries.verdict()

    assert (verdict.rows, verdict.head, verdict.first_broken) == (3, hashes[-1], None)
    assert [row.previous_hash for row in queries.rows()] == [GENESIS, *hashes[:2]]


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"])
def test_change_when_attempted_then_the_database_refuses(morning, statement):
    write()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Entry.objects.count() == 3


def test_judge_when_a_row_was_changed_then_names_it(morning):
    write()
    rows = list(queries.rows())
    changed = Row(**{**vars(rows[1]), "verb": "test.other"})

    verdict = judge([rows[0], changed, rows[2]])

    assert verdict.first_broken == Break(seq=2, reason="the row was changed after it was written")


def test_judge_when_a_row_is_missing_then_names_it(morning):
    write()
    rows = list(queries.rows())

    assert judge([rows[0], rows[2]]).first_broken == Break(seq=3, reason="row 2 is missing")


def test_judge_when_the_tail_is_cut_then_only_the_head_tells(morning):
    hashes = write()
    rows = list(queries.rows())[:2]

    assert judge(rows).first_broken is None
    assert judge(rows, expected_head=hashes[2]).first_broken is not None
    assert judge(rows, expected_head=hashes[0]).first_broken is None


def test_hash_when_any_part_changes_then_differs(morning):
    write(1)
    row = next(iter(queries.rows()))

    others = {
        hash_of(Row(**{**vars(row), part: "9" * 64}))
        for part in ("actor_kind", "actor_id", "actor_label", "verb", "about", "facts", "previous_hash")
    }

    assert len(others - {row.hash}) == 7
