"""Mail addresses, plain and spelled out, and whether they are a person's or an organization's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.lexicon import Hits, listed
from wardbell.safeguards.reading import Reading, Token

WHY = "A person's mailbox: only mailboxes of organizations and the city may be written."
OPENING, CLOSING = frozenset("([{<-*_'\""), frozenset(")]}>-*_'\"")
ENDS = frozenset({"com", "net", "org", "edu"})  # after a comma typed for a dot
# What the last part of a domain said aloud may be; Latin letters, and as it sounds in other scripts.
ENDINGS_SAID = ENDS | {
    "gov",
    "info",
    "io",
    "co",
    "us",
    "me",
    "app",
    "dev",
    "coop",
    "كوم",
    "نت",
    "اورغ",
    "ком",
    "нет",
    "орг",
    "ኮም",
    "ኔት",
    "网",
}
LONGEST_LOCAL = 14  # tokens
LONGEST_LABEL = 5  # letters of a name in capitals: "ESL", "GED"
NAMED_BEFORE = 20  # tokens before a mailbox in which the text may say whose it is
FILLERS = frozenset({",", "then", "the", "luego", "el", "puis"})
LONGEST_SIGN = 6  # tokens of a word for a sign; one for each sign in scripts written without spaces
# Public bodies: their people's mailboxes are public; federal law enforcement's people are not for publishing.
PUBLIC_DOMAINS = ("gov", "mil")
ENFORCEMENT = frozenset(["dhs", "ice", "cbp", "uscis", "fbi", "usdoj", "usmarshals", "dea", "atf", "hsi"])


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address found: tokens `first` to `last`, inclusive; `local` and `domain` as plain text."""

    first: int
    last: int
    local: str
    domain: str


def find(reading: Reading, mailboxes: list[Mailbox], context: Context) -> Iterator[Finding]:
    """Yields the mailboxes that are a person's."""
    is_caller = context is Context.REPORT_INTAKE
    for mailbox in mailboxes:
        if _is_private(mailbox) and (is_caller or not _is_named_in(reading, mailbox)):
            start, end = reading.place(mailbox.first, mailbox.last)
            yield Finding(kind=Kind.EMAIL_PRIVATE, start=start, end=end, why=WHY)


def addresses(reading: Reading, hits: Hits) -> list[Mailbox]:
    """Returns every mail address in a text, organizations' too."""
    found: list[Mailbox] = []
    free = 0
    for index in range(len(reading.tokens)):
        if index < free:
            continue
        mailbox = _at(reading, hits, index, free) or _without_domain(reading, hits, index)
        if mailbox is not None:
            found.append(mailbox)
            free = mailbox.last + 1
    return found


def _at(reading: Reading, hits: Hits, index: int, free: int) -> Mailbox | None:
    sign = _sign(reading, index, "mail.at", "@")
    if sign is None:
        return None
    before, after, is_certain = sign
    if is_certain and not reading.touches(index):
        before, after = _past_fillers(reading, before, after, free)
    domain = _domain(reading, after)
    local = _local(reading, before, free)
    if domain is None or local is None:
        return None
    (last, domain_text), (first, local_text) = domain, local
    if "." not in domain_text and domain_text not in listed("mail.providers"):
        return None
    if domain_text.rpartition(".")[2].isdecimal():
        return None  # "my sister at 763.555.0119"
    if not is_certain and _is_spelled_out(reading, after, last, domain_text):
        is_certain = local_text not in listed("mail.not_a_name") | listed("code.common")
    is_bare = not is_certain and not _is_boxlike(local_text) and local_text not in listed("phone.name")
    is_known = domain_text.split(".")[0] in listed("mail.providers") or len(local_text) > 2
    if is_bare and not (
        _has_mail_word(hits, first) and local_text not in listed("mail.not_a_name") and is_known
    ):
        return None
    return Mailbox(first, last, local_text, domain_text)


def _past_fillers(reading: Reading, before: int, after: int, free: int) -> tuple[int, int]:
    """`abdon.r, arroba, gmail`, `lorna, then the at sign`: what is said round the sign and belongs to neither side."""
    while before > free and reading.tokens[before].text in FILLERS:
        before -= 1
    while after < len(reading.tokens) - 1 and reading.tokens[after].text in FILLERS:
        after += 1
    return before, after


