"""Each test gets a node of its own, on a copy of a migrated template: never a flush, which the journal refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.nodes import Node, copied, migrated


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a migrated, empty database."""
    with migrated(tmp_path_factory.mktemp("template")) as url:
        yield url


@pytest.fixture
def node(template: str, tmp_path: Path) -> Iterator[Node]:
    """A node with a database of its own, at five in the morning."""
    with copied(template, tmp_path) as one:
        yield one
