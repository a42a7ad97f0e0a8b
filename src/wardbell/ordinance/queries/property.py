"""The city's sites and what was seen on them; the public reads of a use a day after it has ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wardbell.ground import clock
from wardbell.ordinance.models import PropertyUse, Site
from wardbell.ordinance.rules import SignStatus, is_embargoed
from wardbell.places import queries as places

PUBLIC_AFTER = timedelta(hours=24)  # after a use has ended: until then it would lead somebody there


@dataclass(frozen=True, kw_only=True)
class SiteView:
    """One site, its sign, and how many uses of it were seen."""

    code: str
    name: str
    kind: str
    ward: str
    controlled_by: str
    is_public_space: bool
    sign: SignStatus
    sign_checked_on: date | None
    n_uses: int


@dataclass(frozen=True, kw_only=True)
class PublicUse:
    """One use as anyone may read it."""

    number: str
    site: str
    on: date
    uses: tuple[str, ...]
    had_permit: bool


def sites(*, without_sign: bool = False) -> list[SiteView]:
    """Returns the inventory by name; only those whose sign is missing or damaged, when asked."""
    found = Site.objects.filter(retired_at__isnull=True).prefetch_related("uses")
    if without_sign:
        found = found.filter(sign__in=[SignStatus.MISSING, SignStatus.DAMAGED])
    return [
        SiteView(
            code=one.code, name=one.name, kind=one.kind, ward=one.ward, controlled_by=one.controlled_by,
            is_public_space=one.is_public_space, sign=SignStatus(one.sign), sign_checked_on=one.sign_checked_on,
            n_uses=len(one.uses.all()),
        )
        for one in found
    ]  # fmt: skip


def public_uses(*, now: datetime | None = None) -> list[PublicUse]:
    """Returns the uses that ended a day ago or longer, under no embargo, the newest first."""
    now = now or clock.now()
    zone = places.zone()
    today = now.astimezone(zone).date()
    found = PropertyUse.objects.filter(ended_at__lte=now - PUBLIC_AFTER, entry__exercise=False)
    return [
        PublicUse(
            number=one.entry.number, site=one.site.name, on=one.seen_at.astimezone(zone).date(),
            uses=tuple(one.uses.split(",")), had_permit=one.had_permit,
        )
        for one in found.select_related("entry", "site").order_by("-ended_at")
        if not is_embargoed(one.entry.embargo_reason, review_on=one.entry.embargo_review_on, today=today)
    ]  # fmt: skip
