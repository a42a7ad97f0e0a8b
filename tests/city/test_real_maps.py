"""A city opened from a real city's published map, with made-up contacts: other words for a ward, several cities in one file."""

import json
from dataclasses import dataclass, field

import pytest

from tests.city.lists import contacts
from wardbell.config.commands import main
from wardbell.notices import queries as notices
from wardbell.people import queries as people
from wardbell.places import queries as places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning"), pytest.mark.shared]
_LONGEST_S = 120  # of the hour that opening a city may take


@dataclass(frozen=True, kw_only=True)
class City:
    """A map as its publisher wrote it; `calls` is how the operator writes a ward in the list."""

    code: str
    wards: str
    n_wards: int
    calls: str
    more: tuple[str, ...] = ()
    layers: tuple[str, ...] = field(default=())


CITIES = [
    City(code="minneapolis", wards="minneapolis-wards-2022.geojson", n_wards=13, calls="Ward {n}",
         layers=("--neighbourhoods", "minneapolis-neighborhoods.geojson")),
    City(code="saint-paul", wards="st-paul-wards.geojson", n_wards=7, calls="{n}"),
    City(code="hennepin", wards="hennepin-ramsey-commissioner-districts.geojson", n_wards=7, calls="District {n}",
         more=("--where", "county=Hennepin County")),
    City(code="bloomington", wards="suburb-wards.geojson", n_wards=0, calls="ward {n:02}", more=("--where", "city=Bloomington")),
]  # fmt: skip


@pytest.fixture
def geo(shared, settings, tmp_path):
    settings.CITIES_DIR = tmp_path / "cities"
    return shared / "data" / "geo"


def n_wards(city: City, geo) -> int:
    if city.n_wards:
        return city.n_wards
    features = json.loads((geo / city.wards).read_text(encoding="utf-8"))["features"]
    return sum(one["properties"].get("city", "").casefold() == city.code for one in features)


@pytest.mark.parametrize("city", CITIES, ids=lambda one: one.code)
def test_city_when_opened_from_its_published_map_then_every_ward_has_its_office(city, geo, tmp_path, capsys):
    n = n_wards(city, geo)
    assert n > 1
    listed = tmp_path / "contacts.csv"
    listed.write_text(contacts(city.calls.format(n=one) for one in range(1, n + 1)), encoding="utf-8")
    layers = [str(geo / one) if one.endswith(".geojson") else one for one in city.layers]

    code = main(
        [
            "city",
            "new",
            city.code,
            "--wards",
            str(geo / city.wards),
            "--contacts",
            str(listed),
            *city.more,
            *layers,
        ]
    )

    answered = capsys.readouterr()
    assert code == 0, answered.out[:2000]
    founded = json.loads(answered.out.splitlines()[0])
    assert (founded["wards"], founded["people"]) == (n, 10 + 3 * n)
    assert founded["seconds"] < _LONGEST_S
    assert {one.ward for one in people.council_offices()} == {one.code for one in places.wards()}
    assert [
        one.roles >= {"member", "deputy", "aide"}
        for one in people.seats(places.clock.now())
        if one.office.ward
    ] == [True] * n
    assert [step.is_done for step in notices.going_live()] == [False] * 5
    if layers:
        assert len(places.areas("neighbourhood")) == 87


def test_city_when_a_map_of_several_cities_is_given_whole_then_the_list_does_not_fit_it(
    geo, tmp_path, capsys
):
    listed = tmp_path / "contacts.csv"
    listed.write_text(contacts(["1"]), encoding="utf-8")

    assert (
        main(
            ["city", "new", "suburb", "--wards", str(geo / "suburb-wards.geojson"), "--contacts", str(listed)]
        )
        == 1
    )

    assert "no ward for '1'" in capsys.readouterr().out
    assert not places.is_founded()
