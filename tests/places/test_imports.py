"""Loading maps: all or nothing, redistricting, and every real file."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.places import make
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Conflict, Unreadable, WrongState
from wardbell.journal.models import Entry
from wardbell.places import actions, maps, queries
from wardbell.places.actions import ImportResult
from wardbell.places.models import Area, Jurisdiction
from wardbell.places.naming import guessed_kind
from wardbell.places.rules import AreaKind

pytestmark = pytest.mark.django_db
REAL = [
    ("hennepin-ramsey-commissioner-districts", AreaKind.WARD, 14, "ward:ramsey-county-7"),
    ("hennepin-ramsey-counties-derived", AreaKind.NEIGHBOURHOOD, 2, "neighbourhood:ramsey-county"),
    ("metro-city-boundaries", AreaKind.NEIGHBOURHOOD, 145, "neighbourhood:saint-anthony"),
    ("minneapolis-city-limits", AreaKind.NEIGHBOURHOOD, 1, "neighbourhood:minneapolis"),
    ("minneapolis-communities", AreaKind.NEIGHBOURHOOD, 11, "neighbourhood:calhoun-isle"),
    ("minneapolis-neighborhoods", AreaKind.NEIGHBOURHOOD, 87, "neighbourhood:stevens-square-loring-heights"),
    ("minneapolis-police-precincts", AreaKind.NEIGHBOURHOOD, 5, "neighbourhood:precinct-3"),
    ("minneapolis-wards-2012-superseded", AreaKind.WARD, 13, "ward:13"),
    ("minneapolis-wards-2022", AreaKind.WARD, 13, "ward:6"),
    ("st-paul-wards", AreaKind.WARD, 7, "ward:7"),
    ("suburb-wards", AreaKind.WARD, 49, "ward:st-louis-park-4"),
]


@pytest.fixture(autouse=True)
def _founded(morning):
    actions.found_without_maps("demo", OPERATOR)


def test_import_when_new_then_added_and_told_in_the_journal():
    result = make.imported(make.wards(3))

    assert result == ImportResult(added=3)
    assert [one.code for one in queries.wards()] == ["ward:1", "ward:2", "ward:3"]
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.about) == ("places.import_areas", "jurisdiction:demo")


def test_import_when_one_feature_is_wrong_then_nothing_is_written():
    before = Entry.objects.count()

    result = make.imported([*make.wards(3), make.feature(9, ward=4, geometry={"type": "Polygon"})])

    assert [one.feature for one in result.errors] == [3]
    assert (result.added, Area.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_import_when_it_fails_half_way_then_nothing_is_written(monkeypatch):
    make.imported(make.wards(3))
    renamed = [make.feature(i, ward=i + 1, name="x" * 100) for i in range(3)]

    def stop(**_):
        raise RuntimeError("the journal is out of reach")

    monkeypatch.setattr(actions.journal, "write", stop)
    with pytest.raises(RuntimeError):
        make.imported(renamed, valid_from=make.NEXT_DAY)

    assert [one.name for one in queries.wards()] == ["Ward 1", "Ward 2", "Ward 3"]


def test_import_when_one_ward_moved_then_only_it_is_closed_and_each_day_has_its_own_answer():
    make.imported(make.wards(3))
    moved = [*make.wards(2), make.feature(5, ward=3, name="Ward 3")]

    result = make.imported(moved, valid_from=make.NEXT_DAY)

    assert result == ImportResult(added=1, closed=1, unchanged=2)
    old, new = (-92.975, 45.005), (-92.945, 45.005)
    assert (queries.areas_at(*old), queries.areas_at(*new)) == ((), ("ward:3",))
    eve = make.NEXT_DAY - timedelta(days=1)
    assert (queries.areas_at(*old, eve), queries.areas_at(*new, eve)) == (("ward:3",), ())
    assert queries.areas_at(*new, make.NEXT_DAY) == ("ward:3",)
    assert queries.wards(make.FIRST_DAY - timedelta(days=1)) == []


def test_import_when_wards_move_then_what_lies_in_them_is_computed_anew():
    make.imported(make.wards(2))
    make.imported([make.feature(0, name="Cedar Bend")], kind=AreaKind.NEIGHBOURHOOD)
    make.imported([make.feature(1, ward=1), make.feature(0, ward=2)], valid_from=make.NEXT_DAY)

    assert queries.wards_of(["neighbourhood:cedar-bend"]) == ("ward:2",)
    assert queries.wards_of(["neighbourhood:cedar-bend"], make.FIRST_DAY) == ("ward:1",)


def test_import_when_wards_come_then_neighbourhoods_stay():
    make.imported([make.feature(0, name="Cedar Bend")], kind=AreaKind.NEIGHBOURHOOD)

    result = make.imported(make.wards(1), valid_from=make.NEXT_DAY)

    assert result.closed == 0
    assert queries.areas_at(-92.995, 45.005) == ("ward:1", "neighbourhood:cedar-bend")


def test_import_when_the_same_comes_again_then_unchanged_and_nothing_written():
    make.imported(make.wards(3))
    before = (Entry.objects.count(), Jurisdiction.objects.get().areas_stamp)

    again = make.imported(make.wards(3))
    later = make.imported(make.wards(3)[::-1], valid_from=make.NEXT_DAY)

    assert (again, later) == (ImportResult(unchanged=3), ImportResult(unchanged=3))
    assert (Entry.objects.count(), Jurisdiction.objects.get().areas_stamp) == before


def test_import_when_older_than_what_stands_then_a_clear_error():
    make.imported(make.wards(3), valid_from=make.NEXT_DAY)

    [fault] = make.imported(make.wards(3), valid_from=make.FIRST_DAY).errors

    assert fault.feature is None
    assert "a map from 2013-01-07 is older" in fault.reason


def test_import_when_swapped_within_the_range_then_suspected():
    def at(x, y):
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
        return {"type": "Polygon", "coordinates": [[list(one) for one in corners]]}

    make.imported([make.feature(ward=1, geometry=at(20, 50))])

    [fault] = make.imported([make.feature(ward=1, geometry=at(50, 20))], valid_from=make.NEXT_DAY).errors

    assert "look swapped" in fault.reason


# --- the real files


@pytest.mark.shared
@pytest.mark.parametrize(("name", "kind", "n", "code"), REAL)
def test_import_when_a_real_file_then_right(shared, name, kind, n, code):
    features = make.features_in(shared / "data" / "geo" / f"{name}.geojson")

    assert guessed_kind(maps.properties_of(features)) == kind
    assert make.imported(features, kind=kind) == ImportResult(added=n)
    assert queries.area(code).kind == kind
    assert make.imported(features, kind=kind) == ImportResult(unchanged=n)
    assert all(outline.d.endswith("Z") for outline in queries.outlines(kind))


@pytest.mark.shared
def test_import_when_every_real_file_then_none_is_forgotten(shared):
    assert sorted(path.stem for path in (shared / "data" / "geo").glob("*.geojson")) == [
        row[0] for row in REAL
    ]


@pytest.mark.shared
def test_import_when_a_real_city_redistricts_then_each_day_has_its_own_wards(shared):
    old, new = (
        make.features_in(shared / "data" / "geo" / f"minneapolis-wards-{year}.geojson")
        for year in ("2012-superseded", "2022")
    )
    make.imported(old, valid_from=date(2013, 1, 7))

    result = make.imported(new, valid_from=date(2022, 1, 3))

    assert result == ImportResult(added=13, closed=13)
    assert make.imported(new, valid_from=date(2022, 1, 3)) == ImportResult(unchanged=13)
    moved = _a_point_that_changed_ward()
    before, after = queries.areas_at(*moved, date(2021, 12, 31)), queries.areas_at(*moved, date(2022, 1, 3))
    assert (len(before), len(after)) == (1, 1)
    assert before != after


@pytest.mark.shared
def test_import_when_wards_and_neighbourhoods_are_real_then_every_neighbourhood_lies_in_a_ward(shared):
    make.imported(make.features_in(shared / "data" / "geo" / "minneapolis-wards-2022.geojson"))
    make.imported(
        make.features_in(shared / "data" / "geo" / "minneapolis-neighborhoods.geojson"),
        kind=AreaKind.NEIGHBOURHOOD,
    )

    found = queries.areas(AreaKind.NEIGHBOURHOOD)

    assert [one.name for one in found if not one.wards] == []
    assert max(len(one.wards) for one in found) <= 4
    # a public square of the city's own list: the council's ward 7 and Loring Park
    assert queries.areas_at(-93.2840, 44.9695) == ("ward:7", "neighbourhood:loring-park")


def _a_point_that_changed_ward():
    then, now = queries.atlas(date(2021, 12, 31)), queries.atlas(date(2022, 1, 3))
    pieces = [
        then.shapes["ward:2"].intersection(now.shapes[one.code])
        for one in now.areas(AreaKind.WARD)
        if one.code != "ward:2"
    ]
    inside = max(pieces, key=lambda piece: piece.area).representative_point()
    return inside.x, inside.y


# --- founding


def test_import_when_nothing_was_founded_then_told_how():
    Jurisdiction.objects.all().delete()

    with pytest.raises(WrongState, match="wardbell places found"):
        make.imported(make.wards(1))


def test_found_when_another_pack_then_refused(tmp_path, settings):
    other = tmp_path / "jurisdictions" / "other"
    other.mkdir(parents=True)
    text = (settings.PACKS_DIR / "jurisdictions" / "demo" / "city.toml").read_text(encoding="utf-8")
    (other / "city.toml").write_text(text.replace('code = "demo"', 'code = "other"'), encoding="utf-8")
    settings.PACKS_DIR = tmp_path

    with pytest.raises(Conflict, match="serves Larkwater already"):
        actions.found_jurisdiction("other", OPERATOR)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("zone", "lane"), "zone"),
        (("hotline", "warmline"), r"numbers\.hotline"),
        (("[areas]", "[area]"), "valid_from"),
    ],
)
def test_found_when_a_pack_is_wrong_then_a_sentence(tmp_path, settings, change, words):
    folder = tmp_path / "jurisdictions" / "demo"
    folder.mkdir(parents=True)
    text = (settings.PACKS_DIR / "jurisdictions" / "demo" / "city.toml").read_text(encoding="utf-8")
    (folder / "city.toml").write_text(text.replace(*change), encoding="utf-8")
    settings.PACKS_DIR = tmp_path

    with pytest.raises(Unreadable, match=words):
        actions.found_jurisdiction("demo", OPERATOR)


def test_found_when_there_is_no_such_pack_then_a_sentence():
    with pytest.raises(Unreadable, match="no readable jurisdiction pack 'nowhere'"):
        actions.found_jurisdiction("nowhere", OPERATOR)


def test_found_when_an_operator_loaded_wards_then_they_stay():
    make.imported(make.wards(3))

    actions.found_jurisdiction("demo", OPERATOR)

    assert len(queries.wards()) == 3
    assert len(queries.areas(AreaKind.NEIGHBOURHOOD)) == 22


def test_question_when_asked_twice_then_only_the_stamp_is_read(django_assert_num_queries):
    make.imported(make.wards(3))
    queries.areas_at(-92.995, 45.005)

    with django_assert_num_queries(1):
        queries.areas_at(-92.995, 45.005)


def test_database_when_an_area_would_end_before_it_begins_then_refused():
    make.imported(make.wards(1))

    with pytest.raises(Exception, match=r"places_area_ends_after_it_starts|CHECK constraint failed"):
        Area.objects.update(valid_to=make.FIRST_DAY)
    assert connection.needs_rollback
