"""What residents get: the relayed core once each, own words in their language alone, the withdrawal to the same people."""

from datetime import timedelta

import pytest

from tests.notices import make
from wardbell.channels import memory
from wardbell.dispatch import queries as dispatch_queries
from wardbell.dispatch.rules import KEPT
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.notices import actions
from wardbell.notices.rules import WithdrawReason
from wardbell.subscribers import actions as subscribers

pytestmark = pytest.mark.usefixtures("city")
NOON = make.MORNING + timedelta(hours=7)


def reader(number: int, language: str, *areas: str) -> str:
    address = f"+1612555017{number}"
    reader_id = subscribers.subscribe(
        medium="sms", address=address, language=language, areas=areas, topics=["enforcement"], before_eight=False,
        consent_version="1", by=OPERATOR,
    )  # fmt: skip
    subscribers.confirm(reader_id, by=OPERATOR, method="reply")
    return address


def texts_to(address: str) -> list[str]:
    return [one.body for one in memory.outbox() if one.to == address]


@pytest.fixture
def walked() -> list[str]:
    """Two wards relay at noon; ward 6 adds words in Spanish; then the bulletin is withdrawn. The readers' addresses."""
    with clock.fixed(NOON):
        addresses = [
            reader(1, "es", "ward:6"), reader(2, "en", "ward:6", "ward:7"), reader(3, "en", "ward:9"),
        ]  # fmt: skip
        public = make.bulletin(make.official(areas=("ward:6", "ward:7")))
        for office in ("ward-6", "ward-7"):
            actions.relay(public, office=office, by=make.who(f"{office}-aide"))
        words = actions.add_words(
            public,
            office="ward-6",
            language="es",
            text="Nuestra oficina contesta.",
            by=make.who("ward-6-aide"),
        )
        actions.review_words(words, by=make.who("translator-es"))
        make.send_everything()
    for seconds in (61, 121):
        with clock.fixed(NOON + timedelta(seconds=seconds)):
            make.release()
    with clock.fixed(NOON + timedelta(minutes=5)):
        actions.withdraw(public, reason=WithdrawReason.NOT_SO, by=make.who("chief-designee"))
        make.send_everything()
    return addresses


def test_readers_when_two_wards_relay_then_each_reader_gets_the_core_once_and_words_in_their_language(walked):
    spanish, in_two_wards, elsewhere = (texts_to(one) for one in walked)

    assert [len(spanish), len(in_two_wards), len(elsewhere)] == [3, 2, 0]
    assert [("Nuestra oficina contesta." in one) for one in spanish] == [False, True, False]
    assert make.failures() == []


def test_readers_when_withdrawn_then_exactly_those_who_got_it_hear(walked):
    spanish, in_two_wards, _ = (texts_to(one) for one in walked)

    assert "Withdrawn." in in_two_wards[-1]
    assert spanish[-1] != spanish[0]


def test_readers_when_their_notice_is_over_for_a_month_then_forgotten_and_the_figures_stay(walked):
    known = dispatch_queries.subjects_with_readers()
    figures = [dispatch_queries.progress(one) for one in sorted(known)]
    with clock.fixed(NOON + KEPT):
        early = actions.forget_readers_by_itself()
    with clock.fixed(NOON + KEPT + timedelta(minutes=6)):
        late = actions.forget_readers_by_itself()

    assert (early, late > 0) == (0, True)
    assert [dispatch_queries.progress(one) for one in sorted(known)] == figures
    assert (len(known), dispatch_queries.subjects_with_readers()) == (2, set())


def test_readers_when_the_node_is_the_citys_alone_then_nothing_goes_without_a_schedule(walked, settings):
    settings.NODE_ROLES = frozenset({"city"})

    with clock.fixed(NOON + 2 * KEPT):
        assert actions.forget_readers_by_itself() == 0
