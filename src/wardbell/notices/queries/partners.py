"""Which organizations pass a public version on, by which link, and how many people they say they told."""

from django.conf import settings

from wardbell.notices.models import PartnerRelay
from wardbell.notices.queries.phrase import phrase_of
from wardbell.notices.queries.rows import row, uuid_of
from wardbell.notices.queries.texts import shown_slots
from wardbell.notices.queries.values import PartnerRelayed
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.phrases.queries import Text


def partner_relays(notice_id: str) -> list[PartnerRelayed]:
    """Returns the organizations that pass a notice on, by name, with the reach that they report themselves."""
    names = {one.code: one.name for one in people.organizations()}
    found = PartnerRelay.objects.filter(notice_id=uuid_of(notice_id)).prefetch_related("reported")
    lines = [
        PartnerRelayed(
            organization=one.organization_id, name=names[one.organization_id], relayed_at=one.relayed_at,
            reported={said.language: said.n_people for said in one.reported.all()},
        )
        for one in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.name)


def partner_link(code: str, organization: str) -> str:
    """Returns the address under which an organization passes a notice on; who opens it is not counted."""
    return f"{settings.BASE_URL}/o/{organization}/{code}/"


def partner_text(notice_id: str, *, organization: str, language: str, medium: str) -> Text:
    """Returns a public notice's reviewed text with an organization's own link in the place of ours.

    Raises:
        Unreadable: there is no such notice.
    """
    found = row(notice_id)
    slots = shown_slots(found) | {"link": partner_link(found.code, organization)}
    return phrases.render(
        phrase_of(found),
        slots,
        language=language,
        medium=medium,
        audience=found.audience,
        exercise=found.exercise,
    )
