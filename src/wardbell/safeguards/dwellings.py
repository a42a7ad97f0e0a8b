"""Addresses of homes; those of public buildings, shops and organizations pass."""

from collections.abc import Iterator

from wardbell.safeguards.addresses import Address, addresses
from wardbell.safeguards.cues import Near, near
from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.homes import told
from wardbell.safeguards.lexicon import Hits
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.units import units

WHY = "The address of a home: say the ward or the neighbourhood, or a public place of the list."
REACH = 25  # tokens in which a word tells whose address it is
NOWHERE = 99  # no such word is near


def find(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Finding]:
    """Yields the addresses that are homes; tokens `taken` belong to telephone numbers or mailboxes."""
    end = -1
    found = (
        *addresses(reading, hits, taken),
        *units(reading, hits, taken),
        *told(reading, hits, taken, context),
    )
    for address in sorted(found, key=lambda a: (a.first, -a.last)):
        if address.first > end and _is_home(reading, hits, address, context):
            start, stop = reading.place(address.first, address.last)
            yield Finding(kind=Kind.DWELLING_ADDRESS, start=start, end=stop, why=WHY)
            end = address.last


def _is_home(reading: Reading, hits: Hits, address: Address, context: Context) -> bool:
    if address.has_unit or address.has_office or address.is_told:
        return not address.has_office
    cues = near(
        reading, hits, ("home.word", "home.person", "public.place", "public.event"),
        first=address.first, last=address.last, bounds=(max(address.first - REACH, 0), address.last + REACH),
    )  # fmt: skip
    cues = [cue for cue in cues if not _is_landmark(hits, cue)]
    home = min((cue.distance for cue in cues if cue.category.startswith("home.")), default=NOWHERE)
    public = min((cue.distance for cue in cues if cue.category == "public.place"), default=NOWHERE)
    if address.is_sure and (public > 2 or not _is_inside(cues)):
        return True
    if context is Context.REPORT_INTAKE:
        return home < NOWHERE or public == NOWHERE
    if min(home, public) < NOWHERE:
        return home <= public
    is_event = any(cue.category == "public.event" for cue in cues)
    return not (address.has_room or is_event or context is Context.DIRECTORY)


def _is_inside(cues: list[Near]) -> bool:
    """Whether a public place is named before the address; one that follows is a landmark near it."""
    return any(cue.category == "public.place" and not cue.is_after for cue in cues)


def _is_landmark(hits: Hits, cue: Near) -> bool:
    """`3316 Fennmoor Ave, across from the park`: a public place that only tells where the address is."""
    before = range(max(cue.first - 3, 0), cue.first)
    return (
        cue.category == "public.place" and cue.is_after and any(hits.covers("home.near", i) for i in before)
    )
