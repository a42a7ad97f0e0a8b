"""From incident to word: a draft of verified, closed answers that rests on its incident, before the approver pool at once."""

from datetime import datetime

from django.db import transaction

from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed, Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.rules import RUMOUR_CHECK, State, WithdrawReason
from wardbell.notices.rules import Answer as Presence
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb
from wardbell.reports.actions.ladder import tie
from wardbell.reports.models import Incident, Rumour, Volunteer
from wardbell.reports.queries import rows, standing
from wardbell.reports.queries.proposing import (
    Due,
    MadeOf,
    Proposal,
    checks_answered_by,
    ended_by_hand,
    made_of,
    rounded,
    rumour_to_propose,
    to_propose,
)

_IN_THE_MAKING = frozenset({State.DRAFT, State.IN_REVIEW})


@transaction.atomic
def propose(incident_id: str, *, agents: Presence = Presence.NOT_ANSWERED, by: Actor) -> str:
    """Drafts the notice of an incident, ties it to that, asks the approver pool, and returns the notice's id.

    Where "we do not know yet" stands of a claim that the incident answers, the answer goes to whoever got that, and takes its
    place. `agents` counts where the finding leaves open whether federal agents were there; else the finding does.

    Raises:
        NotAllowed: nobody stands behind the incident, or this person leads no shift of the community.
        Conflict: a notice of it is in the making or stands: there is one for each incident.
    """
    volunteer, organization = _who_proposes(by)
    incident = _locked(incident_id)
    facts = to_propose(incident_id)
    shown = _as_seen(volunteer, by)
    if checks := checks_answered_by(incident_id, organization=organization):
        return _answer_checks(incident, checks, facts, agents=agents, by=by, shown=shown)
    _check_is_the_only_one(incident_id)
    notice_id = notices.propose_verified(
        organization=organization, by=shown, status=facts.status, areas=facts.areas, civil=facts.civil,
        agents=_agents(facts, agents), source_at=facts.source_at, since_at=facts.since_at,
    )  # fmt: skip
    _ask(incident, notice_id, by=by, shown=shown)
    return notice_id


def _answer_checks(
    incident: Incident, checks: list[str], facts: Proposal, *, agents: Presence, by: Actor, shown: Actor
) -> str:
    """Drafts the answer to each "we do not know yet" that stands, and returns the first one's id."""
    answers = [
        notices.answer_rumour_check(
            check, by=shown, status=facts.status, areas=facts.areas, civil=facts.civil, agents=_agents(facts, agents),
            source_at=facts.source_at, since_at=facts.since_at,
        )
        for check in checks
    ]  # fmt: skip
    for notice_id in answers:
        _ask(incident, notice_id, by=by, shown=shown)
    return answers[0]


@transaction.atomic
def propose_answer(
    rumour_id: str, *, agents: Presence = Presence.NOT_ANSWERED, link: str = "",
    source_at: datetime | None = None, by: Actor,
) -> str:  # fmt: skip
    """Drafts the rumour check of an answered claim to its ward, asks the approver pool, and returns the notice's id.

    What is confirmed, or something else, is told as the notice of its incident. "We do not know yet" needs `link` and
    `source_at` of the claim as it circulates in public, and says no more than the ward.

    Raises:
        NotAllowed: what the answer rests on is confirmed no longer, or this person leads no shift of the community.
        Conflict: the notice is in the making or stands already.
    """
    asked = rumour_to_propose(rumour_id)
    if asked.facts is not None:
        return propose(asked.facts.incident_id, agents=agents, by=by)
    volunteer, organization = _who_proposes(by)
    _check_ward_has_none(organization, asked.ward)
    if source_at is None:
        raise Refused("Give the time of the statement or of the leave.")
    shown = _as_seen(volunteer, by)
    notice_id = notices.propose_rumour_check(
        organization=organization,
        by=shown,
        areas=(asked.ward,),
        link=link.strip(),
        source_at=rounded(source_at),
    )
    Rumour.objects.filter(id=rumour_id).update(not_known_id=notice_id)
    notices.ask_approval(notice_id, by=shown)
    journal.write(
        verb="reports.propose_answer", about=f"rumour:{rumour_id}", by=standing.known_as(volunteer, by),
        facts={"notice": notice_id},
    )  # fmt: skip
    return notice_id


@transaction.atomic
def ask_again_for_approval(notice_id: str, *, by: Actor) -> None:
    """Puts a draft that was sent back before the approver pool once more, as its author; its facts cannot be changed by hand.

    Raises:
        NotAllowed: somebody else proposed it.
    """
    volunteer, _organization = _who_proposes(by)
    notices.ask_approval(notice_id, by=_as_seen(volunteer, by))


@transaction.atomic
def drop_proposal(notice_id: str, *, by: Actor) -> None:
    """Throws a draft away, as its author; the incident can be proposed anew.

    Raises:
        NotAllowed: somebody else proposed it.
    """
    volunteer, _organization = _who_proposes(by)
    notices.discard(notice_id, by=_as_seen(volunteer, by))


