"""The generated pages: complete, the same each time, and told when they differ from the code."""

from dataclasses import fields

import pytest
from django.apps import apps

from wardbell import channels
from wardbell.config import commands, env
from wardbell.config.commands import main
from wardbell.config.commands._reference import PAGES, api
from wardbell.ground.data import DataClass, read_law
from wardbell.ground.errors import Unreadable
from wardbell.notices.kinds import Kind, kinds
from wardbell.people.rules import PERMISSIONS, Role

TABLES = [one for one in apps.get_models() if one.__module__.startswith("wardbell.")]


@pytest.fixture(scope="module")
def pages():
    return {name: make() for name, make in PAGES.items()}


def section(page: str, title: str) -> str:
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("model", TABLES, ids=lambda one: one._meta.label)
def test_data_page_when_a_table_stands_then_each_field_has_its_class_and_why(pages, model):
    found = section(pages["data.md"], f"{model._meta.app_label}: {model.__name__}")

    rows = [line for line in found.splitlines() if line.startswith("| `")]
    assert {line.split("`")[1] for line in rows} == set(model.CLASSIFIED)
    assert all("Minn. Stat." in line for line in rows)
    assert found.strip().startswith("Kept ")


def test_data_page_when_a_field_has_a_narrower_reason_then_it_is_told(pages):
    found = section(pages["data.md"], "subscribers: ContactPoint")

    assert "13.356" in found
    assert "13.43" in section(pages["data.md"], "people: Account")


@pytest.mark.parametrize("scheme", channels.schemes())
def test_channels_page_when_there_is_a_channel_then_it_says_what_its_url_may_hold(pages, scheme):
    assert section(pages["channels.md"], f"{scheme}://").strip()
    assert f"| `{scheme}://` |" in pages["channels.md"]


@pytest.mark.parametrize("kind", kinds(), ids=lambda one: one.kind)
def test_kinds_page_when_there_is_a_kind_then_every_field_stands_there(pages, kind):
    found = section(pages["kinds.md"], kind.kind)

    assert [one.name for one in fields(Kind) if one.name != "kind" and f"| `{one.name}` |" not in found] == []


@pytest.mark.parametrize("noun", commands.nouns())
def test_commands_page_when_there_is_a_command_then_its_help_stands_there(pages, noun):
    assert f"usage: wardbell {noun}" in section(pages["commands.md"], noun)


def test_permissions_page_is_a_matrix(pages):
    rows = [line for line in pages["permissions.md"].splitlines() if line.startswith("| `")]

    assert [line.count(" yes |") for line in rows] == [len(PERMISSIONS[verb]) for verb in PERMISSIONS]
    assert rows[0].count("|") == len(Role) + 2


def test_settings_page_names_every_setting(pages):
    assert [
        one.name for one in fields(env.Env) if f"`{env.name_of(one.name)}`" not in pages["settings.md"]
    ] == []


def test_check_when_a_page_differs_then_it_is_named_and_exit_1(tmp_path, capsys):
    assert main(["reference", "write", "--folder", str(tmp_path)]) == 0
    assert main(["reference", "check", "--folder", str(tmp_path)]) == 0
    (tmp_path / "data.md").write_text("otherwise", encoding="utf-8")
    (tmp_path / "kinds.md").unlink()

    assert main(["reference", "check", "--folder", str(tmp_path)]) == 1

    told = capsys.readouterr().err
    assert "data.md differs" in told
    assert "kinds.md differs" in told
    assert "settings.md" not in told


def test_pages_of_the_checkout_are_those_of_the_code():
    assert main(["reference", "check"]) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [("law = ", "mn.toml"), ('law = "x"', "class"), ("", "law")],
    ids=["broken", "half", "empty"],
)
def test_law_when_its_file_is_wrong_then_the_sentence_names_it(tmp_path, text, says):
    (tmp_path / "mn.toml").write_text(text, encoding="utf-8")

    with pytest.raises(Unreadable, match=says):
        read_law(tmp_path / "mn.toml")


def test_law_when_there_is_none_then_refused(tmp_path):
    with pytest.raises(Unreadable, match="no readable file"):
        read_law(tmp_path / "xx.toml")


def test_law_when_it_ships_then_it_names_every_class():
    from wardbell.config.commands._reference.data import _LAWS

    for path in _LAWS.glob("*.toml"):
        assert set(read_law(path).classes) == set(DataClass)


def test_api_page_when_a_call_is_described_then_it_stands_there_with_its_answers():
    described = {
        "info": {"description": "What it is."},
        "tags": [{"name": "notices", "description": "Begin one."}],
        "paths": {
            "/api/v1/notices": {
                "post": {"tags": ["notices"], "summary": "Begin a notice", "security": [{"Token": []}], "responses": {"201": {}, "401": {}}},
                "get": {"tags": ["notices"], "summary": "List | all", "responses": {"200": {}}},
            }
        },
        "components": {"responses": {"problem-401": {"description": "No token."}}},
    }  # fmt: skip

    found = api.of_description(described)

    assert "| `GET /api/v1/notices` | List \\| all |  | 200 |" in found
    assert "| `POST /api/v1/notices` | Begin a notice | yes | 201, 401 |" in found
    assert "| 401 | No token. |" in found
    assert "Begin one." in section(found, "notices")
