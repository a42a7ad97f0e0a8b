"""From accounts to scenes, in passes: first-hand accounts of a corner, what tells of two matters there, who saw it from
further off, who knows no corner, who tells it late, and what only goes round."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone, tzinfo
from math import log

from wardbell.reports.gathering.accounts import Account, When, when
from wardbell.reports.gathering.places import Map, Near, Spot, near

STAYS = timedelta(
    minutes=100
)  # after the last account of a scene, another of the same corner still belongs to it
BEFORE = timedelta(minutes=30)  # somebody further off may be quicker
HEARSAY = timedelta(minutes=90)  # so long after the last account, what is passed on may still be of it
RUMOUR_RESTS = timedelta(hours=5)
HELP_AGAIN = timedelta(hours=30)
LATE_BY = timedelta(hours=40)
NAMED = 1.2  # what it counts that somebody names a street or a place of the scene
ALIKE, VERY_ALIKE = 1.6, 3.4  # of `Weights.of`: one rare word in common, two
_COMMON = 0.3  # a word at more than this part of all corners tells nothing
_COMPARED = 24  # members of a scene that one account is compared with


@dataclass(eq=False, kw_only=True)
class _One:
    """An account with what was read of it."""

    account: Account
    spot: Spot
    when: When
    features: frozenset[str]

    @property
    def at(self) -> datetime:
        return self.when.begins + (self.when.ends - self.when.begins) / 2

    @property
    def is_of_somebody_in_force(self) -> bool:
        told = self.account.told
        return told.is_of_police and not told.activities and "explains" not in told.cues and not told.asks

    @property
    def is_plainly_agents(self) -> bool:
        told = self.account.told
        return "agents" in told.cues and not told.activities and "explains" not in told.cues

    @property
    def is_of_something_else(self) -> bool:
        cues = self.account.told.cues
        return "apart" in cues or (bool(self.account.told.activities) and not {"agents", "explains"} & cues)


@dataclass(eq=False, kw_only=True)
class _Scene:
    """Accounts of one matter."""

    members: list[_One] = field(default_factory=list)

    @property
    def begins(self) -> datetime:
        return min(one.at for one in self._timed())

    @property
    def ends(self) -> datetime:
        return max(one.at for one in self._timed())

    def _timed(self) -> list[_One]:
        live = [one for one in self.members if not one.when.is_late and one.account.is_first_hand]
        return live or self.members


class Weights:
    """How much a word in common tells: the rarer the more."""

    def __init__(self, told: Iterable[tuple[object, frozenset[str]]], *, names: frozenset[str]) -> None:
        """`told` pairs the corner and day of each account with its words: forty accounts of one scene make no word common."""
        at: dict[object, set[str]] = defaultdict(set)
        for where, words in told:
            at[where] |= words
        count = Counter(word for words in at.values() for word in words)
        n = len(at) + 8
        self._weight = {
            word: log(n / (seen + 1)) for word, seen in count.items()
            if word not in names and seen <= max(4, _COMMON * len(at))
        }  # fmt: skip

    def of(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Returns how alike two accounts are."""
        return sum(self._weight.get(word, 0.0) for word in one & other)


def gather(accounts: Sequence[Account]) -> dict[str, str]:
    """Returns {id: label of its incident} for a whole set; a label is the id of the first account of its incident."""
    scenes = _Gathering(accounts).scenes()
    labels: dict[str, str] = {}
    for scene in scenes:
        ids = [one.account for one in scene.members]
        first = min(ids, key=lambda one: (one.at, one.id))
        labels |= {one.id: first.id for one in ids}
    return {one.id: labels[one.id] for one in accounts}


def best(account: Account, groups: Mapping[str, Sequence[Account]]) -> str | None:
    """Returns the group that an account belongs to when it comes in, or None when it is a matter of its own.

    All are gathered as a set; it goes where most of those are with whom it was gathered.
    """
    everybody = [account, *(one for members in groups.values() for one in members)]
    of = {one.id: key for key, members in groups.items() for one in members}
    labels = gather(everybody)
    beside = Counter(
        of[one.id] for one in everybody if one.id != account.id and labels[one.id] == labels[account.id]
    )
    return min(beside, key=lambda key: (-beside[key], key)) if beside else None


