"""Whom a letter is for: how far an audience goes, and its next slice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, Q

from wardbell.channels.base import Medium
from wardbell.dispatch import rules
from wardbell.dispatch.letters import Audience, Reach
from wardbell.dispatch.models import Message, Posting
from wardbell.dispatch.queries import chunks
from wardbell.dispatch.rules import PART_SIGN
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places
from wardbell.subscribers import queries as subscribers

FIRST_SLICE = rules.CHUNK  # readers looked at before the first is sent to
SLICE = 20 * rules.CHUNK  # readers looked at for one transaction


@dataclass(frozen=True, kw_only=True)
class Width:
    """How wide an audience is."""

    reach: Reach
    has_readers: bool


class Copy(NamedTuple):
    """One copy to be written down; either an account or a reader."""

    medium: str
    language: str
    account_id: str | None = None
    reader_id: int | None = None
    area: str = ""
    before_eight: bool = True


@dataclass(frozen=True, kw_only=True)
class Slice:
    """Some of an audience: copies that are rows of their own, and readers who come in chunks, in order of id.

    `last_id` is the last reader looked at.
    """

    copies: tuple[Copy, ...] = ()
    readers: tuple[Copy, ...] = ()
    last_id: int
    is_last: bool


def about(subject: str, *, on: str = "") -> Q:
    """Returns the condition "about this subject or a part of it", seen from a posting or along `on`."""
    return Q(**{f"{on}subject": subject}) | Q(**{f"{on}subject__startswith": subject + PART_SIGN})


def width_of(audience: Audience) -> Width:
    """Returns how far an audience goes; the same as another subject's goes as far as that went."""
    if not audience.same_as:
        return Width(reach=audience.reach, has_readers=not audience.accounts)
    earlier = Posting.objects.filter(about(audience.same_as))
    widest = earlier.aggregate(widest=Max("audience_reach"))["widest"]
    return Width(reach=Reach(widest or Reach.NOBODY), has_readers=earlier.filter(has_readers=True).exists())


def outermost(audience: Audience) -> Audience:
    """Returns the same audience without areas that lie in another of its areas: a ward holds its parts.

    A neighbourhood on a border lies in two wards; named beside one of them it would bring in the other's readers.
    """
    if len(audience.areas) < 2:
        return audience
    inside = {code: places.covers(code) for code in audience.areas}
    held = {
        code for code in inside
        for other, codes in inside.items()
        if code in codes and code != other and other not in inside[code]
    }  # fmt: skip
    kept = tuple(code for code in dict.fromkeys(audience.areas) if code not in held)
    return replace(audience, areas=kept)


def as_kept(audience: Audience) -> dict[str, object]:
    """Returns what a posting row keeps of its audience."""
    return asdict(audience)


def from_kept(kept: Mapping[str, Any]) -> Audience:
    """Returns the audience that `as_kept` kept."""
    return Audience(
        accounts=tuple(kept["accounts"]), readers=tuple(kept["readers"]), areas=tuple(kept["areas"]),
        topic=kept["topic"], same_as=kept["same_as"],
    )  # fmt: skip


def next_slice(posting: Posting) -> Slice:
    """Returns who stands behind `posting.expanded_to`; officials all come in the first slice."""
    audience = from_kept(posting.audience)
    if audience.accounts:
        return Slice(copies=_to_accounts(audience.accounts, media=_written(posting)), last_id=0, is_last=True)
    if audience.readers:
        return Slice(copies=_to_readers(subscribers.addressed(audience.readers)), last_id=0, is_last=True)
    limit = FIRST_SLICE if posting.expanded_to < 0 else SLICE
    if audience.areas:
        found = subscribers.reachable(
            audience.areas, audience.topic, after_id=posting.expanded_to, limit=limit
        )
        return Slice(readers=_to_readers(found.readers), last_id=found.last_id, is_last=found.is_last)
    return _of_another(audience.same_as, posting=posting, limit=limit)


def _of_another(subject: str, *, posting: Posting, limit: int) -> Slice:
    """Whoever was meant by the other subject's postings, less those who stopped, each as reached today."""
    others = about(subject) & ~Q(id=posting.id)
    accounts: tuple[Copy, ...] = ()
    areas: dict[int, str] = {}
    if posting.expanded_to < 0:
        meant = Message.objects.filter(posting_id__in=Posting.objects.filter(others).values("id"))
        ids = meant.filter(account_id__isnull=False).values_list("account_id", flat=True).distinct()
        accounts = _to_accounts(tuple(map(str, ids)), media=_written(posting))
    met = chunks.met_by(others, after=posting.expanded_to, at_least=limit)
    areas |= met.areas
    found = _to_readers(subscribers.active(sorted(areas)), areas=areas)
    return Slice(copies=accounts, readers=found, last_id=max(met.last_id, 0), is_last=met.is_last)


def _written(posting: Posting) -> tuple[str, ...]:
    """In which media the letter is written: a code for a telephone number goes by no mail.

    A text that is gone since the letter was posted leaves its copies, which are then told as not sent.
    """
    phrase = str(posting.letter["phrase"])
    return phrases.media_of(phrase) if phrase in frozenset(phrases.keys()) else tuple(Medium)


def _to_accounts(account_ids: tuple[str, ...], *, media: Collection[str]) -> tuple[Copy, ...]:
    """Each official by every medium that reaches them and that the letter is written in, in the order given."""
    contacts = people.contacts(account_ids)
    known = [contacts[one] for one in dict.fromkeys(account_ids) if one in contacts]
    return tuple(
        Copy(account_id=contact.account_id, medium=medium, language=contact.language)
        for contact in known
        for medium, address in (("sms", contact.phone), ("mail", contact.email))
        if address and medium in media
    )


def _to_readers(
    readers: Iterable[subscribers.Reader], *, areas: Mapping[int, str] | None = None
) -> tuple[Copy, ...]:
    known = areas or {}
    return tuple(
        [
            Copy(medium, language, None, reader_id, area or known.get(reader_id, ""), before_eight)
            for reader_id, medium, language, before_eight, area in readers
        ]
    )


def account_uuid(copy: Copy) -> UUID | None:
    """Returns the account of a copy as the column holds it."""
    return UUID(copy.account_id) if copy.account_id else None
