"""Tables: keys run downstairs, every field has its class of data, every table says how long it is kept."""

import ast
from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from tests.house import plan
from wardbell.ground.data import DataClass, Keep

ROOMS = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("wardbell.") and config.models_module
)
TABLES = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def name_of(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


@pytest.mark.parametrize("model", TABLES, ids=name_of)
def test_keys_when_they_leave_a_room_then_they_run_downstairs(model):
    floors = plan.floors()
    room = model._meta.app_label

    upward = [
        f"{field.name} -> {name_of(field.related_model)}"
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
        and field.related_model._meta.app_label != room
        and floors.get(field.related_model._meta.app_label, len(floors)) >= floors[room]
    ]

    assert upward == []


def test_journal_when_it_speaks_of_something_then_by_no_key():
    keys = [
        f"{name_of(model)}.{field.name}"
        for model in apps.get_app_config("journal").get_models()
        for field in model._meta.get_fields()
        if field.is_relation
    ]

    assert keys == []


@pytest.mark.parametrize("model", TABLES, ids=name_of)
def test_fields_when_stored_then_each_is_classified(model):
    stored = {field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]}

    assert set(model.CLASSIFIED) == stored
    assert set(model.CLASSIFIED.values()) <= set(DataClass)


def test_fields_when_classified_then_once_only():
    twice = [
        f"{plan.named(path)}: {name}"
        for path, tree in plan.trees()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "classified"
        for name, count in Counter(
            word for given in call.keywords for word in str(ast.literal_eval(given.value)).split()
        ).items()
        if count > 1
    ]

    assert twice == []


@pytest.mark.parametrize("room", ROOMS)
def test_tables_when_they_stand_in_a_room_then_each_says_how_long_it_is_kept(room):
    keep: tuple[Keep, ...] = import_module(f"wardbell.{room}.models").KEEP
    tables = Counter(model.__name__ for model in apps.get_app_config(room).get_models())

    assert Counter(one.table for one in keep) == tables
    assert [one.table for one in keep if not one.because.endswith(".") or one.days == 0] == []
