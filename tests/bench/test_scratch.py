"""The scratch node: whatever is measured, nothing else in a database is touched."""

import os
from pathlib import Path

import psycopg
import pytest

from wardbell.config.commands._bench.scratch import PREFIX, Scratch
from wardbell.config.commands._bench.troubles import CouldNotMeasure

POSTGRES = os.environ.get("WARDBELL_TEST_DATABASE_URL", "")


def schemas(url: str) -> list[str]:
    with psycopg.connect(url, autocommit=True) as server:
        rows = server.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [PREFIX])
        return [name for (name,) in rows]


def test_a_node_on_sqlite_is_a_folder_that_goes_away(tmp_path: Path) -> None:
    with Scratch(parent=tmp_path) as scratch:
        folder, settings = scratch.folder, scratch.environment()

        assert (settings["DATABASE_URL"], settings["WARDBELL_NODE_KIND"]) == (
            f"sqlite:///{folder}/wardbell.sqlite3", "rehearsal",
        )  # fmt: skip
        assert folder.parent == tmp_path

    assert list(tmp_path.iterdir()) == []


def test_nothing_of_the_callers_node_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDBELL_SMS_URL", "twilio://real:token@api.twilio.example")
    monkeypatch.setenv("DATABASE_URL", "postgresql://real@db.example/city")

    with Scratch() as scratch:
        settings = scratch.environment({"WARDBELL_MAIL_URL": "memory://"})

    assert "WARDBELL_SMS_URL" not in settings
    assert settings["DATABASE_URL"].startswith("sqlite:///")
    assert settings["WARDBELL_MAIL_URL"] == "memory://"


def test_a_database_of_another_kind_is_refused() -> None:
    with pytest.raises(CouldNotMeasure):
        Scratch("mysql://root@127.0.0.1/city").start()


def test_a_server_that_does_not_answer_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CouldNotMeasure):
        Scratch("postgresql://nobody@127.0.0.1:1/none", parent=tmp_path).start()

    assert list(tmp_path.iterdir()) == []


def test_every_way_to_the_same_postgres_leads_to_the_schema_alone() -> None:
    scratch = Scratch("postgresql://city@127.0.0.1/base")

    found = scratch.url_by("postgresql://city@127.0.0.1:6000/base?connect_timeout=3", who="proxy")

    assert found == (
        "postgresql://city@127.0.0.1:6000/base?connect_timeout=3"
        f"&options=-csearch_path%3D{scratch.schema}&application_name={scratch.schema}.proxy"
    )


if POSTGRES:  # on SQLite there is nothing to skip: that half runs again on PostgreSQL

    def test_on_postgres_it_is_a_schema_that_is_dropped_and_nothing_beside_it_is_touched() -> None:
        beside = f"beside_{os.getpid()}"
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"CREATE TABLE public.{beside} (n int)")
            server.execute(f"INSERT INTO public.{beside} VALUES (7)")
            try:
                with (
                    Scratch(POSTGRES) as scratch,
                    psycopg.connect(scratch.database_url, autocommit=True) as own,
                ):
                    own.execute("CREATE TABLE city (n int)")
                    own.execute("INSERT INTO city SELECT generate_series(1, 1000)")
                    with pytest.raises(psycopg.errors.UndefinedTable):
                        own.execute(f"SELECT n FROM {beside}")

                    assert scratch.schema in schemas(POSTGRES)
                    assert scratch.n_bytes() >= 1000 * 28
                    assert scratch.backends() == [own.info.backend_pid]

                assert scratch.schema not in schemas(POSTGRES)
                assert server.execute(f"SELECT n FROM public.{beside}").fetchall() == [(7,)]
            finally:
                server.execute(f"DROP TABLE public.{beside}")
