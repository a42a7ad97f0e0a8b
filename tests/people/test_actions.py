"""What is done about people, from the first administrator to the last day."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction

from tests.people import make
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, OPERATOR
from wardbell.ground.errors import Conflict, NotAllowed, Unreadable, WrongState
from wardbell.journal.models import Entry
from wardbell.people import actions, models, queries
from wardbell.people.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]

PASSWORD = "a long enough sentence"


def verbs() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


@pytest.fixture
def administrator() -> models.Account:
    return make.holder(Role.ADMINISTRATOR)


# --- the way in


def test_first_administrator_when_accepted_then_may_invite():
    make.office("clerk")

    token = actions.first_administrator(email="Anna@City.example", name="Anna", by=OPERATOR)
    account_id = actions.accept_invitation(token, password=PASSWORD)

    someone = queries.person(account_id)
    assert (someone.email, someone.roles) == ("anna@city.example", {Role.ADMINISTRATOR})
    assert verbs() == ["people.invite", "people.accept_invitation"]


def test_first_administrator_when_there_is_one_then_refused(administrator):
    with pytest.raises(WrongState, match="has an administrator"):
        actions.first_administrator(email="b@city.example", name="B", by=OPERATOR)


def test_first_administrator_when_the_office_is_missing_then_says_so():
    with pytest.raises(Unreadable, match="no office 'clerk'"):
        actions.first_administrator(email="b@city.example", name="B", by=OPERATOR)


def test_invite_when_accepted_then_holds_the_role_with_password_and_phone(administrator):
    make.office("ward-6")

    token = actions.invite(
        email="aide@city.example", name="  An   Aide ", phone="+1 612 555 0199", role=Role.AIDE, office="ward-6",
        by=make.actor(administrator),
    )  # fmt: skip
    account_id = actions.accept_invitation(token, password=PASSWORD)

    someone = queries.person(account_id)
    assert (someone.name, someone.phone) == ("An Aide", "+16125550199")
    assert someone.grants == (queries.Grant(role=Role.AIDE, office="ward-6"),)
    assert models.Account.objects.get(id=account_id).check_password(PASSWORD)


def test_invite_when_not_administrator_then_refused():
    member = make.holder(Role.MEMBER, "ward-6")

    for by in (make.actor(member), CLOCKWORK):
        with pytest.raises(NotAllowed):
            actions.invite(email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=by)
    assert models.Invitation.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"email": "no mailbox"}, "email address in full"),
        ({"name": "  "}, "name"),
        ({"phone": "five five five"}, "its area code"),
        ({"office": ""}, "office or an organization"),
        ({"office": "ward-99"}, "no office"),
        ({"organization": "hotline"}, "one of the two"),
    ],
)
def test_invite_when_something_is_not_right_then_says_what(administrator, changes, says):
    make.office("ward-6")
    given = {"email": "x@city.example", "name": "X", "role": Role.AIDE, "office": "ward-6"} | changes

    with pytest.raises(Unreadable, match=says):
        actions.invite(**given, by=make.actor(administrator))


def test_invite_when_the_mailbox_or_number_is_taken_then_conflict(administrator):
    there = make.holder(Role.AIDE, "ward-6", phone="+16125550155")
    by = make.actor(administrator)

    with pytest.raises(Conflict, match="email address"):
        actions.invite(email=there.email.upper(), name="X", role=Role.AIDE, office="ward-6", by=by)
    with pytest.raises(Conflict, match="telephone number"):
        actions.invite(
            email="x@city.example", name="X", phone="+1 612-555-0155", role=Role.AIDE, office="ward-6", by=by
        )


def test_accept_when_used_twice_then_refused(administrator):
    make.office("ward-6")
    token = actions.invite(
        email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=make.actor(administrator)
    )
    actions.accept_invitation(token, password=PASSWORD)

    with pytest.raises(WrongState, match="used before"):
        actions.accept_invitation(token, password=PASSWORD)


def test_accept_when_the_password_is_weak_then_the_link_stays_good(administrator):
    make.office("ward-6")
    token = actions.invite(
        email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=make.actor(administrator)
    )

    with pytest.raises(Unreadable):
        actions.accept_invitation(token, password="password")

    assert actions.accept_invitation(token, password=PASSWORD)


def test_accept_when_a_newer_link_was_made_or_the_token_is_forged_then_refused(administrator):
    make.office("ward-6")
    given = {"email": "x@city.example", "name": "X", "role": Role.AIDE, "office": "ward-6"}
    older = actions.invite(**given, by=make.actor(administrator))
    newer = actions.invite(**given, by=make.actor(administrator))

    with pytest.raises(WrongState, match="time of this link"):
        actions.accept_invitation(older, password=PASSWORD)
    with pytest.raises(Unreadable, match="not one of ours"):
        actions.accept_invitation(newer[:-1] + "!", password=PASSWORD)
    assert actions.accept_invitation(newer, password=PASSWORD)


def test_accept_when_a_week_has_passed_then_refused(administrator, morning):
    make.office("ward-6")
    token = actions.invite(
        email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=make.actor(administrator)
    )

    with clock.fixed(morning + timedelta(days=7)), pytest.raises(WrongState, match="is over"):
        actions.accept_invitation(token, password=PASSWORD)


def test_invitation_when_stored_then_the_token_is_not(administrator):
    make.office("ward-6")

    token = actions.invite(
        email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=make.actor(administrator)
    )

    stored = str(models.Invitation.objects.values().get()) + "".join(
        Entry.objects.values_list("facts", flat=True)
    )
    assert token not in stored


# --- the end, and the way back


def test_deactivate_when_done_then_no_way_in_and_the_mailbox_is_free(administrator):
    leaver = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    Authenticator.objects.create(user=leaver, type="totp", data={"secret": "x"})
    email = leaver.email

    actions.deactivate(str(leaver.id), by=make.actor(administrator))

    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.has_usable_password(), leaver.former_email) == (False, False, email)
    assert Authenticator.objects.count() == 0
    assert queries.roles_of(str(leaver.id), clock.now()) == frozenset()
    assert queries.account_by_email(email) is None
    assert queries.contacts([str(leaver.id)]) == {}
    assert actions.invite(
        email=email, name="Successor", phone=leaver.phone, role=Role.AIDE, office="ward-6",
        by=make.actor(administrator),
    )  # fmt: skip
    with pytest.raises(Unreadable):
        queries.person(str(leaver.id))


def test_deactivate_when_oneself_then_refused(administrator):
    make.holder(Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed, match="your own account"):
        actions.deactivate(str(administrator.id), by=make.actor(administrator))


def test_deactivate_when_the_last_administrator_then_refused(administrator):
    with pytest.raises(WrongState, match="last administrator"):
        actions.deactivate(str(administrator.id), by=OPERATOR)


def test_reset_when_done_then_the_old_ways_are_shut_and_the_link_opens_once(administrator, morning):
    owner = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    Authenticator.objects.create(user=owner, type="totp", data={"secret": "x"})

    token = actions.reset_second_factor(str(owner.id), by=make.actor(administrator))

    owner.refresh_from_db()
    assert (owner.has_usable_password(), queries.has_second_factor(str(owner.id))) == (False, False)
    with clock.fixed(morning + timedelta(hours=24)), pytest.raises(WrongState, match="is over"):
        actions.accept_invitation(token, password=PASSWORD)
    assert actions.accept_invitation(token, password="another long sentence") == str(owner.id)
    assert queries.person(str(owner.id)).roles == {Role.DESIGNEE}
    assert verbs() == ["people.reset_second_factor", "people.come_back"]


def test_reset_when_oneself_or_no_administrator_then_refused(administrator):
    member = make.holder(Role.MEMBER, "ward-6")

    with pytest.raises(NotAllowed, match="your own account"):
        actions.reset_second_factor(str(administrator.id), by=make.actor(administrator))
    with pytest.raises(NotAllowed, match="role"):
        actions.reset_second_factor(str(administrator.id), by=make.actor(member))


# --- roles


def test_roles_when_given_twice_then_conflict_and_when_ended_then_gone(administrator, morning):
    someone = make.holder(Role.AIDE, "ward-6")
    given = {"role": Role.DEPUTY, "office": "ward-6", "by": make.actor(administrator)}

    actions.give_role(str(someone.id), **given)
    with pytest.raises(Conflict):
        actions.give_role(str(someone.id), **given)
    with clock.fixed(morning + timedelta(hours=1)):
        actions.end_role(str(someone.id), **given)
        with pytest.raises(Unreadable):
            actions.end_role(str(someone.id), **given)

    assert queries.roles_of(str(someone.id), morning) == {Role.AIDE, Role.DEPUTY}
    assert queries.roles_of(str(someone.id), morning + timedelta(hours=1)) == {Role.AIDE}
    assert verbs() == ["people.give_role", "people.end_role"]


def test_end_role_when_the_last_administrator_then_refused(administrator):
    with pytest.raises(WrongState, match="last administrator"):
        actions.end_role(
            str(administrator.id), role=Role.ADMINISTRATOR, office="clerk", by=make.actor(administrator)
        )


# --- duty


def test_set_duty_when_in_the_middle_of_another_then_the_rest_stays(administrator, morning):
    aide, deputy = make.holder(Role.AIDE, "ward-6"), make.holder(Role.DEPUTY, "ward-6")
    make.duty(aide, "ward-6", morning - timedelta(days=1), morning + timedelta(days=1))

    actions.set_duty(
        "ward-6", account_id=str(deputy.id), starts_at=morning, ends_at=morning + timedelta(hours=8),
        by=make.actor(deputy),
    )  # fmt: skip

    def called(hours: int) -> list[str]:
        return queries.on_call("ward-6", morning + timedelta(hours=hours))

    assert [called(-1), called(0), called(7), called(8)] == [
        [str(aide.id)], [str(deputy.id)], [str(deputy.id)], [str(aide.id)],
    ]  # fmt: skip


def test_set_duty_when_another_office_or_a_stranger_then_refused(morning):
    aide, deputy = make.holder(Role.AIDE, "ward-6"), make.holder(Role.DEPUTY, "ward-7")
    period = {"starts_at": morning, "ends_at": morning + timedelta(hours=8)}

    with pytest.raises(NotAllowed):
        actions.set_duty("ward-6", account_id=str(aide.id), **period, by=make.actor(deputy))
    with pytest.raises(Unreadable, match="role in this office"):
        actions.set_duty("ward-7", account_id=str(aide.id), **period, by=make.actor(deputy))


def test_on_call_when_the_role_has_ended_then_nobody(morning):
    aide = make.holder(Role.AIDE, "ward-6")
    make.duty(aide, "ward-6", morning, morning + timedelta(days=1))
    models.Membership.objects.update(ends_at=morning + timedelta(hours=1))

    assert queries.on_call("ward-6", morning) == [str(aide.id)]
    assert queries.on_call("ward-6", morning + timedelta(hours=1)) == []


def test_set_pool_when_set_then_asked_in_that_order(administrator, morning):
    one, two = make.holder(Role.APPROVER), make.holder(Role.APPROVER)
    until = morning + timedelta(hours=12)

    actions.set_pool(
        [str(two.id), str(one.id)], starts_at=morning, ends_at=until, by=make.actor(administrator)
    )

    assert queries.pool(morning) == [str(two.id), str(one.id)]
    assert queries.pool(until) == []
    with pytest.raises(Unreadable, match="approver"):
        actions.set_pool(
            [str(administrator.id)], starts_at=morning, ends_at=until, by=make.actor(administrator)
        )


# --- founding


def test_found_when_run_twice_then_the_second_changes_nothing(morning):
    first = actions.found_offices("demo", by=OPERATOR)
    second = actions.found_offices("demo", by=OPERATOR)

    assert (first.offices, first.organizations) == (18, 5)
    assert first.people > 50
    assert second == actions.Founded(offices=0, organizations=0, people=0)
    assert verbs() == ["people.found"]


def test_found_when_done_then_every_council_office_has_member_deputy_and_aide_on_call(morning):
    actions.found_offices("demo", by=OPERATOR)

    offices = queries.council_offices()

    assert [office.code for office in offices] == [f"ward-{n}" for n in range(1, 14)]
    for office in offices:
        for role in (Role.MEMBER, Role.DEPUTY, Role.AIDE):
            assert len(queries.holders(office.code, role, morning)) == 1
        assert queries.on_call(office.code, morning) == queries.holders(office.code, Role.AIDE, morning)
    assert len(queries.presidents(morning)) == 1
    assert len(queries.pool(morning)) == 4


def test_designees_when_asked_then_chief_mayor_emergency(morning):
    actions.found_offices("demo", by=OPERATOR)

    offices = [queries.offices_of(one, morning) for one in queries.designees(morning)]

    assert offices == [["chief"], ["mayor"], ["emergency"]]


def test_found_when_the_node_is_live_then_offices_but_nobody(settings, morning):
    settings.NODE_KIND = "live"

    founded = actions.found_offices("demo", by=OPERATOR)

    assert (founded.offices, founded.people, models.Account.objects.count()) == (18, 0, 0)


def test_found_when_there_is_no_pack_then_says_so():
    with pytest.raises(Unreadable, match=r"offices\.toml"):
        actions.found_offices("atlantis", by=OPERATOR)


def test_pack_when_an_entry_is_not_right_then_names_file_and_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "PACKS_DIR", tmp_path)
    folder = tmp_path / "jurisdictions" / "x"
    folder.mkdir(parents=True)
    (folder / "offices.toml").write_text(
        '[[office]]\ncode = "mayor"\nname = "Mayor"\nkind = "king"\nposition = 1\n'
    )

    with pytest.raises(Unreadable, match=r"offices\.toml.*king"):
        actions.found_offices("x", by=OPERATOR)


# --- reads and constraints


def test_account_by_when_capitals_differ_then_found(morning):
    someone = make.account(email="mixed@city.example", phone="+16125550177")

    assert queries.account_by_email(" Mixed@City.Example ") == str(someone.id)
    assert queries.account_by_phone("+16125550177") == str(someone.id)
    assert queries.account_by_phone("") is None


@pytest.mark.parametrize("bad", ["", "x", "' OR 1=1"])
def test_reads_when_the_id_is_none_then_nobody(bad, morning):
    assert queries.roles_of(bad, morning) == frozenset()
    assert queries.contacts([bad]) == {}
    with pytest.raises(Unreadable):
        queries.person(bad)


def test_account_when_capitals_or_half_deactivated_then_the_database_refuses():
    for changes in ({"email": "Upper@city.example"}, {"is_active": False}, {"former_email": "a@b.example"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.account(**changes)


def test_office_when_a_ward_office_lacks_its_ward_then_the_database_refuses():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.office("ward-6", ward="")
