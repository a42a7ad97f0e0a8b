"""Training, property, complaints, the other companion registers, and what is deleted when."""

import base64
import json
from datetime import date, timedelta

import pytest
from django.db import connection

from tests.ordinance import make
from wardbell.config import commands
from wardbell.config.commands import ordinance as command
from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Conflict, NotAllowed, Refused, Screened, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.journal.models import Entry as Journalled
from wardbell.ordinance import actions, queries, sealing
from wardbell.ordinance.models import Completion, SignCheck, Worker
from wardbell.ordinance.rules import (
    Agency,
    AgreementKind,
    Document,
    Finding,
    SignStatus,
    StagingUse,
    Tier,
    read_staff,
)

pytestmark = pytest.mark.django_db
SOMEBODY = Actor(id="0", kind=ActorKind.RESIDENT, label="somebody who complains")
STAFF = "staff_number,name,department,tier\n" + "".join(
    f"{number},Person {number},{'Police' if number < 7 else 'Library'},{'public safety' if number < 7 else 'general'}\n" for number in range(1, 10)
)  # fmt: skip
DONE = "staff_number,tier,version,completed_on\n"


@pytest.fixture(autouse=True)
def _city(morning):
    make.adopted()


def trained(*numbers: int, on: str = "2026-11-02") -> bytes:
    return (DONE + "".join(f"{one},public_safety,1,{on}\n" for one in numbers)).encode()


@pytest.fixture
def roster() -> None:
    for tier in (Tier.PUBLIC_SAFETY, Tier.GENERAL):
        actions.open_course(tier, version=1, in_force_on=date(2026, 1, 1), lasts_days=365, by=make.clerk())
    actions.import_roster(STAFF.encode(), by=make.clerk())


def test_roster_when_it_is_imported_then_completion_is_told_by_department(roster):
    actions.import_completions(trained(1, 2, 3), by=make.clerk())

    shares = [
        (one.department, one.n_staff, one.n_trained, one.percent)
        for one in queries.completion_by_department()
    ]

    assert shares == [("Library", 3, 0, None), ("Police", 6, 3, 50)]
    assert [one.staff_number for one in queries.training_overdue() if one.department == "Police"] == [
        "4",
        "5",
        "6",
    ]


def test_training_when_a_year_has_passed_or_a_version_is_new_then_it_is_due_again(roster):
    actions.import_completions(trained(1), by=make.clerk())
    due = {one.staff_number for one in queries.training_overdue()}
    a_year_later = {one.staff_number for one in queries.training_overdue(on=date(2027, 11, 2))}

    actions.open_course(
        Tier.PUBLIC_SAFETY, version=2, in_force_on=date(2026, 11, 23), lasts_days=365, by=make.clerk()
    )

    assert ("1" in due, "1" in a_year_later) == (False, True)
    assert "1" in {one.staff_number for one in queries.training_overdue()}


def test_completions_when_they_are_sent_twice_then_none_is_counted_twice(roster):
    assert actions.import_completions(trained(1, 2), by=make.clerk()) == 2
    assert actions.import_completions(trained(1, 2, 3), by=make.clerk()) == 1
    assert Completion.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (STAFF.encode("utf-16"), "Line 1 is not UTF-8"),
        (STAFF.replace("Person 3", "Persón 3").encode("latin-1"), "Line 4 is not UTF-8"),
        ((STAFF + "3,Somebody Else,Parks,general\n").encode(), "Line 11: staff number 3 stands twice, first on line 4"),
        (STAFF.replace("department", "date_of_birth").encode(), "Take out the column 'date_of_birth'"),
        (STAFF.replace("Library", "").encode(), "Line 8: 'department' is empty"),
        (STAFF.replace("tier\n", "level\n").encode(), "The first line must name these columns and no others"),
        ((STAFF + "77,Short,Parks\n").encode(), "Line 11 has 3 fields, and there are 4 columns"),
        (STAFF.replace("9,Person 9,Library,general", "9,Person 9,Library,chief").encode(), "Line 10: 'chief' is no tier"),
        (b"staff_number,name,department,tier\n", "The file lists nobody"),
        (b"", "The first line must name"),
        ((STAFF + '88,"open,Parks,general\n').encode(), "Line 11 is no line of comma-separated values"),
    ],
)  # fmt: skip
def test_roster_when_the_file_is_wrong_then_nothing_of_it_is_taken(content, said):
    with pytest.raises(Unreadable) as refused:
        actions.import_roster(content, by=make.clerk())

    assert refused.value.sentence.startswith(said)
    assert Worker.objects.count() == 0


