"""Partner organizations pass a public version on by their own link, and say how many people they told."""

from dataclasses import replace

import pytest

from tests.notices import make
from wardbell.dispatch.models import Posting
from wardbell.ground.actors import OPERATOR, Bound
from wardbell.ground.errors import NotAllowed, Refused, Unreadable, WrongState
from wardbell.journal import queries as journal
from wardbell.notices import actions, queries
from wardbell.notices.models import PartnerRelay
from wardbell.notices.rules import MOST_PEOPLE, WithdrawReason
from wardbell.people import actions as people
from wardbell.people.rules import Role

pytestmark = pytest.mark.usefixtures("city")
LEAD = "hotline-lead"


def relay(public: str, organization: str = "hotline") -> actions.PassedOn:
    return actions.relay_by_partner(public, organization=organization, by=make.who(LEAD))


def report(public: str, n_people: int = 120, language: str = "so") -> None:
    actions.report_reach(
        public, organization="hotline", language=language, n_people=n_people, by=make.who(LEAD)
    )


def test_relay_when_twice_then_recorded_once_and_nothing_is_sent():
    public = make.bulletin()
    n_postings = Posting.objects.count()

    first, again = relay(public), relay(public)

    assert (first.was_before, again.was_before, PartnerRelay.objects.count()) == (False, True, 1)
    assert Posting.objects.count() == n_postings
    assert [one.verb for one in journal.about(f"notice:{public}")].count("notices.relay_by_partner") == 1


@pytest.mark.parametrize(
    ("key", "organization"), [(LEAD, "legal-aid"), ("ward-6-aide", "hotline"), ("chief-designee", "hotline")]
)
def test_relay_when_of_another_organization_then_refused(key, organization):
    with pytest.raises(NotAllowed):
        actions.relay_by_partner(make.bulletin(), organization=organization, by=make.who(key))


def test_relay_when_by_a_token_of_another_organization_then_refused():
    lead, public = make.who(LEAD), make.bulletin()
    bound = replace(lead, bound=Bound(token="x", role=Role.PARTNER, organization="legal-aid"))
    people.give_role(lead.id, role=Role.PARTNER, organization="legal-aid", by=OPERATOR)

    with pytest.raises(NotAllowed):
        actions.relay_by_partner(public, organization="hotline", by=bound)
    actions.relay_by_partner(public, organization="legal-aid", by=bound)

    assert [one.organization for one in queries.partner_relays(public)] == ["legal-aid"]


def test_relay_when_not_public_or_taken_back_then_refused():
    about = make.official()
    draft = make.public_draft(about)
    wrong = make.bulletin(make.official(areas=("ward:9",)))
    actions.withdraw(wrong, reason=WithdrawReason.NOT_SO, by=make.who("chief-designee"))

    for one in (about, draft, wrong):
        with pytest.raises(WrongState):
            relay(one)


def test_reach_when_reported_then_shown_as_their_own_word_and_the_newest_number_holds():
    public = make.bulletin()
    relay(public)
    report(public, 100)
    report(public, 120)
    report(public, 30, "en")

    (line,) = queries.partner_relays(public)

    assert (line.organization, line.reported, line.n_people) == ("hotline", {"so": 120, "en": 30}, 150)


@pytest.mark.parametrize(
    ("n_people", "language"), [(0, "so"), (-1, "so"), (MOST_PEOPLE + 1, "so"), (5, "tlh")]
)
def test_reach_when_no_likely_number_or_language_then_refused(n_people, language):
    public = make.bulletin()
    relay(public)

    with pytest.raises(Unreadable):
        report(public, n_people, language)
    assert queries.partner_relays(public)[0].reported == {}


def test_reach_when_the_organization_does_not_pass_it_on_then_refused():
    with pytest.raises(Refused, match="Say first"):
        report(make.bulletin())


@pytest.mark.parametrize("language", ["en", "es", "so", "hmn", "ar"])
def test_text_when_a_partners_then_the_reviewed_words_with_its_own_link(language):
    public = make.bulletin()
    code = queries.notice(public).code

    ours = queries.text(public, language=language, medium="sms").body
    theirs = queries.partner_text(public, organization="hotline", language=language, medium="sms").body

    assert theirs == ours.replace(f"/n/{code}/", f"/o/hotline/{code}/")
    assert theirs != ours
