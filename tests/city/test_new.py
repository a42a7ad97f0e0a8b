"""`wardbell city new`: from a map of wards and a contact list to a founded node; all of it, or nothing."""

import json
import tomllib
from pathlib import Path

import pytest
from django.db import DatabaseError

from tests.city.lists import contacts
from tests.conftest import ROOT
from wardbell.channels import memory
from wardbell.config.commands import main
from wardbell.config.commands._city import founding
from wardbell.config.commands._city.pack import MARK
from wardbell.ground import languages
from wardbell.ground.actors import OPERATOR
from wardbell.journal.models import Entry
from wardbell.people import actions as people
from wardbell.people import queries as somebody
from wardbell.people.contacts import read_contacts
from wardbell.people.models import Account, Invitation, Office
from wardbell.phrases import actions as phrases
from wardbell.places import queries as places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    """Where this node's own packs lie, and the operator's files beside it."""
    settings.CITIES_DIR = tmp_path / "cities"
    (tmp_path / "wards.geojson").write_text(_map(3), encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(contacts(["1", "2", "3"]), encoding="utf-8")
    return tmp_path


def _map(n: int, *, west: float = -93.3, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"WARD_NUM": one} | more,
         "geometry": {"type": "Polygon", "coordinates": [[[west + one / 10, 45.0], [west + one / 10 + 0.1, 45.0],
                                                          [west + one / 10 + 0.1, 45.1], [west + one / 10, 45.1], [west + one / 10, 45.0]]]}}
        for one in range(1, n + 1)
    ]})  # fmt: skip


def new(folder: Path, *more: str, code: str = "lakeside") -> int:
    files = ["--wards", str(folder / "wards.geojson"), "--contacts", str(folder / "contacts.csv")]
    return main(["city", "new", code, *files, "--zone", "America/Chicago", *more])


