"""Which notices there are, for each who may ask."""

from datetime import datetime

from django.db.models import QuerySet

from wardbell.ground import clock
from wardbell.notices import rules
from wardbell.notices.models import ApprovalAsk, CountersignAsk, Notice, OwnWords, Relay
from wardbell.notices.queries import rows
from wardbell.notices.queries.values import (
    Asked,
    ForOffice,
    NoticeView,
    PublicNotice,
    SetRight,
    SignatureCounts,
    WordsView,
)
from wardbell.notices.rules import ALL_CLEAR, WITHDRAWAL, Answered, Matter, NoticeAudience, State
from wardbell.people import queries as people
from wardbell.places import queries as places

_LISTED_FOR_AN_OFFICE = 50


def notice(notice_id: str) -> NoticeView:
    """Returns one notice, for those inside.

    Raises:
        Unreadable: there is no such notice.
    """
    return rows.view(rows.row(notice_id))


def open_drafts(account_id: str) -> list[NoticeView]:
    """Returns what this person has begun for an office and not yet said, the newest first."""
    unsaid = rows.rows().filter(
        state__in=[State.DRAFT, State.IN_REVIEW],
        author_id=rows.uuid_of(account_id),
        organization__isnull=True,
    )
    return [rows.view(row) for row in unsaid.order_by("-begun_at")]


def of_organization(organization: str) -> list[NoticeView]:
    """Returns what an organization of the community drafted or said, the newest first; what takes something back is left out."""
    found = rows.rows().filter(organization_id=organization).exclude(kind=WITHDRAWAL)
    return [rows.view(row) for row in found.order_by("-begun_at")]


def running() -> list[NoticeView]:
    """Returns the council notices that still stand, the newest first."""
    standing = _said_to(NoticeAudience.COUNCIL).filter(state=State.PUBLISHED).exclude(kind=WITHDRAWAL)
    return [rows.view(row) for row in standing]


def ledger() -> list[NoticeView]:
    """Returns everything that was ever said, the newest first."""
    return [rows.view(row) for row in rows.rows().filter(state__in=rows.said()).order_by("-published_at")]


def public_versions(notice_id: str) -> list[NoticeView]:
    """Returns the public rows that tell of an official notice, drafts too, the newest first."""
    found = rows.rows().filter(about_id=rows.uuid_of(notice_id)).order_by("-begun_at")
    return [rows.view(row) for row in found]


def for_office(office: str) -> list[ForOffice]:
    """Returns what a council office was told and what it can relay, the newest first."""
    told = list(_said_to(NoticeAudience.COUNCIL)[:_LISTED_FOR_AN_OFFICE])
    public = list(_said_to(NoticeAudience.PUBLIC).exclude(kind=WITHDRAWAL)[:_LISTED_FOR_AN_OFFICE])
    relayed = _relays_by(office)
    ward = people.office(office).ward
    lines = [_line(row, public, relayed=relayed, ward=ward) for row in told]
    ids = {row.id for row in told}
    alone = [row for row in public if row.about_id not in ids]
    return lines + [_line(None, [row], relayed=relayed, ward=ward) for row in alone]


def published(
    area: str | None = None, at: datetime | None = None, *, exercises: bool = False
) -> list[PublicNotice]:
    """Returns what was said to the public, newest first: current, past, corrected and withdrawn alike.

    `area` keeps what tells of that area, of a part of it, or of an area that holds it; `at` keeps what had been said by then.
    A withdrawal stands with what it withdraws and has no line of its own.
    """
    found = _said_to(NoticeAudience.PUBLIC).exclude(kind=WITHDRAWAL).filter(exercise=exercises)
    if at is not None:
        found = found.filter(published_at__lte=at)
    if area is not None:
        codes = {*places.covers(area), *places.wards_of([area]), "city"}
        found = found.filter(areas__code__in=codes).distinct()
    return [rows.public_view(row) for row in found]


def set_right() -> list[SetRight]:
    """Returns every correction, withdrawal and all-clear of what the public was told, newest first, drills left out."""
    found = _said_to(NoticeAudience.PUBLIC).filter(corrects__isnull=False, exercise=False)
    return [
        SetRight(earlier=rows.public_view(row.corrects), later=rows.public_view(row))
        for row in found
        if row.corrects is not None
    ]


def civic_running() -> list[NoticeView]:
    """Returns the civic notices that still stand, the newest first."""
    standing = _said_to(NoticeAudience.PUBLIC).filter(state=State.PUBLISHED, matter=Matter.CIVIC)
    return [rows.view(row) for row in standing.exclude(kind__in=[WITHDRAWAL, ALL_CLEAR])]


