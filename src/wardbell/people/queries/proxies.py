"""Who is asked in somebody's place."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wardbell.people import models
from wardbell.people.queries.rows import memberships
from wardbell.people.queries.values import StandIn
from wardbell.people.rules import Role, standing_in

POOL = ""  # the approver pool is no office


def proxies(office_code: str, at: datetime) -> list[StandIn]:
    """Returns who stands in for whom in an office (or POOL) at an instant or later, soonest first.

    Left out is a stand-in without a role there: whoever is away is then asked themselves.
    """
    found = models.Proxy.objects.filter(ends_at__gt=at, stand_in_id__in=_able(office_code, at))
    here = found.filter(office__code=office_code) if office_code else found.filter(office__isnull=True)
    return [
        StandIn(
            id=str(one.id), account_id=str(one.account_id), name=one.account.name,
            stand_in_id=str(one.stand_in_id), stand_in_name=one.stand_in.name, office=office_code,
            starts_at=one.starts_at, ends_at=one.ends_at,
        )
        for one in here.select_related("account", "stand_in")
    ]  # fmt: skip


def asked_for(account_ids: Sequence[str], office_code: str, at: datetime) -> list[str]:
    """Returns who is asked in the place of each at an instant, in order, each once."""
    in_force = {one.account_id: one.stand_in_id for one in proxies(office_code, at) if one.starts_at <= at}
    return standing_in(account_ids, in_force)


def _able(office_code: str, at: datetime) -> set[UUID]:
    held = memberships(at)
    held = held.filter(office__code=office_code) if office_code else held.filter(role=Role.APPROVER)
    return set(held.values_list("account_id", flat=True))
