"""Who is to get what, worked out from the story alone: the database is never asked. Pure."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

SMS, MAIL = "sms", "mail"
WHOLE_CITY = "city"

#: how many of a hundred readers read each language
LANGUAGES = {"en": 45, "es": 20, "so": 15, "hmn": 10, "ar": 10}
TEXTS_OF_TEN = 6  #: how many of ten readers chose text messages
#: fictional numbers are 555-0100 to 555-0199 in each area code (North American Numbering Plan, 555-01XX)
NUMBERS_PER_CODE = 100
AREA_CODES = (
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 227, 228, 229, 231, 234,
    239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308, 309, 310,
    312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 331, 334, 336, 337, 339, 347, 351, 352, 360, 361, 385,
    386, 401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 424, 425, 430, 432, 434, 435, 440,
    443, 469, 470, 475, 478, 479, 480, 484, 501, 502, 503, 504, 505, 507, 508, 509, 510, 512, 513, 515, 516, 517, 518, 520,
    530, 540, 541, 551, 559, 561, 562, 563, 567, 570, 571, 573, 574, 575, 580, 585, 586, 601, 602, 603, 605, 606, 607, 608,
    609, 610, 614, 615, 616, 617, 618, 619, 620, 623, 626, 630, 631, 636, 641, 646, 650, 660, 661, 662, 678, 682, 701, 702,
    703, 704, 706, 707, 708, 712, 713, 714, 715, 716, 717, 718, 719, 720, 724, 727, 731, 732, 734, 740, 754, 757, 760, 765,
    769, 770, 772, 773, 774, 775, 779, 781, 785, 786, 801, 802, 803, 804, 805, 806, 808, 810, 812, 813, 814, 815, 816, 817,
    818, 828, 830, 831, 832, 843, 845, 847, 848, 850, 856, 857, 858, 859, 860, 862, 863, 864, 865, 870, 878, 901, 903, 904,
    906, 907, 908, 909, 910, 912, 913, 914, 915, 916, 917, 918, 919, 920, 925, 928, 931, 936, 937, 940, 941, 947, 949, 951,
    954, 956, 970, 971, 972, 973, 978, 979, 980, 985, 989,
)  # fmt: skip
BOUNCE = "bounce"  #: begins the name of a mailbox that the relay refuses for good
_ONE_BOUNCES_IN = 97  # readers; a prime, so that it falls on every language and area


@dataclass(frozen=True, kw_only=True)
class ReaderPlan:
    """One reader of the made-up city, as the story knows them; addresses are of ranges that reach nobody."""

    medium: str
    address: str = field(repr=False)
    language: str
    areas: tuple[str, ...]
    before_eight: bool  #: said yes to messages before eight, if urgent

    @property
    def refuses(self) -> bool:
        """Says whether the relay refuses this mailbox."""
        return self.address.startswith(f"{BOUNCE}-")


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One copy that somebody is to get: an address, and the code that its text carries."""

    address: str = field(repr=False)
    code: str


@dataclass(frozen=True, kw_only=True)
class Send:
    """One thing that was sent to readers: its public code, the areas it was for, and what the night does to it."""

    code: str
    areas: tuple[str, ...]
    is_taken_back: bool = False  #: by a withdrawal, while it was still night: what was held is never sent


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What the story makes of its copies before eight in the morning."""

    at_once: tuple[Copy, ...]
    held: tuple[Copy, ...]
    suppressed: tuple[Copy, ...]
    refused: tuple[Copy, ...]

    @property
    def n_expected(self) -> int:
        """Returns how many copies there are in all."""
        return len(self.at_once) + len(self.held) + len(self.suppressed) + len(self.refused)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the sinks accepted, against the plan."""

    accepted: int  #: copies of the plan that came, each once
    missing: tuple[Copy, ...]  #: meant to come at once, and never came
    doubled: int
    unexpected: int  #: copies that came and were not to come: to the wrong reader, or by night
    by_language: Mapping[str, int]
    by_channel: Mapping[str, int]


def readers(
    count: int, *, areas: Sequence[tuple[str, ...]], chance: random.Random, taken: Collection[str]
) -> Iterator[ReaderPlan]:
    """Yields readers spread over the choices of areas, six in ten by text while there are numbers, every second one urgent.

    `taken` are telephone numbers of the city and its officials.
    """
    numbers = (number for number in _numbers() if number not in taken)
    tags, weights = list(LANGUAGES), list(LANGUAGES.values())
    for place in range(count):
        number = next(numbers, "") if place % 10 < TEXTS_OF_TEN else ""
        yield ReaderPlan(
            medium=SMS if number else MAIL,
            address=number or _mailbox(place),
            language=chance.choices(tags, weights)[0],
            areas=areas[chance.randrange(len(areas))],
            before_eight=place % 2 == 0,
        )


def is_for(reader: ReaderPlan, send: Send) -> bool:
    """Says whether a reader chose one of the areas, or the whole city."""
    return WHOLE_CITY in reader.areas or not set(reader.areas).isdisjoint(send.areas)


def fate(audiences: Iterable[tuple[Send, Iterable[ReaderPlan]]]) -> Fate:
    """Returns what becomes of each send's copies to its readers; each reader gets one copy of one send."""
    ways: dict[str, list[Copy]] = {"at_once": [], "held": [], "suppressed": [], "refused": []}
    for send, meant in audiences:
        for reader in meant:
            ways[_way(reader, send)].append(Copy(address=reader.address, code=send.code))
    return Fate(**{way: tuple(copies) for way, copies in ways.items()})


def counted(arrived: Iterable[tuple[Copy, str, str]], *, fate: Fate) -> Counted:
    """Counts what arrived, each as (copy, language, medium), against the plan."""
    seen = [(copy, language, medium) for copy, language, medium in arrived]
    times = Counter(copy for copy, _, _ in seen)
    wanted = frozenset(fate.at_once)
    first = {copy: (language, medium) for copy, language, medium in reversed(seen) if copy in wanted}
    return Counted(
        accepted=len(first),
        missing=tuple(copy for copy in fate.at_once if copy not in times),
        doubled=sum(n - 1 for n in times.values()),
        unexpected=sum(1 for copy in times if copy not in wanted),
        by_language=_totals(language for language, _ in first.values()),
        by_channel=_totals(medium for _, medium in first.values()),
    )


def _way(reader: ReaderPlan, send: Send) -> str:
    if not reader.before_eight:
        return "suppressed" if send.is_taken_back else "held"
    return "refused" if reader.refuses else "at_once"


def _totals(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _numbers() -> Iterator[str]:
    for code in AREA_CODES:
        for last in range(NUMBERS_PER_CODE):
            yield f"+1{code}55501{last:02d}"


def _mailbox(place: int) -> str:
    is_gone = place % _ONE_BOUNCES_IN == _ONE_BOUNCES_IN - 1
    return f"{BOUNCE if is_gone else 'reader'}-{place}@readers.example"
