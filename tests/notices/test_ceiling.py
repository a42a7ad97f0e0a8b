"""The one ceiling, with the real actions on the real database: nothing that was made of a notice goes further than `may_reach`."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.notices import make
from tests.notices.test_rules import as_written
from wardbell.dispatch.letters import Reach
from wardbell.dispatch.models import Posting
from wardbell.ground.errors import Refused
from wardbell.notices import actions, kinds, queries
from wardbell.notices.models import Notice, Relay
from wardbell.notices.rules import (
    OFFICIAL_NOTICE,
    Agency,
    Answer,
    CityAnswer,
    HowKnown,
    Matter,
    RequestType,
    Status,
    WithdrawReason,
)

pytestmark = pytest.mark.usefixtures("city")
CHIEF, MAYOR, CLERK = "chief-designee", "mayor-designee", "city-clerk"


class Walk:
    """One notice, pushed as far as the actions let it go: whatever is refused is left out."""

    def __init__(
        self, how_known: HowKnown, status: Status, *, link: str, leave: Agency, kind: str = OFFICIAL_NOTICE
    ) -> None:
        self.people = {key: make.who(key) for key in (CHIEF, MAYOR, CLERK, "ward-6-aide", "ward-9-aide")}
        self.how_known, self.status, self.link, self.leave = how_known, status, link, leave
        self.pack = kinds.kind(kind)
        self.notice_id = self._begin()
        self.public_id = None if kind == OFFICIAL_NOTICE else self.notice_id
        self.raised = Reach.NOBODY

    def _begin(self) -> str | None:
        try:
            return actions.begin(
                how_known=self.how_known, by=self.people[CHIEF], kind=self.pack.kind
            ).notice_id
        except Refused:  # never known in this way
            return None

    def answer(self) -> None:
        answers: dict[str, object] = {
            "source_at": make.source_at(),
            "link": self.link,
            "leave_from": self.leave,
        }
        if self.how_known is HowKnown.REQUEST:
            answers |= {
                "agency": Agency.STATE, "request_type": RequestType.STAFF, "city_answer": CityAnswer.PARTLY,
            }  # fmt: skip
        elif self.pack.asks_presence:
            answers |= {"agents": Answer.YES, "civil": Answer.NO}
        for slot, codes in (("cause", self.pack.causes), ("advice", self.pack.advices)):
            answers |= {slot: codes[0]} if codes else {}
        announced = self.status is Status.PUBLICLY_ANNOUNCED or self.how_known is HowKnown.REQUEST
        areas = ("city",) if announced else ("ward:6",)
        answers |= {"status": self.status, "areas": areas}
        actions.answer(self.notice_id or "", by=self.people[CHIEF], **answers)

    def publish(self) -> None:
        actions.publish(self.notice_id or "", by=self.people[CHIEF])

    def approve(self) -> None:
        actions.ask_approval(self.notice_id or "", by=self.people[CHIEF])
        actions.approve(self.notice_id or "", by=self.people[CLERK])

    def go_public(self) -> None:
        self.public_id = actions.draft_public(self.notice_id or "", by=self.people[MAYOR])
        actions.ask_approval(self.public_id, by=self.people[MAYOR])
        actions.approve(self.public_id, by=self.people[CLERK])

    def relay(self) -> None:
        for one in (self.notice_id, self.public_id):
            for office in ("ward-6", "ward-9"):
                with suppress(Refused):
                    actions.relay(one or "", office=office, by=self.people[f"{office}-aide"])

    def relay_by_itself(self) -> None:
        actions.relay_due()
        for one in (self.notice_id, self.public_id):
            with suppress(Refused):
                actions.relay_by_policy(one or "")

    def all_clear(self) -> None:
        clear = actions.all_clear(
            self.public_id or "", source_at=make.source_at(), how_known=self.how_known, link=self.link,
            by=self.people[CHIEF],
        )  # fmt: skip
        actions.ask_approval(clear, by=self.people[CHIEF])
        actions.approve(clear, by=self.people[CLERK])

    def add_fact(self) -> None:
        actions.add_fact(
            self.notice_id or "", how_known=HowKnown.VERIFIED_REPORT, status=Status.ENDED, source_at=make.source_at(),
            by=self.people[CHIEF],
        )  # fmt: skip

    def confirm_fact(self) -> None:
        fact = Notice.objects.get(id=self.notice_id).facts.first()
        actions.confirm_fact(str(fact.id) if fact else "", by=self.people[MAYOR])
        self.raised = Reach.PUBLIC

    def correct(self) -> None:
        correction = actions.correct(
            self.public_id or self.notice_id or "", by=self.people[MAYOR], civil=Answer.YES
        )
        actions.ask_approval(correction, by=self.people[MAYOR])
        actions.approve(correction, by=self.people[CLERK])

    def withdraw(self) -> None:
        actions.withdraw(self.notice_id or "", reason=WithdrawReason.NOT_SO, by=self.people[CHIEF])


STEPS: list[Callable[[Walk], None]] = [
    Walk.answer, Walk.publish, Walk.approve, Walk.go_public, Walk.relay_by_itself, Walk.relay, Walk.add_fact, Walk.confirm_fact, Walk.correct,
    Walk.all_clear, Walk.withdraw,
]  # fmt: skip
#: the whole walk in its order, or any steps in any order
ORDERS = st.one_of(st.just(STEPS), st.lists(st.sampled_from(STEPS), min_size=3, max_size=9))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    how_known=st.sampled_from(HowKnown),
    status=st.sampled_from(Status),
    link=st.sampled_from(["", make.LINK]),
    leave=st.sampled_from([Agency.NOT_SAID, Agency.COUNTY]),
    kind=st.sampled_from([one.kind for one in kinds.kinds() if not one.follows]),
    steps=ORDERS,
)
def test_walk_when_any_steps_in_any_order_then_nothing_goes_further_than_its_ceiling(  # noqa: PLR0917
    how_known, status, link, leave, kind, steps
):
    with transaction.atomic():
        walk = Walk(how_known, status, link=link, leave=leave, kind=kind)
        for step in steps if walk.notice_id else []:
            with suppress(Refused), transaction.atomic():
                step(walk)
        faults = wider_than_allowed(
            walk,
            as_written(how_known, status, bool(link), bool(leave), walk.pack.matter),
            was_stored=walk.notice_id is not None,
        )
        transaction.set_rollback(True)

    assert faults == []


@pytest.mark.parametrize(
    ("how_known", "status", "link", "leave", "reach"),
    [
        (HowKnown.SEEN_IN_PUBLIC_BY_STAFF, Status.ONGOING, "", "", Reach.PUBLIC),
        (HowKnown.VERIFIED_REPORT, Status.ENDED, "", "", Reach.PUBLIC),
        (HowKnown.PUBLIC_STATEMENT, Status.PUBLICLY_ANNOUNCED, make.LINK, "", Reach.PUBLIC),
        (HowKnown.PUBLIC_STATEMENT, Status.RUMOUR, make.LINK, "", Reach.COUNCIL),
        (HowKnown.LEAVE_TO_SHARE, Status.ONGOING, "", "county", Reach.COUNCIL),
        (HowKnown.REQUEST, Status.NOT_SAID, "", "", Reach.COUNCIL),
        (HowKnown.LEAVE_TO_SHARE, Status.RUMOUR, "", "county", Reach.NOBODY),
        (HowKnown.SEEN_IN_PUBLIC_BY_STAFF, Status.PUBLICLY_ANNOUNCED, "", "", Reach.NOBODY),
        (HowKnown.NOT_SURE, Status.ONGOING, make.LINK, "", Reach.NOBODY),
    ],
)
def test_walk_when_nothing_hinders_it_then_it_goes_exactly_as_far_as_its_ceiling(
    how_known, status, link, leave, reach
):
    walk = Walk(how_known, status, link=link, leave=Agency(leave))
    for step in (
        (Walk.answer, Walk.publish, Walk.approve, Walk.go_public, Walk.relay) if walk.notice_id else ()
    ):
        with suppress(Refused), transaction.atomic():
            step(walk)

    subjects = {f"notice:{row.id}" for row in Notice.objects.exclude(matter=Matter.RUMOUR_CHECK)}
    postings = [one for one in Posting.objects.all() if one.subject.partition("#")[0] in subjects]
    assert max((one.audience_reach for one in postings), default=0) == reach
    shown = [one for one in queries.published() if one.matter is not Matter.RUMOUR_CHECK]
    assert bool(shown) is (reach is Reach.PUBLIC)


def own(row: Notice) -> Reach:
    """The ceiling of a row's own facts."""
    return as_written(
        HowKnown(row.how_known), Status(row.status), bool(row.link), bool(row.leave_from), Matter(row.matter)
    )


