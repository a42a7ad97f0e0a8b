"""How the offices of a city are named in its pack."""

import pytest

from wardbell.config import settings
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions, queries
from wardbell.people.pack import read_pack

DEMO = settings.PACKS_DIR / "jurisdictions" / "demo"
SPOKEN = {"en", "es", "so", "hmn", "ar"}


def _pack(folder, offices: str):
    (folder / "offices.toml").write_text(offices, encoding="utf-8")
    return read_pack(folder).offices


def test_every_office_of_the_demo_city_has_a_name_in_every_language():
    offices = read_pack(DEMO).offices

    missing = [(one.code, tag) for one in offices for tag in SPOKEN - {"en"} if not one.names.get(tag)]

    assert len(offices) == 18
    assert missing == []


def test_council_office_is_named_by_its_ward_and_its_own_name_goes_before(tmp_path):
    offices = _pack(
        tmp_path,
        """
[ward_office]
es = "Oficina del Distrito {number}"
so = "Xafiiska Degmada {number}"
[[office]]
code = "ward-6"
name = "Ward 6 council office"
names = { so = "Xafiiska Lixaad" }
kind = "ward"
ward = "ward:6"
position = 16
[[office]]
code = "clerk"
name = "City Clerk"
kind = "clerk"
position = 5
""",
    )

    assert [one.names for one in offices] == [
        {"es": "Oficina del Distrito 6", "so": "Xafiiska Lixaad"}, {},
    ]  # fmt: skip


@pytest.mark.django_db
def test_names_are_kept_with_the_office_and_fall_back_to_english():
    actions.found_offices("demo", by=OPERATOR)

    ward, mayor = queries.office("ward-6"), queries.office("mayor")

    assert (ward.said_in("es"), ward.said_in("vi")) == ("Oficina del Distrito 6", "Ward 6 council office")
    assert (mayor.said_in("ar"), queries.name_in("mayor", "ar")) == ("مكتب العمدة",) * 2
    assert queries.name_in("legal-aid", "es") == "Larkwater Legal Aid"
    assert queries.name_in("nobody", "es") == "nobody"
    assert queries.names_in("so")["ward-13"] == "Xafiiska Degmada 13"
    assert queries.names_in("so")["food-shelf"] == "Larkwater Food Shelf"
