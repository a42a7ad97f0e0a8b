"""What every test shares: no network but loopback, a fixed morning, and the example data beside the checkout."""

import os
import runpy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from wardbell.ground import clock

MORNING = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # 05:00 in America/Chicago, a Monday
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _compiled_catalogues() -> None:
    """The pages speak what the catalogues say now, also right after somebody changed one."""
    runpy.run_path(str(ROOT / "tools" / "compile_catalogues.py"), run_name="__main__")


@pytest.fixture
def morning() -> Iterator[datetime]:
    """A clock that stands at five in the morning."""
    with clock.fixed(MORNING):
        yield MORNING


@pytest.fixture(scope="session")
def shared() -> Path:
    """The example data beside the checkout; its absence is told loudly, and in CI it is a failure."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("the example data beside the checkout is missing, and CI=true skips nothing")
        pytest.skip("EXAMPLE DATA MISSING: put the folder `shared` beside the checkout to run this test")
    return SHARED
