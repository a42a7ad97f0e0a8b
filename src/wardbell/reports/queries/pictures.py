"""Pictures of a scene without their pixels, whether any are taken, and to whose keys an original may be sealed."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.people import queries as people
from wardbell.people.rules import Verb, may
from wardbell.reports import rules
from wardbell.reports.models import CounselKey, Picture, PictureRule
from wardbell.reports.queries import standing
from wardbell.reports.queries.rows import all_of, incident_row, now_at
from wardbell.reports.rules import HeldAs, PictureState


@dataclass(frozen=True, kw_only=True)
class PicturesTaken:
    """Whether pictures are taken now, since when, by whose word and why; nobody has said so where `at` is None."""

    are_taken: bool
    at: datetime | None = None
    by: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureView:
    """One picture, without a pixel."""

    id: str
    incident_id: str
    ward: str
    by: str  #: pseudonym of who sent it
    received_at: datetime
    state: PictureState
    n_looks: int
    n_blocked: int
    gone_at: datetime  #: at the latest
    may_see: bool


@dataclass(frozen=True, kw_only=True)
class CounselKeyView:
    """The public key of one legal organization."""

    organization: str
    name: str
    public_key: str  #: SubjectPublicKeyInfo, base64
    fingerprint: str
    published_at: datetime


def pictures_taken() -> PicturesTaken:
    """Returns whether this node takes pictures: never one that is the city's alone, and no other until its shift lead says so."""
    newest = PictureRule.objects.select_related("volunteer").order_by("-at", "-id").first()
    if newest is None or not _is_kept_here():
        return PicturesTaken(are_taken=False)
    return PicturesTaken(
        are_taken=newest.are_taken, at=newest.at, by=newest.volunteer.pseudonym, why=newest.why
    )


def check_is_kept_here() -> None:
    """Lets pass on a community's node.

    Raises:
        NotAllowed: this node is the city's.
    """
    if not _is_kept_here():
        raise NotAllowed("A city's node takes no pictures.")


def check_pictures_are_taken() -> None:
    """Lets pass while pictures are taken here.

    Raises:
        NotAllowed: they are not.
    """
    if not pictures_taken().are_taken:
        raise NotAllowed("No pictures are taken here.")


def picture(picture_id: str, by: Actor) -> PictureView:
    """Returns one picture, also one that waits or is deleted.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is none.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    row = Picture.objects.select_related("incident", "taken_by").filter(id=picture_id).first()
    if row is None:
        raise Unreadable("There is no such picture.")
    return _view(row, is_verifier=_is_verifier(by))


def pictures_of(incident_id: str, by: Actor) -> list[PictureView]:
    """Returns the pictures of a scene, the first first.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    found = Picture.objects.filter(incident_id__in=all_of(incident_row(incident_id)))
    is_verifier = _is_verifier(by)
    return [_view(one, is_verifier=is_verifier) for one in found.select_related("incident", "taken_by")]


def pictures_waiting(by: Actor) -> list[PictureView]:
    """Returns the pictures that a verifier has not judged, what waits longest first.

    Raises:
        NotAllowed: no verifier.
    """
    standing.volunteer_who_may(by, Verb.CLEAR_PICTURES)
    found = Picture.objects.filter(state=PictureState.WAITING).select_related("incident", "taken_by")
    return [_view(one, is_verifier=True) for one in found]


def counsel_keys() -> list[CounselKeyView]:
    """Returns the keys to which an original may be sealed, by organization."""
    names = {one.code: one.name for one in people.organizations()}
    return [
        CounselKeyView(
            organization=one.organization, name=names.get(one.organization, one.organization), public_key=one.public_key,
            fingerprint=one.fingerprint, published_at=one.published_at,
        )
        for one in CounselKey.objects.filter(withdrawn_at__isnull=True)
    ]  # fmt: skip


def _is_kept_here() -> bool:
    return str(HeldAs.COMMUNITY) in settings.NODE_ROLES


def _is_verifier(by: Actor) -> bool:
    return may(people.roles_of_actor(by), Verb.CLEAR_PICTURES)


def _view(row: Picture, *, is_verifier: bool) -> PictureView:
    scene, state = now_at(row.incident), PictureState(row.state)
    return PictureView(
        id=str(row.id), incident_id=str(scene.id), ward=scene.ward, by=row.taken_by.pseudonym, received_at=row.received_at,
        state=state, n_looks=row.n_looks, n_blocked=row.n_blocked, may_see=_may_see(state, is_verifier=is_verifier),
        gone_at=rules.picture_gone_at(received_at=row.received_at, verified_at=scene.verified_at),
    )  # fmt: skip


def _may_see(state: PictureState, *, is_verifier: bool) -> bool:
    return state is PictureState.CLEARED or (state is PictureState.WAITING and is_verifier)
