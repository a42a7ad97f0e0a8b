"""A thousand relays at once, on a real database with a connection for each thread: each once, none lost."""

from collections.abc import Iterator

import pytest

from tests.node import Node, Template, free_port
from tests.process import crowd

pytestmark = pytest.mark.process
_SAMPLES = """
from wardbell.phrases import actions as phrases
phrases.load_samples(by=OPERATOR)
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    made = Template.make(tmp_path_factory.mktemp("relays"), more=_SAMPLES)
    yield made
    made.remove()


@pytest.fixture
def town(city: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("town")
    one = Node(folder=folder, port=free_port(), database_url=city.copy_to(folder))
    yield one
    one.remove()


def test_relays_when_a_thousand_at_once_then_each_once_and_none_lost(town):
    told = town.run("from tests.process import crowd\nanswer = crowd.relays_at_once()")

    n_pairs = crowd.N_BULLETINS * 13
    assert told["n_calls"] >= 1000
    assert told == {
        "n_calls": crowd.N_THREADS * n_pairs, "n_pairs": n_pairs, "first": n_pairs, "first_once": n_pairs, "rows": n_pairs,
        "postings": n_pairs, "journal": n_pairs, "each": [crowd.N_BULLETINS] * 13,
    }  # fmt: skip


def test_partner_relays_when_sixteen_at_once_then_recorded_once(town):
    told = town.run("from tests.process import crowd\nanswer = crowd.partner_relays_at_once()")

    assert told == {"first": 1, "rows": 1}
