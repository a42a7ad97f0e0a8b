"""The code for a number goes to that number alone: by text message, never by mail."""

import pytest

from tests.dispatch import make
from wardbell.channels import memory
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.models import Message
from wardbell.ground import jobs
from wardbell.ground.actors import OPERATOR, Actor, ActorKind
from wardbell.journal.models import Entry
from wardbell.people import actions as people
from wardbell.people import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "city")]


@pytest.mark.parametrize("language", ["en", "es", "so", "hmn", "ar"])
def test_code_when_sent_then_one_text_message_holds_it_in_their_language(language):
    someone = make.account(language=language)

    dispatch.send_number_code(someone, by=OPERATOR)
    jobs.run_all()

    [message] = memory.outbox()
    assert (message.to, message.language) == (queries.person(someone).phone, language)
    code = next(word.strip(".‎") for word in message.body.split() if word.strip(".‎").isdecimal())
    people.confirm_number(someone, code, by=Actor(id=someone, kind=ActorKind.ACCOUNT, label="official"))
    assert queries.is_number_proved(someone)
    assert code not in "".join(Entry.objects.values_list("facts", flat=True))


def test_letter_when_written_for_both_media_then_both_go():
    someone = make.account()

    make.post(make.official(), to=make.Audience(accounts=(someone,)))

    assert sorted(Message.objects.values_list("medium", flat=True)) == ["mail", "sms"]
