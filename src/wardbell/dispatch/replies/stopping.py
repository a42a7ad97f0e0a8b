"""Whether a message wants no more messages, in any words (47 CFR 64.1200(a)(10)); read generously, but a bus stop is no wish."""

from wardbell.dispatch.replies import words
from wardbell.dispatch.replies.message import Message, language_of
from wardbell.safeguards.lexicon import Hit

KEYWORD, FREE, PARTIAL = "keyword", "free", "partial"
_SIGNS = frozenset("🛑⛔🚫🔕")
_UNLESS = 3  # words
_NEAR = 5  # words between "stop" and what is to stop
_SHORT = 7  # words of a message that may be "stop" and filling words only
_SIGNATURE = 3  # words


def stop_kind(message: Message) -> str:
    """Returns how a message asks to stop: `keyword`, `free`, `partial` (one topic only), or nothing."""
    if _is_keyword(message):
        return KEYWORD
    found = _keyword_sentence(message)
    if found is None:
        found = _asked(message) or _led(message) or _shouted(message) or _loosely(message)
    if found is None:
        return FREE if _is_stop_and_filling(message) else ""
    if _one_topic(message, found):
        return PARTIAL
    return KEYWORD if _is_signed_keyword(message, found) else FREE


def _is_keyword(message: Message) -> bool:
    if not message.full_key:
        return bool(message.signs & _SIGNS)
    if message.core_key in words.listed("stop", "keep"):
        return False
    for line in (message.core_key, message.inner_key, message.full_key):
        joined = line.replace(" ", "")
        if line in words.listed("stop", "keyword") or joined in words.dense("stop", "keyword"):
            return True
        period = (joined + joined).find(joined, 1)  # STOP STOP STOP
        if 0 < period < len(joined) and joined[:period] in words.dense("stop", "keyword"):
            return True
    joined = message.core_key.replace(" ", "")
    is_one = max(map(len, message.core_key.split()), default=0) in {len(joined), 1, 2, 3}
    return joined.isascii() and is_one and words.near_stop_word(joined)


def _keyword_sentence(message: Message) -> Hit | None:
    """`STOP. I moved` or `I moved, stop`: the first or the last clause is a stop word."""
    found = message.clauses()
    keep = message.covered("stop", "keep")
    for places in (found[0], found[-1]) if len(found) > 1 else ():
        line = message.line(tuple(places))
        is_sure = line in words.listed("stop", "keyword") and line not in words.listed("stop", "only_alone")
        if is_sure and not keep & set(places):
            return Hit("stop.keyword.", places[0], places[-1])
    return None


def _asked(message: Message) -> Hit | None:
    """`take me off`, or a verb and near it what is to stop."""
    keep = message.covered("stop", "keep")
    for hit in message.of("stop", "free"):
        if not keep & set(range(hit.first, hit.last + 1)):
            return hit
    things = message.of("thing", "word")
    if _wanted_ended(message, things):
        return things[0]
    return next(
        (verb for verb in message.of("stop", "verb") if _pairs(message, verb, things, +1)), None
    ) or next((verb for verb in message.of("stop", "verb_last") if _pairs(message, verb, things, -1)), None)


def _wanted_ended(message: Message, things: list[Hit]) -> bool:
    """`I want these messages stopped`, `these texts need to end`."""
    for thing in things:
        number = message.sentence(thing)
        ended = any(
            0 < hit.first - thing.last <= _NEAR and message.sentence(hit) == number
            for hit in message.of("stop", "ended")
        )
        wished = any(message.sentence(hit) == number for hit in message.of("stop", "wish"))
        if ended and wished and not _is_asking_about(message):
            return True
    return False


