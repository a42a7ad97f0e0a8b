"""`wardbell places`: one object, the right exit code, and nothing but the answer on standard output."""

import json

import pytest

from tests.places import make
from wardbell.config.commands import places
from wardbell.places import queries
from wardbell.places.models import Area

pytestmark = pytest.mark.django_db
DAY = ["--valid-from", "2022-01-03"]


def run(capsys, *arguments):
    code = places.run(list(arguments))
    [line] = capsys.readouterr().out.splitlines()
    return code, json.loads(line)


def test_import_when_right_then_0_and_one_object(tmp_path, capsys, morning):
    file = make.file(tmp_path, make.wards(3))

    code, answer = run(capsys, "import", file, *DAY)

    assert code == 0
    assert answer == {"file": file, "added": 3, "closed": 0, "unchanged": 0, "errors": []}
    assert queries.jurisdiction().name == "Larkwater"
    assert [one.code for one in queries.areas()] == ["city", "ward:1", "ward:2", "ward:3"]


def test_import_when_a_feature_is_wrong_then_1_and_nothing_written(tmp_path, capsys, morning):
    features = [*make.wards(2), make.feature(3, ward=3, geometry={"type": "Point", "coordinates": [0, 0]})]
    file = make.file(tmp_path, features)

    code, answer = run(capsys, "import", file, *DAY)

    reason = "Ward 3 is a Point, not an area (Polygon or MultiPolygon)."
    assert code == 1
    assert answer == {
        "file": file, "added": 0, "closed": 0, "unchanged": 0, "errors": [{"feature": 2, "reason": reason}],
    }  # fmt: skip
    assert not Area.objects.exists()


@pytest.mark.parametrize("content", ["", "x" * 10_000_000, "{}", '{"type": "FeatureCollection"}'])
def test_import_when_unreadable_then_2_and_why(tmp_path, capsys, morning, content):
    file = tmp_path / "junk.geojson"
    file.write_text(content)

    code, answer = run(capsys, "import", str(file), *DAY)

    assert code == 2
    assert [one["feature"] for one in answer["errors"]] == [None]


@pytest.mark.parametrize("name", ["absent.geojson", "."])
def test_import_when_there_is_no_such_file_then_2(tmp_path, capsys, morning, name):
    code, answer = run(capsys, "import", str(tmp_path / name), *DAY)

    assert code == 2
    assert answer["errors"][0]["reason"].startswith("The file cannot be read")


@pytest.mark.parametrize(
    "arguments", [["import"], ["import", "x", "--valid-from", "3.1.2022"], ["import", "x"], []]
)
def test_import_when_asked_wrongly_then_2(arguments):
    with pytest.raises(SystemExit) as stopped:
        places.run(arguments)

    assert stopped.value.code == 2


def test_import_when_kind_and_properties_are_given_then_obeyed(tmp_path, capsys, morning):
    file = make.file(
        tmp_path, [make.feature(i, area_no=n, called=f"Quarter {n}") for i, n in enumerate("ab")]
    )

    code, _ = run(
        capsys,
        "import",
        file,
        *DAY,
        "--kind",
        "neighbourhood",
        "--id-property",
        "area_no",
        "--name-property",
        "called",
    )

    assert code == 0
    found = queries.areas("neighbourhood")
    assert [(one.code, one.name) for one in found] == [
        ("neighbourhood:a", "Quarter a"),
        ("neighbourhood:b", "Quarter b"),
    ]


def test_found_when_run_twice_then_the_same_answer(capsys, morning):
    first = run(capsys, "found")
    second = run(capsys, "found", "demo")

    assert first == second == (0, {"code": "demo", "name": "Larkwater", "areas": 50})
