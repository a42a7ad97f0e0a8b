"""Which sentences of templates and Python are to be translated: read from the source, without gettext's own tools.

Three kinds: what stands in a call of gettext's family, what stands in a template's tags, and the sentences with which the
rooms below refuse something (the doors look those up as they show them, see web/errors.py).
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]

#: how many of a call's first arguments are text, and whether the first of them is a context
_CALLS = {
    "gettext": (1, False), "gettext_lazy": (1, False), "gettext_noop": (1, False), "_": (1, False),
    "ngettext": (2, False), "ngettext_lazy": (2, False),
    "pgettext": (2, True), "pgettext_lazy": (2, True), "npgettext": (3, True), "npgettext_lazy": (3, True),
}  # fmt: skip
#: the errors by which a room turns something down (ground/errors.py)
REFUSALS = frozenset(
    {
        "Refused",
        "NotAllowed",
        "WrongState",
        "Conflict",
        "Unreadable",
        "Screened",
        "ReasonMissing",
        "NotFound",
        "KeyMissing",
        "KeyReused",
    }
)
#: whose refusals only an operator reads, at the command line, in English
FOR_OPERATORS = (
    "config/", "channels/", "ground/data.py", "notices/kinds.py", "ordinance/packs.py", "ordinance/rules/calendar.py", "ordinance/sealing.py", "ordinance/toml.py", "people/pack.py", "phrases/texts.py",
    "places/packs.py", "places/shapes.py", "places/actions.py", "places/rules.py",
)  # fmt: skip
_LITERAL = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(
    rf"\b(n?p?gettext|_)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)"
)  # as Django's templatize writes it


@dataclass(frozen=True, kw_only=True, order=True)
class Sentence:
    """One sentence to translate. `files` are where it stands, from the source folder's parent, in order."""

    text: str
    plural: str = ""
    context: str = ""
    files: tuple[str, ...] = ()


def sentences(source: Path = SOURCE) -> list[Sentence]:
    """Returns every sentence of the templates and the Python below a folder, in alphabetical order."""
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for path in sorted(source.rglob("*")):
        file = path.relative_to(source).as_posix()
        for one in _of_file(path, with_refusals=refuses_to_people(file)):
            plural, files = found.setdefault((one.text, one.context), (one.plural, set()))
            found[one.text, one.context] = (plural or one.plural, files | {file})
    return sorted(
        Sentence(text=text, context=context, plural=plural, files=tuple(sorted(files)))
        for (text, context), (plural, files) in found.items()
    )


def of_python(code: str, *, with_refusals: bool = False) -> Iterator[Sentence]:
    """Yields what is marked in Python, whatever name gettext's functions were imported by."""
    tree = ast.parse(code)
    names = _names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if call := names.get(node.func.id):
            yield from _sentence(call, [_text(one) for one in node.args])
    if with_refusals:
        yield from (Sentence(text=text) for texts in refusals(tree).values() for text in texts)


def refuses_to_people(file: str) -> bool:
    """Says whether a file's refusals may come before somebody at a door; `file` is told from the source folder."""
    return not file.startswith(FOR_OPERATORS)


def refusals(tree: ast.Module) -> dict[int, tuple[str, ...]]:
    """Returns {line of a refusal: the sentences it may say}; none where it is handed one, or builds it from pieces."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id in REFUSALS]
    known = _constants(tree) | _returned(tree)
    return {one.lineno: _said(one.args[0], known) for one in named}


def of_template(code: str, *, origin: str = "") -> Iterator[Sentence]:
    """Yields what is marked in a template."""
    from django.utils.translation.template import templatize  # noqa: PLC0415  # needs Django's settings

    for found in _IN_TEMPLATE.finditer(templatize(code, origin=origin)):
        given = [ast.literal_eval(literal) for literal in re.findall(_LITERAL, found[2])]
        yield from _sentence(found[1], given)


def _of_file(path: Path, *, with_refusals: bool) -> Iterator[Sentence]:
    if path.suffix == ".py":
        yield from of_python(path.read_text(encoding="utf-8"), with_refusals=with_refusals)
    elif path.suffix in {".html", ".txt"}:
        yield from of_template(path.read_text(encoding="utf-8"), origin=path.name)


def _names(tree: ast.Module) -> dict[str, str]:
    """Returns {name in this file: gettext's function}, for what it imports."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: alias.name
        for node in imports
        if node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in _CALLS
    }


def _said(node: ast.expr, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Returns what an expression may say: a text, one of two, a constant of the file, or what a function of it returns."""
    if isinstance(node, ast.IfExp):
        return _said(node.body, known) + _said(node.orelse, known)
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Name):
        return known.get(node.id, ())
    text = _text(node)
    return () if text is None else (text,)


def _returned(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    return {
        one.name: tuple(
            text for node in ast.walk(one) if isinstance(node, ast.Return) and (text := _text(node.value))
        )
        for one in tree.body
        if isinstance(one, ast.FunctionDef)
    }


def _constants(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    return {
        target.id: (node.value.value,)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _sentence(call: str, given: list[str | None]) -> Iterator[Sentence]:
    """Yields the sentence of one call; a call whose text is not written out in it is somebody else's."""
    n_texts, has_context = _CALLS[call]
    texts = [one for one in given[:n_texts] if one]
    if len(texts) < n_texts:
        return
    context = texts.pop(0) if has_context else ""
    yield Sentence(text=texts[0], plural=texts[1] if len(texts) > 1 else "", context=context)
