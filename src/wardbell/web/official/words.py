"""How closed answers are asked for and named on these pages: one place, so that a question never reads two ways."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbell.dispatch.letters import Reach
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import Agency, Answer, CityAnswer, HowKnown, RequestType, Status, WithdrawReason
from wardbell.people import queries as people

HOW_KNOWN = {
    HowKnown.PUBLIC_STATEMENT: _("It was stated publicly, and I have the link"),
    HowKnown.SEEN_IN_PUBLIC_BY_STAFF: _("City staff saw it from a public place"),
    HowKnown.VERIFIED_REPORT: _("A verified report by our partners"),
    HowKnown.REQUEST: _("We were asked for city property or staff"),
    HowKnown.LEAVE_TO_SHARE: _("We were told, with recorded leave to share it"),
    HowKnown.POLICE_OR_FEDERAL_SYSTEM: _("From a police or federal system"),
    HowKnown.TASK_FORCE: _("Through a task force"),
    HowKnown.DECONFLICTION: _("From a deconfliction call or list"),
    HowKnown.SEALED_PAPER: _("From a sealed paper"),
    HowKnown.IN_CONFIDENCE: _("Told to me in confidence"),
    HowKnown.NOT_SURE: _("I am not sure"),
}

#: of civic notices
CIVIC_KNOWN = {
    HowKnown.OWN_WORKS: _("Our own works or health staff know it"),
    HowKnown.PUBLIC_STATEMENT: _("It was stated publicly, and I have the link"),
}
#: how to name any of them
KNOWN = HOW_KNOWN | CIVIC_KNOWN

CIVIC_KINDS = {
    "boil_water": _("Tap water: boil it, or do not use it"),
    "snow_emergency": _("Snow emergency: where nobody may park"),
}

CAUSES = {
    "main_break": _("A water main broke"),
    "bacteria_found": _("A test found bacteria"),
    "pressure_lost": _("The water lost pressure"),
    "treatment_fault": _("A step of the treatment failed"),
}

ADVICES = {
    "boil": _("Boil it for a minute"),
    "do_not_drink": _("Do not drink it, not even boiled"),
    "do_not_use": _("Do not use it at all"),
    "routes": _("No parking on snow emergency routes"),
    "even_side": _("No parking on the even side"),
    "odd_side": _("No parking on the odd side"),
}

REACH = {
    Reach.PUBLIC: _("May go to council offices, and to the public as a reviewed version."),
    Reach.COUNCIL: _("May go to council offices only."),
    Reach.NOBODY: _("Goes to nobody. Nothing is kept; you get the city attorney's number."),
}

STATUS = {
    Status.ONGOING: _("It is going on now"),
    Status.ENDED: _("It has ended"),
    Status.PUBLICLY_ANNOUNCED: _("It is publicly announced and not under way"),
    Status.RUMOUR: _("It is a rumour that already circulates publicly"),
}

ANSWERS = {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.NOT_KNOWN: _("Not known")}

AGENCIES = {
    Agency.FEDERAL_IMMIGRATION: _("A federal immigration agency"),
    Agency.FEDERAL_OTHER: _("Another federal agency"),
    Agency.STATE: _("A state agency"),
    Agency.COUNTY: _("The county"),
    Agency.OTHER_CITY: _("Another city"),
}

REQUEST_TYPES = {
    RequestType.PROPERTY: _("Use of city property"),
    RequestType.STAFF: _("City staff"),
    RequestType.TRAFFIC: _("Traffic or crowd control"),
    RequestType.EQUIPMENT: _("Equipment"),
    RequestType.RECORDS: _("Records or data"),
}

CITY_ANSWERS = {
    CityAnswer.DECLINED: _("Declined"),
    CityAnswer.PARTLY: _("Partly granted"),
    CityAnswer.GRANTED: _("Granted"),
    CityAnswer.LIFE_SAFETY_ONLY: _("Life and safety only"),
    CityAnswer.PENDING: _("Not answered yet"),
}

WITHDRAW_REASONS = {
    WithdrawReason.SENT_IN_ERROR: _("It was sent in error"),
    WithdrawReason.NOT_SO: _("It was found not to be so"),
    WithdrawReason.WRONG_AREA: _("It named the wrong area"),
    WithdrawReason.TEST_BY_MISTAKE: _("It was a test, sent by mistake"),
}

AGO = {
    "0": _("Just now"),
    "15": _("15 minutes ago"),
    "30": _("30 minutes ago"),
    "60": _("An hour ago"),
    "other": _("Another time"),
}

#: why an evening was passed over, as escalation notes it; here so that the catalogues hold the sentences
PASSED_OVER = (
    _("This node did not run at the hour."),
    _("This node begins its tests with the next evening."),
)

#: what a line of the follow-up page says; a verb without a sentence is not shown
HAPPENED = {
    "notices.begin": _("Begun"),
    "notices.publish": _("Sent to every council office"),
    "notices.read_back": _("Read back to the designee who phoned"),
    "notices.countersign": _("Countersigned by a second person"),
    "notices.dispute": _("Disputed by a second person"),
    "notices.tell_next": _("Another second person was asked"),
    "notices.draft_public": _("A public version was drafted"),
    "notices.ask_approval": _("The approver pool was asked"),
    "notices.ask_next": _("The next approver was asked"),
    "notices.approve": _("Approved by a second person"),
    "notices.send_back": _("Sent back to its author"),
    "notices.hold": _("Held for life safety"),
    "notices.renew_hold": _("The safety hold was renewed by a second person"),
    "notices.release_hold": _("The safety hold was ended early"),
    "notices.relay": _("Passed on to a ward"),
    "notices.ask_coverage": _("The approver pool was asked about wards nobody told"),
    "notices.withdraw": _("Withdrawn"),
    "dispatch.send_again": _("Sent again to those who did not get it"),
    "notices.end": _("Ended"),
    "notices.relay_by_policy": _("Passed on to wards by the city's policy"),
    "notices.relay_by_partner": _("A partner organization passes it on"),
    "notices.correct": _("A correction was drafted"),
    "notices.all_clear": _("An all-clear was drafted"),
}


def speakers(notice: NoticeView) -> dict[str, object]:
    """Returns the names of who wrote a notice and of who phoned it in ("" when nobody did), also of accounts closed since."""
    phoned = notice.on_behalf_of
    if notice.organization:  # who leads a shift there is known by pseudonym, and here not at all
        return {"author": people.name_in(notice.organization, get_language() or "en"), "phoned": ""}
    return {
        "author": people.listed(notice.author).person.name,
        "phoned": people.listed(phoned).person.name if phoned else "",
    }
