"""The ladder: what an incident is worth, what each rung needs, who may move it, who may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.people.rules import Verb
from wardbell.reports.rules.intake import HeldAs, Kind, Way


class Level(StrEnum):
    RECEIVED = "received"  #: raw; may be a hoax
    UNCONFIRMED = "unconfirmed"  #: one plausible first-hand account
    CORROBORATED = "corroborated"  #: two independent first-hand accounts
    CONFIRMED_COMMUNITY = "confirmed_community"  #: a trained confirmer attests on site
    CONFIRMED_OFFICIAL = "confirmed_official"  #: a city designee attests
    NOT_IMMIGRATION = "not_immigration"  #: real, and something else
    UNFOUNDED = "unfounded"
    ENDED = "ended"
    RETRACTED = "retracted"


_OVER = frozenset({Level.NOT_IMMIGRATION, Level.ENDED, Level.RETRACTED})
_CONFIRMED = frozenset({Level.CONFIRMED_COMMUNITY, Level.CONFIRMED_OFFICIAL})
NEXT: dict[Level, frozenset[Level]] = {
    Level.RECEIVED: _OVER | _CONFIRMED | {Level.UNCONFIRMED, Level.UNFOUNDED},
    Level.UNCONFIRMED: _OVER | _CONFIRMED | {Level.CORROBORATED, Level.UNFOUNDED},
    Level.CORROBORATED: _OVER | _CONFIRMED | {Level.UNCONFIRMED, Level.UNFOUNDED},
    Level.CONFIRMED_COMMUNITY: _OVER | {Level.CONFIRMED_OFFICIAL},
    Level.CONFIRMED_OFFICIAL: _OVER,
    Level.NOT_IMMIGRATION: frozenset({Level.RETRACTED}),
    Level.UNFOUNDED: frozenset({Level.UNCONFIRMED, Level.RETRACTED}),  # somebody else saw it after all
    Level.ENDED: frozenset({Level.RETRACTED}),
    Level.RETRACTED: frozenset(),
}
CONFIRMED = _CONFIRMED
_OF_SCENES = _CONFIRMED | {Level.CORROBORATED, Level.NOT_IMMIGRATION}
CLOSED = frozenset({Level.NOT_IMMIGRATION, Level.UNFOUNDED, Level.ENDED, Level.RETRACTED})
OPEN = frozenset(Level) - CLOSED
#: below these nothing reaches a public notice; the database's guards are made from this table
PUBLISHABLE = _CONFIRMED | {Level.NOT_IMMIGRATION, Level.ENDED}

#: whose verb moves an incident to each level
MOVED_BY: dict[Level, Verb] = {
    Level.UNCONFIRMED: Verb.SORT_REPORTS,
    Level.CORROBORATED: Verb.JUDGE_REPORTS,
    Level.CONFIRMED_COMMUNITY: Verb.CONFIRM_ON_SITE,
    Level.CONFIRMED_OFFICIAL: Verb.CONFIRM_OFFICIALLY,
    Level.NOT_IMMIGRATION: Verb.JUDGE_REPORTS,
    Level.UNFOUNDED: Verb.JUDGE_REPORTS,
    Level.ENDED: Verb.JUDGE_REPORTS,
    Level.RETRACTED: Verb.JUDGE_REPORTS,
}


class Authority(StrEnum):
    """Whose word stands behind a finding."""

    CONFIRMER = "confirmer"  #: trained, and on site
    DESIGNEE = "designee"  #: of the city, on the city's node
    PEER = "peer"  #: the city's verdict as it comes to a community node, with its id


class Answer(StrEnum):
    """What was found."""

    ENFORCEMENT = "enforcement"
    NOT_IMMIGRATION = "not_immigration"
    NOTHING_THERE = "nothing_there"
    ENDED = "ended"
    UNCLEAR = "unclear"


#: by whose word each confirmed level comes about
AUTHORITIES: dict[Level, frozenset[Authority]] = {
    Level.CONFIRMED_COMMUNITY: frozenset({Authority.CONFIRMER}),
    Level.CONFIRMED_OFFICIAL: frozenset({Authority.DESIGNEE, Authority.PEER}),
}
#: which finding makes each level one that somebody stands behind
FOUND: dict[Level, Answer] = {
    Level.CONFIRMED_COMMUNITY: Answer.ENFORCEMENT,
    Level.CONFIRMED_OFFICIAL: Answer.ENFORCEMENT,
    Level.NOT_IMMIGRATION: Answer.NOT_IMMIGRATION,
    Level.UNFOUNDED: Answer.NOTHING_THERE,
    Level.ENDED: Answer.ENDED,
}


class Viewer(StrEnum):
    """Who looks; the public is none of them: it reads notices."""

    DESK = "desk"  #: hotline and shift lead of the community node
    PARTNER = "partner"
    CITY = "city"  #: any office, member or employee


#: who may see an incident while it stands at a level; a closed one by whether somebody stands behind it
SEEN_BY: dict[Level, frozenset[Viewer]] = {
    Level.RECEIVED: frozenset({Viewer.DESK}),
    Level.UNCONFIRMED: frozenset({Viewer.DESK}),
    Level.CORROBORATED: frozenset({Viewer.DESK, Viewer.PARTNER}),
    Level.CONFIRMED_COMMUNITY: frozenset(Viewer),
    Level.CONFIRMED_OFFICIAL: frozenset(Viewer),
    Level.NOT_IMMIGRATION: frozenset(Viewer),
    Level.UNFOUNDED: frozenset({Viewer.DESK}),
    Level.ENDED: frozenset(Viewer),
    Level.RETRACTED: frozenset(Viewer),
}


class Label(StrEnum):
    """What the public is told of an incident or a claim."""

    CONFIRMED = "confirmed"
    NOT_IMMIGRATION = "not_immigration_enforcement"
    NOT_KNOWN = "we_do_not_know_yet"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One account, as evidence. `mark` tells apart who told it, for a day, without saying who; empty when nothing does."""

    id: str
    is_first_hand: bool
    way: Way
    mark: str = ""
    organization: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, kw_only=True)
