"""Random histories of one posting against a small model: claims, answers, deaths, receipts in any order, sweeps, a stop."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dispatch import make
from tests.dispatch.conftest import NOON
from tests.subscribers import make as subscribed
from wardbell.channels.base import Failed, Outcome, Receipt, ReceiptState, Sent, Unknown
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import models, references, rules
from wardbell.dispatch.models import Chunk, Posting, Roll
from wardbell.dispatch.queries.work import Batch
from wardbell.ground import clock
from wardbell.subscribers.models import ContactPoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
N_READERS = 6
RANK = {"sent": 1, "undelivered": 2, "delivered": 3}  # what a receipt may not move back


@dataclass
class Copy:
    """What must be true of one reader's copy, written without looking at how it is kept."""

    state: str = "queued"
    attempt: int = 0
    due_at: datetime | None = None
    was_resent: bool = False

    def may_be_tried(self, now: datetime) -> bool:
        return self.state in {"queued", "unknown"} and (self.due_at is not None or self.state == "queued") and (
            self.due_at is None or self.due_at <= now
        )  # fmt: skip


@dataclass
class Model:
    """One urgent posting to a few readers."""

    copies: dict[int, Copy]
    is_stopped: bool = False
    handed_over: Counter[int] = field(default_factory=Counter)

    def claimed(self, batch: Batch, *, now: datetime) -> None:
        for one in batch.messages:
            copy = self.copies[one.id]
            assert copy.may_be_tried(now)
            assert not self.is_stopped
            copy.was_resent = copy.was_resent or copy.state == "unknown"
            copy.state, copy.attempt, copy.due_at = "sending", copy.attempt + 1, None
            assert copy.attempt == one.attempt

    def answered(self, batch: Batch, outcomes: list[Outcome], *, now: datetime) -> None:
        for one, outcome in zip(batch.messages, outcomes, strict=True):
            copy = self.copies[one.id]
            is_ours = copy.attempt == one.attempt and copy.state in {"sending", "unknown"}
            if isinstance(outcome, Sent):
                if is_ours or copy.state in {"failed", "suppressed", "unknown", "queued"}:
                    copy.state, copy.due_at = "sent", None
            elif is_ours:
                self._failed(copy, outcome, now=now)

    def _failed(self, copy: Copy, outcome: Outcome, *, now: datetime) -> None:
        if isinstance(outcome, Unknown):
            self.lost(copy, now=now)
        elif isinstance(outcome, Failed) and outcome.permanent:
            copy.state, copy.due_at = "failed", None
        else:
            copy.state, copy.due_at = (
                "queued",
                now + timedelta(seconds=(5, 15, 45, 120, 300)[min(copy.attempt, 5) - 1]),
            )

    def lost(self, copy: Copy, *, now: datetime) -> None:
        copy.state = "unknown"
        copy.due_at = None if copy.was_resent else now + timedelta(seconds=60)

    def died(self, *, now: datetime) -> None:
        for copy in self.copies.values():
            if copy.state == "sending":
                self.lost(copy, now=now)

    def told(self, number: int, state: str) -> None:
        copy, to = self.copies[number], {"accepted": "sent"}.get(state, state)
        if RANK.get(to, 0) > RANK.get(copy.state, 0) and not (copy.state == "sending" and to == "never"):
            copy.state, copy.due_at = to, None

    def swept(self) -> None:
        if not self.is_stopped:
            return
        for copy in self.copies.values():
            if copy.state == "queued":
                copy.state = "suppressed"
            copy.due_at = None


ANSWERS = st.sampled_from(
    [
        Sent(provider_id="0a" * 8), Sent(provider_id="no hexadecimal id"), Sent(provider_id="x" * 4096), Sent(provider_id=""),
        Failed(reason="too_fast", permanent=False), Failed(reason="blocked", permanent=True), Unknown(reason="no_answer"),
    ]
)  # fmt: skip
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), st.lists(ANSWERS, min_size=N_READERS, max_size=N_READERS), st.booleans()),
        st.tuples(st.just("receipts"), st.lists(st.tuples(st.integers(0, N_READERS - 1), st.sampled_from(ReceiptState)))),
        st.tuples(st.just("forged"), st.integers(0, N_READERS - 1)),
        st.tuples(st.just("wait"), st.sampled_from([1, 5, 9, 61, 400])),
        st.tuples(st.just("fold")),
        st.tuples(st.just("stop")),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_history_when_anything_happens_in_any_order_then_the_ledger_says_what_the_model_says(steps):
    for table in (models.Outcome, Roll, Chunk, Posting, ContactPoint, DBTaskResult):
        table.objects.all().delete()
    play(steps)


def play(steps: list[tuple]) -> None:
    now, late = NOON, []
    with clock.fixed(now):
        subscribed.readers(N_READERS)
        posting_id = dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
        dispatch.expand(posting_id)
        numbers = [one.number for one in make.copies()]
    model = Model(copies={number: Copy() for number in numbers})
    for name, *given_ in steps:
        with clock.fixed(now):
            if name == "claim":
                answers, dies = given_
                batch = dispatch.claim("routine", f"worker {now.timestamp()}")
                model.claimed(batch, now=now)
                if dies:
                    late.append((batch, answers[: len(batch.messages)]))
                    continue
                dispatch.record(batch, answers[: len(batch.messages)])
                model.answered(batch, answers[: len(batch.messages)], now=now)
            elif name == "receipts":
                [told] = given_
                dispatch.record_receipts([receipt(numbers[place], state) for place, state in told])
                for place, state in told:
                    model.told(numbers[place], state)
            elif name == "forged":
                forged = references.reference(numbers[given_[0]])[:-1] + "_"
                assert (
                    dispatch.record_receipts([receipt(numbers[0], ReceiptState.DELIVERED, reference=forged)])
                    == 0
                )
            elif name == "wait":
                now = wait(model, now, seconds=given_[0])
                for batch, answers in late[:1]:  # a worker thought dead answers after all
                    with clock.fixed(now):
                        dispatch.record(batch, answers)
                    model.answered(batch, answers, now=now)
                late = late[1:]
            elif name == "fold":
                from wardbell.dispatch.actions import hands  # read here only

                for chunk in Chunk.objects.all():
                    hands.fold(chunk)
            elif name == "stop" and not model.is_stopped:
                dispatch.stop(posting_id, by=make.DESIGNEE)
                model.is_stopped = True
        assert found() == {number: copy.state for number, copy in model.copies.items()}


def wait(model: Model, now: datetime, *, seconds: int) -> datetime:
    now += timedelta(seconds=seconds)
    with clock.fixed(now):
        if Chunk.objects.filter(lease_until__lte=now).exists():
            model.died(now=now)
        dispatch.sweep()
        if not Chunk.objects.exclude(worker="").exists():
            model.swept()
    return now


def receipt(number: int, state: ReceiptState, **changes: str) -> Receipt:
    given_ = {"reference": references.reference(number), "provider_id": "p"} | changes
    return Receipt(state=state, **given_)


def found() -> dict[int, str]:
    return {one.number: one.state for one in make.copies()}


def test_model_knows_the_same_lease():
    assert timedelta(seconds=5) < rules.LEASE <= timedelta(seconds=9)
