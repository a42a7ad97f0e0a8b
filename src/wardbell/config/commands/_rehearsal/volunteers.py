"""The made-up city's hotline: its people by pseudonym, somebody on shift, and what was told before anybody looked."""

from datetime import date, timedelta

from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR, Actor
from wardbell.ground.errors import NotAllowed
from wardbell.people import queries as people
from wardbell.people.rules import Role
from wardbell.places import queries as places
from wardbell.reports import actions as reports
from wardbell.reports import queries as desk
from wardbell.reports.queries import VolunteerView
from wardbell.reports.rules import LONGEST_SHIFT, FirstHand, Kind, Marking, Place, PlaceKind, Post, Told, Way

_PSEUDONYMS = ("Heron", "Otter", "Birch", "Quartz", "Willow", "Comet", "Lichen", "Basalt")
_POST_OF = {Role.SHIFT_LEAD: Post.SHIFT_LEAD, Role.HOTLINE: Post.HOTLINE, Role.CONFIRMER: Post.CONFIRMER}
_CORNER = Place(kind=PlaceKind.INTERSECTION, name="Ash St & Pier Ave", ward="ward:6")
_TOLD = (
    Told(way=Way.PHONE, first_hand=FirstHand.YES, place=_CORNER, text="Four people in vests stand beside two vans", markings=(Marking.VEST,)),
    Told(way=Way.PHONE, first_hand=FirstHand.YES, place=_CORNER, language="es", text="Cuatro agentes con chaleco en la esquina"),
    Told(kind=Kind.NEED_HELP, way=Way.PHONE, place=Place(kind=PlaceKind.WARD, name="Ward 3", ward="ward:3"), text="Asks where a lawyer can be had today"),
)  # fmt: skip


def seat() -> None:
    """Gives everybody with a role of the desk a pseudonym, where they have none, and puts them on shift where they may be."""
    taken = {one.pseudonym for one in desk.volunteers(OPERATOR)}
    free = [one for one in _PSEUDONYMS if one not in taken]
    for (account_id, _), pseudonym in zip(desk.without_pseudonym(OPERATOR), free, strict=False):
        reports.keep_volunteer(
            account_id, pseudonym=pseudonym, languages=[people.person(account_id).language], wards=["ward:6"],
            is_adult=True, trained_on=_last_month(), by=OPERATOR,
        )  # fmt: skip
    for one in desk.volunteers(OPERATOR):
        _put_on_shift(one)


def take_calls() -> None:
    """Lets the volunteer take three calls: two of one scene, and one for help."""
    hotline = next((one for one in desk.volunteers(OPERATOR) if Role.HOTLINE in one.roles), None)
    if hotline is None:
        return
    by: Actor = people.actor(hotline.account_id)
    for told in _TOLD:
        reports.receive(told, by=by)


def _put_on_shift(one: VolunteerView) -> None:
    now = clock.now()
    for role in one.roles:
        try:
            reports.set_shift(
                one.id, post=_POST_OF[role], starts_at=now, ends_at=now + LONGEST_SHIFT, by=OPERATOR
            )
        except NotAllowed:
            return  # they are on one, or rest after one


def _last_month() -> date:
    return places.today() - timedelta(days=30)
