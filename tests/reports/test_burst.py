"""Twenty times the day's pace for an hour: the board asks as little as on a quiet day, and so does one more report."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.reports import make
from wardbell.ground import clock, ids
from wardbell.people.models import Account
from wardbell.people.rules import Role
from wardbell.reports import actions, queries
from wardbell.reports.models import Incident, Report
from wardbell.reports.queries.board import MOST_LINES
from wardbell.web import entry

pytestmark = pytest.mark.usefixtures("city")
DAY, BURST = 2_000, 1_667  # reports of a day, and of its worst hour
PLACES = 400
HEAVIEST_PAGE = 100_000  # bytes


def fill() -> None:
    """A day's reports and an hour's burst, at so many corners that the board is as long as it gets."""
    now, incidents, reports = clock.now(), [], []
    for n in range(PLACES):
        corner = make.corner(n)
        incidents.append(
            Incident(
                kind="sighting", held_as="community", ward=corner.ward, place_kind=corner.kind, place_name=corner.name,
                lat=corner.lat, lon=corner.lon, seen_from=now, seen_until=now, opened_at=now - timedelta(seconds=n),
                heard_at=now, n_reports=1,
            )
        )  # fmt: skip
    Incident.objects.bulk_create(incidents)
    for n in range(DAY + BURST):
        one = incidents[n % PLACES]
        at = now - (timedelta(minutes=n % 60) if n < BURST else timedelta(hours=1 + n % 23))
        reports.append(
            Report(
                id=ids.random_number(), incident=one, held_as="community", kind="sighting", source="resident", way="sms",
                received_at=at, seen_at=at, first_hand="yes", language="en", text=f"agents, {n % 9} of them at the door",
                place_kind=one.place_kind, place_name=one.place_name, lat=one.lat, lon=one.lon, ward=one.ward,
            )
        )  # fmt: skip
    Report.objects.bulk_create(reports, batch_size=500)


def test_board_when_the_burst_is_on_then_in_few_queries():
    hotline = make.volunteer(Role.HOTLINE)
    fill()

    with CaptureQueriesContext(connection) as asked:
        board = queries.board(hotline)

    assert (len(board.lines), board.n_open) == (MOST_LINES, PLACES)
    assert len(asked) <= 6


def test_queries_when_ten_times_as_many_wait_then_the_board_asks_no_more():
    hotline = make.volunteer(Role.HOTLINE)
    counts = []
    for n in (2, 20):
        for place in range(n):
            make.report(place=make.corner(place + n))
        with CaptureQueriesContext(connection) as asked:
            queries.board(hotline)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_receive_when_the_burst_is_on_then_it_joins_its_corner():
    fill()

    received = actions.receive(make.told(place=make.corner(7)), by=make.SOMEBODY)

    assert Incident.objects.get(id=received.incident_id).place_name == make.corner(7).name


def test_page_when_the_burst_is_on_then_it_stays_light():
    lead = make.volunteer(Role.SHIFT_LEAD)
    fill()
    client = Client()
    client.force_login(Account.objects.get(id=lead.id), backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[entry.ENTERED_AS] = lead.id
    session.save()
    address = reverse("organization:by_ward")
    client.get(address)  # templates are read once, at the first look

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.content.count(b"</li>") > MOST_LINES
    assert len(answer.content) < HEAVIEST_PAGE
