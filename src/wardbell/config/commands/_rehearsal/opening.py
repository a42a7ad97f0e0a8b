"""Opening the demo's city: founded on the first start, found as it was on the next; and what to tell whoever opened it."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import connections

from wardbell.config.commands._rehearsal import city, plan, volunteers, yesterday
from wardbell.config.commands._rehearsal.cast import Cast, cast
from wardbell.ground import clock
from wardbell.places import queries as places

N_READERS = 60
_SEED = 5
_FOUNDED = "founded"  # the file that says so
_FOUNDED_BEFORE = timedelta(days=7)


def open_city(*, say: Callable[[str], None], base_url: str, folder: Path) -> str:
    """Founds the city where it does not stand yet, and returns the guide for whoever plays."""
    if is_founded(folder):
        city.found()  # brings an older city up to date
    else:
        say("Founding the city. This takes about half a minute, once.")
        _found(say)
        (folder / _FOUNDED).touch()
    volunteers.seat()
    name, players = places.jurisdiction().name, cast(clock.now())
    connections.close_all()
    return guide(name, players, base_url=base_url, folder=folder)


def is_founded(folder: Path) -> bool:
    """Says whether a city stands in a folder, whole; one whose founding was broken off counts for nothing."""
    return (folder / _FOUNDED).exists()


def _found(say: Callable[[str], None]) -> None:
    """Founds the city as it was a week ago, so that its people were in office when yesterday happened."""
    with clock.fixed(clock.now() - _FOUNDED_BEFORE):
        city.found()
        n_readers = city.sign_up(_readers())
    say(f"The city stands, with {n_readers} readers in five languages.")
    yesterday.happen(cast(clock.now()))
    say("Yesterday happened: one notice, and one bulletin that was taken back.")
    volunteers.seat()
    volunteers.take_calls()


def guide(name: str, players: Cast, *, base_url: str, folder: Path) -> str:
    """Returns what is printed: where to look, a morning to play, how to stop."""
    aide = players.seat("ward:6").aide.name
    return f"""
{name} is open: {base_url}/

  What the public sees      {base_url}/
  Enter as somebody         {base_url}/demo/enter/
  Every phone and mailbox   {base_url}/demo/phones/

A morning to play:
  1. Enter as "{players.chief.name}" and say what is going on: seen by staff, going on now, in Ward 6 and Ward 7.
  2. Look at the phones: thirteen council offices have it. Answer for one of them by text: 1
  3. Enter as "{aide}" and press "We have it". An office that says nothing has its deputy asked after five minutes.
  4. As the chief's designee again, draft the public version. Enter as "{players.approvers[0].name}" and approve it.
  5. As "{aide}", tell your ward. After a visible minute its readers get it, each in their own language;
     between nine in the evening and eight in the morning only those who said that they may be woken.
  6. It was wrong: as the chief's designee, withdraw it. Everybody who got it is told at once.
  7. Enter as the hotline's volunteer and take a call; as its shift lead, look at the board, and say what it is worth.

Who did what is written down: WARDBELL_VAR_DIR={folder} .venv/bin/wardbell journal verify
Stop with Ctrl-C. The city is kept in {folder}; delete that folder to begin anew.
"""


def _readers() -> list[plan.ReaderPlan]:
    areas = [*((ward.code,) for ward in places.wards()), ("city",), ("ward:6",), ("ward:6", "ward:7")]
    chance = random.Random(_SEED)  # noqa: S311  # the same readers in every demo, no secret
    return list(plan.readers(N_READERS, areas=areas, chance=chance, taken=city.taken_numbers()))
