"""Makes readers for tests; every address is of a fictional range."""

from collections.abc import Sequence

from wardbell.ground.actors import Actor, ActorKind
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.rules import Choices, MadeUp

SOMEBODY = Actor(id="page", kind=ActorKind.RESIDENT, label="sign-up page")


def number(n: int) -> str:
    """Returns one of many numbers that nobody has, in one spelling."""
    return f"+1612{200 + n // 10000:03d}{n % 10000:04d}"


def pending(
    address: str = "+16125550100",
    *,
    medium: str = "sms",
    language: str = "en",
    areas: Sequence[str] = ("ward:6",),
    topics: Sequence[str] = ("enforcement",),
    before_eight: bool = False,
    consent_version: str = "2026-11",
) -> int:
    """Signs somebody up."""
    return subscribers.subscribe(
        medium=medium, address=address, language=language, areas=areas, topics=topics, before_eight=before_eight,
        consent_version=consent_version, by=SOMEBODY,
    )  # fmt: skip


def reader(address: str = "+16125550100", **changes: object) -> int:
    """Signs somebody up, who confirms."""
    reader_id = pending(address, **changes)  # type: ignore[arg-type]
    subscribers.confirm(reader_id, by=SOMEBODY, method="reply")
    return reader_id


def readers(
    n: int,
    *,
    languages: Sequence[str] = ("en",),
    areas: Sequence[str] = ("ward:6",),
    before_eight: bool = False,
) -> list[int]:
    """Makes many readers, in several languages by turns."""
    return subscribers.make_up_readers(
        [
            MadeUp(
                medium="sms", address=number(place),
                choices=Choices(
                    language=languages[place % len(languages)], areas=tuple(areas), topics=("enforcement",),
                    before_eight=before_eight,
                ),
            )
            for place in range(n)
        ],
        by=SOMEBODY,
    )  # fmt: skip
