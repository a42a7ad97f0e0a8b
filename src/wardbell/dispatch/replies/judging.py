"""The order in which a message's wishes are looked for: the dearest first, STOP before all."""

from collections.abc import Callable

from wardbell.dispatch.replies import tongues, words
from wardbell.dispatch.replies.answering import answer, code_in, lone_code
from wardbell.dispatch.replies.intents import Context, Intent, Matter, Reply
from wardbell.dispatch.replies.message import Message, language_of, understand
from wardbell.dispatch.replies.stopping import stop_kind
from wardbell.safeguards.lexicon import Hit

KEYWORD, FREE, SERVICES = "keyword", "free", "services"
_CURT = 4  # words: an insult in so few needs no "you"


def classify(text: str, context: str) -> Reply:
    """Returns what one message wants, read as coming from `context` (a word of `Context`)."""
    message = understand(text)
    for rule in _RULES:
        reply = rule(message, Context(context))
        if reply is not None:
            return reply
    return Reply(Intent.OTHER)


def matter(text: str) -> Matter:
    """Returns what a message tells or asks of a desk, where its words say so plainly."""
    message = understand(text)
    if _pair(message, message.of("relative", "kin"), message.of("relative", "taken")):
        return Matter.RELATIVE
    if _sighting(message, Context.UNKNOWN) is not None:
        return Matter.SIGHTING
    return Matter.QUESTION if _question(message, Context.UNKNOWN) is not None else Matter.UNCLEAR


def _stop(message: Message, _context: Context) -> Reply | None:
    kind = stop_kind(message)
    return Reply(Intent.STOP, kind) if kind else None


def _answer(message: Message, context: Context) -> Reply | None:
    return answer(message) if context == Context.OFFICIAL else None


def _start_word(message: Message, context: Context) -> Reply | None:
    for line in (message.core_key, message.full_key, words.meant(message.core_key)):
        is_weak = line in words.listed("start", "weak")
        if line in words.listed("start", "keyword") and not (is_weak and context == Context.SUBSCRIBER):
            return Reply(Intent.START, KEYWORD)
    return Reply(Intent.START, KEYWORD) if _is_twofold(message.core_key) else None


def _is_twofold(line: str) -> bool:
    """`yes I want`: two start words, the first of them no weak one."""
    parts = line.split()
    known, weak = words.listed("start", "keyword"), words.listed("start", "weak")
    halves = ((" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, min(len(parts), 6)))
    return any(one in known and one not in weak and other in known for one, other in halves)


def _help_word(message: Message, _context: Context) -> Reply | None:
    lines = {message.core_key, message.full_key, words.meant(message.core_key)}
    is_word = bool(lines & words.listed("help", "keyword"))
    return (
        Reply(Intent.HELP, KEYWORD) if is_word or ("🆘" in message.signs and not message.full_key) else None
    )


def _automatic(message: Message, _context: Context) -> Reply | None:
    return Reply(Intent.OTHER) if message.of("auto", "phrase") else None


def _threat(message: Message, _context: Context) -> Reply | None:
    if "🖕" in message.signs or "f***" in message.raw.casefold():
        return Reply(Intent.ABUSE)
    return Reply(Intent.ABUSE) if message.of("abuse", "strong") else None


def _language(message: Message, _context: Context) -> Reply | None:
    tag = tongues.wanted(message)
    return None if tag is None else Reply(Intent.LANGUAGE, tag)


def _start(message: Message, _context: Context) -> Reply | None:
    keep = message.covered("stop", "keep")
    wishes = [hit for hit in message.of("start", "free") if hit.first not in keep]
    return Reply(Intent.START, FREE) if wishes else None


def _check(message: Message, _context: Context) -> Reply | None:
    code = lone_code(message)
    if not code and not message.of("check", "phrase"):
        code = code_in(message)
        is_named = bool(message.covered("check", "code"))
        if not code or not (is_named or message.questions or len(message.core) <= _CURT):
            return None
    return Reply(Intent.CHECK, code or code_in(message))


def _help(message: Message, _context: Context) -> Reply | None:
    if message.of("help", "free"):
        return Reply(Intent.HELP, SERVICES)
    needs = [hit for hit in message.of("help", "need") if not _is_asked(message, hit)]
    needs += message.of("help", "plea")
    return Reply(Intent.HELP, SERVICES) if _pair(message, needs, message.of("help", "service")) else None


def _sighting(message: Message, _context: Context) -> Reply | None:
    told = [
        hit for name in ("clear", "they") for hit in message.of("report", name) if not _is_asked(message, hit)
    ]
    who = [hit for hit in message.of("report", "who") if not _is_asked(message, hit)]
    seen = [*message.of("report", "seen"), *message.of("report", "where")]
    is_counted = any(token.is_number for token in message.tokens) and bool(who)
    return Reply(Intent.REPORT) if told or is_counted or _pair(message, who, seen) else None


def _insult(message: Message, _context: Context) -> Reply | None:
    insults = message.of("abuse", "insult")
    is_meant = len(message.core) <= _CURT or _pair(message, insults, message.of("abuse", "you"))
    return Reply(Intent.ABUSE) if insults and is_meant else None


def _question(message: Message, _context: Context) -> Reply | None:
    return Reply(Intent.QUESTION) if message.questions and message.full_key else None


def _trouble(message: Message, _context: Context) -> Reply | None:
    return Reply(Intent.REPORT) if message.of("report", "trouble") and len(message.core) > 2 else None


def _is_asked(message: Message, hit: Hit) -> bool:
    return message.sentence(hit) in message.questions


def _pair(message: Message, some: list[Hit], others: list[Hit]) -> bool:
    """Whether two hits of one language (or one beside an English word) stand in one sentence without being the same."""
    for one in some:
        for other in others:
            is_apart = one.first > other.last or other.first > one.last
            is_same = language_of(other) in {language_of(one), "en"}
            if is_apart and is_same and message.sentence(one) == message.sentence(other):
                return True
    return False


_RULES: tuple[Callable[[Message, Context], Reply | None], ...] = (
    _stop, _answer, _start_word, _help_word, _automatic, _threat, _language, _start, _check, _help, _sighting,
    _insult, _question, _trouble,
)  # fmt: skip
