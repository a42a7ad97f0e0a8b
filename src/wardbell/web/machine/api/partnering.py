"""A partner organization passes a public notice on by its own link, and says how many people it told."""

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from wardbell.notices import actions
from wardbell.notices import queries as said
from wardbell.notices.queries import PublicNotice
from wardbell.notices.rules import MOST_PEOPLE
from wardbell.people.rules import Verb
from wardbell.web.machine.api.bearers import acting, actor, caller
from wardbell.web.machine.api.once import once
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.words import Given, Language, Told

router = Router(tags=["relaying"])


class PassedOn(Told):
    """The organization of the token passes a notice on; `was_before` when it does so already."""

    code: str = Field(examples=["K7M2QX"])
    organization: str = Field(examples=["hotline"])
    link: str = Field(description="The organization's own link to the notice; who opens it is not counted.")
    was_before: bool


class ReachGiven(Given):
    """How many people the organization says that it told in one language; said again, the new number holds."""

    language: Language
    n_people: int = Field(strict=True, ge=1, le=MOST_PEOPLE, examples=[120])


class Reported(Told):
    """The organization's own word, by language: nobody checked it."""

    code: str = Field(examples=["K7M2QX"])
    organization: str = Field(examples=["hotline"])
    reported: dict[str, int] = Field(examples=[{"so": 120}])


@router.post(
    "/public/notices/{slug:code}/partner-relay",
    response=PassedOn,
    operation_id="relayByPartner",
    summary="Your organization passes it on",
)
@acting(Verb.RELAY_BY_PARTNER)
@once()
def relay_by_partner(request: HttpRequest, code: str) -> PassedOn:
    """Records that the token's organization passes a notice on. It sends nothing: the organization tells its own people."""
    found, organization = _public(code), caller(request).grant.organization
    result = actions.relay_by_partner(found.id, organization=organization, by=actor(request))
    link = said.partner_link(found.code, organization)
    return PassedOn(code=found.code, organization=organization, link=link, was_before=result.was_before)


@router.post(
    "/public/notices/{slug:code}/reach",
    response=Reported,
    operation_id="reportReach",
    summary="How many people you told",
)
@acting(Verb.RELAY_BY_PARTNER)
@once()
def report_reach(request: HttpRequest, code: str, given: ReachGiven) -> Reported:
    """Keeps how many people the token's organization says it told; it must have said first that it passes the notice on."""
    found, organization = _public(code), caller(request).grant.organization
    actions.report_reach(
        found.id,
        organization=organization,
        language=given.language,
        n_people=given.n_people,
        by=actor(request),
    )
    own = next(one for one in said.partner_relays(found.id) if one.organization == organization)
    return Reported(code=found.code, organization=organization, reported=dict(own.reported))


def _public(code: str) -> PublicNotice:
    found = said.by_code(code)
    if found is None:
        raise NotFound("There is no such notice.")
    return found
