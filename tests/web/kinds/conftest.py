"""The demo city at five in the morning, and its people at their doors."""

from tests.notices.conftest import city  # noqa: F401  # the fixture