def _loosely(message: Message) -> Hit | None:
    """A sure word anywhere and a word of texts and phones anywhere, or one who asked before; not `text me when they stop`."""
    if _is_asking_about(message) or message.of("start", "free") or message.of("report", "who"):
        return None
    told = message.of("stop", "told")
    things = [*message.of("thing", "word"), *message.of("thing", "place")]
    unless = message.of("stop", "unless")
    for verb in [*message.of("stop", "verb"), *message.of("stop", "ended")]:
        line = message.line(tuple(range(verb.first, verb.last + 1))).removeprefix("to ")
        is_sure = line in words.listed("stop", "sure")
        is_late = any(0 < verb.first - hit.last <= _UNLESS for hit in unless)
        if is_sure and not is_late and (things or any(hit.last < verb.first for hit in told)):
            return verb
    return None


def _is_asking_about(message: Message) -> bool:
    """`when do the alerts stop`, `what number do I call to cancel`."""
    return bool(message.core) and any(hit.first == message.core[0] for hit in message.of("stop", "ask"))


def _pairs(message: Message, verb: Hit, things: list[Hit], way: int) -> bool:
    for thing in things:
        gap = thing.first - verb.last if way > 0 else verb.first - thing.last
        same = language_of(thing) in {language_of(verb), "en"}
        if 0 < gap <= _NEAR + 1 and same and message.sentence(thing) == message.sentence(verb):
            return True
    return False


def _led(message: Message) -> Hit | None:
    """`stop i moved`: a stop word first, then a new clause."""
    if not message.core or message.tokens[message.core[0]].text not in words.listed("stop", "lead"):
        return None
    first, *rest = message.core
    lead = next((hit for hit in message.of("stop", "verb") if hit.first == first), None)
    if lead is None or not rest:
        return lead
    if any(hit.first == rest[0] for hit in message.of("stop", "never_after")):
        return None
    follows = any(
        hit.first == rest[0] for hit in [*message.of("stop", "after"), *message.of("topic", "word")]
    )
    is_apart = any(token.text in {",", "-", ":"} for token in message.tokens[first + 1 : rest[0]])
    return lead if follows or is_apart else None


def _shouted(message: Message) -> Hit | None:
    """`I typed STOP three times`: in capitals among small letters."""
    if message.reading.cased.isupper():
        return None
    shouted = (hit for hit in message.of("stop", "verb") if message.tokens[hit.first].cased == "STOP")
    never = message.of("stop", "never_after")
    return next((hit for hit in shouted if not any(bad.first == hit.last + 1 for bad in never)), None)


def _is_stop_and_filling(message: Message) -> bool:
    verbs = [hit for hit in message.of("stop", "verb") if _is_word_to_stop(message, hit)]
    if not verbs or len(message.core) > _SHORT or set(message.questions):
        return False
    taken = {place for hit in verbs for place in range(hit.first, hit.last + 1)}
    filling = words.listed("stop", "filler")
    return all(place in taken or message.tokens[place].text in filling for place in message.core)


def _is_word_to_stop(message: Message, hit: Hit) -> bool:
    line = message.line(tuple(range(hit.first, hit.last + 1)))
    return line in words.listed("stop", "keyword") and line not in words.listed("stop", "only_alone")


def _one_topic(message: Message, found: Hit) -> bool:
    """Whether only one topic is to stop: it stands right after the wish, or the rest is to go on."""
    topics = [hit for hit in message.of("topic", "word") if hit.first > found.first]
    if not topics or message.of("topic", "all"):
        return False
    if message.of("topic", "keep"):
        return True
    between = message.tokens[found.last + 1 : topics[0].first]
    return all(token.text in words.listed("stop", "link") for token in between)


def _is_signed_keyword(message: Message, found: Hit) -> bool:
    """`Stop. Maria G`: a stop word and a name under it."""
    rest = [place for place in message.core if place > found.last]
    is_name = all(message.tokens[place].cased[:1].isupper() for place in rest)
    return (
        found.category == "stop.keyword."
        and found.first == message.core[0]
        and len(rest) <= _SIGNATURE
        and is_name
    )
