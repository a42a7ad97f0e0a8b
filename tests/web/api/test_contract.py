"""The API does what its description says: each operation is called as described, and as not, from a fixed seed."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.notices import make
from tests.subscribers import make as readers
from tests.web.api.conftest import Program
from tests.web.api.test_walk import begun, bulletin, in_review, official
from wardbell.config.wsgi import application
from wardbell.notices.models import Notice
from wardbell.subscribers import queries
from wardbell.web.machine.api.description import describe, operations
from wardbell.web.machine.api.door import API

SEED = 20261123
EXAMPLES = 12  # of each operation in each mode
DESCRIBED = describe(API)
OPERATIONS = [one["operationId"] for _, _, one in operations(DESCRIBED)]
#: what well-formed calls are answered is for the rules to say, and they may well refuse: 422
NOT_MEANT = [positive_data_acceptance]
EXPECTED = {
    GenerationMode.POSITIVE: {200, 201, 403, 404, 409, 422},
    GenerationMode.NEGATIVE: {400, 404, 422},
}
#: who calls what asks for a token; the designee calls the rest
CALLERS = {
    "approveNotice": "city-clerk", "sendBackNotice": "city-clerk", "countersignNotice": "mayor-designee",
    "disputeNotice": "mayor-designee", "relayNotice": "ward-6-aide", "addWords": "ward-6-aide", "signWordsOff": "city-clerk",
    "listRequests": "ward-6-aide", "acknowledge": "ward-6-aide", "decline": "ward-6-aide", "listDesignees": "duty-clerk",
    "readBackNotice": "duty-clerk", "draftPublicVersion": "mayor-designee", "readWaiting": "city-clerk",
    "relayByPartner": "hotline-lead", "reportReach": "hotline-lead", "tellReport": "hotline-lead",
}  # fmt: skip


@pytest.fixture
def town(program: Program, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Something at every station of its life, by the name of the path's parameter."""
    monkeypatch.setattr("wardbell.web.machine.api.bearers.MOST_CALLS", 1_000_000)
    notice = official(program)
    version = bulletin(program, notice)
    words = program.done(
        f"/notices/{version}/words", {"language": "en", "text": "Ask us anything."}, who="ward-6-aide"
    )
    waiting = in_review(program, official(program))
    return {
        "notice_id": [notice, version, waiting, begun(program), make.civic()],
        "words_id": [words["id"]],
        "request_id": [program.get("/requests", who="ward-6-aide").json()[0]["id"]],
        "code": [Notice.objects.get(id=version).code, "fault"],
        "secret": [queries.unsubscribe_token(readers.reader(topics=("general",)))],
    }


@pytest.fixture
def called_in_one_transaction(
    town: object,
) -> Iterator[None]:  # after the town: the client that makes it connects anew
    """Keeps the connection open between calls, as Django's own test client does.

    Each request begins and ends by closing a connection that is not in its usual mode, such as one inside the transaction
    of a test. SQLite's database in memory is never closed; PostgreSQL's connection is.
    """
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("called_in_one_transaction")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_operations_when_called_then_they_answer_as_they_are_described(program, town, mode):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    statuses: dict[str, set[int]] = {one: set() for one in OPERATIONS}

    faults = {}
    for operation_id in OPERATIONS:
        operation = schema.find_operation_by_id(operation_id)
        who = program.token(CALLERS.get(operation_id, "chief-designee"))
        try:
            called(operation, mode=mode, token=who, town=town, statuses=statuses[operation_id])
        except Unsatisfiable:  # it takes nothing that could be wrong
            assert mode is GenerationMode.NEGATIVE
        except BaseExceptionGroup as group:
            faults[operation_id] = "\n".join(str(one) for one in group.exceptions)

    assert not faults, "\n".join(f"{name}: {says}" for name, says in faults.items())
    assert set().union(*statuses.values()) >= EXPECTED[mode]


def called(
    operation: Any, *, mode: GenerationMode, token: str, town: dict[str, list[str]], statuses: set[int]
) -> None:
    """Calls one operation some times, each time in a town that is as it was."""

    @seed(SEED)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), known=st.data())
    def call(case: Any, known: Any) -> None:
        for name in [*case.path_parameters] if mode is GenerationMode.POSITIVE else ():
            case.path_parameters[name] = known.draw(st.sampled_from(town[name]))
        with transaction.atomic():
            answer = case.call_and_validate(
                headers={"Authorization": f"Bearer {token}"}, excluded_checks=NOT_MEANT
            )
            statuses.add(answer.status_code)
            transaction.set_rollback(True)

    call()
