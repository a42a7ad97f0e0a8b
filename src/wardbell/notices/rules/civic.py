"""What a civic notice may say beyond others: from when until when, why, what to do, where help is given."""

from collections.abc import Collection
from datetime import datetime, timedelta

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.notices.rules.facts import Facts
from wardbell.notices.rules.reach import Matter, Status
from wardbell.places.rules import AreaKind, kind_of

LONGEST = timedelta(days=31)  # what lasts longer is said anew
MOST_PLACES = 4


def check_civic(
    facts: Facts,
    *,
    now: datetime,
    areas_allowed: Collection[str],
    causes: Collection[str],
    advices: Collection[str],
) -> None:
    """Lets pass what only a civic notice may say, and that only in one.

    Raises:
        Refused: a notice about enforcement names it, or its times do not follow one another.
        Unreadable: an answer is not of the kind's list, or a place was not adopted.
    """
    if facts.matter is not Matter.CIVIC:
        if facts.until_at or facts.cause or facts.advice or facts.help_at:
            raise Refused(
                "Until when, why, what to do and where help is given belong to civic notices alone."
            )
        return
    if facts.agents or facts.civil or facts.leave_from:
        raise Refused("A civic notice says nothing of agents or of enforcement.")
    _check_listed(facts.cause, causes)
    _check_listed(facts.advice, advices)
    _check_places(facts.help_at, areas_allowed)
    _check_times(facts, now=now)


def check_civic_complete(facts: Facts, *, causes: Collection[str], advices: Collection[str]) -> None:
    """Lets pass a civic notice that says why and what to do, where its kind asks for it.

    Raises:
        Refused: names the question that is still open.
    """
    if facts.status is Status.ENDED or facts.matter is not Matter.CIVIC:
        return
    if causes and not facts.cause:
        raise Refused("Say why: choose the cause.")
    if advices and not facts.advice:
        raise Refused("Say what people should do: choose the advice.")


def check_relays_by_itself(matter: Matter) -> None:
    """Lets pass what may be passed on without a person: nothing about enforcement ever is.

    Raises:
        NotAllowed: it is about enforcement.
    """
    if matter is not Matter.CIVIC:
        raise NotAllowed("Nothing about enforcement is passed on by a timer. A person must do it.")


def _check_listed(code: str, listed: Collection[str]) -> None:
    if code and code not in listed:
        raise Unreadable("'%(code)s' is not on the list of this kind of notice.", code=code)


def _check_places(codes: Collection[str], allowed: Collection[str]) -> None:
    if len(codes) > MOST_PLACES:
        raise Refused("Choose at most %(most)s places where help is given.", most=MOST_PLACES)
    for code in codes:
        if code not in allowed or kind_of(code) is not AreaKind.PUBLIC_PLACE:
            raise Unreadable("%(code)s is no listed public place of this city.", code=code)


def _check_times(facts: Facts, *, now: datetime) -> None:
    begins = max(facts.since_at or now, now)
    if facts.since_at is not None and facts.since_at > now + LONGEST:
        raise Refused("It begins more than %(n)s days from now. Say it nearer to the day.", n=LONGEST.days)
    if facts.until_at is not None and not begins < facts.until_at <= begins + LONGEST:
        raise Refused("It must end after it begins, and within %(n)s days.", n=LONGEST.days)