def by_code(code: str) -> PublicNotice | None:
    """Returns the public notice with this short code; None alike for unknown and for unpublished ones."""
    wanted = "".join(sign for sign in code.upper() if sign.isalnum())
    found = _said_to(NoticeAudience.PUBLIC).filter(code=wanted).first() if wanted else None
    return rows.public_view(found) if found else None


def awaiting_approval(account_id: str) -> list[NoticeView]:
    """Returns what this person may approve: what is in review and not their own, the longest waiting first.

    Who holds no office of the city sees what is meant for the public alone.
    """
    found = rows.rows().filter(state=State.IN_REVIEW).order_by("begun_at")
    if not people.offices_of(account_id, clock.now()):
        found = found.filter(audience=NoticeAudience.PUBLIC)
    return [rows.view(row) for row in found if account_id not in rows.signatures_of(row).speakers]


def approval_asks(notice_id: str) -> list[Asked]:
    """Returns who was asked to approve a notice and what they said, in order."""
    found = ApprovalAsk.objects.filter(notice_id=rows.uuid_of(notice_id))
    return [
        Asked(
            account=str(one.account_id), asked_at=one.asked_at, answer=Answered(one.answer),
            answered_at=one.answered_at, reason=one.reason,
        )
        for one in found
    ]  # fmt: skip


def awaiting_countersign(account_id: str) -> list[NoticeView]:
    """Returns the single-signed notices that this person was asked to countersign and nobody answered yet."""
    asked = CountersignAsk.objects.filter(account_id=rows.uuid_of(account_id)).values("notice_id")
    found = rows.rows().filter(
        id__in=asked, single_signed=True, countersigned_at__isnull=True, disputed_at__isnull=True
    )
    return [rows.view(row) for row in found.order_by("published_at")]


def own_words(notice_id: str, office: str | None = None) -> list[WordsView]:
    """Returns the offices' own words about a public notice, signed off or not, by office and language."""
    found = OwnWords.objects.filter(notice_id=rows.uuid_of(notice_id)).order_by("office_id", "language")
    return [words_view(one) for one in (found.filter(office_id=office) if office else found)]


def words_to_review() -> list[WordsView]:
    """Returns the own words that nobody signed off yet, the longest waiting first."""
    found = OwnWords.objects.filter(reviewed_at__isnull=True, notice__state=State.PUBLISHED)
    return [words_view(one) for one in found.order_by("written_at")]


def words_view(one: OwnWords) -> WordsView:
    """Returns own words as a value."""
    return WordsView(
        id=str(one.id), notice=str(one.notice_id), office=one.office_id, language=one.language, text=one.text,
        warned=tuple(filter(None, one.warned.split(","))), reviewed_because=one.reviewed_because,
        author=str(one.author_id), written_at=one.written_at, reviewed_at=one.reviewed_at, posted_at=one.posted_at,
    )  # fmt: skip


def signature_counts(since: datetime) -> SignatureCounts:
    """Returns how often one person's word was enough since then, drills left out."""
    found = rows.rows().filter(single_signed=True, published_at__gte=since, exercise=False)
    signed, now = list(found), clock.now()
    return SignatureCounts(
        n_single_signed=len(signed),
        n_countersigned=sum(row.countersigned_at is not None for row in signed),
        n_disputed=sum(row.disputed_at is not None for row in signed),
        n_late=sum(rows.is_late(row, now) for row in signed),
    )


def _said_to(audience: NoticeAudience) -> QuerySet[Notice]:
    return (
        rows.rows()
        .filter(audience=audience, state__in=sorted(rules.SAID))
        .select_related("corrects")
        .order_by("-published_at")
    )


def _relays_by(office: str) -> dict[object, datetime]:
    return dict(Relay.objects.filter(office_id=office).values_list("notice_id", "relayed_at"))


def _line(
    told: Notice | None, public: list[Notice], *, relayed: dict[object, datetime], ward: str
) -> ForOffice:
    mine = [row for row in public if told is None or row.about_id == told.id]
    newest = mine[0] if mine else None
    about = told or mine[0]
    return ForOffice(
        notice=rows.view(told) if told else None,
        public=rows.public_view(newest) if newest else None,
        relayed_at=next((relayed[one.id] for one in rows.chain(newest) if one.id in relayed), None)
        if newest
        else None,
        lies_in_ward=ward in places.wards_of(rows.areas_of(about)),
    )
