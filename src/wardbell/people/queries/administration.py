"""For administrators, and for the way in."""

from wardbell.ground import clock
from wardbell.ground.errors import Unreadable
from wardbell.ground.secrets import keyed_hash
from wardbell.people import models
from wardbell.people.queries.rows import listed_of, memberships, open_invitation_of, uuid_of
from wardbell.people.queries.values import Listed, OpenInvitation
from wardbell.people.rules import Role, check_invitation


def everybody() -> list[Listed]:
    """Returns every account, the active ones first, by name."""
    return listed_of(list(models.Account.objects.order_by("-is_active", "name")), at=clock.now())


def listed(account_id: str) -> Listed:
    """Returns one account, active or not.

    Raises:
        Unreadable: there is no account with this id.
    """
    row = models.Account.objects.filter(id=uuid_of(account_id)).first()
    if row is None:
        raise Unreadable("There is no account with this id.")
    return listed_of([row], at=clock.now())[0]


def n_administrators(*, besides: str = "") -> int:
    """Returns how many active administrators there are, one account left out of the count."""
    held = memberships(clock.now()).filter(role=Role.ADMINISTRATOR)
    return held.exclude(account_id=uuid_of(besides)).values("account_id").distinct().count()


def open_invitations() -> list[OpenInvitation]:
    """Returns the invitations that can still be used, newest first."""
    rows = models.Invitation.objects.filter(accepted_at__isnull=True, expires_at__gt=clock.now())
    return [open_invitation_of(row) for row in rows.order_by("-invited_at")]


def invitation(token: str) -> OpenInvitation:
    """Returns the invitation that a link opens.

    Raises:
        Unreadable: nobody was given this link.
        WrongState: it was used before, or its time is over.
    """
    row = models.Invitation.objects.filter(token_hash=hash_of_token(token)).first()
    if row is None:
        raise Unreadable(
            "This link is not one of ours, or a newer one took its place. Ask your administrator."
        )
    check_invitation(expires_at=row.expires_at, accepted_at=row.accepted_at, now=clock.now())
    return open_invitation_of(row)


def hash_of_token(token: str) -> bytes:
    """Returns by what an invitation is found; the token itself is kept nowhere."""
    return keyed_hash(token, purpose="people.invitation")
