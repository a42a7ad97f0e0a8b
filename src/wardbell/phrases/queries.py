"""What may be said, and how it reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from wardbell.ground import clock, languages
from wardbell.ground.errors import Refused
from wardbell.people import queries as people
from wardbell.phrases import slots as writing
from wardbell.phrases import texts
from wardbell.phrases.measure import Longest, longest_sms
from wardbell.phrases.models import GoLive, SignOff
from wardbell.phrases.rules import (
    GoLiveRole,
    Readiness,
    Signature,
    SignClass,
    Slots,
    check_slots,
    classes_that_count,
    marked,
    normalise,
    readiness_of,
)
from wardbell.phrases.rules import (
    check_gone_live as check_signed,
)
from wardbell.phrases.sms import count_sms
from wardbell.places import queries as places

__all__ = [
    "Entry", "Readiness", "Text", "call_line", "catalogue", "is_ready", "keys", "media_of", "own_words_frame", "readiness", "render", "signed_by_class",
]  # fmt: skip

LIVE = "live"
_AN_OFFICE = "Ward 12 council office"  # as long as most
#: media that stand alone on a screen and so carry the words for SAMPLE and DRILL; lines of a page stand under one that does
_WHOLE = ("sms", "mail", "page")
_MARKED = ("sms", "mail", "mail-subject", "mail-body", "headline")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One reviewed text, ready to send. `language` is what it is written in; `subject` is of mail alone."""

    subject: str = ""
    body: str
    language: str
    is_fallback: bool = False  #: English, with the sentence whom to call, instead of the language asked for
    n_parts: int = 0  #: SMS parts; 0 for other media


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One phrase key in one language, as the catalogue lists it."""

    key: str
    media: tuple[str, ...]
    slots: tuple[str, ...]
    is_legal: bool
    readiness: Readiness
    n_parts: (
        int | None
    )  #: SMS parts at its longest, over every closed answer; None when it is no text message
    n_parts_allowed: int | None


def render(
    key: str,
    slots: Slots,
    *,
    language: str,
    medium: str,
    audience: str = "public",
    exercise: bool = False,
    node_kind: str | None = None,
) -> Text:
    """Returns the reviewed text in a language, or English and whom to call for that language.

    `medium` is sms, mail (subject and body), headline, or page and its lines (page, page-what, ...), as keys.toml lists them.

    Raises:
        Refused: not even English is signed off; the sentence says which text lacks which sign-off.
        Unreadable: no such key or medium, or a slot's value is not of its form.
        SlotMissing: the text says a slot that was not handed over.
    """
    found = texts.key(key)
    if not set(texts.messages_of(key, medium)) <= {*found.messages}:
        raise texts.no_medium(found, medium)
    check_slots(slots)
    kind = node_kind or settings.NODE_KIND
    states = _states([found], {language, languages.FALLBACK}, audience=audience, node_kind=kind)
    if states[key, language] is Readiness.READY:
        return _written(
            found, slots, language=language, medium=medium, words=_words(language, kind, exercise)
        )
    english = states[key, languages.FALLBACK]
    if english is not Readiness.READY:
        return _instead(found, english, language=language, medium=medium, audience=audience, node_kind=kind)
    words = _words(languages.FALLBACK, kind, exercise)
    text = _written(found, slots, language=languages.FALLBACK, medium=medium, words=words)
    return _with_whom_to_call(text, language=language, medium=medium, node_kind=kind)


def own_words_frame(
    words: str, *, office: str, language: str, medium: str, node_kind: str | None = None
) -> str:
    """Returns an office's own reviewed words as they follow the reviewed core, in `sms`, `mail` or `page`; English frame at need.

    `office` is the code of the office or organization whose words they are.
    """
    frame = _ready_language("own-words", language, node_kind=node_kind or settings.NODE_KIND)
    values = writing.shown({"office": office, "words": words}, language=frame, place=_place())
    name = texts.messages_of("own-words", medium)[-1]
    return normalise(texts.say(texts.book(frame), name, values), languages.by_tag(frame), medium)


def readiness(
    keys: Iterable[str] | None = None,
    tags: Iterable[str] | None = None,
    *,
    audience: str = "public",
    node_kind: str | None = None,
) -> dict[str, dict[str, Readiness]]:
    """Returns {key: {language: readiness}}, for all keys and all shipped languages when none are named."""
    found = [texts.key(name) for name in (texts.keys() if keys is None else keys)]
    wanted = list(languages.tags() if tags is None else tags)
    states = _states(found, wanted, audience=audience, node_kind=node_kind or settings.NODE_KIND)
    return {one.key: {tag: states[one.key, tag] for tag in wanted} for one in found}


def is_ready(key: str, language: str, *, audience: str = "public", node_kind: str | None = None) -> bool:
    """Says whether a text may be used in a language itself, not by falling back."""
    return (
        readiness([key], [language], audience=audience, node_kind=node_kind)[key][language] is Readiness.READY
    )


def is_said_in(key: str, medium: str) -> bool:
    """Says whether a phrase is said in a medium; of one that does not exist, sending it tells more than this could."""
    found = texts.keys().get(key)
    return found is None or medium in found.media


def call_line(language: str, *, node_kind: str | None = None) -> str:
    """Returns "call NUMBER for LANGUAGE", in that language when this sentence is signed off in it, else in English, else ""."""
    kind = node_kind or settings.NODE_KIND
    return _call_line(language, about=language, node_kind=kind) or _call_line(
        languages.FALLBACK, about=language, node_kind=kind
    )


def catalogue(language: str, *, node_kind: str | None = None) -> list[Entry]:
    """Returns every phrase key as it stands in one language, in the order of keys.toml; slots are those of the English text."""
    kind = node_kind or settings.NODE_KIND
    states = readiness(None, [language], node_kind=kind)
    place = _place()
    longest = {"area": _longest_area(place, language), "office": _longest_office(place, language)}
    return [
        _entry(key, states[key.key][language], longest=_longest(key, language, place, longest, kind))
        for key in texts.keys().values()
    ]


def signed_by_class(language: str) -> dict[SignClass, int]:
    """Returns how many texts, as they stand now, have an open sign-off of each class in a language."""
    at, found = clock.now(), texts.keys()
    signed = _signatures(list(found), [language])
    digests = {name: texts.digest_of(texts.book(language), one) for name, one in found.items()}
    return {
        wanted: sum(
            any(
                one.sign_class == wanted
                and one.digest == digests[name]
                and (one.expires_at is None or one.expires_at > at)
                for one in signed.get((name, language), [])
            )
            for name in found
        )
        for wanted in SignClass
    }


def media_of(key: str) -> tuple[str, ...]:
    """Returns in which media a text is written: sms, mail, headline, page and its lines.

    Raises:
        Unreadable: there is no such key.
    """
    return texts.key(key).media


def keys() -> tuple[str, ...]:
    """Returns every phrase key."""
    return tuple(texts.keys())


def _entry(key: texts.Key, state: Readiness, *, longest: Longest | None) -> Entry:
    return Entry(
        key=key.key, media=key.media, slots=tuple(sorted(texts.book(languages.FALLBACK).slots(key.messages))),
        is_legal=key.is_legal, readiness=state, n_parts=longest.count.parts if longest else None,
        n_parts_allowed=longest.budget if longest else None,
    )  # fmt: skip


def _longest(
    key: texts.Key, language: str, place: writing.Place, names: Mapping[str, str], node_kind: str
) -> Longest | None:
    if "sms" not in key.media or f"{key.key}-sms" not in texts.book(language).messages:
        return None
    return longest_sms(key, language=language, place=place, **names, is_marked=node_kind != LIVE)


def _longest_area(place: writing.Place, language: str) -> str:
    """Returns the codes of the ward and the neighbourhood with the longest names."""
    return ",".join(
        max(codes, key=lambda code: len(place.area_name(code, language)))
        for kind in ("ward", "neighbourhood")
        if (codes := [area.code for area in places.areas(kind)])
    )


def _longest_office(place: writing.Place, language: str) -> str:
    """Returns the code of the council office with the longest name; a name as long in a city without one."""
    codes = [one.code for one in people.council_offices()]
    return max(codes, key=lambda code: len(place.office_name(code, language)), default=_AN_OFFICE)


def _states(
    found: Iterable[texts.Key], tags: Iterable[str], *, audience: str, node_kind: str
) -> dict[tuple[str, str], Readiness]:
    """Returns the readiness of each key in each language, with one read of the table."""
    found, tags, at = list(found), list(tags), clock.now()
    signed = _signatures([one.key for one in found], tags)
    return {
        (one.key, tag): readiness_of(
            signed.get((one.key, tag), []),
            digest=texts.digest_of(texts.book(tag), one),
            classes=classes_that_count(
                is_live=node_kind == LIVE,
                is_legal=one.is_legal,
                is_english=tag == languages.FALLBACK,
                audience=audience,
            ),
            node_kind=node_kind,
            at=at,
        )
        for one in found
        for tag in tags
    }


def _signatures(names: list[str], tags: list[str]) -> Mapping[tuple[str, str], list[Signature]]:
    rows = SignOff.objects.filter(key__in=names, language__in=tags, voided_at__isnull=True)
    signed: dict[tuple[str, str], list[Signature]] = {}
    for row in rows:
        signed.setdefault((row.key, row.language), []).append(
            Signature(
                sign_class=SignClass(row.sign_class), digest=row.digest, expires_at=row.expires_at,
                node_kind=row.node_kind,
            )
        )  # fmt: skip
    return signed


def _written(found: texts.Key, slots: Slots, *, language: str, medium: str, words: list[str]) -> Text:
    """Returns one text in one language, marked as SAMPLE or DRILL where it stands alone."""
    values = writing.shown(slots, language=language, place=_place())
    said = [
        _one(name, values, language=language, medium=medium, words=words)
        for name in texts.messages_of(found.key, medium)
    ]
    return Text(
        subject=said[0] if medium == "mail" else "", body=said[-1], language=language,
        n_parts=count_sms(said[-1]).parts if medium == "sms" else 0,
    )  # fmt: skip


def _one(name: str, values: Mapping[str, str | int], *, language: str, medium: str, words: list[str]) -> str:
    text = texts.say(texts.book(language), name, values)
    if medium in _MARKED:
        text = marked(text, words)
    return normalise(text, languages.by_tag(language), medium)


def _with_whom_to_call(text: Text, *, language: str, medium: str, node_kind: str) -> Text:
    """Adds "call NUMBER for LANGUAGE" where a text stands alone; a line of a page stands on a page that says it once."""
    body = text.body
    if medium in _WHOLE:
        body = _joined(body, call_line(language, node_kind=node_kind), medium)
        if medium == "sms" and count_sms(body).encoding != count_sms(text.body).encoding:
            body = _joined(
                text.body, _call_line(languages.FALLBACK, about=language, node_kind=node_kind), medium
            )
    return Text(
        subject=text.subject, body=body, language=text.language, is_fallback=True,
        n_parts=count_sms(body).parts if medium == "sms" else 0,
    )  # fmt: skip


def _joined(text: str, line: str, medium: str) -> str:
    return f"{text}{chr(10) * 2 if medium == 'mail' else ' '}{line}" if line else text


def _call_line(language: str, *, about: str, node_kind: str) -> str:
    if not is_ready("fallback", language, node_kind=node_kind):
        return ""
    values = writing.shown({"language": about}, language=language, place=_place(), about=about)
    return normalise(
        texts.say(texts.book(language), "fallback-line", values), languages.by_tag(language), "sms"
    )


def _instead(
    found: texts.Key, english: Readiness, *, language: str, medium: str, audience: str, node_kind: str
) -> Text:
    """Returns "call this number" for a page's line whose sign-off has run out; refuses everything else."""
    if english is Readiness.EXPIRED and medium.startswith("page"):
        said_in = _ready_language("expired", language, node_kind=node_kind)
        values = writing.shown({}, language=said_in, place=_place())
        body = normalise(
            texts.say(texts.book(said_in), "expired-line", values), languages.by_tag(said_in), medium
        )
        return Text(body=body, language=said_in, is_fallback=True)
    classes = classes_that_count(
        is_live=node_kind == LIVE, is_legal=found.is_legal, is_english=True, audience=audience
    )
    raise Refused(
        "The English sign-off of the text '%(key)s' has run out; it needs a new one of class: %(classes)s."
        if english is Readiness.EXPIRED
        else "The text '%(key)s' has no English sign-off; it needs one of class: %(classes)s.",
        key=found.key, classes=tuple(sorted(classes)),
    )  # fmt: skip


