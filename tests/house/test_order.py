"""Order in the house: sizes, names, signs, one way in for settings, nothing that ties the files to one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.house import plan
from wardbell.ground import languages

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "services", "service", "managers", "common", "signals", "constants", "misc"}  # fmt: skip
MOST_LINES = 500
#: written in two parts, so that this file does not name them either
REGISTRIES = [first + second for first, second in (
    ("pypi", ".org"), ("python", "hosted.org"), ("npm", "js.org"), ("npm", "js.com"), ("yarn", "pkg.com"),
    ("crates", ".io"), ("ruby", "gems.org"), ("proxy.go", "lang.org"), ("conda", ".anaconda.org"), ("un", "pkg.com"),
    ("js", "delivr.net"), ("docker", ".io"),
)]  # fmt: skip
MACHINE_PATHS = re.compile(r"(?<![\w.\-/])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/\w")


def kept_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=plan.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [plan.ROOT / name for name in done.stdout.split("\0") if name and (plan.ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """Every kept file that is text."""
    found = []
    for path in kept_files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            found.append((path, raw.decode("utf-8")))
    return found


def test_files_when_they_grow_then_not_past_five_hundred_lines():
    long = [
        plan.named(path)
        for path in plan.python_files()
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    ]

    assert long == []


def test_files_when_named_then_after_what_they_hold():
    vague = [
        plan.named(path)
        for path in plan.python_files(with_migrations=True)
        if FORBIDDEN_NAMES.intersection({path.stem, *path.relative_to(plan.SOURCE).parent.parts})
    ]

    assert vague == []


@pytest.mark.parametrize("room", sorted(plan.floors()))
def test_rooms_when_entered_then_a_sign_says_what_belongs_there(room):
    sign = (
        ast.get_docstring(ast.parse((plan.SOURCE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    )

    assert re.findall(r"^(Belongs here|Never here|Called by):", sign, re.MULTILINE) == [
        "Belongs here",
        "Never here",
        "Called by",
    ]


def test_source_when_it_speaks_then_never_by_print():
    prints = [
        f"{plan.named(path)}:{node.lineno}"
        for path, tree in plan.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in {"print", "pprint", "breakpoint"}
    ]

    assert prints == []


def test_environment_when_read_then_in_one_file_only():
    config = plan.SOURCE / "config"
    turned = (
        config / "commands" / "_bench" / "faults" / "_leap" / "sitecustomize.py"
    )  # read by Python itself, before us
    allowed = {config / "env.py", turned}

    reads = [
        f"{plan.named(path)}:{line}"
        for path, tree in plan.trees()
        if path not in allowed
        for line in reads_of(tree)
    ]

    assert reads == []


def reads_of(tree: ast.Module) -> list[int]:
    """Lines that touch the environment, but for naming Django's settings module, which is a write."""
    naming = {
        id(call.func.value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call).startswith("os.environ.setdefault('DJANGO_SETTINGS_MODULE'")
        and isinstance(call.func, ast.Attribute)
    }  # fmt: skip
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"} and id(node) not in naming)
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and {"environ", "getenv"} & {one.name for one in node.names})
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "n_reads"),
    [
        ("import os\nos.environ['A']", 1),
        ("import os\nos.getenv('A')", 1),
        ("from os import environ", 1),
        ("import os\nenvironment = dict(os.environ)", 1),
        ("import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.b')", 0),
        ("import os\nos.environ.setdefault('OTHER', 'a.b')", 1),
    ],
)
def test_environment_when_a_read_is_planted_then_it_is_seen(line, n_reads):
    assert len(reads_of(ast.parse(line))) == n_reads


def test_languages_when_shipped_then_every_pack_loads():
    packs = sorted(path.stem for path in languages.PACKS.glob("*.toml"))

    shipped = languages.shipped()

    assert sorted(one.tag for one in shipped) == packs
    assert shipped[0].tag == languages.FALLBACK
    assert [one.tag for one in shipped if not (one.sample_word and one.drill_word and one.name)] == []
    assert [one.tag for one in shipped if languages.recognise(one.name) != one.tag] == []


def test_texts_when_kept_then_name_no_package_registry():
    named = [
        f"{plan.named(path)}: {host}" for path, text in texts() for host in REGISTRIES if host in text.lower()
    ]

    assert named == []


def test_texts_when_kept_then_name_no_path_of_one_machine():
    found = [
        f"{plan.named(path)}: {match.group()}"
        for path, text in texts()
        for match in MACHINE_PATHS.finditer(text)
    ]

    assert found == []


@pytest.mark.parametrize("line", ["see /wo" + "rk/main/src", "'/ro" + "ot/x'", "(/ho" + "me/ann/x)"])
def test_paths_when_planted_then_they_are_seen(line):
    assert MACHINE_PATHS.search(line)