def test_roster_when_a_spreadsheet_marks_it_as_utf_8_then_the_mark_is_no_name():
    assert read_staff(b"\xef\xbb\xbf" + STAFF.encode())[0].staff_number == "1"


def test_roster_when_somebody_is_not_on_it_any_more_then_they_have_left(roster):
    shorter = (
        "\n".join(line for line in STAFF.splitlines() if not line.startswith("9,"))
        + "\n10,New One,Library,general\n"
    )

    done = actions.import_roster(shorter.encode(), by=make.clerk())

    assert (done.n_rows, done.n_new, done.n_changed, done.n_left) == (9, 1, 0, 1)
    assert [one.staff_number for one in Worker.objects.filter(left_at__isnull=False)] == ["9"]


def test_completions_when_one_is_of_nobody_then_none_is_taken(roster):
    with pytest.raises(Unreadable, match="Staff number 99 is not on the roster"):
        actions.import_completions(trained(1, 99), by=make.clerk())

    assert Completion.objects.count() == 0


def test_completions_when_a_day_lies_ahead_then_it_is_refused(roster):
    with pytest.raises(Unreadable, match="Line 2: 2030-01-01 lies ahead"):
        actions.import_completions(trained(1, on="2030-01-01"), by=make.clerk())


def test_course_when_the_version_is_there_then_it_is_refused(roster):
    with pytest.raises(Conflict):
        actions.open_course(
            Tier.GENERAL, version=1, in_force_on=date(2026, 1, 1), lasts_days=365, by=make.clerk()
        )


def site(code: str = "ramp-b") -> str:
    actions.list_site(
        code, name="Ramp B", kind="ramp", controlled_by="police", ward="ward:3", by=make.clerk()
    )
    return code


def test_site_when_its_sign_is_checked_then_an_older_look_changes_nothing():
    site()

    actions.check_sign("ramp-b", found=SignStatus.POSTED, on=date(2026, 11, 20), by=make.clerk())
    actions.check_sign("ramp-b", found=SignStatus.MISSING, on=date(2026, 11, 1), by=make.clerk())

    [found] = queries.sites()
    assert (found.sign, found.sign_checked_on) == (SignStatus.POSTED, date(2026, 11, 20))
    assert queries.sites(without_sign=True) == []
    assert SignCheck.objects.count() == 2


def test_use_when_it_is_seen_then_counsel_is_asked_and_the_public_reads_a_day_after_it_ended(morning):
    site()
    entry_id = actions.report_use(
        "ramp-b",
        seen_at=morning,
        uses=[StagingUse.ASSEMBLING, StagingUse.EQUIPMENT],
        by=make.who("ward-6-aide"),
    )

    actions.end_use(entry_id, ended_at=morning, by=make.clerk())
    with pytest.raises(WrongState):
        actions.end_use(entry_id, ended_at=morning, by=make.clerk())

    assert [one.duty for one in queries.deadlines_of(entry_id)] == ["property_violation"]
    assert queries.public_uses(now=morning + timedelta(hours=23, minutes=59)) == []
    [shown] = queries.public_uses(now=morning + timedelta(hours=24))
    assert (shown.site, shown.uses) == ("Ramp B", ("assembling", "equipment"))


def test_use_when_it_has_no_field_for_officers_or_vehicles_then_nothing_of_them_can_be_kept():
    names = {one.name for one in SignCheck._meta.get_fields()} | set(queries.SiteView.__dataclass_fields__)

    assert {
        name for name in names if any(word in name for word in ("officer", "vehicle", "plate", "agent"))
    } == set()
    with pytest.raises(Unreadable):
        actions.report_use(site(), seen_at=clock.now(), uses=[], by=make.clerk())


@pytest.fixture
def body() -> bytes:
    """The complaint body's private key; this node has the other half."""
    private, public = sealing.new_pair()
    actions.name_body("Office of Police Conduct Review", public, by=make.OPERATOR)
    return private


WORDS = "The purple heron officer at the desk asked my cousin for her papers."


