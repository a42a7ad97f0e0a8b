"""What the clockwork does about people: warns, locks, ends, and tells who must look."""

from datetime import datetime, timedelta

import pytest

from tests.notices import make
from tests.notices.conftest import city  # noqa: F401  # the demo city
from wardbell.channels import memory
from wardbell.dispatch.models import Message
from wardbell.escalation import actions, queries, rules
from wardbell.escalation.rules import MissedKind
from wardbell.ground import clock
from wardbell.people import actions as people_actions
from wardbell.people import queries as people
from wardbell.people.models import Account, Membership
from wardbell.people.rules import Role

pytestmark = pytest.mark.usefixtures("city")
AIDE = "aide.ward6@council.larkwater.example"


def run(at: datetime) -> int:
    with clock.fixed(at):
        done = actions.keep_access()
        make.send_everything()
    return done


def everybody_signed_in(at: datetime, *, but: str = AIDE) -> None:
    Account.objects.exclude(email=but).update(last_login=at)


def mails(subject: str) -> list[str]:
    return [one.to for one in memory.outbox() if subject in one.subject]


def test_dormant_when_days_pass_then_told_twice_by_mail_then_locked(morning, settings):
    settings.REVIEW_DAYS = 0
    everybody_signed_in(morning + timedelta(days=44))

    done = [run(morning + timedelta(days=days)) for days in (37, 38, 38, 43, 44, 44.5, 45, 46)]

    assert done == [0, 1, 0, 0, 1, 0, 1, 0]
    assert mails("please sign in") == [AIDE] * 2
    assert [one.medium for one in Message.objects.filter(posting__subject="access:account-dormant")] == [
        "mail"
    ] * 2
    assert Account.objects.filter(locked_at__isnull=False).values_list("email", flat=True).get() == AIDE


def test_dormant_when_the_node_stood_still_then_warned_first_and_locked_a_day_later(morning, settings):
    settings.REVIEW_DAYS = 0
    everybody_signed_in(morning + timedelta(days=399))

    done = [run(morning + timedelta(days=400, hours=hours)) for hours in (0, 23, 24)]

    assert done == [1, 0, 1]


def test_dormant_when_signed_in_after_the_warning_then_not_locked(morning, settings):
    settings.REVIEW_DAYS = 0
    everybody_signed_in(morning + timedelta(days=60))
    run(morning + timedelta(days=44))
    Account.objects.filter(email=AIDE).update(last_login=morning + timedelta(days=44, hours=3))

    assert run(morning + timedelta(days=46)) == 0


def test_dormant_when_switched_off_then_nothing_ever(morning, settings):
    settings.DORMANT_DAYS = settings.REVIEW_DAYS = 0

    assert run(morning + timedelta(days=4000)) == 0


def test_review_when_nobody_confirms_then_told_and_ended_after_the_grace_with_notice(morning, settings):
    settings.DORMANT_DAYS = 0
    Membership.objects.exclude(account__email=AIDE).update(
        confirmed_at=morning + timedelta(days=89), confirmed_by="administrator (demo)"
    )

    done = [run(morning + timedelta(days=days)) for days in (89, 90, 103, 104, 105)]

    assert done == [0, 1, 0, 1, 0]
    assert mails("your role waits") == [AIDE]
    assert mails("roles wait to be confirmed") == ["administrator@records.larkwater.example"]
    assert mails("a role of yours has ended") == [AIDE]
    aide = Account.objects.get(email=AIDE)
    assert people.roles_of(str(aide.id), morning + timedelta(days=105)) == frozenset()
    assert aide.is_active


def test_review_when_everything_runs_out_then_an_administrator_stays(morning, settings):
    settings.DORMANT_DAYS = 0
    run(morning + timedelta(days=90))
    run(morning + timedelta(days=104))

    held = people.roles_of(make.who("administrator").id, morning + timedelta(days=105))
    assert held == {Role.ADMINISTRATOR}


def test_watchdog_when_nobody_of_an_office_can_act_then_one_sentence_a_day(morning):
    Account.objects.filter(email__contains="ward6@").update(locked_at=morning)

    with clock.fixed(morning):
        [missed] = queries.offices_left_alone(clock.now())

    assert (missed.kind, missed.office, missed.key) == (
        MissedKind.OFFICE,
        "ward-6",
        "office:ward-6:2026-11-23",
    )
    assert "Nobody of office ward-6 can act" in rules.sentence(missed)


def test_ladder_when_everybody_of_an_office_is_locked_then_still_told(morning):
    Account.objects.filter(email__contains="ward6@").update(locked_at=morning)

    make.official()
    make.send_everything()

    assert any("ward6@" in one.to for one in memory.outbox())


def test_keep_when_one_account_fails_then_the_others_are_told_and_the_fault_is_raised(
    morning, settings, monkeypatch
):
    settings.REVIEW_DAYS = 0
    everybody_signed_in(morning + timedelta(days=60), but="nobody")
    Account.objects.filter(email__contains="aide.ward").update(last_login=morning)
    first, *others = people.dormant(morning + timedelta(days=38))
    real = people_actions.record_warned

    def broken(account_id: str, **given: object) -> bool:
        if account_id == first.account_id:
            raise RuntimeError("no disk")
        return real(account_id, **given)

    monkeypatch.setattr(people_actions, "record_warned", broken)
    with pytest.raises(ExceptionGroup), clock.fixed(morning + timedelta(days=38)):
        actions.keep_access()
    make.send_everything()

    assert len(mails("please sign in")) == len(others) == 12
