"""Addresses of homes; those of public buildings, shops and organizations pass."""

from collections.abc import Iterator
from dataclasses import replace

from wardbell.safeguards.addresses import Address, addresses
from wardbell.safeguards.cues import Near, near
from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.homes import told
from wardbell.safeguards.lexicon import Hits, listed
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.units import rooms, units

WHY = "The address of a home: say the ward or the neighbourhood, or a public place of the list."
REACH = 25  # tokens in which a word tells whose address it is
TITLES = frozenset({"house", "place", "home"})
PLURALS = frozenset({"homes", "apartments", "houses", "townhomes", "townhouses", "condos", "duplexes"})
PUBLISHED = frozenset({Context.PUBLIC_BULLETIN, Context.DIRECTORY, Context.OFFICIAL_NOTICE})
NOWHERE = 99  # no such word is near


def find(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Finding]:
    """Yields the addresses that are homes; tokens `taken` belong to telephone numbers or mailboxes."""
    end = -1
    found = (
        *addresses(reading, hits, taken),
        *units(reading, hits, taken, context),
        *rooms(reading, hits, taken, context),
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
    cues = [_named(reading, cue, context) for cue in cues if not _is_landmark(hits, cue)]
    home = min((cue.distance for cue in cues if cue.category.startswith("home.")), default=NOWHERE)
    public = min((cue.distance for cue in cues if cue.category == "public.place"), default=NOWHERE)
    is_sure = address.is_sure and (public > 2 or not _is_inside(cues))
    if is_sure or _is_at_a_familys(reading, address):
        return True
    if context is Context.REPORT_INTAKE:
        return home < NOWHERE or public == NOWHERE
    if min(home, public) < NOWHERE:
        return home <= public
    is_event = any(cue.category == "public.event" for cue in cues)
    is_other = address.has_room or is_event or _is_a_block(reading, address)
    return not (is_other or context is Context.DIRECTORY)


def _named(reading: Reading, cue: Near, context: Context) -> Near:
    """`Neighborhood House` is an organization's, `42 homes` are a developer's."""
    word, before = reading.tokens[cue.first], reading.tokens[max(cue.first - 1, 0)]
    noun = reading.tokens[cue.first + 1] if word.text == "s" else word  # "Pat's place", but Mary's Place
    is_title = (
        noun.text in TITLES and noun.cased[0].isupper() and (word.text == "s" or before.cased[0].isupper())
    )
    is_count = word.text in PLURALS and (before.is_number or before.text in listed("public.sort"))
    is_other = cue.category == "home.word" and cue.first and not reading.is_shouted and (is_title or is_count)
    return replace(cue, category="public.place") if is_other and context in PUBLISHED else cue


def _is_a_block(reading: Reading, address: Address) -> bool:
    """`2400 Central Ave`: a round hundred says which block, not which house."""
    number = reading.tokens[address.first].text
    return number.isdecimal() and len(number) > 2 and number.endswith("00")


def _is_at_a_familys(reading: Reading, address: Address) -> bool:
    """`at the Lindgrens', 4519 Haddon Rd`."""
    tokens, mark = reading.tokens, address.first - 1
    if mark > 0 and tokens[mark].text == ",":
        mark -= 1
    if mark < 2 or tokens[mark].text != "'" or tokens[mark - 2].text != "the":
        return False
    name = tokens[mark - 1]
    return name.cased[0].isupper() and name.text.endswith("s") and reading.touches(mark)


def _is_inside(cues: list[Near]) -> bool:
    """Whether a public place is named before the address; one that follows is a landmark near it."""
    return any(cue.category == "public.place" and not cue.is_after for cue in cues)


def _is_landmark(hits: Hits, cue: Near) -> bool:
    """`3316 Fennmoor Ave, across from the park`: a public place that only tells where the address is."""
    before = range(max(cue.first - 3, 0), cue.first)
    return (
        cue.category == "public.place" and cue.is_after and any(hits.covers("home.near", i) for i in before)
    )
