"""The simulation behind docs/explanation/scale.md: the product's own figures, nobody lost, the page as it is printed."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wardbell.config import clockwork
from wardbell.dispatch import rules
from wardbell.dispatch.queries import audiences

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scale_simulation", ROOT / "bench/scale.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "bench"))
        spec.loader.exec_module(module)
    return module


def test_inputs_when_the_product_has_them_then_they_are_the_products(scale):
    [sweep] = [one for one in clockwork.TIMED if one.action == "wardbell.dispatch.actions.sweep"]

    assert scale.figures.WINDOW.value == rules.WINDOW
    assert scale.figures.WINDOWS_AT_ONCE.value == rules.WINDOWS_AT_ONCE
    assert scale.figures.CHUNK.value == rules.CHUNK
    assert scale.figures.SLICE.value * scale.figures.CHUNK.value == audiences.SLICE
    assert scale.figures.LEASE.value == rules.LEASE.total_seconds()
    assert scale.figures.RESEND.value == rules.RESEND_WITH_KEY_AFTER.total_seconds()
    assert scale.figures.SWEEP.value == sweep.every.total_seconds()


def test_page_when_compared_then_it_holds_what_the_script_prints(scale, capsys):
    page = (ROOT / "docs/explanation/scale.md").read_text(encoding="utf-8")

    scale.main([])

    assert page.split(scale.BEGINS)[1].split(scale.ENDS)[0] == capsys.readouterr().out


def test_gateway_when_it_is_slow_then_its_rate_decides_and_its_name_is_told(scale):
    told = scale.told(scale.Shape(name="slow", readers=6400, is_sqlite=True, rate=64))

    assert told.bends == "the provider's rate"
    assert told.last_s == pytest.approx(6400 / 64, rel=0.02)


def test_worker_when_it_is_killed_then_what_it_had_waits_for_its_lease(scale):
    shape = scale.Shape(name="two", readers=10_000, workers=2, rate=1000)

    well, hurt = scale.Run(shape, is_one_killed=False).go(), scale.Run(shape, is_one_killed=True).go()

    assert (well.n_told, hurt.n_told) == (10_000, 10_000)
    assert hurt.last_s >= 10_000 / 3 / 1000 + rules.LEASE.total_seconds()


def test_commits_when_they_come_during_a_flush_then_they_share_the_next(scale):
    disk = scale.Disk(1.0)

    assert [disk.commit(when) for when in (0.0, 0.2, 0.4, 1.5, 4.0)] == [1.0, 2.0, 2.0, 3.0, 5.0]


def test_pages_when_replicas_have_them_then_the_ledger_is_less_busy(scale):
    shape = {"name": "read", "readers": 50_000, "workers": 16, "connections": 200, "answer_s": 0.005}

    alone = scale.Run(scale.Shape(**shape), is_one_killed=False).go()
    joined = scale.Run(scale.Shape(**shape, replicas=1), is_one_killed=False).go()

    assert joined.database_share < alone.database_share
