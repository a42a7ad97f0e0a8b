"""Mind the duties of an ordinance: `wardbell ordinance suggest|check|adopt|deadlines|staff|trained|complaint-key|complaint-body|complaints|open`."""

import argparse
import base64
from datetime import date
from pathlib import Path
from typing import Any

from wardbell.config.commands import _frame
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Refused, Unreadable
from wardbell.ordinance import packs, sealing
from wardbell.ordinance.suggesting import suggest
from wardbell.safeguards import FORM_KINDS, Context, Kind, screen

_KEPT_OUT = (*FORM_KINDS, Kind.OFFICER_NAME, Kind.PERSON_NAME_WITH_STATUS, Kind.IMMIGRATION_STATUS)


def run(arguments: list[str]) -> int:
    """Each verb says more with --help."""
    given = _parser().parse_args(arguments)
    match given.verb:
        case "suggest":
            return _frame.judge_lines(_suggest)
        case "check":
            return _check(given.file)
        case "complaint-key":
            return _new_key()
        case "open":
            return _open(given.key)
        case _:
            return _awake(given)


def _awake(given: argparse.Namespace) -> int:
    _frame.wake_django()
    try:
        return _with_tables(given)
    except Refused as refused:
        _frame.tell(refused.sentence)
        return _frame.CHECK_FAILED
    except OSError as error:
        _frame.tell(f"{error.filename} cannot be read: {error.strerror}.")
        return _frame.COULD_NOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wardbell ordinance", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser(
        "suggest",
        help="JSON lines {id, text} in; {id, request_types, document, purpose, missing, deadline_hints, ...} out",
    )
    check = verbs.add_parser("check", help="exits 1 and names file and line of what is wrong in a pack")
    check.add_argument(
        "file", nargs="*", type=Path, help="packs to look at; those that ship when none is given"
    )
    adopt = verbs.add_parser("adopt", help="make an ordinance hold here from a day on")
    adopt.add_argument("code")
    adopt.add_argument("--from", dest="from_on", type=date.fromisoformat, required=True, help="as 2026-01-01")
    deadlines = verbs.add_parser(
        "deadlines", help="what is owed now, one line each; exits 1 when something is overdue"
    )
    deadlines.add_argument("--overdue", action="store_true", help="only what is late")
    for verb, said in (
        ("staff", "take the city's whole list of staff (CSV)"),
        ("trained", "take a list of finished courses (CSV)"),
    ):
        verbs.add_parser(verb, help=said).add_argument("file", type=Path)
    verbs.add_parser(
        "complaint-key", help="make a pair of keys for the complaint body; run it at the body, not here"
    )
    body = verbs.add_parser("complaint-body", help="name the body to which complaints are sealed from now on")
    body.add_argument("name")
    body.add_argument("--public-key", required=True, help="what `complaint-key` printed as public_key")
    verbs.add_parser("complaints", help="hand over the complaints that wait, sealed, one line each")
    opened = verbs.add_parser(
        "open", help="open sealed complaints from standard input; run it at the body, not here"
    )
    opened.add_argument("--key", type=Path, required=True, help="the file with the private key")
    return parser


def _suggest(given: dict[str, Any]) -> dict[str, Any]:
    text = given.get("text")
    if not isinstance(text, str):
        raise ValueError("the line needs a text, a string")
    try:
        findings = screen(text, Context.OFFICIAL_NOTICE, kinds=_KEPT_OUT)
    except Unreadable as error:
        raise ValueError(error.sentence) from error
    found = suggest(text)
    return {
        "id": given.get("id"), "request_types": list(found.request_types), "document": found.document,
        "document_detail": found.document_detail, "document_stated": found.document_stated, "purpose": found.purpose,
        "requesting_agency": found.requesting_agency, "channel": found.channel, "status": found.status,
        "decision": found.decision or None, "observed_use": found.observed_use, "missing": list(found.missing),
        "screen": sorted({str(one.kind) for one in findings}), "deadline_hints": list(found.deadline_hints),
        "suggested": True,
    }  # fmt: skip


def _check(files: list[Path]) -> int:
    """One line for each pack; what is wrong stands on standard error, too, for whoever reads it there."""
    code = _frame.RAN
    for path in files or [packs.PACKS / f"{one}.toml" for one in packs.codes()]:
        found = packs.faults(path)
        _frame.answer({"pack": path.stem, "is_whole": not found, "faults": found})
        for sentence in found:
            _frame.tell(sentence)
            code = _frame.CHECK_FAILED
    return code


def _new_key() -> int:
    private, public = sealing.new_pair()
    _frame.answer({"private_key": _text(private), "public_key": _text(public)})
    _frame.tell(
        "Keep the private key at the body, on paper or in its safe. Whoever runs this node must not have it."
    )
    return _frame.RAN


def _open(key: Path) -> int:
    try:
        private = base64.urlsafe_b64decode(key.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        _frame.tell(f"The key cannot be read: {error}.")
        return _frame.COULD_NOT_RUN

    def one(given: dict[str, Any]) -> dict[str, Any]:
        number, sealed = given.get("number"), given.get("sealed")
        if not isinstance(number, str) or not isinstance(sealed, str):
            raise ValueError("the line needs a number and what is sealed")
        try:
            text = sealing.open_letter(
                base64.urlsafe_b64decode(sealed), private_key=private, about=f"complaint:{number}"
            )
        except Unreadable as refused:
            raise ValueError(refused.sentence) from refused
        return {"number": number, "text": text}

    return _frame.judge_lines(one)


def _with_tables(given: argparse.Namespace) -> int:
    from wardbell.ordinance import actions, queries  # noqa: PLC0415  # Django is awake only now

    match given.verb:
        case "adopt":
            actions.adopt(given.code, from_on=given.from_on, by=OPERATOR)
        case "staff":
            done = actions.import_roster(given.file.read_bytes(), by=OPERATOR)
            _frame.answer(
                {"rows": done.n_rows, "new": done.n_new, "changed": done.n_changed, "left": done.n_left}
            )
        case "trained":
            _frame.answer({"new": actions.import_completions(given.file.read_bytes(), by=OPERATOR)})
        case "complaint-body":
            actions.name_body(given.name, base64.urlsafe_b64decode(given.public_key), by=OPERATOR)
        case "complaints":
            for entry_id, number in queries.complaints_waiting():
                sealed = actions.hand_over(entry_id, by=OPERATOR)
                _frame.answer({"number": number, "sealed": _text(sealed)})
        case "deadlines":
            return _deadlines(only_overdue=given.overdue)
    return _frame.RAN


def _deadlines(*, only_overdue: bool) -> int:
    from wardbell.ordinance import queries  # noqa: PLC0415

    found = queries.overdue() if only_overdue else queries.open_deadlines()
    for one in found:
        _frame.answer(
            {"ordinance": one.ordinance, "duty": one.duty, "title": one.title, "owner": one.owner, "entry": one.entry_number,
             "period": [str(day) for day in one.period] if one.period else None, "due_at": one.due_at.isoformat(),
             "elapsed_minutes": one.elapsed_minutes, "is_overdue": one.is_overdue, "is_confirmed": one.is_confirmed}
        )  # fmt: skip
    return _frame.CHECK_FAILED if any(one.is_overdue for one in found) else _frame.RAN


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()
