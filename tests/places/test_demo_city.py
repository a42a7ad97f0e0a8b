"""Larkwater: it tiles, it can be asked, it is founded twice with the same result, and every number in it is nobody's."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import shapely
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from shapely.geometry import Point

from tests.places import make
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal.models import Entry
from wardbell.people.rules import OfficeKind, Role
from wardbell.places import actions, queries
from wardbell.places.atlas import Atlas, Plotted
from wardbell.places.maps import read_map
from wardbell.places.models import Area
from wardbell.places.rules import AreaKind

PACKS = Path(settings.PACKS_DIR) / "jurisdictions"
DEMO = PACKS / "demo"
FILES = {
    AreaKind.WARD: "wards.geojson", AreaKind.NEIGHBOURHOOD: "neighbourhoods.geojson",
    AreaKind.PUBLIC_PLACE: "places.geojson",
}  # fmt: skip


def atlas():
    plotted = [
        Plotted(
            code=one.code, kind=kind, name=one.name, position=one.position, shape=one.shape,
            valid_from=make.FIRST_DAY, valid_to=None,
        )
        for kind, name in FILES.items()
        for one in read_map(make.features_in(DEMO / name), kind=kind).areas
    ]  # fmt: skip
    return Atlas(plotted, city_name="Larkwater")


ATLAS = atlas()
CITY = shapely.union_all([ATLAS.shapes[one.code] for one in ATLAS.areas(AreaKind.WARD)])
WEST, SOUTH, EAST, NORTH = CITY.bounds


def shapes(kind):
    return [ATLAS.shapes[one.code] for one in ATLAS.areas(kind)]


def test_city_when_drawn_then_thirteen_wards_and_about_twenty_neighbourhoods_tile_it():
    assert len(shapes(AreaKind.WARD)) == 13
    assert len(shapes(AreaKind.NEIGHBOURHOOD)) == 22
    assert shapely.coverage_is_valid(shapes(AreaKind.WARD))
    assert shapely.coverage_is_valid(shapes(AreaKind.NEIGHBOURHOOD))
    assert CITY.symmetric_difference(shapely.union_all(shapes(AreaKind.NEIGHBOURHOOD))).area == 0
    assert CITY.geom_type == "Polygon"
    assert not CITY.interiors


@hypothesis_settings(max_examples=400, deadline=None)
@given(st.floats(WEST, EAST), st.floats(SOUTH, NORTH))
def test_point_when_anywhere_then_in_one_ward_and_one_neighbourhood_or_outside_both(lon, lat):
    found = ATLAS.at(lon, lat)

    kinds = [code.partition(":")[0] for code in found]
    assert kinds == (["ward", "neighbourhood"] if CITY.intersects(Point(lon, lat)) else [])
    strictly = [shape for shape in shapes(AreaKind.WARD) if shape.contains(Point(lon, lat))]
    assert len(strictly) <= 1


@make.unhurried
@given(st.data())
def test_point_when_on_a_border_then_in_the_first_ward_only(data):
    shape = data.draw(st.sampled_from(shapes(AreaKind.WARD)))
    corner = Point(data.draw(st.sampled_from(list(shape.exterior.coords))))

    found = ATLAS.at(corner.x, corner.y)

    touching = [one.code for one in ATLAS.areas(AreaKind.WARD) if ATLAS.shapes[one.code].intersects(corner)]
    assert found[0] == touching[0]
    assert len(found) == 2


@make.unhurried
@given(st.data())
def test_covers_when_asked_then_agrees_with_wards_of(data):
    code = data.draw(st.sampled_from([one.code for one in ATLAS.areas()]))
    ward = data.draw(st.sampled_from([one.code for one in ATLAS.areas(AreaKind.WARD)]))

    assert code in ATLAS.covers(code)
    if code != "city":
        assert (code in ATLAS.covers(ward)) == (ward in ATLAS.wards_of([code]))
    assert ("city" in ATLAS.covers(code)) == (code == "city")


def test_places_when_adopted_then_each_lies_in_a_ward_and_a_neighbourhood():
    places = ATLAS.areas(AreaKind.PUBLIC_PLACE)

    assert len(places) == 14
    assert [one.name for one in places if not one.wards or not one.neighbourhoods] == []


def test_atlas_when_an_area_is_unknown_then_refused():
    with pytest.raises(Unreadable, match="There is no area 'ward:14' here"):
        ATLAS.area("ward:14")
    with pytest.raises(Unreadable):
        ATLAS.wards_of(["ward:1", "neighbourhood:nowhere"])


# --- the files


def test_pack_when_weighed_then_small():
    assert sum(path.stat().st_size for path in DEMO.glob("*.geojson")) < 60_000


def toml(name):
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


def test_numbers_when_read_then_nobody_can_have_them_and_none_stands_twice():
    text = "".join(path.read_text(encoding="utf-8") for path in DEMO.glob("*.toml"))

    numbers = re.findall(r'"(\+[0-9]+)"', text)

    assert [one for one in numbers if not re.fullmatch(r"\+1(612|651|763|952)55501[0-9]{2}", one)] == []
    assert len(numbers) == len(set(numbers)) > 80


def test_people_when_read_then_named_by_role_and_reachable_by_nobody():
    people = toml("people.toml")["person"]

    assert [one["name"] for one in people if not one["name"].endswith("(demo)")] == []
    assert [one["email"] for one in people if not one["email"].endswith((".example", ".example.org"))] == []
    assert len({one["key"] for one in people}) == len({one["email"] for one in people}) == len(people)


def test_people_when_read_then_every_role_seat_and_partner_exists():
    offices = {one["code"]: one for one in toml("offices.toml")["office"]}
    organizations = {one["code"] for one in toml("organizations.toml")["organization"]}
    roles = [role for one in toml("people.toml")["person"] for role in one["roles"]]

    assert {role["role"] for role in roles} == set(Role)
    assert {role["office"] for role in roles if "office" in role} == set(offices)
    assert {role["organization"] for role in roles if "organization" in role} == organizations
    assert {one["kind"] for one in offices.values()} == set(OfficeKind)
    wards = [one["ward"] for one in offices.values() if one["kind"] == OfficeKind.WARD]
    assert wards == [one.code for one in ATLAS.areas(AreaKind.WARD)]


def test_pool_when_read_then_in_order_and_of_three_houses():
    pool = [one for one in toml("people.toml")["person"] if "pool_position" in one]

    assert sorted(one["pool_position"] for one in pool) == [1, 2, 3, 4]
    assert {json.dumps(one["roles"][-1]) for one in pool if one["roles"][0]["role"] == "approver"}
    houses = {role.get("organization") or role.get("office") for one in pool for role in one["roles"]}
    assert houses == {"clerk", "legal-aid", "hotline"}


# --- founded


def test_question_when_nothing_was_founded_then_told_how(db):
    with pytest.raises(WrongState, match="wardbell places found"):
        queries.jurisdiction()


@pytest.mark.parametrize("code", sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
def test_found_when_done_twice_then_the_same_as_once(db, morning, code):
    actions.found_jurisdiction(code, OPERATOR)
    once = (list(Area.objects.order_by("code").values()), Entry.objects.count(), queries.jurisdiction())

    actions.found_jurisdiction(code, OPERATOR)

    assert (
        list(Area.objects.order_by("code").values()),
        Entry.objects.count(),
        queries.jurisdiction(),
    ) == once
    assert once[0]


def test_queries_when_founded_then_speak_of_the_city(db, morning):
    actions.found_jurisdiction("demo", OPERATOR)

    here = queries.jurisdiction()
    assert (here.name, here.zone.key, here.ladder_minutes) == ("Larkwater", "America/Chicago", (5, 10, 15))
    assert (here.number_for("so"), here.number_for("en")) == ("+16125550105", "+16125550103")
    assert queries.today().isoformat() == "2026-11-23"
    assert [one.name for one in queries.wards()] == [f"Ward {n}" for n in range(1, 14)]
    assert len(queries.wards_of(["city"])) == 13
    assert queries.area("city").name == "Larkwater"
    assert [queries.area_name("ward:6", tag) for tag in ("en", "es", "ar")] == [
        "Ward 6",
        "Distrito 6",
        "الدائرة 6",
    ]
    assert queries.area_name("neighbourhood:cedar-bend", "es") == "Cedar Bend"
    assert queries.area_name("city", "es") == "Larkwater"
    assert queries.is_adopted_place("place:harbor-park")
    assert not queries.is_adopted_place("place:some-church")
    assert not queries.is_adopted_place("ward:6")


def test_name_when_an_area_was_closed_then_still_told(db, morning):
    actions.found_without_maps("demo", OPERATOR)
    make.imported(make.wards(3))
    make.imported(make.wards(2), valid_from=make.NEXT_DAY)

    assert queries.area_name("ward:3") == "Ward 3"
    with pytest.raises(Unreadable):
        queries.area("ward:3")
    with pytest.raises(Unreadable):
        queries.area_name("ward:4")


def test_drawing_when_founded_then_small_labelled_and_in_one_frame(db, morning):
    actions.found_jurisdiction("demo", OPERATOR)

    layers = [queries.outlines(kind) for kind in FILES]

    assert [len(layer) for layer in layers] == [13, 22, 14]
    assert queries.frame().view_box == "0 0 360 393"
    assert sum(len(outline.d) for outline in layers[0]) < 7_000
    assert all(0 < one.label_x < 360 and 0 < one.label_y < 393 for layer in layers for one in layer)
    assert [(one.name, one.is_line) for one in queries.water()] == [
        ("Ambry Lake", False), ("Tern River", True), ("Mill Creek", True),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [120, 320, 1000])
def test_frame_when_another_width_then_everything_scales(db, morning, width):
    actions.found_jurisdiction("demo", OPERATOR)

    assert queries.frame(width=width).width == width
    assert all(0 < one.label_x < width for one in queries.outlines(AreaKind.WARD, width=width))
