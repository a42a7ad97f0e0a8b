"""Hands for the tests of the doors: somebody signed in, a walk through the questions, and everything that is stored."""

from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.notices import make
from wardbell.journal.models import Entry
from wardbell.notices.rules import HowKnown

#: one of the city's people for each role of the permission table, and those whose role is in an organization
WHO = {
    "designee": "chief-designee", "approver": "clerk-approver", "duty clerk": "duty-clerk", "counsel": "assistant-attorney",
    "member": "ward-6-member", "deputy": "ward-6-deputy", "aide": "ward-6-aide", "mayor": "mayor", "safety officer": "chief",
    "translator": "translator-es", "partner": "hotline-lead", "administrator": "administrator",
    "partner's approver": "legal-aid-approver", "partner's counsel": "legal-aid-counsel", "hotline": "hotline-volunteer",
    "shift lead": "shift-lead", "confirmer": "confirmer",
}  # fmt: skip
#: tables that remember who looks, and not what happens: sessions, and the framework's own
OF_VISITS = {"django_session", "usersessions_usersession", "wardbell_cache", "sqlite_sequence"}

SOURCE = {"source_ago": "15"}
#: the answers of one notice, screen by screen, as a browser sends them
ANSWERS = {
    "source": SOURCE,
    "what": {"agents": "yes", "civil": "not_known"},
    "status": {"status": "ongoing"},
    "where": {"areas": ["ward:6"]},
    "when": {"since_ago": "15", "shareable_ago": ""},
}


def enter(key: str, **options: bool) -> Client:
    """Signs one of the city's people in, through the chooser of the demo."""
    client = Client(**options)
    client.post(reverse("demo_enter"), {"account": make.who(key).id})
    return client


def say(client: Client, how_known: HowKnown = HowKnown.SEEN_IN_PUBLIC_BY_STAFF) -> str:
    """Answers the first question, and returns the address of the draft before its step."""
    response = client.post(reverse("official:say"), {"how_known": how_known})
    assert response.status_code == 302
    return response.headers["Location"].removesuffix("source/")


def say_all(client: Client) -> str:
    """Answers every question, and returns the address of the draft before its step."""
    draft = say(client)
    for step, answers in ANSWERS.items():
        assert client.post(f"{draft}{step}/", answers).status_code == 302, step
    return draft


def shown(response: HttpResponse) -> str:
    return response.content.decode()


def done() -> list[str]:
    """The verbs of the journal, oldest first."""
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def stored() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of visits."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - OF_VISITS):
            cursor.execute(f'SELECT * FROM "{table}"')  # the names come from the database itself
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def is_kept(word: str) -> bool:
    """Whether a word stands in any column of any table, or inside a session."""
    return make.found_anywhere(word) or any(word in str(row.get_decoded()) for row in Session.objects.all())