def told(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def nothing_stands(folder: Path) -> bool:
    return (
        not places.is_founded()
        and not Office.objects.exists()
        and not Account.objects.exists()
        and not list((folder / "cities").glob("*"))
    )


def test_city_when_all_is_right_then_it_stands(folder, capsys):
    assert new(folder, "--languages", "en,es") == 0

    founded, *steps = told(capsys)
    here = places.jurisdiction()
    assert (here.code, here.name, here.zone.key, here.languages) == (
        "lakeside",
        "Lakeside",
        "America/Chicago",
        ("en", "es"),
    )
    assert here.numbers["clerk"] == "+16125550101"
    assert here.number_for("es") == "+16125550104"
    assert [one.code for one in places.wards()] == ["ward:1", "ward:2", "ward:3"]
    assert [one.ward for one in somebody.council_offices()] == ["ward:1", "ward:2", "ward:3"]
    assert (founded["wards"], founded["offices"], founded["organizations"], founded["people"]) == (
        3,
        8,
        2,
        19,
    )
    assert founded["warnings"] == []
    assert [(one["item"], one["is_done"]) for one in steps] == [
        (item, False) for item in ("counsel", "clerk", "languages", "numbers", "drill")
    ]
    assert Entry.objects.filter(verb="city.found").count() == 1


def test_pack_when_written_then_it_holds_nobody_and_is_read_again(folder):
    new(folder)

    own = folder / "cities" / "lakeside"
    assert sorted(path.name for path in own.iterdir()) == [
        "city.toml",
        "offices.toml",
        "organizations.toml",
        "wards.geojson",
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in own.iterdir())
    assert "person1@" not in text
    assert "9525550001" not in text
    assert tomllib.loads((own / "city.toml").read_text(encoding="utf-8"))["country"] == "US"
    assert people.found_offices("lakeside", by=OPERATOR).offices == 0
    assert places.pack_folder("lakeside") == own


def test_offices_when_the_map_numbers_its_wards_then_each_language_has_its_name(folder):
    new(folder, "--languages", "en,es")

    ward, mayor = somebody.office("ward-2"), somebody.office("mayor")
    assert (ward.name, ward.said_in("es")) == ("Ward 2 council office", "Oficina del Distrito 2")
    assert (mayor.said_in("en"), mayor.said_in("es")) == ("Office of the Mayor", "Oficina de la Alcaldía")
    assert places.area_name("ward:2", "es") == "Distrito 2"


def test_wards_when_they_have_names_of_their_own_then_they_keep_them(folder):
    (folder / "wards.geojson").write_text(
        _map(1).replace('"WARD_NUM": 1', '"ward": "North \\"Loop\\""'), encoding="utf-8"
    )
    (folder / "contacts.csv").write_text(contacts(["north-loop"]), encoding="utf-8")

    assert new(folder) == 0

    [office] = somebody.council_offices()
    assert (office.code, office.ward, office.name) == (
        "ward-north-loop",
        "ward:north-loop",
        'North "Loop" council office',
    )


def test_people_when_founded_then_nobody_was_told_and_nobody_can_come_in(folder):
    memory.forget()

    new(folder)

    assert memory.outbox() == []
    assert not Invitation.objects.exists()
    assert len(somebody.never_entered(places.clock.now())) == Account.objects.count() == 19


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("wards.geojson", "{"), "not JSON"),
        (("wards.geojson", '{"type": "FeatureCollection", "features": []}'), "no features"),
        (("contacts.csv", contacts(["1", "2", "4"])), "no ward for '4'"),
        (
            ("contacts.csv", contacts(["1", "2", "3"], without="Hotline,line")),
            "office 'hotline' and role 'line'",
        ),
        (
            ("contacts.csv", contacts(["1", "2", "3"]).replace("person3@", "person2@")),
            "another name or number",
        ),
        (
            ("contacts.csv", contacts(["1", "2", "3"]).replace("952-555-0005", "952-555-0004")),
            "same telephone number",
        ),
        (("contacts.csv", "office,role\n"), "names no column"),
    ],
)
def test_city_when_a_file_is_wrong_then_nothing_is_written(folder, capsys, change, says):
    name, text = change
    (folder / name).write_text(text, encoding="utf-8")

    assert new(folder) == 1

    found = told(capsys)
    assert found
    assert [one for one in found if one["file"] == name and says in one["reason"]]
    assert nothing_stands(folder)


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (["--languages", "en,xx"], "lakeside", "no language pack for xx"),
        (["--languages", "es"], "lakeside", "English must be among"),
        (["--country", "USA"], "lakeside", "no country's code"),
        (["--zone", "America/Lakeside"], "lakeside", "no time zone"),
        ([], "Lake Side", "no code for a city"),
        ([], "demo", "no code for a city"),
        (["--where", "city=Nowhere"], "lakeside", "No feature has city = Nowhere"),
        (["--neighbourhoods", "/nowhere.geojson"], "lakeside", "cannot be read"),
        (["--contacts", "/nowhere.csv"], "lakeside", "cannot be read"),
    ],
)
def test_city_when_a_word_is_wrong_then_nothing_is_written(folder, capsys, more, code, says):
    assert new(folder, *more, code=code) == 1

    assert [one for one in told(capsys) if says in one["reason"]]
    assert nothing_stands(folder)


def test_list_when_it_is_not_utf_8_then_told_how_to_save_it(folder, capsys):
    (folder / "contacts.csv").write_bytes(contacts(["1"]).encode().replace(b"Mayor's", b"Mayor\x92s"))

    assert new(folder) == 1
    assert "CSV UTF-8" in told(capsys)[0]["reason"]


def test_zone_when_it_was_only_assumed_and_is_far_then_refused_and_named_then_believed(folder, capsys):
    (folder / "wards.geojson").write_text(_map(3, west=-122.6), encoding="utf-8")
    files = ["--wards", str(folder / "wards.geojson"), "--contacts", str(folder / "contacts.csv")]

    assert main(["city", "new", "bayside", *files]) == 1
    assert "name the city's time zone" in told(capsys)[0]["reason"]

    assert main(["city", "new", "bayside", *files, "--zone", "America/Los_Angeles"]) == 0
    assert places.zone().key == "America/Los_Angeles"


def test_gaps_when_somebody_is_lacking_then_warned_and_founded(folder, capsys):
    (folder / "contacts.csv").write_text(contacts(["1", "2", "3"], without="Deputy of 2"), encoding="utf-8")

    assert new(folder) == 0

    answered = capsys.readouterr()
    assert json.loads(answered.out.splitlines()[0])["warnings"] == ["Ward 2 has no deputy."]
    assert "warning: Ward 2 has no deputy." in answered.err


