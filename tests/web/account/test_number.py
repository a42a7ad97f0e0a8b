"""The page of one's own number: a code is sent, typed, and the number is proved."""

import pytest
from django.urls import reverse

from tests.people import make
from tests.web.account.door import PASSWORD, sign_in, with_app
from wardbell.channels import memory
from wardbell.dispatch import post_office
from wardbell.ground import jobs
from wardbell.ground.actors import OPERATOR
from wardbell.people import queries
from wardbell.people.rules import Role
from wardbell.phrases import actions as phrases


@pytest.fixture
def aide(client):
    memory.forget()
    post_office.close()
    phrases.load_samples(by=OPERATOR)
    someone = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    sign_in(client, someone, secret=with_app(someone))
    yield someone
    memory.forget()


def page() -> str:
    return reverse("account_number")


def test_number_when_the_code_is_typed_then_the_page_says_so(client, aide):
    assert "not proved yet" in client.get(page()).content.decode()

    client.post(page())
    jobs.run_all()
    [message] = memory.outbox()
    code = next(word.strip(".") for word in message.body.split() if word.strip(".").isdecimal())
    answer = client.post(page(), {"code": code}, follow=True)

    assert queries.is_number_proved(str(aide.id))
    assert "nothing to do here" in answer.content.decode()
    assert "proved" in client.get(reverse("account_home")).content.decode()


def test_number_when_another_code_is_typed_then_refused_in_a_sentence(client, aide):
    client.post(page())

    answer = client.post(page(), {"code": "x"})

    assert answer.status_code == 409
    assert "not the code that was sent" in answer.content.decode()
    assert not queries.is_number_proved(str(aide.id))


def test_number_when_asked_twice_in_a_minute_then_one_message_goes(client, aide):
    client.post(page())

    answer = client.post(page())
    jobs.run_all()

    assert answer.status_code == 409
    assert len(memory.outbox()) == 1


def test_number_when_there_is_none_then_the_page_says_whom_to_ask(client):
    someone = make.holder(Role.AIDE, "ward-6", password=PASSWORD, phone="")
    sign_in(client, someone, secret=with_app(someone))

    assert "Ask your administrator" in client.get(page()).content.decode()
