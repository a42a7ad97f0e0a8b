"""No address of a reader is readable anywhere: no table, no log, no repr; after a whole walk with everything going wrong once."""

import pytest
from django.apps import apps

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Failed, Medium, Sent
from wardbell.channels.base import Inbound as Received
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office
from wardbell.dispatch.post_office import Renderings
from wardbell.ground import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]
NUMBER, MAILBOX, STRANGER = "+16125550166", "sentinel.reader@example.org", "+16125550167"


def test_address_when_a_whole_walk_is_over_then_readable_nowhere_but_at_the_provider(caplog, capsys):
    subscribed.reader(NUMBER)
    subscribed.reader(MAILBOX, medium="mail")
    memory.fail(NUMBER, Failed(reason="too_fast", permanent=False), Sent(provider_id="x"))
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "one")
    dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
    written = dispatch.receive(
        Received(provider_id="SM1", medium=Medium.SMS, sender=STRANGER, body="please call me at 612-555-0167")
    )
    dispatch.answer(str(written), phrase="reply-unread", by=make.DESIGNEE)
    jobs.run_all()

    rows = [repr(row.__dict__) + str(row) for model in apps.get_models() for row in model.objects.all()]
    texts = [*rows, repr(batch), repr(memory.outbox()), caplog.text, *capsys.readouterr()]

    assert {MAILBOX, STRANGER} <= {one.to for one in memory.outbox()}  # it could have been read
    for sentinel in ("5550166", "555-0166", "sentinel.reader", "5550167", "555-0167"):
        assert [text[:200] for text in texts if sentinel in text] == []
