"""Say which reviewed texts are ready: `wardbell phrases readiness [--json] [--node-kind live]`."""

import argparse
from collections import Counter
from dataclasses import asdict

from wardbell.config.commands import _frame


def run(arguments: list[str]) -> int:
    """Exits 1 when a text is not ready in a language of this node, or a text message is over its budget of parts."""
    parser = argparse.ArgumentParser(prog="wardbell phrases", description=__doc__)
    parser.add_argument("verb", choices=["readiness"])
    parser.add_argument("--json", action="store_true", help="one line for each text and language")
    parser.add_argument(
        "--node-kind", choices=["live", "demo", "rehearsal"], help="judge as this kind of node would"
    )
    given = parser.parse_args(arguments)
    _frame.wake_django()
    return _readiness(as_json=given.json, node_kind=given.node_kind)


def _readiness(*, as_json: bool, node_kind: str | None) -> int:
    from wardbell.ground.errors import Refused  # noqa: PLC0415  # Django is awake only now
    from wardbell.phrases import queries as phrases  # noqa: PLC0415
    from wardbell.places import queries as places  # noqa: PLC0415

    try:
        languages = places.jurisdiction().languages
    except Refused as refusal:
        _frame.tell(refusal.sentence)
        return _frame.COULD_NOT_RUN
    found = [(tag, entry) for tag in languages for entry in phrases.catalogue(tag, node_kind=node_kind)]
    bad = [
        (tag, one)
        for tag, one in found
        if one.readiness != phrases.Readiness.READY or (one.n_parts or 0) > (one.n_parts_allowed or 0)
    ]
    for tag, one in found if as_json else bad:
        _frame.answer({"language": tag, **asdict(one)})
    for tag in languages:
        states = Counter(str(one.readiness) for other, one in found if other == tag)
        _frame.tell(f"{tag}: " + ", ".join(f"{n} {state}" for state, n in sorted(states.items())))
    return _frame.CHECK_FAILED if bad else _frame.RAN