def wider_than_allowed(walk: Walk, ceiling: Reach, *, was_stored: bool) -> list[str]:
    """Everything that goes further than the ceiling of the first fact, or of a later one that a second person confirmed.

    A rumour stays with the council; only a rumour check of it is public.
    """
    allowed = max(ceiling, walk.raised)
    checks = [str(row.id) for row in Notice.objects.filter(matter=Matter.RUMOUR_CHECK)]
    faults = [
        f"{one.subject} reaches {one.audience_reach}"
        for one in Posting.objects.all()
        if (one.audience_reach > allowed or one.may_reach > allowed)
        and not any(check in one.subject for check in checks)
    ]
    faults += (
        [] if walk.status is Status.RUMOUR else [f"a rumour check {check} of no rumour" for check in checks]
    )
    faults += [
        f"row {row.kind} may reach {row.may_reach}"
        for row in Notice.objects.all()
        if row.may_reach != own(row)
    ]
    shown = [
        *queries.published(),
        *map(queries.by_code, Notice.objects.exclude(code="").values_list("code", flat=True)),
    ]
    if allowed < Reach.PUBLIC and any(one and one.matter is not Matter.RUMOUR_CHECK for one in shown):
        faults.append("it is on the public page")
    if Relay.objects.filter(by_policy=True).exclude(notice__matter=Matter.CIVIC).exists():
        faults.append("a timer passed on what is about enforcement")
    if ceiling is Reach.NOBODY and not was_stored and Notice.objects.exists():
        faults.append("a draft that may reach nobody is stored")
    return faults
