"""What is said of a measurement: figures, bounds, the page."""

import pytest

from wardbell.config.commands._bench import growth, page, verdicts
from wardbell.config.commands._bench.growth import Size
from wardbell.config.commands._bench.measure import Beside, Measured
from wardbell.config.commands._bench.peers import PEERS, Paid
from wardbell.config.commands._bench.verdicts import GOALS

BY_KEY = {one.key: one for one in GOALS}


def size(readers: int, cpu_us: float, *, rss: float = 10.0) -> Size:
    return Size(
        readers=readers, cpu_us_per_reader=cpu_us, per_s=1.0, rss_growth_mb=rss, db_bytes_per_reader=30.0,
        recorded=readers,
    )  # fmt: skip


def measured(**changes: float) -> Measured:
    given = {
        "per_s": 9000.0, "cpu_us_per_reader": 100.0, "bare_cpu_us_per_reader": 40.0, "ratio_to_bare": 0.4,
        "db_bytes_per_reader": 30.0, "rss_mb": 200.0, "urgent_p50_ms": 20.0, "urgent_p99_ms": 90.0, "first_ms": 250.0,
        "lost": 0, "doubled": 0,
    }  # fmt: skip
    return Measured(**(given | changes))  # type: ignore[arg-type]


def beside() -> Beside:
    return Beside(
        server_cpu_us=0.0, sink_cpu_us=20.0, bare_sink_cpu_us=20.0, bare_per_s=20_000.0, bare_loop="uvloop", wall_s=10.0,
        recorded_s=10.1, rss_growth_mb=12.0, n_letters=20, urgent_max_ms=95.0, recorded=100_000, most_copies=1,
    )  # fmt: skip


def seen() -> page.Seen:
    return page.Seen(
        dispatch={"sqlite": (measured(), beside()), "smtp": (measured(cpu_us_per_reader=200.0), beside())},
        sizes=[size(10_000, 50.0), size(100_000, 50.0, rss=70.0)], database_us={"sqlite": 4.0},
        paid=[
            Paid(title=PEERS[0].title, readers=3000, per_s=100, cpu_us=12_000, broker_us=900, server_us=900, lost=0),
            Paid(title=PEERS[1].title, readers=3000, per_s=100, cpu_us=9_000, broker_us=90, server_us=900, lost=0),
            Paid(title=PEERS[4].title, readers=5000, per_s=300, cpu_us=4_000, broker_us=0, server_us=50, lost=0),
        ],
        skipped=["PostgreSQL: no database was named."],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("ratio_sqlite", 0.71, "superb"), ("ratio_sqlite", 0.5, "reached"), ("ratio_sqlite", 0.25, "**missed by 2.0 times**"),
        ("bytes_sqlite", 25, "superb"), ("bytes_sqlite", 40, "reached"), ("bytes_sqlite", 120, "**missed by 3.0 times**"),
        ("celery", 99.0, "**missed by 1.0 times**"), ("exponent", 1.06, "**missed by 1.0 times**"),
        ("urgent_sqlite", None, "not measured here"),
    ],
)  # fmt: skip
def test_how_far_it_is_from_what_must_be(key: str, value: float | None, said: str) -> None:
    assert verdicts.how_far(BY_KEY[key], value) == said


def test_the_figures_of_a_run_are_named_as_the_goals_are() -> None:
    values = page.values_of(seen())

    assert {one for one in values if one not in BY_KEY} == {"bytes_smtp", "first_smtp", "urgent_smtp"}
    assert (values["celery"], values["post_office"]) == (90.0, 20.0)  # the cheaper of both brokers counts
    assert (values["memory"], values["exponent"]) == (70.0, 1.0)
    assert verdicts.missed(values) == [
        BY_KEY["ratio_sqlite"].what, BY_KEY["ratio_smtp"].what, BY_KEY["celery"].what, BY_KEY["memory"].what,
    ]  # fmt: skip


def test_a_peer_that_lost_messages_is_compared_with_nobody() -> None:
    run = seen()
    run.paid = [Paid(title=PEERS[0].title, readers=1, per_s=1, cpu_us=1, broker_us=0, server_us=0, lost=2999)]

    assert "celery" not in page.values_of(run)


def test_the_page_says_what_was_measured_and_what_was_not() -> None:
    text = page.written(seen(), readers=100_000)

    assert (
        "| end to end / bare loop, HTTP, SQLite | >= 0.5 | >= 0.7 | 0.400 | **missed by 1.2 times** |" in text
    )
    assert "| end to end / bare loop, HTTP, PostgreSQL | >= 0.5 | >= 0.7 | - | not measured here |" in text
    assert "| django-post_office | 5000 | 300 | 4000 | 0 | 50 | 20.0 | 0 |" in text
    assert "- PostgreSQL: no database was named." in text


@pytest.mark.parametrize(
    ("sizes", "power"),
    [
        ([size(10_000, 20.0), size(100_000, 20.0), size(1_000_000, 20.0)], 1.0),
        ([size(1_000, 1.0), size(1_000_000, 1_000.0)], 2.0),
        ([size(1_000, 5.0)], None),
    ],
)
def test_the_exponent_is_the_power_with_which_the_whole_cost_grows(
    sizes: list[Size], power: float | None
) -> None:
    assert growth.exponent(sizes) == power
