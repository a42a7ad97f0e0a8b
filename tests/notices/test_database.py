"""What the database itself refuses, on every row and not only on those that the actions make."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import CheckConstraint

from tests.notices import make
from wardbell.dispatch.models import Posting
from wardbell.ground import clock
from wardbell.notices import rules
from wardbell.notices.models import Fact, Notice, NoticeArea
from wardbell.notices.rules import HowKnown, Matter, State, Status

pytestmark = pytest.mark.usefixtures("city")


def row(**changes: object) -> Notice:
    """A published official notice, as lawful as a row can be."""
    now = clock.now()
    given: dict[str, object] = {
        "kind": "official_notice", "of_kind": "official_notice", "audience": "council", "number": "2026-900", "state": State.PUBLISHED,
        "how_known": HowKnown.SEEN_IN_PUBLIC_BY_STAFF, "status": Status.ONGOING, "source_at": now, "may_reach": 2,
        "agents": "yes", "civil": "no", "shareable_at": now, "shareable_because": "seen_by_staff",
        "author_id": make.who("chief-designee").id, "office_id": "chief", "single_signed": True, "begun_at": now,
        "published_at": now,
    }  # fmt: skip
    return Notice(**(given | changes))


def refuses(notice: Notice) -> str:
    """The name of the constraint that refuses a row, or nothing."""
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return str(error)
    return ""


def test_row_when_lawful_then_it_stands():
    assert refuses(row()) == ""


def test_may_reach_when_any_combination_then_the_database_agrees_with_the_rules():
    wrong = []
    combinations = product(
        HowKnown, Status, ["", "https://city.example/a"], ["", "county"], [0, 1, 2], Matter
    )
    for how_known, status, link, leave, reach, matter in combinations:
        lawful = rules.may_reach(
            how_known, status=status, has_public_link=bool(link), leave_recorded=bool(leave), matter=matter
        )
        values = {
            "how_known": how_known,
            "status": status,
            "link": link,
            "leave_from": leave,
            "may_reach": reach,
        }
        conditions = [NOTICE_FOLLOWS, *([FACT_FOLLOWS] if matter is Matter.ENFORCEMENT else [])]
        if any(one.check(values | {"matter": matter}) != (reach == lawful) for one in conditions):
            wrong.append((how_known, status, link, leave, reach, matter))

    assert wrong == []


def condition_of(model, name):
    return next(one for one in model._meta.constraints if one.name == name).condition


NOTICE_FOLLOWS = condition_of(Notice, "notices_may_reach_follows_how_known")
FACT_FOLLOWS = condition_of(Fact, "notices_fact_may_reach_follows_how_known")


@pytest.mark.parametrize("reach", [0, 1])
def test_may_reach_when_another_than_the_rules_say_then_refused(reach):
    assert "notices_may_reach_follows_how_known" in refuses(row(may_reach=reach))


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("notices_two_persons", {"single_signed": False}),
        ("notices_two_persons", {"approver": "chief-designee", "single_signed": False}),
        ("notices_single_signed_forms", {"free_text": "words"}),
        ("notices_second_person_is_another", {"countersigned_by": "chief-designee", "countersigned_at": "now"}),
        ("notices_who_and_when", {"countersigned_by": "mayor-designee"}),
        ("notices_state_has_its_mark", {"state": State.WITHDRAWN}),
        ("notices_on_behalf_of_another_and_read_back", {"on_behalf_of": "mayor-designee"}),
        ("notices_said_and_when", {"published_at": None}),
        ("notices_said_and_when", {"number": ""}),
        ("notices_shareable_when_and_why", {"shareable_because": ""}),
        ("notices_kind_has_its_audience", {"audience": "public", "code": "AAAAAA"}),
        ("notices_public_has_a_code_and_no_free_text", {"code": "AAAAAA"}),
        ("notices_request_tells_three_things", {"agency": "county"}),
        ("notices_correction_corrects_something", {"kind": "correction"}),
        ("notices_withdrawal_has_a_reason", {"reason": "not_so"}),
        ("notices_may_reach_follows_how_known", {"how_known": HowKnown.OWN_WORKS}),
        ("notices_kind_has_its_matter", {"of_kind": "boil_water"}),
        ("notices_kind_has_its_matter", {"matter": "civic"}),
        ("notices_kind_has_its_matter", {"matter": "rumour_check"}),
        ("notices_kind_has_its_audience", {"kind": "rumour_check"}),
        ("notices_kind_has_its_status", {"kind": "preparedness"}),
        ("notices_kind_has_its_status", {"kind": "rumour_check"}),
        ("notices_kind_has_its_status", {"kind": "all_clear"}),
        ("notices_only_civic_has_until_and_advice", {"until_at": "now"}),
        ("notices_only_civic_has_until_and_advice", {"cause": "main_break"}),
        ("notices_only_civic_has_until_and_advice", {"advice": "boil"}),
        ("notices_only_civic_has_until_and_advice", {"help_at": "place:harbor-park"}),
        ("notices_two_persons", {"kind": "all_clear"}),
        ("notices_warned_and_approved_because", {"warned": "mobilisation"}),
        ("notices_warned_and_approved_because", {"approved_because": "It is quoted."}),
    ],
)  # fmt: skip
def test_row_when_one_thing_is_unlawful_then_a_constraint_with_a_name_refuses_it(constraint, changes):
    people = {"approver", "countersigned_by", "on_behalf_of"}
    given = {
        name + ("_id" if name in people else ""): make.who(str(value)).id if name in people else value
        for name, value in changes.items()
    }
    given |= {name: clock.now() for name, value in changes.items() if value == "now"}
    unlawful = row(**given)

    assert constraint in violated(unlawful)
    assert "notices_" in refuses(unlawful)


def violated(notice: Notice) -> set[str]:
    """The names of all check constraints that a row breaks."""
    broken = set()
    for one in Notice._meta.constraints:
        if isinstance(one, CheckConstraint):
            try:
                one.validate(Notice, notice)
            except ValidationError:
                broken.add(one.name)
    return broken


def test_announced_when_it_names_a_time_then_refused():
    announced = row(
        how_known=HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, link=make.LINK, since_at=clock.now()
    )  # fmt: skip

    assert "notices_only_what_is_under_way_has_a_time" in refuses(announced)


def test_announced_when_it_names_a_ward_then_a_trigger_refuses_it():
    announced = row(
        how_known=HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, link=make.LINK, state=State.DRAFT,
        published_at=None, number="",
    )  # fmt: skip
    announced.save(force_insert=True)
    NoticeArea.objects.create(notice=announced, code="city")

    with pytest.raises(IntegrityError, match="notices_area_fits_its_notice"), transaction.atomic():
        NoticeArea.objects.create(notice=announced, code="ward:6")


@pytest.mark.parametrize(
    "changes",
    [{"status": "ended"}, {"published_at": None}, {"free_text": "x"}, {"may_reach": 1}, {"state": "draft"}, {"exercise": True}],
)  # fmt: skip
def test_said_when_changed_afterwards_then_refused(changes):
    notice_id = make.official()

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(id=notice_id).update(**changes)


def test_said_when_deleted_or_its_area_moved_then_refused():
    notice_id = make.official()

    for forbidden in (
        lambda: Notice.objects.filter(id=notice_id).delete(),
        lambda: NoticeArea.objects.filter(notice_id=notice_id).update(code="ward:7"),
        lambda: NoticeArea.objects.filter(notice_id=notice_id).delete(),
        lambda: NoticeArea.objects.create(notice_id=notice_id, code="ward:7"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()


def posting(subject: str, **changes: object) -> Posting:
    like = Posting.objects.order_by("posted_at").first()
    assert like is not None
    given = {
        one.attname: getattr(like, one.attname) for one in Posting._meta.concrete_fields if one.name != "id"
    }
    return Posting(**(given | {"subject": subject, "may_reach": 2} | changes))


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"audience_reach": 2, "has_readers": True}, ""),
        ({"audience_reach": 2, "has_readers": True}, "#ward-6"),
        ({"audience_reach": 1, "may_reach": 2}, ""),
        ({"audience_reach": 1, "may_reach": 1, "exercise": True}, ""),
    ],
)
def test_posting_when_wider_than_its_notice_or_another_exercise_then_a_trigger_refuses_it(changes, part):
    notice_id = make.official(HowKnown.LEAVE_TO_SHARE)

    with (
        pytest.raises(IntegrityError, match="notices_posting_within_its_notice"),
        transaction.atomic(),
    ):
        posting(f"notice:{notice_id}{part}", **changes).save(force_insert=True)


def test_posting_when_within_its_notice_or_of_no_notice_then_it_stands():
    notice_id = make.official(HowKnown.LEAVE_TO_SHARE)

    posting(f"notice:{notice_id}", audience_reach=1, may_reach=1).save(force_insert=True)
    posting("notice:of-somebody-else", audience_reach=2).save(force_insert=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(subject=f"notice:{notice_id}").update(exercise=True)


def test_fact_when_confirmed_by_who_added_it_then_refused():
    designee = make.who("chief-designee").id

    with pytest.raises(IntegrityError, match="notices_fact_confirmed_by_another"), transaction.atomic():
        Fact.objects.create(
            notice_id=make.official(), how_known=HowKnown.VERIFIED_REPORT, status=Status.ONGOING, may_reach=2,
            source_at=clock.now() - timedelta(minutes=1), added_by_id=designee, added_at=clock.now(),
            confirmed_by_id=designee, confirmed_at=clock.now(),
        )  # fmt: skip
