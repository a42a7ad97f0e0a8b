"""A confirmer's picture: when it may come, who sees it when, and when it is gone."""

from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState

PICTURE_KEPT = timedelta(hours=72)  # at the most, whatever becomes of the incident
LOOKED_AT_FOR = timedelta(
    hours=1
)  # after somebody stood behind the incident, or after a picture that came later
MOST_PICTURES = 3  # of one confirmer at one scene
WHY_LENGTH = 200
_DIGEST_LENGTH = 64  # SHA-256 in hexadecimal


class PictureState(StrEnum):
    WAITING = "waiting"  #: for a verifier; nobody else sees it
    CLEARED = "cleared"  #: no face and no plate can be read: the desk may see it
    DELETED = "deleted"  #: no pixel is left; that there was one is known until PICTURE_KEPT


PICTURE_NEXT: dict[PictureState, frozenset[PictureState]] = {
    PictureState.WAITING: frozenset({PictureState.CLEARED, PictureState.DELETED}),
    PictureState.CLEARED: frozenset({PictureState.DELETED}),
    PictureState.DELETED: frozenset(),
}


def move_picture(state: PictureState, to: PictureState) -> PictureState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in PICTURE_NEXT[state]:
        raise WrongState("This picture is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def check_may_add_picture(
    *, has_observed: bool, is_dwelling: bool, closed_at: datetime | None, n_before: int
) -> None:
    """Lets a picture come, last.

    Raises:
        WrongState: the checklist was not sent, the matter is closed, or there are enough pictures.
        NotAllowed: it is at a home.
    """
    if is_dwelling:
        raise NotAllowed("No picture is taken of a home.")
    if closed_at is not None:
        raise WrongState("This matter is closed: no picture of it is needed. Nothing was kept.")
    if not has_observed:
        raise WrongState("Send the checklist first. A picture comes last.")
    if n_before >= MOST_PICTURES:
        raise WrongState("At most %(n)s pictures of one scene.", n=MOST_PICTURES)


def check_may_see_picture(state: PictureState, *, is_verifier: bool) -> None:
    """Lets somebody of the desk see a picture.

    Raises:
        WrongState: it is deleted.
        NotAllowed: nobody has cleared it yet, and they are no verifier.
    """
    if state is PictureState.DELETED:
        raise WrongState("This picture is deleted.")
    if state is PictureState.WAITING and not is_verifier:
        raise NotAllowed("Whoever leads the shift looks at this picture first.")


def check_may_clear_picture(*, n_looks: int, is_own: bool) -> None:
    """Lets a verifier clear a picture for the desk.

    Raises:
        NotAllowed: they took it.
        WrongState: nobody has looked at it.
    """
    if is_own:
        raise NotAllowed("Somebody else looks at your picture.")
    if not n_looks:
        raise WrongState("Look at the picture first.")


def is_picture_due(
    *, received_at: datetime, verified_at: datetime | None, closed_at: datetime | None, are_taken: bool, now: datetime
) -> bool:  # fmt: skip
    """Says whether a picture goes now: its matter is closed or was verified, pictures are off, or it is three days old."""
    if closed_at is not None or not are_taken:
        return True
    return now >= picture_gone_at(received_at=received_at, verified_at=verified_at)


def picture_gone_at(*, received_at: datetime, verified_at: datetime | None) -> datetime:
    """Returns when a picture of a matter that stays open is gone."""
    at_most = received_at + PICTURE_KEPT
    return at_most if verified_at is None else min(at_most, max(verified_at, received_at) + LOOKED_AT_FOR)


def check_why(why: str) -> str:
    """Returns a reason without its margins.

    Raises:
        Unreadable: it is empty or too long.
    """
    why = " ".join(why.replace("\0", "").split())
    if not 1 <= len(why) <= WHY_LENGTH:
        raise Unreadable("Say why, in 1 to %(n)s characters.", n=WHY_LENGTH)
    return why


def check_digest(digest: str) -> str:
    """Returns the digest of a sealed file, in small letters.

    Raises:
        Unreadable: it is no SHA-256 in hexadecimal.
    """
    digest = digest.strip().lower()
    if len(digest) != _DIGEST_LENGTH or set(digest) - set("0123456789abcdef"):
        raise Unreadable("This is no digest of a sealed file.")
    return digest
