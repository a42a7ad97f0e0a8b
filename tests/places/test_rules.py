"""Codes, names and redistricting, by value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import make
from wardbell.ground.errors import WrongState
from wardbell.places.rules import (
    LONGEST_CODE,
    AreaKind,
    Redistricting,
    Standing,
    code_of,
    kind_of,
    natural,
    redistrict,
    slug,
    ward_name,
)

EARLY, LATE = date(2013, 1, 7), date(2022, 1, 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cedar Bend", "cedar-bend"),
        ("Bryn - Mawr", "bryn-mawr"),
        ("St. Anthony East", "st-anthony-east"),
        ("Steven's Square - Loring Heights", "stevens-square-loring-heights"),
        ("Peñasco Alto", "penasco-alto"),
        ("Ørestad Łódź Straße", "orestad-lodz-strasse"),
        ("İstanbul", "istanbul"),
        ("حي النهر", "حي-النهر"),
        ("  ", ""),
        ("***", ""),
    ],
)
def test_slug(name, expected):
    assert slug(name) == expected


@make.unhurried
@given(st.text(min_size=1, max_size=200))
def test_code_when_made_of_any_name_then_fits_and_names_its_kind(name):
    try:
        code = code_of(AreaKind.NEIGHBOURHOOD, name)
    except ValueError:
        assert slug(name) == ""
        return

    assert len(code) <= LONGEST_CODE
    assert kind_of(code) == AreaKind.NEIGHBOURHOOD
    assert "," not in code


def test_code_when_two_long_names_begin_alike_then_differ():
    first, second = (code_of(AreaKind.PUBLIC_PLACE, "The Very Long Name " * 6 + tail) for tail in "AB")

    assert first != second


def test_natural_when_numbers_differ_in_length_then_orders_as_a_person_would():
    names = ["Ward 10", "Ward 2", "Annex", "Ward 1P", "Ward 1"]

    assert sorted(names, key=natural) == ["Annex", "Ward 1", "Ward 1P", "Ward 2", "Ward 10"]


def test_ward_name_when_plain_then_said_in_the_language():
    words = {"en": "Ward {number}", "es": "Distrito {number}"}

    assert ward_name("Ward 6", code="ward:6", language="es", words=words) == "Distrito 6"
    assert ward_name("Ward 6", code="ward:6", language="so", words=words) == "Ward 6"
    assert ward_name("Central", code="ward:6", language="es", words=words) == "Central"
    assert ward_name("Blaine, Ward 1", code="ward:blaine-1", language="es", words=words) == "Blaine, Ward 1"


def standing(**drawings):
    return [Standing(code=code, drawing=drawing, valid_from=EARLY) for code, drawing in drawings.items()]


def test_redistrict_when_one_moved_one_came_one_went_then_only_those_change():
    change = redistrict(
        [("a", "same"), ("b", "new"), ("d", "d")],
        standing=standing(a="same", b="old", c="c"),
        valid_from=LATE,
    )

    assert change == Redistricting(add=("b", "d"), close=("b", "c"), unchanged=("a",))


def test_redistrict_when_older_than_what_stands_then_refused():
    with pytest.raises(WrongState, match="hold from 2013-01-07; a map from 2012-01-02 is older"):
        redistrict([("a", "a")], standing=standing(a="a"), valid_from=date(2012, 1, 2))


def test_redistrict_when_another_map_begins_on_the_same_day_then_refused():
    with pytest.raises(WrongState, match="already holds from 2013-01-07 and draws a otherwise"):
        redistrict([("a", "other")], standing=standing(a="a"), valid_from=EARLY)


@make.unhurried
@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xyz"), min_size=1))
def test_redistrict_when_the_same_map_comes_again_then_nothing_changes(drawings):
    change = redistrict(list(drawings.items()), standing=standing(**drawings), valid_from=EARLY)

    assert change == Redistricting(add=(), close=(), unchanged=tuple(drawings))


@make.unhurried
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xyz")),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xyz"), min_size=1),
)
def test_redistrict_when_done_then_exactly_the_new_map_stands(old, new):
    change = redistrict(list(new.items()), standing=standing(**old), valid_from=LATE)

    assert (set(old) - set(change.close)) | set(change.add) == set(new)
    assert set(change.unchanged) == {code for code in new if old.get(code) == new[code]}
