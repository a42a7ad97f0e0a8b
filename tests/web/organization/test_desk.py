"""What a partner sees: exactly what the public sees, at the same moment."""

import pytest
from django.urls import reverse

from tests.notices import make
from tests.web import doors
from wardbell.notices import queries as notices

pytestmark = pytest.mark.usefixtures("larkwater")


def test_desk_when_a_bulletin_is_out_then_it_is_there_and_before_that_it_is_not():
    partner = doors.enter("hotline-lead")
    waiting = make.public_draft()
    code = notices.notice(waiting).code

    before = doors.shown(partner.get(reverse("organization:desk")))
    doors.enter("clerk-approver").post(reverse("official:review", args=[waiting]), {"action": "approve"})
    after = doors.shown(partner.get(reverse("organization:desk")))

    assert (code in before, code in after) == (False, True)


def test_desk_when_a_council_notice_is_out_then_no_word_of_it():
    partner = doors.enter("hotline-lead")
    empty = doors.shown(partner.get(reverse("organization:desk")))

    make.official()

    assert _main(doors.shown(partner.get(reverse("organization:desk")))) == _main(empty)


def test_desk_when_looked_at_by_an_office_then_not_there():
    assert doors.enter("ward-6-aide").get(reverse("organization:desk")).status_code == 404


def _main(page: str) -> str:
    return page.partition("<main")[2].partition("</main")[0]
