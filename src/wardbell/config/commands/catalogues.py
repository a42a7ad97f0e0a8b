"""Keep the pages' translations: `wardbell catalogues update|check [--folder locale]`.

`update` brings every catalogue up to what the code says now; nothing is guessed, and what is gone from the code goes.
`check` exits 1 and names each fault: a plural header that is not the language pack's, a placeholder lost or made up,
too few plural forms, a catalogue that cannot be switched on, and a sentence missing on a page that residents read.
Both read the source themselves and need none of gettext's tools.
"""

import argparse
import gettext
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wardbell.config.commands import _frame, _marked
from wardbell.config.commands._marked import Sentence
from wardbell.ground import languages
from wardbell.ground.languages import Language

if TYPE_CHECKING:
    import polib

FOLDER = Path(__file__).resolve().parents[4] / "locale"
SAMPLE = "sample"  #: the flag of an entry that no native speaker has read
_HEADER = "Class: sample; drafted by machine, not reviewed by a native speaker.\nAn entry loses its flag `sample` when a native speaker has read it."
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
_N_PLURALS = re.compile(r"nplurals\s*=\s*(\d+)")
#: what residents read, from the source folder: here a missing sentence is a fault
_RESIDENTS = (
    "web/public/", "web/templates/public/", "web/templates/errors/", "web/templates/parts/", "web/templates/base.html",
    "web/errors.py", "web/borrowed.py", "web/templatetags/", "subscribers/",
)  # fmt: skip


def run(arguments: list[str]) -> int:
    """`update` writes the catalogues; `check` exits 1 and names each fault."""
    parser = argparse.ArgumentParser(
        prog="wardbell catalogues", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=["update", "check"])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the catalogues lie")
    given = parser.parse_args(arguments)
    try:
        import polib  # noqa: F401, PLC0415  # the project's own tools have it; a node in service needs none of this
    except ModuleNotFoundError:
        _frame.tell("Catalogues are kept with polib, which is not installed here: run `make setup`.")
        return _frame.COULD_NOT_RUN
    _frame.wake_django()
    marked = _marked.sentences()
    if given.verb == "update":
        update(given.folder, marked)
        return _frame.RAN
    found = faults(given.folder, marked)
    for sentence in found:
        _frame.tell(sentence)
    return _frame.CHECK_FAILED if found else _frame.RAN


def update(folder: Path, marked: Iterable[Sentence]) -> None:
    """Writes each language's catalogue anew: the sentences of now, with the words and flags that it had for them."""
    for language in translated():
        path = _path(folder, language.tag)
        fresh = merged(_read(path), marked, language=language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(fresh) + "\n", encoding="utf-8")
        _frame.tell(_summary(language, fresh))


def faults(folder: Path, marked: Iterable[Sentence]) -> list[str]:
    """Returns a sentence for each thing that is wrong with a catalogue."""
    known = list(marked)
    return [
        f"{language.tag}: {fault}"
        for language in translated()
        for fault in _faults_of(_read(_path(folder, language.tag)), known, language=language)
    ]


def merged(old: "polib.POFile", marked: Iterable[Sentence], *, language: Language) -> "polib.POFile":
    """Returns a catalogue of exactly the marked sentences, in alphabetical order, with what the old one knew of them."""
    import polib  # noqa: PLC0415  # see run

    fresh = polib.POFile(wrapwidth=0)
    fresh.header = old.header or _HEADER
    fresh.metadata = {
        "Project-Id-Version": "Wardbell", "Language": language.tag, "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_header,
    }  # fmt: skip
    known = {(one.msgid, one.msgctxt or ""): one for one in old if not one.obsolete}
    for one in marked:
        fresh.append(_entry(one, known.get((one.text, one.context)), n_forms=_n_forms(language)))
    return fresh


def translated() -> list[Language]:
    """Returns the languages that have a catalogue: all but the one in which the pages are written."""
    return [one for one in languages.shipped() if one.tag != languages.FALLBACK]


def _faults_of(catalogue: "polib.POFile", marked: list[Sentence], *, language: Language) -> list[str]:
    found = _faults_of_header(catalogue, language)
    known = {(one.msgid, one.msgctxt or ""): one for one in catalogue if not one.obsolete}
    for entry in known.values():
        found += _faults_of_entry(entry, n_forms=_n_forms(language))
    for one in marked:
        said = known.get((one.text, one.context))
        if (said is None or not said.translated()) and _is_for_residents(one):
            found.append(f"residents would read this in English: “{one.text}” ({one.files[0]})")
    return found


def _faults_of_header(catalogue: "polib.POFile", language: Language) -> list[str]:
    given = catalogue.metadata.get("Plural-Forms", "")
    if given != language.plural_header:
        return [f"its plural header is “{given}”, the language pack's is “{language.plural_header}”"]
    try:
        gettext.GNUTranslations(io.BytesIO(catalogue.to_binary()))
    except (ValueError, OSError) as error:
        return [f"it cannot be switched on: {error}"]
    return []


def _faults_of_entry(entry: "polib.POEntry", *, n_forms: int) -> list[str]:
    if not entry.translated():
        return []
    said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    found = []
    if entry.msgid_plural and len(said) != n_forms:
        found.append(f"“{entry.msgid}” has {len(said)} plural forms instead of {n_forms}")
    wanted = set(_PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for text in said:
        if set(_PLACEHOLDER.findall(text)) != wanted:
            found.append(f"“{entry.msgid}” and “{text}” do not hold the same placeholders")
    return found


def _entry(one: Sentence, old: "polib.POEntry | None", *, n_forms: int) -> "polib.POEntry":
    import polib  # noqa: PLC0415  # see run

    entry = polib.POEntry(
        msgid=one.text, msgid_plural=one.plural, msgctxt=one.context or None,
        occurrences=[(f"src/wardbell/{file}", "") for file in one.files],
    )  # fmt: skip
    if one.plural:
        entry.msgstr_plural = dict.fromkeys(range(n_forms), "")
    if old is not None and bool(old.msgid_plural) == bool(one.plural):
        entry.msgstr, entry.tcomment = old.msgstr, old.tcomment
        entry.msgstr_plural = {n: old.msgstr_plural.get(n, "") for n in entry.msgstr_plural}
        entry.flags = [SAMPLE] if SAMPLE in old.flags else []
    if _PLACEHOLDER.search(one.text):
        entry.flags.append("python-format")
    return entry


def _summary(language: Language, catalogue: "polib.POFile") -> str:
    n_missing = len(catalogue.untranslated_entries())
    n_sample = sum(SAMPLE in one.flags for one in catalogue)
    return f"{language.tag}: {len(catalogue)} sentences, {n_missing} missing, {n_sample} of class sample"


def _is_for_residents(one: Sentence) -> bool:
    return any(
        file.startswith(_RESIDENTS) and "phones" not in file for file in one.files
    )  # that page is the demo's


def _n_forms(language: Language) -> int:
    found = _N_PLURALS.search(language.plural_header)
    if found is None:
        raise ValueError(f"the language pack '{language.tag}' has no plural header")
    return int(found[1])


def _path(folder: Path, tag: str) -> Path:
    return folder / tag / "LC_MESSAGES" / "django.po"


def _read(path: Path) -> "polib.POFile":
    import polib  # noqa: PLC0415  # see run

    return polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