def _ready_language(key: str, language: str, *, node_kind: str) -> str:
    """Returns the language itself, or English, whichever a text may be used in.

    Raises:
        Refused: neither.
    """
    for tag in (language, languages.FALLBACK):
        if is_ready(key, tag, node_kind=node_kind):
            return tag
    raise Refused("The text '%(key)s' has no English sign-off that counts here.", key=key)


def _words(language: str, node_kind: str, exercise: bool) -> list[str]:
    one = languages.by_tag(language)
    return [one.sample_word] * (node_kind != LIVE) + [one.drill_word] * exercise


def _place() -> writing.Place:
    found = places.jurisdiction()
    return writing.Place(
        city=found.name, country=found.country, zone=found.zone, numbers=found.numbers, number_for=found.number_for,
        area_name=cache(places.area_name), office_name=cache(people.name_in),
    )  # fmt: skip


def check_gone_live() -> None:
    """Lets pass a demo or a rehearsal, and a live node once counsel and clerk have said that it may speak to the public.

    Raises:
        Refused: names who has not.
    """
    if settings.NODE_KIND == "live":
        check_signed(signed_for_going_live())


def signed_for_going_live() -> frozenset[GoLiveRole]:
    """Returns who has said that this node may speak to the public; another kind of node is asked anew."""
    signed = GoLive.objects.filter(node_kind=settings.NODE_KIND).values_list("role", flat=True)
    return frozenset(GoLiveRole(role) for role in signed)
