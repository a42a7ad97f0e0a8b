"""What every test of this door shares."""

import pytest
from django.core.cache import cache

from tests.people import make
from tests.web.account.door import PASSWORD, sign_in, with_app
from wardbell.ground.actors import OPERATOR
from wardbell.people import models
from wardbell.people.rules import Role
from wardbell.places import actions as places


@pytest.fixture(autouse=True)
def _this_door(settings, db):
    """The door's own pages, a city by name, and no attempt of an earlier test remembered."""
    settings.ROOT_URLCONF = "tests.web.account.door"
    places.found_without_maps("demo", OPERATOR)
    cache.clear()


@pytest.fixture
def administrator(client) -> models.Account:
    someone = make.holder(Role.ADMINISTRATOR, password=PASSWORD)
    sign_in(client, someone, secret=with_app(someone))
    return someone
