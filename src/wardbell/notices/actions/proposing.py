"""What an organization of the community proposes to the public: verified facts, or "we do not know yet" of a claim that is public."""

from typing import Unpack

from django.db import transaction

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.journal import actions as journal
from wardbell.notices.actions import rows
from wardbell.notices.actions.answering import Answers, apply_answers, check_ready
from wardbell.notices.kinds import kind as kind_named
from wardbell.notices.models import Notice
from wardbell.notices.queries.rows import subject_of
from wardbell.notices.rules import BULLETIN, RUMOUR_CHECK, HowKnown, NoticeAudience, Status


@transaction.atomic
def propose_verified(*, organization: str, by: Actor, **answers: Unpack[Answers]) -> str:
    """Drafts a public notice of verified facts for an organization, with every question answered, and returns its id.

    Raises:
        NotAllowed: this person may not propose there.
        Refused: an answer is missing, or two exclude each other.
    """
    return _draft(
        BULLETIN, how_known=HowKnown.VERIFIED_REPORT, organization=organization, by=by, answers=answers
    )


@transaction.atomic
def propose_rumour_check(*, organization: str, by: Actor, **answers: Unpack[Answers]) -> str:
    """Drafts "we do not know yet" for an organization, about a claim that circulates in public, and returns its id.

    Raises:
        NotAllowed: this person may not propose there.
        Refused: link, time or ward of the claim is missing.
    """
    answers["status"] = Status.RUMOUR
    return _draft(
        RUMOUR_CHECK, how_known=HowKnown.PUBLIC_STATEMENT, organization=organization, by=by, answers=answers
    )


def _draft(kind: str, *, how_known: HowKnown, organization: str, by: Actor, answers: Answers) -> str:
    rows.check_proposes_for(organization, by)
    row = Notice.objects.create(
        kind=kind, of_kind=kind, matter=kind_named(kind).matter, audience=NoticeAudience.PUBLIC, how_known=how_known,
        author_id=by.id, organization_id=organization, begun_at=clock.now(), code=ids.short_code(),
    )  # fmt: skip
    apply_answers(row, answers)
    check_ready(row)
    facts = {"kind": kind, "organization": organization}
    journal.write(verb="notices.begin", about=subject_of(row), by=by, facts=facts)
    return str(row.id)