def test_city_when_the_database_refuses_half_way_then_nothing_is_left(folder, monkeypatch):
    def refuse(*_given: object, **_more: object) -> int:
        raise DatabaseError("disk full")

    monkeypatch.setattr(founding.people, "found_people", refuse)

    assert new(folder) == 2
    assert nothing_stands(folder)


def test_city_when_a_founding_was_killed_before_then_its_ruin_gives_way(folder):
    ruin = folder / "cities" / "lakeside"
    ruin.mkdir(parents=True)
    (ruin / "city.toml").write_text(f"{MARK}\nbroken", encoding="utf-8")
    (ruin / "left.over").touch()

    assert new(folder) == 0

    assert tomllib.loads((ruin / "city.toml").read_text(encoding="utf-8"))["code"] == "lakeside"
    assert not (ruin / "left.over").exists()


def test_city_when_a_pack_of_somebody_lies_there_then_it_is_not_touched(folder, capsys):
    own = folder / "cities" / "lakeside"
    own.mkdir(parents=True)
    (own / "city.toml").write_text("code = 'lakeside'", encoding="utf-8")

    assert new(folder) == 2

    assert "was not written by this command" in capsys.readouterr().err
    assert (own / "city.toml").read_text(encoding="utf-8") == "code = 'lakeside'"
    assert not places.is_founded()


def test_city_when_the_node_serves_one_already_then_refused(folder, capsys):
    new(folder)

    assert new(folder, code="other") == 2

    assert "serves Lakeside already" in capsys.readouterr().err
    assert not (folder / "cities" / "other").exists()


def test_checklist_when_something_is_missing_then_exit_1(folder, capsys):
    new(folder)
    capsys.readouterr()

    assert main(["city", "checklist"]) == 1

    assert [one["item"] for one in told(capsys)] == ["counsel", "clerk", "languages", "numbers", "drill"]


def test_invite_when_asked_then_each_gets_one_link_that_opens(folder, capsys, client):
    new(folder)
    capsys.readouterr()

    assert main(["city", "invite", "--office", "ward-1"]) == 0

    found = told(capsys)
    assert sorted(one["name"] for one in found) == [
        "Aide of 1",
        "Council president",
        "Deputy of 1",
        "Member of 1",
    ]
    token = found[0]["link"].rstrip("/").rpartition("/")[2]
    people.accept_invitation(token, password="a long enough sentence")
    assert len(somebody.never_entered(places.clock.now())) == 18
    assert main(["city", "invite"]) == 0
    assert len(told(capsys)) == 18


def test_invite_when_mailed_then_the_link_is_in_the_mail_and_nowhere_else(folder, capsys):
    new(folder)
    phrases.load_samples(by=OPERATOR)
    memory.forget()
    capsys.readouterr()

    assert main(["city", "invite", "--send"]) == 0

    found = told(capsys)
    assert {one["link"] for one in found} == {""}
    assert {one["sent"] for one in found} == {True}
    assert sorted(one.to for one in memory.outbox()) == sorted(
        Account.objects.values_list("email", flat=True)
    )
    assert all("http://localhost:8800/invitation/" in one.body for one in memory.outbox())
    memory.forget()


def test_invite_when_the_text_is_not_signed_off_then_no_link_is_made(folder, capsys):
    new(folder)
    memory.forget()

    assert main(["city", "invite", "--send"]) == 2

    assert "invitation" in capsys.readouterr().err
    assert not Invitation.objects.exists()
    assert memory.outbox() == []


def test_howto_when_its_list_is_read_then_it_is_right():
    page = (ROOT / "docs" / "howto" / "open-a-city.md").read_text(encoding="utf-8")
    block = page.partition("```\noffice,")[2].partition("```")[0]

    found = read_contacts(
        f"office,{block}", wards={"ward-1": "Ward 1"}, region="US", languages=languages.tags()
    )

    assert found.faults == ()
    assert len(found.people) == 10
    assert set(found.lines) == {"attorney", "clerk", "hotline", "languages"}
