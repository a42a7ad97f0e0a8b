"""The people of the city: whether every seat is filled, somebody is on call, and everybody who can send is sure of being themselves."""

from collections.abc import Iterator

from django.conf import settings

from wardbell.config.commands._doctor.finding import Finding, good, listed, missing, needed_live
from wardbell.config.env import NodeKind
from wardbell.ground import clock
from wardbell.people import queries as people
from wardbell.people.queries import Seat
from wardbell.people.rules import OfficeKind, Role

_LADDER = (
    Role.MEMBER,
    Role.DEPUTY,
    Role.AIDE,
)  # who answers for a council office, in the order in which they are asked
#: roles without which something of the house stands still, and what
_NEEDED = (
    (
        Role.ADMINISTRATOR,
        "nobody can invite others",
        "wardbell people first-administrator --email E --name N",
    ),
    (Role.DESIGNEE, "nobody can speak for the city", "/people/"),
    (Role.APPROVER, "nothing can go to the public", "/people/"),
    (Role.DUTY_CLERK, "a notice that is phoned in cannot be entered", "/people/"),
    (Role.COUNSEL, "no legal text can be signed off", "/people/"),
    (Role.TRANSLATOR, "no text can be signed off in another language", "/people/"),
    (Role.PRESIDENT, "the last rung of every ladder is empty", "/people/"),
)


def seats() -> Iterator[Finding]:
    """Yields which council offices lack somebody, and for which nobody is on call."""
    found = [one for one in people.seats(clock.now()) if one.office.kind is OfficeKind.WARD]
    if not found:
        return
    for role in _LADDER:
        if bare := [one.office.name for one in found if role not in one.roles]:
            yield _bare(role, bare)
    if idle := [one.office.name for one in found if not one.is_on_call]:
        yield _live(
            f"Nobody is on call for {listed(idle)}.", why="The ladder then starts with the member, at whatever hour.",
            fix="Member, deputy or administrator opens /duty/CODE-OF-THE-OFFICE/",
        )  # fmt: skip
    if full := _full(found):
        yield good(
            "people",
            f"{full} of {len(found)} council offices have member, deputy and aide, and somebody on call.",
        )


def _full(found: list[Seat]) -> int:
    return sum(one.roles >= set(_LADDER) and one.is_on_call for one in found)


def _bare(role: Role, offices: list[str]) -> Finding:
    what = f"No {role} in {listed(offices)}."
    if role is Role.MEMBER:
        return _live(what, why="Nobody of that office is asked first.", fix="/people/invite/")
    return _live(what, why="One rung of that office's ladder is empty.", fix="/people/invite/")


def roles() -> Iterator[Finding]:
    """Yields which roles nobody holds, and whether the approver pool is empty."""
    now = clock.now()
    held = {role for one in people.everybody() if one.is_active for role in one.person.roles}
    for role, why, fix in _NEEDED:
        if role not in held:
            yield _live(f"Nobody is {role.replace('_', ' ')}.", why=f"Without one, {why}.", fix=fix)
    if Role.APPROVER in held and not people.pool(now):
        yield _live(
            "Nobody stands in the approver pool now.", why="A public version has nobody to ask.",
            fix="An administrator or the duty clerk opens /pool/",
        )  # fmt: skip


def second_factors() -> Iterator[Finding]:
    """Yields who can send and has no second factor, and who waits for an invitation; made-up people are entered as, without either."""
    if settings.NODE_KIND != NodeKind.LIVE:
        return
    now = clock.now()
    if lacking := people.lacking_second_factor(now):
        names = listed([one.name for one in lacking])
        yield _live(
            f"{len(lacking)} people who can send have no second factor: {names}.", fix="Each opens /accounts/second-factor/",
            why="They are led there before they can do anything, which costs a minute when there is none.",
        )  # fmt: skip
    if waiting := people.never_entered(now):
        yield _live(
            f"{len(waiting)} people wait for their invitation.", fix="wardbell city invite",
            why="They are told by telephone and mail, and cannot sign in.",
        )  # fmt: skip


def access() -> Iterator[Finding]:
    """Yields in which offices nobody can act any more, and which roles nobody has confirmed in time."""
    now = clock.now()
    if alone := [one.name for one in people.offices_left_alone(now)]:
        yield missing(
            "people", f"Nobody can act for {listed(alone)}: every account is locked, closed or without a role.",
            why="A notice to that office reaches nobody who may answer.", fix="An administrator opens /people/",
        )  # fmt: skip
    if overdue := [one for one in people.to_confirm(now) if one.is_overdue]:
        names = listed(list(dict.fromkeys(one.name for one in overdue)))
        yield _live(
            f"{len(overdue)} role(s) wait to be confirmed: {names}.", why="A role that nobody confirms ends by itself.",
            fix="An administrator, or the office's member, opens /people/reviews/",
        )  # fmt: skip


def _live(what: str, *, why: str, fix: str) -> Finding:
    return needed_live("people", what, why=why, fix=fix, is_live=settings.NODE_KIND == NodeKind.LIVE)
