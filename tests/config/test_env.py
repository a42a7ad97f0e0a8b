"""Settings: what a node that has no secrets yet makes for itself."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from wardbell.config import env

AT_ONCE = 8


@pytest.mark.parametrize("again", range(20))
def test_key_ring_when_processes_begin_at_once_then_all_have_the_same_one(tmp_path: Path, again: int):
    node = env.Env(node_kind=env.NodeKind.DEMO, var_dir=str(tmp_path))
    begin = Barrier(AT_ONCE)

    def start(_: int) -> object:
        begin.wait()
        return env.key_ring_of(node), env.secret_key_of(node)

    with ThreadPoolExecutor(AT_ONCE) as starters:
        rings = list(starters.map(start, range(AT_ONCE)))
    assert all(ring == rings[0] for ring in rings)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key_ring.json", "secret_key"]


def test_key_ring_when_made_then_closed_to_others(tmp_path: Path):
    env.key_ring_of(env.Env(node_kind=env.NodeKind.DEMO, var_dir=str(tmp_path)))
    assert (tmp_path / "key_ring.json").stat().st_mode & 0o077 == 0