class _Gathering:
    """One run over a set."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        zone = zone_of(accounts)
        ordered = sorted(
            (replace(one, at=one.at.astimezone(zone)) for one in accounts), key=lambda one: (one.at, one.id)
        )
        places = Map(ordered)
        self._ones = [
            _One(account=one, spot=places.spot(one), when=when(one), features=one.told.features)
            for one in ordered
        ]
        names = frozenset(word for one in self._ones for key in one.spot.key for word in _words_of(key))
        told = [((one.spot.key, one.at.date()), one.features) for one in self._ones]
        self._weights = Weights(told, names=names)
        self._scenes: list[_Scene] = []

    def scenes(self) -> list[_Scene]:
        """Runs the passes and returns what came of them."""
        alone, rest = _parted(self._ones, self._is_noise)
        help_, rest = _parted(rest, _is_help)
        first, passed_on = _parted(rest, lambda one: one.account.is_first_hand)
        late, live = _parted(first, lambda one: one.when.is_late)
        anchored, vague = _parted(live, lambda one: one.account.is_anchored)
        self._gather_corners(anchored)
        self._join_further_off()
        self._attach(vague, self._joins_vague)
        self._attach_late(late)
        self._attach_perhaps_late()
        hearsay = self._attach_hearsay(passed_on)
        self._gather_rumours(hearsay)
        return [*self._scenes, *self._helped(help_), *(_Scene(members=[one]) for one in alone)]

    def _is_noise(self, one: _One) -> bool:
        """Nothing that anybody could look at: no corner, no word of police, of an activity or a thing, nothing that others speak of."""
        told = one.account.told
        if one.account.is_anchored or one.account.is_help:
            return False
        if "idle" in told.cues:
            return True
        if told.is_of_police or told.activities or told.things or {"help", "again", "relation"} & told.cues:
            return False
        beside = (
            other for other in self._ones if other is not one and abs(other.at - one.at) <= RUMOUR_RESTS
        )
        return not any(
            self._weights.of(one.features, other.features) >= ALIKE or _names(one, other) for other in beside
        )

    def _gather_corners(self, ones: Iterable[_One]) -> None:
        """First-hand accounts of one corner, one after the other; then what tells of two matters is parted."""
        at_corner: dict[frozenset[str], list[_Scene]] = defaultdict(list)
        for one in sorted(ones, key=lambda one: one.at):
            held = [scene for scene in at_corner[one.spot.key] if one.at - scene.ends <= STAYS]
            if held:
                held[-1].members.append(one)
            else:
                at_corner[one.spot.key].append(_Scene(members=[one]))
        for scenes in at_corner.values():
            for scene in scenes:
                self._scenes += self._parted_by_matter(scene)

    def _parted_by_matter(self, scene: _Scene) -> list[_Scene]:
        """Agents seen plainly by several, and something else that nobody says they were: two scenes at one corner."""
        plainly = [one for one in scene.members if one.is_plainly_agents or one.is_of_somebody_in_force]
        others = [one for one in scene.members if one.is_of_something_else and one not in plainly]
        n_agents = sum(one.is_plainly_agents for one in plainly)
        if not others or not (n_agents >= 2 or (n_agents and len(plainly) >= 3)):
            return [scene]
        parts: list[_Scene] = []
        for one in others:
            kin = [part for part in parts if _activities(part) & one.account.told.activities]
            (kin[0].members.append(one) if kin else parts.append(_Scene(members=[one])))
        if len(parts) > 1 and len(others) == len(parts):
            parts = [_Scene(members=others)]
        main = _Scene(members=list(plainly))
        for one in scene.members:
            if one not in plainly and one not in others:
                ranked = max([main, *parts], key=lambda part: self._alike(one, part))
                ranked.members.append(one)
        return [main, *parts]

    def _join_further_off(self) -> None:
        """Somebody a block away, at the library, on the bus: joins the scene that they speak of."""
        for scene in sorted(self._scenes, key=lambda one: (len(one.members), one.begins)):
            if scene not in self._scenes or len(scene.members) > 2:
                continue
            found = [
                other for other in self._scenes if other is not scene and self._is_further_off(scene, other)
            ]
            if found:
                target = max(
                    found, key=lambda other: (self._nearest(scene, other), self._alike_scenes(scene, other))
                )
                target.members += scene.members
                self._scenes.remove(scene)

    def _is_further_off(self, scene: _Scene, other: _Scene) -> bool:
        nearest = self._nearest(scene, other)
        if nearest < Near.WALK or not _overlap(scene, other) or _differ(scene, other):
            return False
        if len(other.members) < len(scene.members):
            return False
        alike = self._alike_scenes(scene, other)
        looks = any("looks_over" in one.account.told.cues for one in scene.members)
        unsure = any(
            one.spot.point is None or one.account.place_kind == "public_place" for one in scene.members
        )
        if nearest >= Near.CLOSE:
            return alike >= ALIKE or looks or unsure
        return (
            alike >= VERY_ALIKE
            or (alike >= ALIKE and (looks or unsure))
            or (looks and len(other.members) > 1)
        )

    def _joins_vague(self, one: _One, scene: _Scene) -> float | None:
        """Returns how well somebody who knows no corner fits a scene; None when not at all."""
        if not scene.begins - BEFORE <= one.at <= scene.ends + HEARSAY or _nearest_to(one, scene) == Near.FAR:
            return None
        told = one.account.told
        alike = self._alike(one, scene) + NAMED * _names_scene(one, scene)
        if not (told.is_of_police or told.activities or alike >= ALIKE):
            return None
        fits = 0.8 if told.activities & _activities(scene) else 0.0
        fits += 0.5 if "agents" in told.cues and any(m.is_plainly_agents for m in scene.members) else 0.0
        gone = max(timedelta(), one.at - scene.ends, scene.begins - one.at)
        return alike + fits + 0.02 * len(scene.members) - gone / HEARSAY

    def _attach(self, ones: Iterable[_One], fits: Callable[[_One, _Scene], float | None]) -> None:
        for one in sorted(ones, key=lambda one: one.at):
            found = [(score, scene) for scene in self._scenes if (score := fits(one, scene)) is not None]
            if found:
                max(found, key=lambda pair: pair[0])[1].members.append(one)
            else:
                self._scenes.append(_Scene(members=[one]))

    def _attach_late(self, ones: Iterable[_One]) -> None:
        """Somebody who tells it hours or a day later: of the day of which they tell, and best of what their words fit."""
        self._attach(ones, self._joins_late)

    def _attach_perhaps_late(self) -> None:
        """Somebody who tells of something past without a time, alone at that hour: of an earlier scene that their words fit."""
        for scene in [
            one for one in self._scenes if len(one.members) == 1 and one.members[0].when.may_be_late
        ]:
            one = scene.members[0]
            found = [
                (self._alike(one, other), other) for other in self._scenes
                if other is not scene and timedelta() < one.at - other.ends <= LATE_BY and _nearest_to(one, other) >= Near.AREA
            ]  # fmt: skip
            if found and (ranked := max(found, key=lambda pair: pair[0]))[0] >= ALIKE:
                ranked[1].members.append(one)
                self._scenes.remove(scene)

    def _joins_late(self, one: _One, scene: _Scene) -> float | None:
        nearest = _nearest_to(one, scene)
        slack = timedelta(minutes=45)
        if (
            nearest == Near.FAR
            or scene.ends < one.when.begins - slack
            or scene.begins > one.when.ends + slack
        ):
            return None
        alike = self._alike(one, scene)
        if nearest < Near.CLOSE and alike < ALIKE:
            return None
        return alike + 0.6 * nearest + (0.5 if one.account.told.activities & _activities(scene) else 0.0)

    def _attach_hearsay(self, ones: Iterable[_One]) -> list[_One]:
        """What is passed on while the scene goes on joins it; what comes up later is a matter of its own and is returned."""
        left = []
        for one in ones:
            found = [
                (score, scene)
                for scene in self._scenes
                if (score := self._joins_hearsay(one, scene)) is not None
            ]
            if found:
                max(found, key=lambda pair: pair[0])[1].members.append(one)
            else:
                left.append(one)
        return left

    def _joins_hearsay(self, one: _One, scene: _Scene) -> float | None:
        firm = [m for m in scene.members if m.account.is_first_hand and not m.when.is_late]
        if not firm:
            return None
        begins, ends = min(m.at for m in firm), max(m.at for m in firm)
        nearest = max(near(one.spot, m.spot) for m in firm)
        if not begins - BEFORE <= one.at <= ends + HEARSAY or nearest == Near.FAR:
            return None
        alike, told = self._alike(one, scene) + NAMED * _names_scene(one, scene), one.account.told
        if nearest < Near.CLOSE and not (told.is_of_police or alike >= ALIKE):
            return None
        if nearest == Near.WALK and alike < ALIKE:
            return None
        older = max((self._alike(one, s) for s in self._scenes if s.ends < begins - STAYS), default=0.0)
        if older >= max(VERY_ALIKE, 2 * alike):
            return None  # it speaks of what was there before
        return alike + 0.6 * nearest - max(timedelta(), one.at - ends) / HEARSAY

    def _gather_rumours(self, ones: Iterable[_One]) -> None:
        """One rumour a day: of the same things, or of the same corner, in words that are passed on."""
        rumours: list[_Scene] = []
        for one in sorted(ones, key=lambda one: one.at):
            found = [
                (score, scene) for scene in rumours if (score := self._joins_rumour(one, scene)) is not None
            ]
            if found:
                max(found, key=lambda pair: pair[0])[1].members.append(one)
            else:
                rumours.append(_Scene(members=[one]))
        self._scenes += rumours

    def _joins_rumour(self, one: _One, scene: _Scene) -> float | None:
        last = scene.members[-1]
        if one.at - last.at > RUMOUR_RESTS or one.at.date() != last.at.astimezone(one.at.tzinfo).date():
            return None
        nearest = _nearest_to(one, scene)
        same_ward = any(one.spot.ward and one.spot.ward == m.spot.ward for m in scene.members)
        alike = self._alike(one, scene)
        if nearest >= Near.CLOSE:
            return alike + nearest
        if not (same_ward or nearest >= Near.AREA):
            return alike if alike >= VERY_ALIKE else None
        if alike >= ALIKE:
            return alike
        mine = one.account.told.things - {"video"}
        theirs = frozenset(name for m in scene.members for name in m.account.told.things)
        speaks_of_another = bool(mine and theirs and not mine & theirs)
        is_soon = one.at - last.at <= (HEARSAY if not mine else HEARSAY / 2)
        return (
            0.1 + alike if same_ward and is_soon and not (speaks_of_another and alike < ALIKE / 2) else None
        )

    def _helped(self, ones: Iterable[_One]) -> list[_Scene]:
        """A call for help is its own, unless the same person comes again."""
        found: list[_Scene] = []
        for one in ones:
            held = [scene for scene in found if self._is_same_person(one, scene)]
            if held:
                max(held, key=lambda scene: self._alike(one, scene)).members.append(one)
            else:
                found.append(_Scene(members=[one]))
        return found

    def _is_same_person(self, one: _One, scene: _Scene) -> bool:
        if one.at - scene.members[-1].at > HELP_AGAIN or _nearest_to(one, scene) == Near.FAR:
            return False
        alike = self._alike(one, scene)
        return alike >= ALIKE if "again" in one.account.told.cues else alike >= 2.2 * VERY_ALIKE

    def _alike(self, one: _One, scene: _Scene) -> float:
        """How alike an account is to a scene: to its best two members, so that one odd word does not decide."""
        ranked = sorted(
            (self._weights.of(one.features, m.features) for m in scene.members[-_COMPARED:] if m is not one),
            reverse=True,
        )
        return sum(ranked[:2]) / len(ranked[:2]) if ranked else 0.0

    def _alike_scenes(self, scene: _Scene, other: _Scene) -> float:
        return max(self._alike(one, other) for one in scene.members)

    def _nearest(self, scene: _Scene, other: _Scene) -> Near:
        return max(_nearest_to(one, other) for one in scene.members)


def zone_of(accounts: Iterable[Account]) -> tzinfo:
    """Returns the zone in which most accounts tell their time, those in UTC left out: days begin there at midnight."""
    offsets = Counter(one.at.utcoffset() or timedelta() for one in accounts)
    local = {offset: n for offset, n in offsets.items() if offset}
    return timezone(max(local, key=lambda offset: (local[offset], offset)) if local else timedelta())


def _words_of(key: str) -> list[str]:
    return [
        word[:6] if len(word) > 6 else word.rstrip("s") if len(word) > 3 else word for word in key.split()
    ]


def _parted(ones: Iterable[_One], is_so: Callable[[_One], bool]) -> tuple[list[_One], list[_One]]:
    so: list[_One] = []
    not_so: list[_One] = []
    for one in ones:
        (so if is_so(one) else not_so).append(one)
    return so, not_so


def _is_help(one: _One) -> bool:
    if one.account.is_help is not None:
        return one.account.is_help
    cues = one.account.told.cues
    told = one.account.told
    is_of_a_scene = "agents" in cues or (told.is_of_police and one.account.is_anchored)
    if not one.account.is_first_hand or (is_of_a_scene and "relation" not in cues):
        return False
    is_personal = bool({"again", "relation"} & cues) and not told.is_of_police
    return "help" in cues or (is_personal and not one.account.is_anchored)


def _activities(scene: _Scene) -> frozenset[str]:
    return frozenset(name for one in scene.members for name in one.account.told.activities)


def _nearest_to(one: _One, scene: _Scene) -> Near:
    return max(near(one.spot, member.spot) for member in scene.members)


def _names(one: _One, other: _One) -> bool:
    """Says whether a text names the place of another account: a street of its crossing, or its name."""
    return other.account.is_anchored and any(f" {key} " in one.account.told.plain for key in other.spot.key)


def _names_scene(one: _One, scene: _Scene) -> int:
    """Returns how many of the names of a scene's place a text holds."""
    keys = frozenset(key for m in scene.members if m.account.is_anchored for key in m.spot.key)
    words = one.account.told.plain
    return sum(f" {key} " in words or (" " in key and f" {key.rpartition(' ')[0]} " in words) for key in keys)


def _overlap(scene: _Scene, other: _Scene) -> bool:
    return scene.begins <= other.ends + STAYS / 2 and other.begins <= scene.ends + STAYS / 2


def _differ(scene: _Scene, other: _Scene) -> bool:
    """Says whether two scenes are of different matters: agents here, something else there."""
    mine, theirs = _activities(scene), _activities(other)
    if mine and theirs:
        return not mine & theirs
    agents = [any(one.is_plainly_agents for one in s.members) for s in (scene, other)]
    return (bool(mine) and agents[1]) or (bool(theirs) and agents[0])