def _is_spelled_out(reading: Reading, first: int, last: int, domain: str) -> bool:
    """`at example dot com`: nothing but a mailbox is said so."""
    said = reading.folded[reading.tokens[first].start : reading.tokens[last].end]
    return domain.rpartition(".")[2] in ENDINGS_SAID and "." not in said


def _sign(reading: Reading, index: int, category: str, literal: str) -> tuple[int, int, bool] | None:
    """Reads `@`, `(at)`, `at`: returns the tokens before and after it, and whether it is certain."""
    tokens = reading.tokens
    token = tokens[index]
    if token.text == literal:
        return index - 1, index + 1, True
    if token.text in OPENING and index + 2 < len(tokens) and tokens[index + 2].text in CLOSING:
        inner = tokens[index + 1].text
        is_sign = inner == literal or inner in listed(category) or (literal, inner) == ("@", "a")
        return (index - 1, index + 3, True) if is_sign else None
    if token.text == "%" and literal == "@" and reading.touches(index + 1) and tokens[index + 1].text == "40":
        return index - 1, index + 2, True
    width = _phrase(reading, index, category)
    is_certain = bool(_phrase(reading, index, "mail.sign")) or (
        token.cased == "AT" and not reading.cased.isupper()
    )
    return (index - 1, index + width, is_certain) if width else None


def _phrase(reading: Reading, index: int, category: str) -> int:
    """Returns how many tokens from `index` are one of the category's words, 0 when none begins here."""
    tokens, words = reading.tokens, listed(category)
    for width in range(min(LONGEST_SIGN, len(tokens) - index), 1, -1):
        is_joined = tokens[index].is_syllable and tokens[index + width - 1].is_syllable
        if width > 2 and not is_joined:
            continue
        if reading.folded[tokens[index].start : tokens[index + width - 1].end] in words:
            return width
    return 1 if tokens[index].text in words else 0


def _domain(reading: Reading, index: int) -> tuple[int, str] | None:
    tokens, labels, last = reading.tokens, [], index
    while index < len(tokens) and not tokens[index].is_mark:
        label, index = _label(reading, index)
        labels.append(label)
        last = index - 1
        following = _past_dot(reading, index) if index < len(tokens) else None
        if following is None:
            break
        index = following
    return (last, ".".join(labels)) if labels else None


def _label(reading: Reading, index: int) -> tuple[str, int]:
    tokens, text = reading.tokens, reading.tokens[index].text
    index += 1
    while (
        index < len(tokens)
        and reading.touches(index)
        and (not tokens[index].is_mark or tokens[index].text == "-")
    ):
        text += tokens[index].text
        index += 1
    return text, index


def _past_dot(reading: Reading, index: int) -> int | None:
    """Returns the token after a dot between labels; a full stop needs a label right behind it."""
    tokens = reading.tokens
    if tokens[index].text == "," and reading.touches(index + 1) and tokens[index + 1].text in ENDS:
        return index + 1
    sign = _sign(reading, index, "mail.dot", ".")
    if sign is None or sign[1] >= len(tokens) or tokens[sign[1]].is_mark:
        return None
    is_literal = tokens[index].text == "."
    if is_literal and not (reading.touches(sign[1]) or not reading.touches(index)):
        return None
    return sign[1]


def _local(reading: Reading, index: int, free: int) -> tuple[int, str] | None:
    """Reads the part before the sign, backwards: words and numbers held together by dots, underscores or nothing."""
    tokens, wants_piece = reading.tokens, True
    pieces: list[str] = []
    first = index + 1
    while index >= free and first - index <= 3 and len(pieces) < LONGEST_LOCAL:
        token = tokens[index]
        separator = _separator(reading, index)
        if separator and not wants_piece:
            pieces.append(separator[0])
            index, wants_piece = index - separator[1], True
            continue
        if token.is_mark or (not wants_piece and not reading.touches(index + 1)):
            break
        pieces.append(token.text)
        first, index, wants_piece = index, index - 1, False
    if first > len(tokens) - 1 or not pieces:
        return None
    text = "".join(reversed(pieces)).strip("._-+")
    return (first, text) if text else None


