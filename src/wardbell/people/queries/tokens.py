"""By which tokens programs act for people."""

from dataclasses import dataclass
from datetime import datetime

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind, Bound
from wardbell.ground.errors import NotAllowed
from wardbell.ground.secrets import keyed_hash
from wardbell.people import models
from wardbell.people.queries.rows import held_by, persons_of, uuid_of
from wardbell.people.queries.values import Grant, Person
from wardbell.people.rules import Role, check_token


@dataclass(frozen=True, kw_only=True)
class Token:
    """A token as its person sees it in the list; the secret is shown once and kept nowhere."""

    id: str
    name: str
    grant: Grant
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None  #: to the hour


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """Who comes by a token: its person, as an actor bound to the token's one role."""

    token_id: str
    person: Person
    actor: Actor
    grant: Grant
    used_at: datetime | None

    @property
    def roles(self) -> frozenset[Role]:
        """The one role in which they act."""
        return frozenset({self.grant.role})


def bearer(secret: str) -> Bearer:
    """Returns who comes by a token.

    Raises:
        NotAllowed: it is none of ours, was revoked, is over, or its person or role is gone; the sentence says which.
    """
    found = models.ApiToken.objects.filter(token_hash=hash_of_secret(secret))
    row = found.select_related("account", "office", "organization").first()
    if row is None:
        raise NotAllowed("This token is not one of ours.")
    now, actor = clock.now(), _actor_of(row)
    check_token(
        expires_at=row.expires_at, revoked_at=row.revoked_at, is_active=row.account.is_active,
        is_held=held_by(actor, now).exists(), now=now,
    )  # fmt: skip
    person = persons_of([row.account], at=now)[0]
    return Bearer(token_id=str(row.id), person=person, actor=actor, grant=_grant_of(row), used_at=row.used_at)


def tokens_of(account_id: str) -> list[Token]:
    """Returns the tokens of a person that still work, the newest first."""
    rows = models.ApiToken.objects.filter(
        account_id=uuid_of(account_id), revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    return [
        Token(
            id=str(row.id), name=row.name, grant=_grant_of(row), made_at=row.made_at, expires_at=row.expires_at,
            used_at=row.used_at,
        )
        for row in rows.select_related("office", "organization").order_by("-made_at")
    ]  # fmt: skip


def hash_of_secret(secret: str) -> bytes:
    """Returns by what a token is found; the secret itself is kept nowhere."""
    return keyed_hash(secret, purpose="people.token")


def _actor_of(row: models.ApiToken) -> Actor:
    grant = _grant_of(row)
    bound = Bound(token=str(row.id), role=grant.role, office=grant.office, organization=grant.organization)
    return Actor(id=str(row.account_id), kind=ActorKind.ACCOUNT, label=row.account.name, bound=bound)


def _grant_of(row: models.ApiToken) -> Grant:
    return Grant(
        role=Role(row.role),
        office=row.office.code if row.office else "",
        organization=row.organization.code if row.organization else "",
    )