class Found:
    """One finding, as evidence. A peer's has the node that found it and its id there."""

    authority: Authority
    answer: Answer
    peer: str = ""
    peer_reference: str = ""


def move(level: Level, to: Level) -> Level:
    """Returns the new level.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in NEXT[level]:
        raise WrongState("This incident is %(level)s and cannot become %(to)s.", level=level, to=to)
    return to


def next_levels(level: Level, *, kind: Kind) -> frozenset[Level]:
    """Returns the levels that an incident may come to: what is no scene is neither corroborated nor confirmed."""
    return NEXT[level] if kind is Kind.SIGHTING else NEXT[level] - _OF_SCENES


def check_may_climb(to: Level, *, kind: Kind) -> None:
    """Lets an incident of a kind come to a level.

    Raises:
        WrongState: it is no scene, and this is a level of scenes.
    """
    if kind is not Kind.SIGHTING and to in _OF_SCENES:
        raise WrongState("Only what somebody saw is corroborated or confirmed. This is another matter.")


def check_evidence(to: Level, *, accounts: Iterable[Heard], findings: Iterable[Found]) -> None:
    """Lets an incident become `to` when what that level needs is there.

    Raises:
        WrongState: it is not; the sentence says what is missing.
    """
    trusted = [one for one in accounts if one.is_first_hand and not one.is_doubtful]
    if to is Level.UNCONFIRMED and not trusted:
        raise WrongState("This needs a first-hand account: somebody who saw it.")
    if to is Level.CORROBORATED and not any(are_independent(*two) for two in combinations(trusted, 2)):
        raise WrongState("This needs two first-hand accounts of two people who do not repeat each other.")
    if to is Level.NOT_IMMIGRATION and not (trusted or verifies(to, findings)):
        raise WrongState("This needs somebody who saw what it was.")
    if to is Level.CONFIRMED_COMMUNITY and not verifies(to, findings):
        raise WrongState("This needs a trained confirmer who says on site what there is.")
    if to is Level.CONFIRMED_OFFICIAL and not verifies(to, findings):
        raise WrongState("This needs the word of the city's designee.")


def verifies(level: Level, findings: Iterable[Found]) -> bool:
    """Says whether a finding stands behind a level: of the right authority, of this very answer, a peer's with its id."""
    authorities = AUTHORITIES.get(level, frozenset(Authority))
    return any(
        one.authority in authorities
        and one.answer is FOUND.get(level)
        and (one.authority is not Authority.PEER or bool(one.peer and one.peer_reference))
        for one in findings
    )


def are_independent(one: Heard, other: Heard) -> bool:
    """Says whether two accounts are of two people, as far as anything tells.

    The same mark is the same person. Where nothing tells them apart, two forms or texts may be one person's; two telephone
    calls were heard by somebody, and two ways or two organizations are two.
    """
    if one.id == other.id or (one.mark and one.mark == other.mark):
        return False
    if one.mark and other.mark:
        return True
    return one.way is not other.way or one.organization != other.organization or one.way is Way.PHONE


def authority_of(*, held_as: HeldAs, is_peer: bool, is_designee: bool) -> Authority:
    """Returns whose word somebody's finding is.

    Raises:
        NotAllowed: a designee of the city speaks on the city's node alone; to a community node it comes as a peer's verdict.
    """
    if is_peer:
        return Authority.PEER
    if not is_designee:
        return Authority.CONFIRMER
    if held_as is not HeldAs.CITY:
        raise NotAllowed("The city's verdict comes to this node from the city's own, with its id.")
    return Authority.DESIGNEE


def may_see(level: Level, viewers: Collection[Viewer], *, is_verified: bool) -> bool:
    """Says whether somebody may see an incident. Who is of the city is that first, whatever else they are."""
    seen_by = SEEN_BY[level] if level in OPEN or is_verified else frozenset({Viewer.DESK})
    if Viewer.CITY in viewers:
        return Viewer.CITY in seen_by
    return not seen_by.isdisjoint(viewers)


def levels_seen_by(viewers: Collection[Viewer]) -> frozenset[Level]:
    """Returns the levels at which somebody may see an incident that somebody stands behind."""
    return frozenset(level for level in Level if may_see(level, viewers, is_verified=True))


def may_be_published(level: Level, *, is_verified: bool) -> bool:
    """Says whether a public notice may be made of an incident."""
    return level in PUBLISHABLE and is_verified


def check_may_be_published(level: Level, *, is_verified: bool) -> None:
    """Lets a public notice be made of an incident.

    Raises:
        NotAllowed: nobody stands behind it yet.
    """
    if not may_be_published(level, is_verified=is_verified):
        raise NotAllowed("Only what is confirmed may be told to the public.")


def label_of(level: Level, *, is_verified: bool) -> Label:
    """Returns what the public may be told of an incident."""
    if not may_be_published(level, is_verified=is_verified):
        return Label.NOT_KNOWN
    return Label.NOT_IMMIGRATION if level is Level.NOT_IMMIGRATION else Label.CONFIRMED
