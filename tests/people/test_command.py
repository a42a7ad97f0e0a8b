"""`wardbell people`: answers on standard output alone, refusals on standard error and exit 1."""

import json

import pytest

from wardbell.config.commands import main
from wardbell.people import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


def test_people_when_a_node_is_begun_then_offices_and_one_administrator(capsys, settings):
    settings.NODE_KIND = "live"

    assert main(["people", "found"]) == 0
    assert main(["people", "first-administrator", "--email", "a@city.example", "--name", "Anna"]) == 0

    founded, administrator = map(json.loads, capsys.readouterr().out.splitlines())
    assert founded == {"offices": 18, "organizations": 5, "people": 0}
    token = administrator["link"].rstrip("/").rpartition("/")[2]
    assert queries.invitation(token).email == "a@city.example"


def test_people_when_there_is_an_administrator_then_refused_with_exit_1(capsys):
    main(["people", "found"])
    capsys.readouterr()

    assert main(["people", "first-administrator", "--email", "a@city.example", "--name", "Anna"]) == 1

    answered = capsys.readouterr()
    assert answered.out == ""
    assert "has an administrator" in answered.err


def test_people_when_listed_then_one_line_each(capsys):
    main(["people", "found"])
    capsys.readouterr()

    assert main(["people", "list"]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["email"] for line in lines} >= {"designee@police.larkwater.example"}
    assert len(lines) == len(queries.everybody())