def test_complaint_when_it_is_made_then_this_node_cannot_read_it(body):
    ticket = actions.complain(WORDS, department="police", by=SOMEBODY)

    kept = [
        one for one in connection.introspection.table_names() if one.startswith(("ordinance_", "journal_"))
    ]
    with connection.cursor() as cursor:
        rows = "".join(str(cursor.execute(f"SELECT * FROM {table}") and cursor.fetchall()) for table in kept)
    assert "purple heron" not in rows
    assert ticket not in rows
    assert len(rows) > 1000


def test_complaint_when_the_body_fetches_it_then_it_opens_with_its_key_alone(body):
    actions.complain(WORDS, department="police", by=SOMEBODY)
    [(entry_id, number)] = queries.complaints_waiting()

    sealed = actions.hand_over(entry_id, by=make.clerk())

    assert sealing.open_letter(sealed, private_key=body, about=f"complaint:{number}") == WORDS
    for key, about in ((sealing.new_pair()[0], f"complaint:{number}"), (body, "complaint:2026-C-99")):
        with pytest.raises(Unreadable, match="does not open with this key"):
            sealing.open_letter(sealed, private_key=key, about=about)
    assert queries.complaints_waiting() == []


def test_complaint_when_its_ticket_is_shown_then_state_finding_and_remedy_are_told(body):
    ticket = actions.complain(WORDS, department="police", by=SOMEBODY)
    [(entry_id, _)] = queries.complaints_waiting()
    first = queries.ticket(ticket)

    actions.hand_over(entry_id, by=make.clerk())
    actions.take_under_review(entry_id, by=make.clerk())
    actions.decide(
        entry_id, finding=Finding.SUSTAINED, remedy="The shift was trained again.", by=make.counsel()
    )

    last = queries.ticket(ticket)
    assert (first.state, first.finding) == ("received", "")
    assert (last.state, last.finding, last.remedy) == ("decided", "sustained", "The shift was trained again.")
    assert queries.ticket("wrong") is None


def test_complaint_when_it_is_decided_then_nobody_is_named_and_the_order_is_kept(body):
    actions.complain(WORDS, department="police", by=SOMEBODY)
    [(entry_id, _)] = queries.complaints_waiting()

    with pytest.raises(WrongState):
        actions.decide(entry_id, finding=Finding.UNFOUNDED, remedy="", by=make.counsel())
    actions.hand_over(entry_id, by=make.clerk())
    with pytest.raises(Screened):
        actions.decide(
            entry_id,
            finding=Finding.SUSTAINED,
            remedy="Officer Dale Brenner was told off.",
            by=make.counsel(),
        )
    with pytest.raises(NotAllowed):
        actions.decide(entry_id, finding=Finding.UNFOUNDED, remedy="", by=make.OPERATOR)


def test_complaint_when_no_body_is_named_then_it_is_refused_before_anything_is_kept():
    with pytest.raises(Refused, match="who decides on complaints"):
        actions.complain(WORDS, department="police", by=SOMEBODY)


def test_complaints_when_they_are_counted_then_small_numbers_are_masked(body):
    for _ in range(3):
        actions.complain(WORDS, department="police", by=SOMEBODY)

    [found] = queries.complaint_counts(2026)

    assert (found.department, found.n, found.findings) == ("police", "1-4", {"": "1-4"})


def test_commands_when_the_body_has_its_key_then_complaints_go_from_one_to_the_other(
    tmp_path, capsys, monkeypatch
):
    commands.main(["ordinance", "complaint-key"])
    pair = json.loads(capsys.readouterr().out)
    commands.main(["ordinance", "complaint-body", "Conduct Review", "--public-key", pair["public_key"]])
    actions.complain(WORDS, department="police", by=SOMEBODY)
    commands.main(["ordinance", "complaints"])
    handed = json.loads(capsys.readouterr().out)

    opened = sealing.open_letter(
        base64.urlsafe_b64decode(handed["sealed"]), private_key=base64.urlsafe_b64decode(pair["private_key"]),
        about=f"complaint:{handed['number']}",
    )  # fmt: skip

    assert opened == WORDS


def test_command_when_a_roster_is_wrong_then_it_fails_with_the_line(tmp_path, capsys):
    path = tmp_path / "staff.csv"
    path.write_bytes((STAFF + "3,Again,Parks,general\n").encode())

    code = commands.main(["ordinance", "staff", str(path)])

    assert (code, Worker.objects.count()) == (1, 0)
    assert capsys.readouterr().err == "Line 11: staff number 3 stands twice, first on line 4.\n"


