"""Readers by language on the clock page: small counts are not shown, and the totals beside them do not tell them."""

import re
from datetime import timedelta

import pytest

from tests.notices import make
from tests.subscribers import make as subscribed
from tests.web import doors
from wardbell.dispatch import queries as letters
from wardbell.ground import clock
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.web.official.tongues import tongues

pytestmark = pytest.mark.usefixtures("larkwater")


def told(**readers: int) -> str:
    """A bulletin that so many readers of each language got; returns the official notice's id."""
    place = 0
    for language, n in readers.items():
        for _ in range(n):
            subscribed.reader(subscribed.number(place), language=language, before_eight=True)
            place += 1
    official = make.official()
    bulletin = make.bulletin(official)
    notices.relay(bulletin, office="ward-6", by=make.who("ward-6-aide"))
    make.send_everything()
    with clock.fixed(clock.now() + timedelta(minutes=3)):
        make.release()
    return official


def table(official: str) -> tuple[str, dict[str, list[str]]]:
    """What the page shows of readers: its heading, and the cells of each row."""
    page = doors.shown(doors.enter("chief-designee").get(f"/official/notices/{official}/"))
    heading = re.search(r"<h2>(Readers[^<]*)</h2>", page)
    part = page.split("Readers by language</caption>", 1)[1].split("</table>", 1)[0]
    rows = re.findall(r'lang="(\w+)">[^<]*</bdi></th>(.*?)</tr>', part)
    assert heading is not None
    return heading[1], {name: re.findall(r'<td class="n">([^<]*)</td>', cells) for name, cells in rows}


def test_table_when_a_language_has_few_readers_then_neither_its_cell_nor_the_rest_to_the_total():
    heading, rows = table(told(en=9, es=6, so=2))

    assert heading == "Readers: 17 of 17 sent"
    assert rows == {
        "en": ["9", "0", "0"], "es": ["not shown", "0", "0"], "so": ["not shown", "0", "0"],
    }  # fmt: skip


def test_table_when_the_only_language_has_few_readers_then_no_total_either():
    heading, rows = table(told(so=3))

    assert (heading, rows) == ("Readers", {"so": ["not shown", "0", "0"]})


def test_table_when_all_are_many_then_exact():
    heading, rows = table(told(en=6, es=5))

    assert (heading, rows) == (
        "Readers: 11 of 11 sent", {"en": ["6", "0", "0"], "es": ["5", "0", "0"]},
    )  # fmt: skip


def test_tongues_when_one_language_fails_for_a_few_then_it_is_not_told_which():
    official = told(en=9, es=6)
    [bulletin] = [one for one in said.public_versions(official) if one.published_at]
    got = letters.progress(bulletin.subject)
    states = {"en": {"sent": 8, "failed": 1}, "es": {"sent": 6}}

    shown = tongues(type(got)(**{**vars(got), "by_language": states, "by_state": {"sent": 14, "failed": 1}}))

    assert {one.failed for one in shown.rows} == {None}
    assert {one.sent for one in shown.rows} == {8, 6}
