"""What somebody was shown before they signed up is kept by version; and nobody pumps messages through the page."""

from datetime import timedelta

import pytest

from tests.subscribers import make
from wardbell.ground import clock
from wardbell.ground.errors import Conflict, NotAllowed
from wardbell.places.models import Jurisdiction
from wardbell.subscribers import actions, queries, rules
from wardbell.subscribers.models import ConsentWording, ContactPoint, SignUpCount
from wardbell.subscribers.rules import Way

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
OLD, NEW = "We hold your number. A court can order it.", "We hold your number, sealed. A court can order it."


def _sign_up(address: str, *, text: str, language: str = "en") -> int:
    version = actions.keep_wording(way=Way.PAGE, language=language, text=text)
    return make.pending(address, consent_version=version)


# --- the words


def test_a_changed_text_is_a_new_version_and_who_signed_up_before_keeps_the_old():
    before = _sign_up("+16125550101", text=OLD)
    actions.confirm(before, by=make.SOMEBODY, method="reply")
    after = _sign_up("+16125550102", text=NEW)

    kept, new = queries.consent(before), queries.consent(after)

    assert (kept.text, kept.language, kept.method) == (OLD, "en", "reply")
    assert (new.text, new.method, new.at) == (NEW, "", None)
    assert kept.version != new.version
    assert ConsentWording.objects.count() == 2


def test_the_same_text_is_one_version_and_another_language_or_way_another():
    versions = [
        actions.keep_wording(way=way, language=language, text=OLD)
        for way, language in ((Way.PAGE, "en"), (Way.PAGE, "en"), (Way.PAGE, "so"), (Way.REPLY, "en"))
    ]

    assert versions[0] == versions[1]
    assert len(set(versions)) == ConsentWording.objects.count() == 3
    assert versions[2].startswith("page-so-")


def test_who_signs_up_anew_agrees_to_the_words_of_that_day():
    reader_id = _sign_up("+16125550101", text=OLD)
    actions.stop(reader_id, by=make.SOMEBODY, method="reply")
    _sign_up("+16125550101", text=NEW)

    assert queries.consent(reader_id).text == NEW


def test_of_a_reader_whose_wording_is_not_kept_the_version_is_told_alone():
    reader_id = make.pending()

    found = queries.consent(reader_id)

    assert (found.version, found.text, found.language) == ("2026-11", "", "")
    assert queries.consent(reader_id + 1) is None


# --- the caps


def test_as_many_numbers_of_one_block_as_the_pack_says_sign_up_within_an_hour(morning):
    Jurisdiction.objects.update(sign_ups_per_prefix=2)
    for line in ("0101", "0102"):
        make.pending(f"+1612555{line}")

    with pytest.raises(Conflict, match="within the hour"):
        make.pending("+16125550103")
    make.pending("+16515550103")
    make.pending("somebody@example.org", medium="mail")

    assert ContactPoint.objects.count() == 4


def test_an_hour_later_numbers_of_the_block_sign_up_again(morning):
    Jurisdiction.objects.update(sign_ups_per_prefix=1)
    make.pending("+16125550101")

    with clock.fixed(morning + timedelta(hours=1)):
        make.pending("+16125550102")

    assert ContactPoint.objects.count() == 2


def test_a_number_of_a_country_that_is_not_served_is_refused():
    with pytest.raises(NotAllowed, match="that country"):
        make.pending("+4915112345678")

    assert ContactPoint.objects.count() == 0


def test_a_pack_may_serve_several_countries():
    Jurisdiction.objects.update(sign_up_countries=["US", "DE"])

    make.pending("+4915112345678")

    assert ContactPoint.objects.count() == 1


def test_a_number_typed_without_a_country_is_read_as_the_citys_country_writes_it():
    Jurisdiction.objects.update(country="DE", sign_up_countries=["DE"])

    reader_id = make.pending("0151 12345678")

    assert queries.find("sms", "+49 151 12345678") == reader_id


def test_a_keyword_from_the_phone_itself_is_not_counted(morning):
    Jurisdiction.objects.update(sign_ups_per_prefix=0)
    handle = actions.keep_reply_address(medium="sms", address="+16125550101", language="en", purpose="answer")

    actions.subscribe_sender(
        handle, language="en", areas=["city"], topics=["general"], before_eight=False, consent_version="1",
        by=make.SOMEBODY,
    )  # fmt: skip

    assert ContactPoint.objects.count() == 1


def test_counts_are_gone_a_day_later(morning):
    make.pending()

    with clock.fixed(morning + rules.SIGN_UP_COUNT + timedelta(hours=1)):
        actions.erase_due(by=make.SOMEBODY)

    assert SignUpCount.objects.count() == 0


def test_a_count_tells_no_number(morning):
    make.pending("+16125550101")

    row = SignUpCount.objects.get()

    assert (row.n, len(bytes(row.lookup))) == (1, 32)
    assert b"612" not in bytes(row.lookup)