@transaction.atomic
def set_right(notice_id: str, *, agents: Presence = Presence.NOT_ANSWERED, by: Actor) -> None:
    """Ends, withdraws or corrects the notice of an incident that has changed, to the identical audience.

    What ends or withdraws leaves at once, in reviewed phrases, and a second person is told; a correction says something
    new, so two persons send it.

    Raises:
        WrongState: the notice says what its incident says.
    """
    volunteer, _organization = _who_proposes(by)
    shown = _as_seen(volunteer, by)
    made = _made(notice_id)
    if made.due is Due.END:
        notices.end(notice_id, by=shown)
    elif made.due is Due.WITHDRAW:
        notices.withdraw(notice_id, reason=WithdrawReason.NOT_SO, by=shown)
    else:
        _correct(made, agents=agents, by=by, shown=shown)
    journal.write(
        verb="reports.set_right", about=f"incident:{made.incident_id}", by=standing.known_as(volunteer, by),
        facts={"notice": notice_id, "how": made.due},
    )  # fmt: skip


@transaction.atomic
def end_notice(notice_id: str, *, by: Actor) -> None:
    """Says to whoever got it that what a notice told of is over, where no incident will tell: something else, or a claim.

    It leaves at once, in a reviewed phrase; a second person is told in the same second.

    Raises:
        NotAllowed: this person leads no shift of the organization that said it.
        WrongState: it does not stand, or it ends with its incident.
    """
    volunteer, _organization = _who_proposes(by)
    if notice_id not in ended_by_hand([said.notice(notice_id)]):
        raise WrongState(
            "This notice ends with its incident. Raise that to ended, then set the notice right."
        )
    notices.end(notice_id, by=_as_seen(volunteer, by))
    journal.write(
        verb="reports.end_notice", about=f"notice:{notice_id}", by=standing.known_as(volunteer, by), facts={}
    )


def _correct(made: MadeOf, *, agents: Presence, by: Actor, shown: Actor) -> None:
    facts = to_propose(made.incident_id)
    correction = notices.correct(
        made.notice.id, by=shown, status=facts.status, civil=facts.civil, agents=_agents(facts, agents),
        source_at=facts.source_at, since_at=facts.since_at,
    )  # fmt: skip
    _ask(_locked(made.incident_id), correction, by=by, shown=shown)


def _made(notice_id: str) -> MadeOf:
    incident = Incident.objects.filter(bases__notice_id=notice_id).first()
    found = made_of(str(incident.id)) if incident is not None else []
    made = next((one for one in found if one.notice.id == notice_id), None)
    if made is None or made.due is None:
        raise WrongState("This notice says what its incident says; there is nothing to set right.")
    return made


def _ask(incident: Incident, notice_id: str, *, by: Actor, shown: Actor) -> None:
    tie(incident, notice_id=notice_id, by=by)
    notices.ask_approval(notice_id, by=shown)


def _agents(facts: Proposal, told: Presence) -> Presence:
    return (told or facts.agents) if facts.asks_agents else facts.agents


def _check_is_the_only_one(incident_id: str) -> None:
    open_ones = [one.notice for one in made_of(incident_id) if one.notice.state in _IN_THE_MAKING]
    standing_ones = [one.notice for one in made_of(incident_id) if one.notice.state is State.PUBLISHED]
    if open_ones or standing_ones:
        raise Conflict("A notice of this incident is in the making or stands already.")


def _check_ward_has_none(organization: str, ward: str) -> None:
    checks = [
        one for one in said.of_organization(organization) if one.kind == RUMOUR_CHECK and one.areas == (ward,)
    ]
    if any(one.state in _IN_THE_MAKING or one.is_current for one in checks):
        raise Conflict("A rumour check for this ward is in the making or stands already.")


def _who_proposes(by: Actor) -> tuple[Volunteer, str]:
    """Returns the volunteer, and the code of the organization whose shift they lead."""
    volunteer = standing.volunteer_who_may(by, Verb.PROPOSE_NOTICE)
    led = [one.organization for one in people.person(by.id).grants if one.role is Role.SHIFT_LEAD]
    organization = next((one for one in led if one), None)
    if organization is None:
        raise NotAllowed("Only who leads a shift of an organization proposes a notice.")
    return volunteer, organization


def _as_seen(volunteer: Volunteer, by: Actor) -> Actor:
    """Returns who acts, by pseudonym: the journal of notices is never erased."""
    return Actor(id=by.id, kind=by.kind, label=volunteer.pseudonym, bound=by.bound)


def _locked(incident_id: str) -> Incident:
    row = Incident.objects.select_for_update(of=("self",)).filter(id=incident_id).first()
    return row if row is not None else rows.incident_row(incident_id)
