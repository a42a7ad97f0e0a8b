"""`wardbell phrases readiness`."""

import json

import pytest

from tests.phrases import make
from wardbell.config.commands import main
from wardbell.ground import languages
from wardbell.phrases import texts

pytestmark = pytest.mark.django_db


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_readiness_when_demo_then_a_line_for_each_text_and_language(morning, capsys):
    make.city()

    code = main(["phrases", "readiness", "--json"])
    told = lines(capsys)

    assert (code, len(told)) == (0, len(texts.keys()) * len(languages.tags()))
    assert {one["readiness"] for one in told} == {"ready"}


def test_readiness_when_judged_as_live_then_exit_1_and_only_what_is_lacking(morning, capsys):
    make.city()

    assert main(["phrases", "readiness", "--node-kind", "live"]) == 1
    assert {one["readiness"] for one in lines(capsys)} == {"missing"}


def test_readiness_when_no_city_then_could_not_run(morning, capsys):
    assert main(["phrases", "readiness"]) == 2
    assert lines(capsys) == []
