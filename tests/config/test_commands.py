"""The command's frame: what somebody reads who asks a node that is not there yet."""

import subprocess
import sys

import pytest

from tests.house import plan


@pytest.mark.process
@pytest.mark.only_sqlite
@pytest.mark.parametrize("asked", ["people list", "journal verify", "journal head", "phrases readiness"])
def test_command_when_the_node_has_no_tables_then_told_how_to_make_them(tmp_path, asked: str):
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from wardbell.config.commands import main; sys.exit(main())", *asked.split()],
        env={"WARDBELL_VAR_DIR": str(tmp_path), "WARDBELL_NODE_KIND": "demo", "PATH": ""},
        cwd=plan.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "wardbell migrations apply" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