def _separator(reading: Reading, index: int) -> tuple[str, int] | None:
    token = reading.tokens[index]
    if token.text in "._-+":
        return token.text, 1
    if token.text in listed("mail.dot"):
        return ".", 1
    if token.text in listed("mail.underscore"):
        return "_", 1
    if index and f"{reading.tokens[index - 1].text} {token.text}" in listed("mail.underscore"):
        return "_", 2
    return None


def _without_domain(reading: Reading, hits: Hits, index: int) -> Mailbox | None:
    """`my gmail is nadia.pelkari77`: a provider's name, a link, and what can only be a mailbox."""
    tokens = reading.tokens
    if tokens[index].text not in listed("mail.providers") or index + 2 >= len(tokens):
        return None
    if tokens[index].text in listed("mail.wordlike") and not _has_mail_word(hits, index):
        return None
    here = index + 1
    while (
        here < len(tokens)
        and here <= index + 4
        and tokens[here].text in listed("code.link") | listed("phone.person") | {":", "=", "-", ",", "'", "m"}
    ):
        here += 1
    if here == index + 1 or here >= len(tokens) or tokens[here].is_mark:
        return None
    text, last = tokens[here].text, here
    while (
        last + 1 < len(tokens)
        and reading.touches(last + 1)
        and (
            not tokens[last + 1].is_mark
            or (tokens[last + 1].text in "._-" and last + 2 < len(tokens) and reading.touches(last + 2))
        )
    ):
        last += 1
        text += tokens[last].text
    is_box = _is_boxlike(text) and any(char.isalpha() for char in text)
    return Mailbox(here, last, text, tokens[index].text) if is_box else None


def _is_boxlike(local: str) -> bool:
    return any(char.isdecimal() or char in "._" for char in local)


def _has_mail_word(hits: Hits, first: int) -> bool:
    window = range(max(first - 5, 0), first)
    return any(hits.covers("mail.word", index) for index in window)


def _is_private(mailbox: Mailbox) -> bool:
    labels = mailbox.domain.split(".")
    if any(label in PUBLIC_DOMAINS for label in labels[-2:]):
        return bool(ENFORCEMENT & set(labels)) and not _is_role(mailbox.local)
    if (
        mailbox.local.isalpha()
        and listed("mail.roles") & set(labels[:-1])
        and mailbox.local not in listed("phone.name")
    ):
        return False  # compost@parks.example.org
    return not _is_role(mailbox.local)


def _is_named_in(reading: Reading, mailbox: Mailbox) -> bool:
    """`the block club: blockclub@`: a mailbox named after words of the text that are no names."""
    words = [
        token
        for token in reading.tokens[max(mailbox.first - NAMED_BEFORE, 0) : mailbox.first]
        if token.is_word
    ]
    local = mailbox.local.replace("-", "").replace(".", "").replace("_", "")
    if local in listed("phone.name"):
        return False
    runs = (words[first : first + width] for first in range(len(words)) for width in (1, 2, 3))
    if any("".join(word.text for word in run) == local and _is_no_name(run) for run in runs):
        return True
    titles = (
        (words[first : first + width], words[first + width :])
        for first in range(len(words))
        for width in (2, 3)
    )
    return any("".join(word.text for word in title) == local and _is_a_bodys(rest) for title, rest in titles)


def _is_a_bodys(rest: Sequence[Token]) -> bool:
    """`Open Door Pantry, opendoor@`: the title goes on with a word for an organization."""
    return bool(rest) and rest[0].cased[0].isupper() and rest[0].text in listed("mail.roles")


def _is_no_name(words: Sequence[Token]) -> bool:
    """Small letters, a label in capitals as `GED`, or a title that begins a sentence: `Repair café`."""
    first, *others = words
    if others:
        return all(word.cased.islower() for word in others)
    return first.cased.islower() or (first.cased.isupper() and 2 <= len(first.text) <= LONGEST_LABEL)


def _is_role(local: str) -> bool:
    """Tells whether a mailbox is named after an office or an organization rather than a person."""
    roles = listed("mail.roles")
    words = "".join(char if char.isalpha() else " " for char in local).split()
    if not words:
        return False
    n_names = sum(word in listed("phone.name") and word not in roles for word in words)
    n_roles = sum(word in roles for word in words)
    if n_names and len(words) > 1 and (n_roles == 0 or local[-1].isdecimal()):
        return False  # "councilfan.ann", "mary.costura8"
    return n_roles > 0 or any(part in word for word in words for part in listed("mail.role_parts"))