def test_command_when_something_is_overdue_then_it_says_so_and_fails(morning, capsys):
    make.taken(minutes_ago=60)

    code = commands.main(["ordinance", "deadlines", "--overdue"])

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (code, command.__name__.endswith("ordinance")) == (1, True)
    assert [(one["duty"], one["entry"], one["is_overdue"]) for one in found] == [
        ("council_ongoing", "2026-R-1", True), ("council_request", "2026-R-1", True),
    ]  # fmt: skip


def test_agreement_when_counsel_has_not_signed_then_it_is_not_in_force():
    entry_id = actions.enter_agreement(
        kind=AgreementKind.TASK_FORCE, agency=Agency.FBI, title="Joint task force", review_on=date(2027, 1, 1),
        received_at=clock.now(), by=make.clerk(),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.sign_agreement(entry_id, in_force_on=date(2027, 1, 1), ends_on=None, by=make.clerk())

    actions.sign_agreement(entry_id, in_force_on=date(2027, 1, 1), ends_on=None, by=make.counsel())

    assert queries.entry(entry_id).details["in_force_on"] == date(2027, 1, 1)
    assert [one.duty for one in queries.deadlines_of(entry_id)] == ["agreement_counsel"]


def test_companions_when_they_are_entered_then_each_has_its_number_and_its_duties():
    now, by = clock.now(), make.clerk()
    vendor = actions.enter_vendor(
        name="Parking app", contract="C-1", has_clause=False, received_at=now, by=by
    )
    data = actions.enter_data_request(
        agency=Agency.ICE_ERO, document=Document.ADMIN_SUBPOENA, elements="parking sessions of March", received_at=now,
        vendor_entry_id=vendor, by=by,
    )  # fmt: skip
    warrant = actions.enter_warrant(
        agency=Agency.ICE_ERO, document=Document.I_200, is_public_space=False, was_admitted=False, received_at=now, by=by
    )  # fmt: skip
    sent = actions.enter_records_request(
        agency=Agency.OTHER, asked_for="logs of June", sent_on=date(2026, 11, 1), received_at=now, by=by
    )

    found = {
        make.row(one).number: [d.duty for d in queries.deadlines_of(one)]
        for one in (vendor, data, warrant, sent)
    }

    assert found == {
        "2026-V-1": ["vendor_duty"], "2026-D-1": ["data_counsel"], "2026-W-1": [], "2026-F-1": [],
    }  # fmt: skip
    with pytest.raises(Unreadable, match="before the request was sent"):
        actions.note_records_answer(sent, answer="refused", on=date(2026, 10, 1), by=by)


def test_nothing_when_no_schedule_is_entered_then_nothing_is_deleted(roster):
    actions.import_completions(trained(1, on="2026-01-05"), by=make.clerk())

    with clock.fixed(make.at("2046-01-01T12:00:00+00:00")):
        assert actions.erase_due() == 0

    assert Completion.objects.count() == 1


def test_rows_when_the_schedule_is_entered_then_they_go_in_time_with_a_proof_and_never_under_a_hold(roster):
    actions.import_completions(trained(1, on="2026-01-05"), by=make.clerk())
    actions.enter_schedule(
        "Completion", number="GRS-MN-120", approved_by="State records panel", approved_on=date(2026, 6, 1), days=200, by=make.clerk()
    )  # fmt: skip

    hold = journal.place_hold(reason="a letter from a court", by=make.OPERATOR)
    held = actions.erase_due()
    journal.lift_hold(hold_id=str(hold.id), by=make.OPERATOR)
    gone = actions.erase_due()

    assert (held, gone, Completion.objects.count()) == (0, 1, 0)
    assert Journalled.objects.filter(verb="ordinance.erase").count() == 1
    entered = {one.table: one.number for one in queries.schedules() if one.number}
    assert entered == {"Completion": "GRS-MN-120"}


def test_schedule_when_the_approver_is_missing_or_the_table_is_kept_for_good_then_it_is_refused():
    for table, approver in (("Completion", " "), ("Entry", "State records panel")):
        with pytest.raises(Unreadable):
            actions.enter_schedule(
                table,
                number="GRS-1",
                approved_by=approver,
                approved_on=date(2026, 6, 1),
                days=9,
                by=make.clerk(),
            )
