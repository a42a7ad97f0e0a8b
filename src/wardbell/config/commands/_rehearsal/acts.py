"""The acts of a rehearsal, inside the process that judges it: found the city, start the node, play, measure."""

import random
import time as world
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.db import connections

from wardbell.config.commands._rehearsal import city, judging, plan
from wardbell.config.commands._rehearsal.cast import cast
from wardbell.config.commands._rehearsal.faults import CouldNotPlay
from wardbell.config.commands._rehearsal.mailroom import Mailroom
from wardbell.config.commands._rehearsal.morning import AREAS, WARDS, WRONG_WARD, Cue, Morning, Played
from wardbell.config.commands._rehearsal.node import Node
from wardbell.config.commands._rehearsal.plan import SMS, WHOLE_CITY, ReaderPlan
from wardbell.config.commands._rehearsal.promises import Verdict
from wardbell.config.commands._rehearsal.stage import Stage
from wardbell.config.commands._rehearsal.terms import DOUBLE_ONE, LOSE_ONE, SKIP_OFFICE, Asked, Ground
from wardbell.ground import clock
from wardbell.ground.clock import Pace
from wardbell.journal import queries as journal
from wardbell.places import queries as places

FIVE = time(5)
_FOUNDED_BEFORE = timedelta(hours=12)  # the city stood the evening before
_LEAD_S = 4.0  # of the world's clock: the node starts a little before five in the story
_SATURDAY = 5
_ALWAYS = 1_000_000  # messages
_NOBODY = (
    "+17635550199"  # a number that signs up by text, and is no reader's: the plan leaves its area code out
)


def play(asked: Asked, ground: Ground, *, say: Callable[[str], None]) -> Verdict:
    """Plays and judges one morning on a ground of its own."""
    readers, begins_at = _found(asked, say=say)
    head, cue = journal.head(), _cue(readers)
    pace = Pace(
        story_began_at=begins_at,
        world_began_at=datetime.now(UTC) + timedelta(seconds=_LEAD_S),
        speed=asked.speed,
    )
    clock.keep_pace(pace)
    settings = ground.settings | {"WARDBELL_PACE": _spelled(pace)}
    connections.close_all()
    with Node(ground.folder, port=ground.port, settings=settings) as node, _watched(ground, pace) as mailroom:
        stage = Stage(
            base_url=ground.base_url, mailroom=mailroom, sinks=ground.sinks, cast=cast(begins_at),
            chance=random.Random(asked.seed), say=_timed(say),  # noqa: S311  # a morning that can be played again, no secret
        )  # fmt: skip
        _sabotage(asked.sabotage, stage, readers, cue)
        morning = Morning(stage, readers, cue)
        morning.arrive()
        world.sleep(max(0.0, (pace.world_began_at - datetime.now(UTC)).total_seconds()))
        played = _played(morning, node, say=say)
        measured = judging.measure(stage, played, readers=readers, eye=morning.eye, head=head)
    connections.close_all()
    for fault in measured.faults:
        say(fault)
    return Verdict(
        ok=measured.is_ok, seed=asked.seed, speed=asked.speed, database=ground.database.kind, offices=measured.offices,
        readers=measured.readers, correction_s=measured.correction_s, unverified_public=len(measured.unverified),
        promises=measured.promises, journal_ok=measured.journal_ok,
    )  # fmt: skip


def _played(morning: Morning, node: Node, *, say: Callable[[str], None]) -> Played:
    """Plays the morning; when it cannot go on, what the node wrote is told too."""
    try:
        played = morning.play()
        node.check_alive()
    except CouldNotPlay:
        say(node.log)
        raise
    return played


def five_o_clock(after: date) -> datetime:
    """Returns five in the morning, in the city's zone, of the first working day after a day."""
    day = after + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, FIVE, tzinfo=city.zone()).astimezone(UTC)


def _found(asked: Asked, *, say: Callable[[str], None]) -> tuple[list[ReaderPlan], datetime]:
    """Founds the city the evening before and signs its readers up; returns them, and when the story begins."""
    begins_at = five_o_clock(datetime.now(UTC).date())
    with clock.fixed(begins_at - _FOUNDED_BEFORE):
        city.found()
        chance = random.Random(asked.seed)  # noqa: S311  # the same readers for the same seed, no secret
        readers = list(plan.readers(asked.readers, areas=AREAS, chance=chance, taken=city.taken_numbers()))
        n_readers = city.sign_up(readers)
    say(f"The city stands, with {n_readers} readers. It is the morning of {begins_at:%A, %d %B %Y}.")
    return readers, begins_at


def _cue(readers: list[ReaderPlan]) -> Cue:
    """Chooses whom the story needs: two who are awake, have a phone, and hear of the whole city."""
    awake = [one for one in readers if one.medium == SMS and one.before_eight and WHOLE_CITY in one.areas]
    stopper, checker, *_ = [*awake, None, None]
    return Cue(stopper=stopper, checker=checker, newcomer=_NOBODY)


def _sabotage(how: str, stage: Stage, readers: list[ReaderPlan], cue: Cue) -> None:
    """Breaks something in the sinks, of which the node hears nothing: the check must find it."""
    plain = [
        one
        for one in readers
        if one.before_eight and not one.refuses and one not in {cue.stopper, cue.checker}
    ]
    if how in {LOSE_ONE, DOUBLE_ONE} and plain:
        victim = stage.chance.choice(plain)
        stage.sinks.sabotage(victim.medium, victim.address, n_copies=0 if how == LOSE_ONE else 2)
    if how == SKIP_OFFICE:
        ordinary = [seat for seat in stage.cast.seats if seat.ward not in {*WARDS, *WRONG_WARD}]
        for address in stage.chance.choice(ordinary).addresses:
            stage.sinks.sabotage("mail" if "@" in address else "sms", address, n_copies=0, times=_ALWAYS)


@contextmanager
def _watched(ground: Ground, pace: Pace) -> Iterator[Mailroom]:
    mailroom = Mailroom(ground.sinks, pace=pace)
    mailroom.start()
    try:
        yield mailroom
    finally:
        mailroom.stop()


def _timed(say: Callable[[str], None]) -> Callable[[str], None]:
    """Tells each sentence with the time on the city's clocks."""
    return lambda sentence: say(f"{clock.now().astimezone(places.zone()):%H:%M:%S}  {sentence}")


def _spelled(pace: Pace) -> str:
    return f"{pace.story_began_at.isoformat()},{pace.world_began_at.isoformat()},{pace.speed}"
