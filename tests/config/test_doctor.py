"""`wardbell doctor`: each thing that may be missing is told with why and how to mend it; it only reads."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.utils import OperationalError

from tests.people import make
from wardbell.config import env
from wardbell.config.commands import main
from wardbell.config.commands._doctor import finding
from wardbell.config.commands._doctor import settings as of_settings
from wardbell.escalation import actions as escalation
from wardbell.ground import clock, database, jobs, secrets
from wardbell.ground.actors import OPERATOR
from wardbell.journal.models import Entry
from wardbell.people import actions as people
from wardbell.people.rules import Role
from wardbell.phrases import actions as phrases
from wardbell.phrases.rules import GoLiveRole
from wardbell.places import actions as places
from wardbell.subscribers import queries as subscribers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


def told(capsys) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def doctor(capsys) -> list[dict[str, str]]:
    main(["doctor", "--json"])
    return told(capsys)


def of(found: list[dict[str, str]], check: str, state: str) -> list[str]:
    return [one["what"] for one in found if (one["check"], one["state"]) == (check, state)]


@pytest.fixture
def city(db, morning):
    places.found_jurisdiction("demo", OPERATOR)
    people.found_offices("demo", by=OPERATOR)
    phrases.load_samples(by=OPERATOR)
    escalation.beat()


@pytest.fixture
def live(settings):
    settings.NODE_KIND = "live"


@pytest.mark.usefixtures("city")
def test_doctor_when_all_is_there_then_exit_0_and_nothing_is_written(capsys, monkeypatch):
    monkeypatch.setattr(database, "journal_mode", lambda: "wal")  # a test's database lies in memory
    rows = Entry.objects.count()

    assert main(["doctor"]) == 0

    said = capsys.readouterr().out
    assert "Nothing is missing" in said
    assert "MISSING" not in said
    assert Entry.objects.count() == rows


@pytest.mark.usefixtures("city")
def test_findings_when_something_is_to_be_done_then_each_says_why_and_how(capsys, live):
    found = doctor(capsys)

    assert [one for one in found if one["state"] == "missing"]
    assert [one for one in found if one["state"] != "good" and not one["why"]] == []
    assert [one for one in found if one["state"] == "missing" and not one["fix"]] == []
    assert {one["state"] for one in found} <= {*finding.State}


def test_city_when_there_is_none_then_told_which_command(capsys):
    assert main(["doctor", "--json"]) == 1

    [line] = [one for one in told(capsys) if one["check"] == "city"]
    assert (line["state"], line["fix"].split()[:3]) == ("missing", ["wardbell", "city", "new"])


@pytest.mark.usefixtures("city")
def test_city_when_the_setting_names_another_then_missing(capsys, settings):
    settings.JURISDICTION = "elsewhere"

    assert len(of(doctor(capsys), "city", "missing")) == 1


@pytest.mark.usefixtures("city")
def test_clockwork_when_silent_then_missing(capsys, morning):
    with clock.fixed(morning + timedelta(minutes=5)):
        found = doctor(capsys)

    assert of(found, "clockwork", "missing") == ["The clockwork has not been heard of for a while."]


@pytest.mark.usefixtures("city")
def test_watchdog_when_it_looks_then_good(capsys):
    escalation.beat_of_watchdog()

    assert "The watchdog looks." in of(doctor(capsys), "clockwork", "good")


@pytest.mark.usefixtures("city", "live")
def test_offices_when_somebody_is_lacking_then_named(capsys):
    bare = make.office("ward-14", name="Ward 14 council office")

    found = of(doctor(capsys), "people", "missing")

    assert [what for what in found if bare.name in what] == [
        "No member in Ward 14 council office.",
        "No deputy in Ward 14 council office.",
        "No aide in Ward 14 council office.",
        "Nobody is on call for Ward 14 council office.",
    ]


@pytest.mark.usefixtures("live")
def test_roles_when_nobody_holds_one_then_told(capsys):
    make.holder(Role.ADMINISTRATOR)

    found = of(doctor(capsys), "people", "missing")

    assert "Nobody is designee." in found
    assert "Nobody is administrator." not in found


@pytest.mark.usefixtures("live")
def test_second_factors_when_lacking_then_counted(capsys):
    make.holder(Role.DESIGNEE, "chief", name="Designee (demo)")

    assert [
        one for one in of(doctor(capsys), "people", "missing") if "no second factor: Designee (demo)" in one
    ]


def test_office_when_everybody_of_it_has_left_then_missing_on_any_node(capsys):
    make.holder(
        Role.MEMBER, "ward-6", is_active=False, deactivated_at=clock.now(), deactivated_by="administrator"
    )

    assert [
        what
        for what in of(doctor(capsys), "people", "missing")
        if what.startswith("Nobody can act for Office ward-6")
    ]


@pytest.mark.usefixtures("live")
def test_roles_when_nobody_confirmed_them_then_told(capsys, morning):
    make.holder(Role.MEMBER, "ward-6", name="Member of ward 6 (demo)")

    with clock.fixed(morning + timedelta(days=365)):
        found = of(doctor(capsys), "people", "missing")

    assert "1 role(s) wait to be confirmed: Member of ward 6 (demo)." in found


@pytest.mark.usefixtures("city", "live")
def test_going_live_when_words_are_missing_then_told_and_when_given_then_good(capsys):
    before = of(doctor(capsys), "going live", "missing")
    phrases.let_speak(GoLiveRole.COUNSEL, by=make.actor(make.holder(Role.COUNSEL)))
    after = of(doctor(capsys), "going live", "missing")

    assert set(before) - set(after) >= {"Counsel has not given their word."}
    assert "The clerk has not given their word." in after


@pytest.mark.usefixtures("city")
def test_texts_when_signed_as_samples_then_the_class_is_told(capsys, settings):
    on_demo = of(doctor(capsys), "texts", "good")
    settings.NODE_KIND = "live"
    on_live = of(doctor(capsys), "texts", "missing")

    assert len(on_demo) == len(on_live) == 5
    assert all("sample)" in what for what in on_demo)


@pytest.mark.parametrize(
    ("url", "says"),
    [("nonsense://x", "There is no channel"), ("smtp://u:Wren-4477@mail.example:99999", "cannot be read")],
)
def test_channel_when_its_url_is_wrong_then_missing_without_its_secret(capsys, settings, url, says):
    settings.MAIL_URL = url

    found = doctor(capsys)

    assert [what for what in of(found, "channels", "missing") if says in what]
    assert "Wren" not in json.dumps(found)


@pytest.mark.usefixtures("live")
def test_channel_when_it_reaches_nobody_on_a_live_node_then_missing(capsys):
    assert len(of(doctor(capsys), "channels", "missing")) == 2


def test_jobs_when_nobody_answers_them_then_missing(capsys, monkeypatch, morning):
    old = jobs.Backlog(n_waiting=3, waits_since=morning - timedelta(days=400), n_failed=2)
    monkeypatch.setattr(jobs, "backlog", lambda: old)

    found = doctor(capsys)

    assert of(found, "jobs", "missing")[0].startswith("3 job(s) wait")
    assert of(found, "jobs", "note") == ["2 job(s) failed within the last hour."]


@pytest.mark.parametrize(
    ("n_workers", "state", "says"),
    [
        (None, "good", "The job engine is embedded"),
        (0, "missing", "The job engine is Procrastinate, and no worker"),
        (1, "note", "Only one worker works."),
        (2, "good", "The job engine is Procrastinate: 2 worker(s)"),
    ],
)
def test_jobs_when_so_many_work_then_told(capsys, monkeypatch, n_workers, state, says):
    monkeypatch.setattr(jobs, "n_workers", lambda: n_workers)

    found = doctor(capsys)

    assert [what for what in of(found, "jobs", state) if what.startswith(says)]


def test_keys_when_they_open_nothing_of_this_database_then_missing(capsys, monkeypatch):
    monkeypatch.setattr(subscribers, "can_be_opened", lambda: False)

    assert of(doctor(capsys), "keys", "missing") == ["The key ring does not open what this database holds."]


@pytest.mark.usefixtures("city")
def test_keys_when_another_ring_is_set_then_what_is_held_cannot_be_opened(settings):
    from tests.subscribers import make as readers

    assert subscribers.can_be_opened() is None
    readers.reader()
    assert subscribers.can_be_opened() is True
    settings.KEY_RING = secrets.KeyRing(keys={1: b"x" * 32}, index_key=b"y" * 32)

    assert subscribers.can_be_opened() is False


def test_clock_when_the_database_is_off_then_missing(capsys, monkeypatch):
    monkeypatch.setattr(database, "drift", lambda: timedelta(seconds=-7))

    assert of(doctor(capsys), "clock", "missing") == [
        "The database's clock and this machine's differ by 7.0 s."
    ]


def test_disk_when_it_is_full_then_missing(capsys, monkeypatch):
    import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(total=10**11, free=10**8))

    assert of(doctor(capsys), "disk", "missing")[0].startswith("0.1 GB are free")


def test_tables_when_missing_then_nothing_more_is_asked_of_them(capsys, monkeypatch):
    monkeypatch.setattr(database, "unapplied", lambda: ["people.0002_number_check"])

    found = doctor(capsys)

    assert "people.0002_number_check" in of(found, "database", "missing")[0]
    assert {one["check"] for one in found} == {"settings", "keys", "disk", "channels", "database"}


def test_database_when_it_is_gone_then_exit_2_and_the_rest_is_told(capsys, monkeypatch):
    def away(*_given: object) -> None:
        raise OperationalError("password Wren-4477 refused")

    monkeypatch.setattr(connection, "cursor", away)

    assert main(["doctor", "--json"]) == 2

    found = told(capsys)
    assert of(found, "database", "unknown") == ["The database does not answer (OperationalError)."]
    assert of(found, "keys", "good")
    assert "Wren" not in json.dumps(found)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("WARDBELL_NODE_KIND", "lively", "live, demo or rehearsal"),
        ("WARDBELL_PROXIES", "one", "whole number"),
        ("DATABASE_URL", "mysql://wardbell:Wren-4477@db.example/x", "must begin with"),
        ("WARDBELL_LOG_LEVEL", "loud", "must be one of"),
        ("WARDBELL_SECRET_KEY_FILE", "/nowhere/at/all", "cannot be read"),
    ],
)
def test_settings_when_they_cannot_be_read_then_exit_2_and_the_sentence_says_what(
    capsys, monkeypatch, name, value, says
):
    monkeypatch.setenv(name, value)

    assert main(["doctor"]) == 2

    said = capsys.readouterr().out
    assert says in said
    assert "Wren" not in said


@pytest.mark.parametrize(
    "ring",
    [
        "",
        "{}",
        '{"index": "YQ==", "keys": {}}',
        '{"index": "V3Jlbg==", "keys": {"1": "V3Jlbg=="}}',
        '{"index": 1, "keys": 2}',
    ],
)
def test_key_ring_when_it_is_none_then_refused_without_a_word_of_it(ring):
    if not ring:
        ring = "Wren-4477"

    with pytest.raises(env.SettingMissing) as refused:
        env.key_ring_of(env.Env(key_ring=ring))

    assert "Wren" not in str(refused.value)
    assert refused.value.__suppress_context__


def live_env(**changes: object) -> env.Env:
    given = {
        "node_kind": "live", "base_url": "https://city.example", "secret_key": "k" * 64, "key_ring": "{}",
        "database_url": "sqlite:///x", "alarm_mail": "a@city.example", "mail_from": "City <n@city.example>", "proxies": 1,
    }  # fmt: skip
    return env.Env(**(given | changes))


def wrong(given: env.Env) -> list[str]:
    return [one.what for one in of_settings.look(given) if one.state is finding.State.MISSING]


def test_settings_when_all_are_set_then_nothing_is_missing():
    assert wrong(live_env()) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"alarm_mail": ""}, "WARDBELL_ALARM_MAIL"),
        ({"mail_from": "W <x@localhost>"}, "WARDBELL_MAIL_FROM"),
        ({"proxies": 0}, "WARDBELL_PROXIES"),
        ({"jobs": "none"}, "WARDBELL_JOBS"),
        ({"secret_key": "Wren-4477"}, "WARDBELL_SECRET_KEY is shorter"),
    ],
)
def test_settings_when_one_is_unset_or_weak_then_that_one_is_told(changes, says):
    [what] = wrong(live_env(**changes))

    assert says in what
    assert "Wren" not in what


def test_settings_when_a_live_node_has_the_keys_of_a_demo_then_told(tmp_path):
    demo = env.Env(var_dir=str(tmp_path))
    key = env.secret_key_of(demo)

    [what] = wrong(live_env(secret_key=key, var_dir=str(tmp_path)))

    assert what.startswith("WARDBELL_SECRET_KEY is the one that a demo made")
    assert key not in what


def test_settings_when_a_name_is_mistyped_then_told(monkeypatch):
    monkeypatch.setenv("WARDBELL_MIAL_URL", "Wren-4477")

    assert wrong(live_env()) == ["WARDBELL_MIAL_URL is no setting of Wardbell."]


def test_secret_file_when_others_can_read_it_then_told(monkeypatch, tmp_path):
    path = tmp_path / "key"
    path.write_text("Wren-4477", encoding="utf-8")
    monkeypatch.setenv("WARDBELL_SECRET_KEY_FILE", str(path))
    path.chmod(0o644)
    assert wrong(live_env()) == [
        "The file that WARDBELL_SECRET_KEY_FILE names can be read by others on this machine."
    ]

    path.chmod(0o600)

    assert wrong(live_env()) == []
