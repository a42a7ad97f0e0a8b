"""A partner organization's program tells what its own people saw: to the community's desk, masked, and to nobody else.

It has a lane of its own: what comes by the open form is not counted here, and no work is asked.
"""

from dataclasses import replace
from typing import Annotated, TypeVar

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from pydantic import Field, StringConstraints

from wardbell.people.rules import Verb
from wardbell.reports import actions
from wardbell.reports.queries.where import told_place
from wardbell.reports.rules import (
    LONGEST_TEXT,
    MOST_PEOPLE,
    Danger,
    Equipment,
    FirstHand,
    Kind,
    Marking,
    Place,
    PlaceKind,
    Source,
    Way,
)
from wardbell.reports.rules import Told as Account
from wardbell.web.machine.api.bearers import acting, actor, caller
from wardbell.web.machine.api.once import once
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.words import AreaCode, Closed, Given, Instant, Language, Line, Told

router = Router(tags=["reports"])

_MOST_TICKS = 20
T = TypeVar("T")
Reference = Annotated[str, StringConstraints(strict=True, pattern=r"^[!-~]{1,60}$")]


class ReportGiven(Given):
    """What somebody saw, in closed answers and a few words. No name, no plate, no home: what may not be kept is masked."""

    reference: Reference = Field(
        description="Your own id of it: the same again is the same report, and the first one stands.",
        examples=["2026-11-23/0017"],
    )
    kind: Annotated[Kind, Closed] = Field(default=Kind.SIGHTING)
    first_hand: Annotated[FirstHand, Closed] = Field(
        description="Did whoever tells it see it themselves?", examples=["yes"]
    )
    text: Line = Field(
        default="",
        max_length=20_000,
        description=f"The first {LONGEST_TEXT} characters are kept, masked.",
        examples=["Four officers in vests at the laundromat"],
    )
    place: Line = Field(
        default="",
        max_length=200,
        description="A crossing or a public place; a home is not kept.",
        examples=["Ash St & Pier Ave"],
    )
    place_kind: Annotated[PlaceKind, Closed] = Field(
        default=PlaceKind.INTERSECTION, description="What `place` is."
    )
    area: AreaCode = Field(default="city", description="Ward, neighbourhood or adopted public place.")
    lat: float | None = Field(default=None, strict=True, ge=-90, le=90, description="Kept to about 100 m.")
    lon: float | None = Field(default=None, strict=True, ge=-180, le=180)
    happened_at: Instant | None = Field(default=None, description="When it was seen; absent: just now.")
    n_people: int | None = Field(default=None, strict=True, ge=1, le=MOST_PEOPLE)
    markings: list[Annotated[Marking, Closed]] = Field(
        default=[], max_length=_MOST_TICKS, examples=[["vest"]]
    )
    equipment: list[Annotated[Equipment, Closed]] = Field(
        default=[], max_length=_MOST_TICKS, examples=[["van"]]
    )
    dangers: list[Annotated[Danger, Closed]] = Field(default=[], max_length=_MOST_TICKS, examples=[["crowd"]])
    language: Language = Field(default="en", description="In which language it was told.")


class ReportTaken(Told):
    """The report is at the desk. Nothing of it is published by itself; what becomes of it is not told here."""

    id: str = Field(examples=["8213546790123456789"])
    reference: str = Field(examples=["2026-11-23/0017"])
    shows_911: bool = Field(description="Tell whoever told it to call 911 first.")


@router.post(
    "/reports",
    response=ReportTaken,
    operation_id="tellReport",
    summary="Tell what your people saw",
)
@acting(Verb.REPORT_FOR_ORGANIZATION)
@once()
def tell(request: HttpRequest, given: ReportGiven) -> ReportTaken:
    """Hands one report of the token's organization to the community's desk. A node that is the city's alone has no such address."""
    if "community" not in settings.NODE_ROLES:
        raise NotFound("There is no such thing.")
    organization = caller(request).grant.organization
    taken = actions.receive_form(_told(given, organization=organization), by=actor(request))
    return ReportTaken(id=taken.report_id, reference=given.reference, shows_911=taken.shows_911)


def _told(given: ReportGiven, *, organization: str) -> Account:
    return Account(
        kind=given.kind, source=Source.PARTNER, way=Way.API, first_hand=given.first_hand, text=given.text, place=_place(given),
        happened_at=given.happened_at, n_people=given.n_people, markings=_each(given.markings),
        equipment=_each(given.equipment), dangers=_each(given.dangers), language=given.language, organization=organization,
        came_as=f"api:{organization}:{given.reference}",
    )  # fmt: skip


def _place(given: ReportGiven) -> Place:
    found = told_place(given.place, kind=given.place_kind, area=given.area)
    return replace(found, lat=given.lat, lon=given.lon)


def _each(ticked: list[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(ticked))
