"""Gather reports of one scene: `wardbell reports cluster` (JSON lines {id, at, place, text, first_hand} in, {id, incident} out).

Judged as a whole set: every id once, in the order of the input, and the same input gives the same answer. `incident` is an
opaque label. A line that cannot be read is answered with {id, error}, and the exit is 2.

Hand a recording of the answering machine to the desk: `wardbell reports receive-voicemail --file FILE [--number +1...]
[--language es] [--key KEY]`. It is kept sealed for those who listen; {recording, kept} is answered. The same key again is the
same recording. Of more than 5 MB the sound is not kept, only that somebody called and the way back: exit 1.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from wardbell.config.commands import _frame
from wardbell.reports.gathering import Account, account_of, gather


def run(arguments: list[str]) -> int:
    """Exits 2 when a line or a file could not be read, 1 when a recording was too long to be kept."""
    parser = argparse.ArgumentParser(
        prog="wardbell reports", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=["cluster", "receive-voicemail"])
    parser.add_argument("--file", type=Path, help="the recording: MP3, Ogg, WAV or M4A")
    parser.add_argument("--number", default="", help="the caller's number, sealed for the answer alone")
    parser.add_argument("--language", default="en", help="in which language the caller speaks")
    parser.add_argument(
        "--key", default="", help="what tells this recording from others; absent, its content does"
    )
    given = parser.parse_args(arguments)
    if given.verb == "receive-voicemail":
        if given.file is None:
            parser.error("receive-voicemail needs --file")
        return _receive_voicemail(given.file, number=given.number, language=given.language, key=given.key)
    return _cluster()


def _cluster() -> int:
    read = [_read(line) for line in sys.stdin.buffer if line.strip()]
    accounts = {one.id: one for one in read if isinstance(one, Account)}
    labels = gather(list(accounts.values()))
    said: set[str] = set()
    for one in read:
        if isinstance(one, Account) and one.id not in said:
            said.add(one.id)
            _frame.answer({"id": one.id, "incident": labels[one.id]})
        elif not isinstance(one, Account):
            _frame.answer(one)
    return _frame.RAN if all(isinstance(one, Account) for one in read) else _frame.COULD_NOT_RUN


def _read(line: bytes) -> Account | dict[str, object]:
    """Returns an account, or what is answered instead."""
    given: object = None
    try:
        given = json.loads(line.decode("utf-8", errors="replace").strip("\ufeff \r\n\t"))
        if not isinstance(given, dict):
            raise ValueError("the line is not a JSON object")
        return account_of(given)
    except (ValueError, RecursionError) as error:
        return {"id": given.get("id") if isinstance(given, dict) else None, "error": str(error)}


def _receive_voicemail(file: Path, *, number: str, language: str, key: str) -> int:
    _frame.wake_django()
    from wardbell.ground.actors import OPERATOR  # noqa: PLC0415  # Django is awake only now
    from wardbell.ground.errors import Refused  # noqa: PLC0415
    from wardbell.reports import actions  # noqa: PLC0415

    try:
        sound = file.read_bytes()
        came_as = f"voicemail:{key or hashlib.sha256(sound).hexdigest()}"
        kept = actions.keep_recording(sound, came_as=came_as, number=number, language=language, by=OPERATOR)
    except OSError as error:
        _frame.tell(f"{file} cannot be read: {error.strerror}.")
        return _frame.COULD_NOT_RUN
    except Refused as refused:
        _frame.tell(refused.sentence)
        return _frame.COULD_NOT_RUN
    _frame.answer({"recording": kept.recording_id, "kept": not kept.is_too_long})
    if kept.is_too_long:
        _frame.tell(
            "More than 5 MB: the sound was not kept. The desk sees that somebody called, and can answer if a number was given."
        )
        return _frame.CHECK_FAILED
    return _frame.RAN
