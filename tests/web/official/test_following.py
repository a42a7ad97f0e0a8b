"""The clock: officials see every office; it is never stale and never stored."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.conftest import MORNING
from tests.notices import make
from tests.web import doors
from wardbell.escalation import actions as escalation
from wardbell.escalation import queries as asked
from wardbell.escalation.rules import Via
from wardbell.ground import clock

pytestmark = pytest.mark.usefixtures("larkwater")


def test_clock_when_followed_then_every_office_has_its_row():
    official = make.official()

    told = json.loads(
        doors.shown(doors.enter("city-clerk").get(reverse("official:clock_json", args=[official])))
    )

    assert next(row["office"] for row in told["clock"]["rows"]) == "ward-6", "the ward's own office first"
    assert sorted(row["office"] for row in told["clock"]["rows"]) == sorted(f"ward-{n}" for n in range(1, 14))
    assert told["clock"]["n_answered"] == 0


def test_live_when_nothing_changed_then_304_and_when_it_did_the_new_page():
    official, client = make.official(), doors.enter("city-clerk")
    address = reverse("official:live", args=[official])
    tag = client.get(address).headers["ETag"]

    same = client.get(address, headers={"If-None-Match": tag})
    escalation.acknowledge(_request(official, "ward-6"), by=make.who("ward-6-aide"), via=Via.INBOX)
    changed = client.get(address, headers={"If-None-Match": tag})

    assert (same.status_code, changed.status_code) == (304, 200)
    assert changed.headers["ETag"] != tag
    assert "1 of 13" in doors.shown(changed)


@pytest.mark.parametrize("hours", [1, -1])
def test_clock_when_the_machines_jumps_then_no_minute_is_negative_and_each_rung_is_asked_once(hours):
    official, client = make.official(), doors.enter("city-clerk")
    make.send_everything()

    with clock.fixed(MORNING + timedelta(hours=hours)):
        taken = [escalation.escalate_due(), escalation.escalate_due()]
        escalation.acknowledge(_request(official, "ward-6"), by=make.who("ward-6-member"), via=Via.INBOX)
        pages = [
            doors.shown(client.get(address))
            for address in (
                reverse("official:follow_up", args=[official]),
                reverse("official:proof", args=[official, "ward-6"]),
            )
        ]

    assert taken == [13 * (3 + 1) if hours > 0 else 0, 0], (
        "three rungs more for each office, and the end of its patience"
    )
    assert [re.findall(r"(?<![\w)])[-\u2212]\d", _words(page)) for page in pages] == [[], []]


def test_proof_when_the_office_is_none_or_the_notice_a_draft_then_not_found():
    client, official, draft = doors.enter("city-clerk"), make.official(), make.draft()

    addresses = [
        reverse("official:proof", args=[official, "ward-99"]),
        reverse("official:proof", args=[draft, "ward-6"]),
        reverse("official:follow_up", args=[make.bulletin(make.official(areas=("ward:7",)))]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def _request(official: str, office: str) -> str:
    found = asked.request_about(f"notice:{official}", office=office)
    assert found is not None
    return found.id


def _words(page: str) -> str:
    """The main part of a page, without its addresses."""
    main = page.partition("<main")[2].partition("</main")[0]
    return "".join(part.partition(">")[2] for part in main.split("<"))
