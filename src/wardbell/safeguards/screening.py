"""The screen: reads a text once, asks each detector, and answers with spans. Pure: no table, no setting, no network."""

from collections.abc import Collection, Iterator

from wardbell.ground.errors import Unreadable
from wardbell.safeguards import badges, dwellings, mailboxes, phones, plates
from wardbell.safeguards.findings import FORM_KINDS, MEANING_KINDS, Context, Finding, Kind
from wardbell.safeguards.lexicon import Hits, lexicon
from wardbell.safeguards.meaning import judging
from wardbell.safeguards.reading import Reading, read

LONGEST = 20_000  # code points; no text that Wardbell takes is nearly as long, and a longer one is turned down, not read
PLACEHOLDERS = {
    Kind.PLATE: "[plate removed]",
    Kind.BADGE_NUMBER: "[badge number removed]",
    Kind.PHONE_PRIVATE: "[phone number removed]",
    Kind.EMAIL_PRIVATE: "[mailbox removed]",
    Kind.DWELLING_ADDRESS: "[address removed]",
    Kind.OFFICER_NAME: "[officer's name removed]",
    Kind.PERSON_NAME_WITH_STATUS: "[name removed]",
    Kind.IMMIGRATION_STATUS: "[status removed]",
}


def screen(text: str, context: str, *, kinds: Collection[Kind] = tuple(Kind)) -> tuple[Finding, ...]:
    """Returns what may not be written in a text, in order of place; empty when the text may pass.

    Time grows with the length of the text and with nothing else.

    Raises:
        Unreadable: the text is longer than `LONGEST` code points, or the context is unknown.
    """
    where = _context(context)
    if len(text) > LONGEST:
        raise Unreadable(
            "The text is too long to be screened: %(n)s characters, at most %(most)s are read.",
            n=f"{len(text):,}",
            most=f"{LONGEST:,}",
        )
    reading = read(text)
    found: list[Finding] = []
    if not set(kinds).isdisjoint(FORM_KINDS):
        found += _of_form(reading, where)
    if not set(kinds).isdisjoint(MEANING_KINDS):
        found += judging.find(reading, where)
    return tuple(sorted((one for one in found if one.kind in kinds), key=lambda f: (f.start, f.end, f.kind)))


def mask(text: str, findings: Collection[Finding]) -> str:
    """Returns the text with what must not be kept replaced by what stood there, as `[phone number removed]`.

    Only kinds with a form, names and somebody's status are taken out; findings of other kinds leave the text as it is.
    """
    pieces, place = [], 0
    for finding in sorted(findings, key=lambda one: (one.start, -one.end)):
        if finding.end <= place or finding.kind not in PLACEHOLDERS:
            continue
        if finding.start >= place:
            pieces += [text[place : finding.start], PLACEHOLDERS[finding.kind]]
        place = finding.end
    return "".join([*pieces, text[place:]])


def _of_form(reading: Reading, context: Context) -> Iterator[Finding]:
    hits = lexicon().find(reading)
    boxes = mailboxes.addresses(reading, hits)
    in_boxes = _tokens_of(boxes)
    calls = [one for one in phones.numbers(reading, hits) if one.first not in in_boxes]
    taken = in_boxes | _tokens_of(calls)
    yield from mailboxes.find(reading, boxes, context)
    yield from phones.find(reading, hits, calls, context)
    vehicles = plates.plates(reading, hits, taken, context)
    yield from plates.find(reading, vehicles)
    yield from badges.find(reading, hits, taken | _off_duty(reading, hits, vehicles), context)
    yield from dwellings.find(reading, hits, taken, context)


def _off_duty(reading: Reading, hits: Hits, vehicles: Collection[plates.Plate]) -> frozenset[int]:
    """Returns the tokens of plates in sentences without an officer: what stands on a car's back stands on no agent's."""
    on_duty = {
        reading.tokens[hit.first].sentence
        for hit in hits.of("badge.officer", "badge.officers", "badge.strong", "badge.worn")
        if reading.tokens[hit.first].text != "back"
    }
    return _tokens_of([plate for plate in vehicles if reading.tokens[plate.first].sentence not in on_duty])


def _tokens_of(
    spans: Collection[mailboxes.Mailbox] | Collection[phones.Phone] | Collection[plates.Plate],
) -> frozenset[int]:
    return frozenset(index for span in spans for index in range(span.first, span.last + 1))


def _context(context: str) -> Context:
    try:
        return Context(context)
    except ValueError:
        raise Unreadable("The context must be one of: %(contexts)s.", contexts=", ".join(Context)) from None
