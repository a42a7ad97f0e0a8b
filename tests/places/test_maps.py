"""Reading a map: what each feature is called, and every way in which a map can be wrong."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import make
from wardbell.ground.errors import Unreadable
from wardbell.places.maps import Fault, read_map
from wardbell.places.rules import AreaKind
from wardbell.places.shapes import read_collection

WARD, HOOD, PLACE = AreaKind.WARD, AreaKind.NEIGHBOURHOOD, AreaKind.PUBLIC_PLACE


def names(features, kind=WARD, **options):
    found = read_map(features, kind=kind, **options)
    assert found.faults == ()
    return {one.code: one.name for one in found.areas}


def reasons(features, kind=WARD, **options):
    found = read_map(features, kind=kind, **options)
    return [(one.feature, one.reason) for one in found.faults]


def broken(geometry):
    """Two good wards and a bad one between them."""
    good = make.wards(3)
    return [good[0], {**good[1], "geometry": geometry}, good[2]]


# --- what features are called


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"ward": 6}, {"ward:6": "Ward 6"}),
        ({"ward": 6.0}, {"ward:6": "Ward 6"}),
        ({"ward": "06"}, {"ward:6": "Ward 6"}),
        ({"WARD_NUM": "6", "NAME": "Harbor"}, {"ward:6": "Harbor"}),
        ({"Council District": 3}, {"ward:3": "District 3"}),
        ({"name": "Ward 6"}, {"ward:6": "Ward 6"}),
        ({"ward": "1P"}, {"ward:1p": "1P"}),
        ({"OBJECTID": 9, "ward": 2}, {"ward:2": "Ward 2"}),
        ({"county": "Hennepin", "fips": "27053"}, {"ward:hennepin": "Hennepin"}),
    ],
)
def test_names_when_nothing_is_given_then_the_known_property_is_found(properties, expected):
    assert names([make.feature(**properties)]) == expected


def test_names_when_numbers_of_several_cities_then_the_city_goes_before():
    features = [make.feature(0, city="Blaine", ward=1, name="Ward 1"), make.feature(1, city="Edina", ward=1)]

    assert names(features) == {"ward:blaine-1": "Blaine, Ward 1", "ward:edina-1": "Edina, Ward 1"}


def test_names_when_two_properties_are_given_then_both_make_the_code():
    features = [make.feature(0, county="Hennepin", district=1), make.feature(1, county="Ramsey", district=1)]

    found = names(features, id_property="county, district")

    assert found == {"ward:hennepin-1": "Hennepin, District 1", "ward:ramsey-1": "Ramsey, District 1"}


def test_names_when_names_repeat_in_several_cities_then_the_city_goes_before():
    features = [make.feature(i, city=city, name="Downtown") for i, city in enumerate(["Blaine", "Edina"])]

    assert names(features, HOOD) == {
        "neighbourhood:blaine-downtown": "Blaine, Downtown", "neighbourhood:edina-downtown": "Edina, Downtown",
    }  # fmt: skip


def test_names_when_only_accents_tell_them_apart_then_codes_differ_whatever_the_order():
    features = [make.feature(0, name="Peña"), make.feature(1, name="Pena"), make.feature(2, name="Other")]

    found = names(features, HOOD)

    assert sorted(found.values()) == ["Other", "Pena", "Peña"]
    assert "neighbourhood:other" in found
    assert names(features[::-1], HOOD) == found


def test_map_when_a_feature_repeats_exactly_then_read_once():
    features = make.wards(3)

    assert len(names([*features, features[1]])) == 3


def test_map_when_parts_share_a_country_wide_id_then_one_area():
    parts = [make.feature(i, name="Blaine", county=c, gnis=23) for i, c in enumerate(["Anoka", "Ramsey"])]

    found = read_map(parts, kind=HOOD)

    assert [one.code for one in found.areas] == ["neighbourhood:blaine"]
    assert math.isclose(found.areas[0].shape.area, 2 * make.STEP**2, rel_tol=1e-6)


def test_map_when_a_place_is_a_point_then_only_the_list_of_places_takes_it():
    feature = make.feature(name="Pier", geometry={"type": "Point", "coordinates": [-93, 45]})

    assert names([feature], PLACE) == {"place:pier": "Pier"}
    assert reasons([feature], HOOD) == [(0, "Pier is a Point, not an area (Polygon or MultiPolygon).")]


# --- what is wrong with a map


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "Ward 2 has no geometry."),
        ("x", "Ward 2 has a geometry that is not an object."),
        ({"type": "LineString", "coordinates": make.ring(1, 0)}, "Ward 2 is a LineString, not an area"),
        ({"type": "GeometryCollection", "geometries": []}, "Ward 2 is a GeometryCollection, not an area"),
        ({"type": "Polygon", "coordinates": []}, "Ward 2 has an empty geometry."),
        ({"type": "Polygon"}, "Ward 2 has an empty geometry."),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "Ward 2 has an empty geometry."),
        ({"type": "Polygon", "coordinates": [[]]}, "Ward 2 has an empty geometry."),
        ({"type": "Polygon", "coordinates": [make.ring(1, 0)[:-1]]}, "a ring that is not closed: it begins at -92.99"),
        ({"type": "Polygon", "coordinates": [make.ring(1, 0)[:2] + make.ring(1, 0)[:1]]}, "fewer than four positions"),
        ({"type": "Polygon", "coordinates": make.ring(1, 0)}, "coordinates that are not lists of positions"),
        ({"type": "Polygon", "coordinates": [[["1", "2"]] * 4]}, "a position that is not made of numbers"),
        ({"type": "Polygon", "coordinates": [[[True, 2]] * 4]}, "a position that is not made of numbers"),
        ({"type": "Polygon", "coordinates": [[[math.nan, 2]] * 4]}, "a position outside WGS84 (nan, 2)"),
        ({"type": "Polygon", "coordinates": [[[10**400, 2]] * 4]}, "a position outside WGS84 (1000"),
        ({"type": "Polygon", "coordinates": [[[478000, 4980000]] * 4]}, "convert the file to longitude and latitude"),
        ({"type": "Polygon", "coordinates": [[[b, a] for a, b in make.ring(1, 0)]]}, "latitude and longitude look swapped"),
    ],
)  # fmt: skip
def test_map_when_a_geometry_is_wrong_then_the_place_is_named(geometry, words):
    features = broken({"type": "Polygon", "coordinates": []})
    features[1]["geometry"] = geometry

    [(number, reason)] = reasons(features)

    assert (number, words in reason) == (1, True), reason


def test_map_when_an_area_crosses_itself_then_the_place_and_the_spot_are_named():
    bow = [[-93, 45], [-92.98, 45.02], [-92.98, 45], [-93, 45.02], [-93, 45]]

    found = reasons(
        [make.feature(5, ward=1), make.feature(ward=6, geometry={"type": "Polygon", "coordinates": [bow]})]
    )

    assert found == [(1, "Ward 6 crosses itself near -92.99, 45.01.")]


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        (7, "Number 1 is not a GeoJSON feature."),
        (None, "Number 1 is not a GeoJSON feature."),
        ({"type": "Polygon"}, "Number 1 is not a GeoJSON feature."),
        (
            {"type": "Feature", "properties": None, "geometry": make.square(1, 0)},
            "'ward' is missing or empty",
        ),
        (make.feature(1, name="x"), "'ward' is missing or empty"),
        (make.feature(1, ward=" "), "'ward' is missing or empty"),
        (make.feature(1, ward=True), "'ward' is neither text nor a number"),
        (make.feature(1, ward=[2]), "'ward' is neither text nor a number"),
        (make.feature(1, ward=2.5), "'ward' is 2.5, which cannot be an id"),
        (make.feature(1, ward="***"), "holds no letter and no digit"),
        (make.feature(1, ward="a\x00b"), "signs that cannot be printed"),
        (make.feature(1, ward=2, name="x" * 121), "its name is longer than 120 signs"),
    ],
)
def test_map_when_a_feature_cannot_be_named_then_its_number_is_told(feature, words):
    good = make.wards(3)

    [(number, reason)] = reasons([good[0], feature, good[2]])

    assert (number, words in reason) == (1, True), reason


def test_map_when_an_id_stands_for_two_areas_then_told_which_option_helps():
    features = [make.feature(0, ward=1, city="Blaine"), make.feature(1, ward=1, city="Edina")]

    [(number, reason)] = reasons(features, id_property="ward")

    assert number == 1
    assert reason == (
        "The id 'ward:1' is given to different areas (features 0, 1, counted from 0). "
        "Tell them apart with --id-property city,ward."
    )


def test_map_when_an_id_repeats_without_a_city_then_told_what_to_do():
    [(_, reason)] = reasons([make.feature(0, ward=1), make.feature(1, ward=1)])

    assert "--id-property A,B" in reason


def test_map_when_one_ward_lies_on_another_then_told():
    assert reasons([make.feature(0, ward=1), make.feature(0.5, ward=2)]) == [
        (1, "Ward 2 lies on Ward 1: 50% of it.")
    ]


def test_map_when_nothing_is_known_as_an_id_then_the_properties_are_named():
    [(number, reason)] = reasons([make.feature(shape_area=2, perimeter=3)])

    assert number is None
    assert reason.endswith("say which with --id-property (there are: perimeter, shape_area).")


def test_map_when_empty_then_a_fault():
    assert read_map([], kind=WARD).faults == (Fault(feature=None, reason="The file holds no features."),)


def test_map_when_several_features_are_wrong_then_each_is_told():
    features = [
        *make.wards(2),
        {},
        make.feature(3, ward=4, geometry={"type": "Point"}),
        make.feature(4, name="x"),
    ]

    assert [number for number, _ in reasons(features)] == [2, 3, 4]


def test_map_when_thousands_are_wrong_alike_then_told_in_bounds():
    same_id = [make.feature(i, ward=1) for i in range(3000)]
    same_spot = [make.feature(0, ward=i) for i in range(3000)]

    ids, spots = reasons(same_id), reasons(same_spot)

    assert len(ids) == 2999
    assert max(len(reason) for _, reason in ids) < 300
    assert len(spots) == 100


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@make.unhurried
@given(JSON, JSON, st.sampled_from(["Polygon", "MultiPolygon", "Point", "Feature", ""]))
def test_map_when_fed_anything_then_faults_and_never_a_crash(properties, coordinates, kind):
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }

    found = read_map([feature, properties], kind=PLACE)

    assert found.faults


# --- what is no map at all


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{", "not UTF-8 text"),
        (b"name,ward\nx,1\n", "not JSON"),
        (b'{"type": "FeatureCollection", "features": [', "not JSON"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "Topology", "objects": {}}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "no list of features"),
        (b'{"type": "FeatureCollection", "features": {}}', "no list of features"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is not a number in JSON"),
        (b'{"type": "FeatureCollection", "features": [-Infinity]}', "-Infinity is not a number in JSON"),
        (b"[" * 200_000 + b"]" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b"x" * 10_000_000, "not JSON"),
        (b" " * 50_000_001, "larger than 50 MB"),
        (
            b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:26915"}}, "features": []}',
            "another reference system",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_file_when_no_map_then_a_sentence(content, words):
    with pytest.raises(Unreadable, match=words):
        read_collection(content)


def test_file_when_it_has_a_byte_order_mark_or_the_old_word_for_wgs84_then_read():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    content = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [1]}).encode("utf-8-sig")

    assert read_collection(content) == [1]
