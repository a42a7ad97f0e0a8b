"""From a log to a suggestion: types first, then the paper, the purpose, the answer; what follows is computed from these."""

from dataclasses import dataclass, field

from wardbell.ordinance.rules import HELPED, Agency, Channel, Decision, Document, Going, Purpose, RequestType
from wardbell.ordinance.suggesting import reading
from wardbell.ordinance.suggesting.papers import Paper, paper_of
from wardbell.ordinance.suggesting.reading import Log

_T = RequestType
_ON_SITE = frozenset(
    {_T.PERIMETER_CROWD, _T.TRAFFIC, _T.OFFICER_SAFETY_BACKUP, _T.FACILITY_ACCESS, _T.PROPERTY_STAGING}
)
_AT_WORK = frozenset({_T.PERIMETER_CROWD, _T.TRAFFIC, _T.OFFICER_SAFETY_BACKUP})
_DATA = frozenset({_T.RECORDS_DATA, _T.VIDEO_ALPR_DRONE, _T.VENDOR_HELD_DATA})
_ABOUT_A_PERSON = frozenset({_T.DETAINER_HOLD, _T.RELEASE_NOTICE, _T.JAIL_INTERVIEW})
#: a type on the left explains away the words of those on the right
_OVER = (
    (_T.DECONFLICTION_NOTICE, frozenset(_T)),
    (_T.VENDOR_HELD_DATA, frozenset({_T.EQUIPMENT_TOW_FORENSICS, _T.RECORDS_DATA, _T.VIDEO_ALPR_DRONE, _T.PROPERTY_STAGING})),
    (_T.JAIL_INTERVIEW, frozenset({_T.FACILITY_ACCESS, _T.RECORDS_DATA, _T.DETAINER_HOLD, _T.PERSONNEL_TASK_FORCE})),
    (_T.DETAINER_HOLD, frozenset({_T.RECORDS_DATA, _T.FACILITY_ACCESS, _T.PERSONNEL_TASK_FORCE})),
    (_T.RELEASE_NOTICE, frozenset({_T.RECORDS_DATA, _T.DETAINER_HOLD})),
    (_T.PERMIT_CLOSURE, frozenset({_T.TRAFFIC, _T.PROPERTY_STAGING, _T.RECORDS_DATA})),
    (_T.VIDEO_ALPR_DRONE, frozenset({_T.RECORDS_DATA, _T.FACILITY_ACCESS, _T.PROPERTY_STAGING, _T.TRAFFIC, _T.EQUIPMENT_TOW_FORENSICS})),
    (_T.RECORDS_DATA, frozenset({_T.PERSONNEL_TASK_FORCE, _T.PROPERTY_STAGING, _T.TRAFFIC})),
    (_T.PERIMETER_CROWD, frozenset({_T.FACILITY_ACCESS, _T.PROPERTY_STAGING})),
    (_T.EQUIPMENT_TOW_FORENSICS, frozenset({_T.FACILITY_ACCESS, _T.RECORDS_DATA, _T.PROPERTY_STAGING, _T.TRAFFIC})),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What a log seems to say. Whoever takes the request down confirms each field or changes it."""

    request_types: tuple[RequestType, ...] = ()
    document: Document = Document.NONE
    document_detail: str = ""
    document_stated: str = ""
    purpose: Purpose = Purpose.UNKNOWN
    requesting_agency: Agency = Agency.UNKNOWN
    channel: Channel = Channel.PHONE
    status: Going = Going.REQUESTED
    decision: Decision = Decision.NOT_SAID
    observed_use: bool = False
    missing: tuple[str, ...] = ()
    deadline_hints: tuple[str, ...] = ()
    in_scope: bool = field(default=True)


def suggest(text: str) -> Suggestion:
    """Returns what a dispatcher's or a front desk's log seems to ask for, and which duties may begin."""
    log = Log(text)
    agency = _agency(log)
    if not _is_in_scope(log, agency):
        return Suggestion(
            requesting_agency=Agency.OTHER if log.says("scope", "local") else Agency.UNKNOWN,
            channel=_channel(log, is_observed=False), deadline_hints=("out_of_scope",), in_scope=False,
        )  # fmt: skip
    is_observed = _is_observed(log)
    types = _types(log, is_observed=is_observed)
    paper = paper_of(log)
    purpose = _purpose(log, paper, agency)
    is_told_only = _T.DECONFLICTION_NOTICE in types
    decision = Decision.NOT_SAID if is_observed or is_told_only else _decision(log)
    status = _status(log, decision, types=types)
    found = Suggestion(
        request_types=tuple(sorted(types)), document=paper.shown, document_detail=paper.detail,
        document_stated=paper.stated, purpose=purpose, requesting_agency=agency,
        channel=_channel(log, is_observed=is_observed), status=status, decision=decision, observed_use=is_observed,
    )  # fmt: skip
    return Suggestion(
        **(
            vars(found)
            | {"missing": _missing(log, found, paper), "deadline_hints": _hints(log, found, paper)}
        )
    )


def _agency(log: Log) -> Agency:
    """The component that is named first; ICE or DHS alone only where no component is."""
    named = {name: log.first("agency", name) for name in reading.names("agency")}
    found = sorted((place, name) for name, place in named.items() if place is not None)
    if found:
        return Agency(found[0][1])
    if log.has_ice:
        return Agency.ICE_ERO
    weak = next((name for name in reading.names("agency_weak") if log.says("agency_weak", name)), "")
    return Agency(weak) if weak else Agency.UNKNOWN


def _is_in_scope(log: Log, agency: Agency) -> bool:
    if log.says("scope", "not_federal"):
        return False
    return agency is not Agency.UNKNOWN or log.says("scope", "federal")


def _is_observed(log: Log) -> bool:
    """A use that somebody saw: property, seen, and nobody asked the city for it; an owner's own question is no request."""
    is_property = log.says("type", "property_staging") or log.says("noun", "property_staging")
    if not (log.says("more", "saw") and is_property):
        return False
    return log.says("more", "private") or not log.without("more", "saw").says("more", "request")


def _types(log: Log, *, is_observed: bool) -> frozenset[RequestType]:
    if is_observed:
        return frozenset({_T.PROPERTY_STAGING})
    found = {one for one in _T if log.says("type", one)}
    for strong, weak in _OVER:
        if strong in found:
            found -= weak - {strong}
    return frozenset(found or _by_noun(log))


def _by_noun(log: Log) -> set[RequestType]:
    """What is spoken of, where no pattern tells what is wanted; a squad or an officer is the last that is thought of."""
    named = next((one for one in reading.names("noun") if log.says("noun", one)), "")
    if named:
        return {RequestType(named)}
    return {_T.OFFICER_SAFETY_BACKUP} if log.says("type", "backup_weak") else set()


def _purpose(log: Log, paper: Paper, agency: Agency) -> Purpose:
    """Only what the text or the paper says: an agency's usual work is no purpose, nor is what a prisoner is held for."""
    of_the_request = log.without("purpose", "of_the_held")
    papers = {paper.shown, paper.stated}
    is_civil = (
        of_the_request.says("purpose", "civil")
        or not papers.isdisjoint({Document.I_200, Document.I_205, Document.I_247})
        or (paper.shown is Document.ADMIN_SUBPOENA and agency is Agency.ICE_ERO)
    )
    is_criminal = of_the_request.says("purpose", "criminal") or paper.is_criminal
    if is_criminal and (is_civil or log.says("purpose", "along")):
        return Purpose.MIXED
    if is_criminal:
        return Purpose.CRIMINAL
    return Purpose.CIVIL if is_civil else Purpose.UNKNOWN


def _decision(log: Log) -> Decision:
    """The most particular answer that the log tells; an answer that is still to come is none."""
    for one in (
        Decision.LIFE_SAFETY_ONLY,
        Decision.PARTLY,
        Decision.NO_REPLY,
        Decision.DECLINED,
        Decision.GRANTED,
    ):
        if log.says("decision", one):
            return one
    if log.says("decision", Decision.REFERRED):
        return Decision.REFERRED
    return Decision.NOT_SAID


def _status(log: Log, decision: Decision, *, types: frozenset[RequestType]) -> Going:
    is_on_site = not types.isdisjoint(_ON_SITE) and _T.PERMIT_CLOSURE not in types
    if log.says("status", "left"):
        return Going.ENDED
    if decision in HELPED:
        return Going.ENDED if log.says("status", "lasted") else Going.ONGOING
    if is_on_site and log.says("status", "at_work") and not log.says("future", "plan"):
        return Going.ONGOING
    if decision is Decision.DECLINED or (
        decision is Decision.REFERRED and not types.isdisjoint(_ABOUT_A_PERSON)
    ):
        return Going.ENDED
    return Going.REQUESTED


def _channel(log: Log, *, is_observed: bool) -> Channel:
    """What the log begins with counts first; then the most particular way that it names."""
    opening = log.text[:40]
    for one in (
        Channel.RADIO,
        Channel.EMAIL,
        Channel.PORTAL,
        Channel.DISPATCH,
        Channel.PHONE,
        Channel.IN_PERSON,
    ):
        if reading.first_in(opening.partition(":")[0].partition(",")[0], "channel", one) is not None:
            return one
    order = (
        Channel.PORTAL,
        Channel.RADIO,
        Channel.EMAIL,
        Channel.DISPATCH,
        Channel.OTHER,
        Channel.IN_PERSON,
        Channel.PHONE,
    )
    if is_observed:
        return Channel.PHONE if log.says("channel", Channel.PHONE) else Channel.OBSERVED
    return next((one for one in order if log.says("channel", one)), Channel.PHONE)


def _missing(log: Log, found: Suggestion, paper: Paper) -> tuple[str, ...]:
    """The fields that the text leaves open, for the form to ask."""
    types = frozenset(found.request_types)
    is_asked = not found.observed_use and _T.DECONFLICTION_NOTICE not in types
    says_no_paper = paper.is_denied or paper.stated != "" or paper.shown is not Document.NONE
    holds = {
        "requesting_agency": found.requesting_agency is Agency.UNKNOWN,
        "purpose_class": found.purpose is Purpose.UNKNOWN,
        "document_shown": is_asked and not says_no_paper,
        "place": not types.isdisjoint(_ON_SITE) and not log.says("more", "place"),
        "window": _T.PERMIT_CLOSURE in types and not log.says("more", "when"),
        "decision": is_asked and found.decision is Decision.NOT_SAID,
    }
    return tuple(name for name, is_missing in holds.items() if is_missing)


def _hints(log: Log, found: Suggestion, paper: Paper) -> tuple[str, ...]:
    """The duties that may begin, by the definitions of the register; which of them bind is the ordinance's word."""
    types = frozenset(found.request_types)
    is_told_only = _T.DECONFLICTION_NOTICE in types
    asked = bool(types) and not found.observed_use and not is_told_only
    is_private = found.observed_use and log.says("more", "private")
    has_paper = paper.shown is not Document.NONE or paper.stated != ""
    is_plan = _is_plan(log, types)
    at_work = not types.isdisjoint(_AT_WORK) or (found.observed_use and found.status is Going.ONGOING)
    holds = {
        "council_notice_asap": at_work
        and not is_private
        and not is_plan
        and found.purpose is not Purpose.CRIMINAL,
        "request_report_to_council": asked,
        "document_use": found.decision in HELPED,
        "life_safety_narrative": found.decision is Decision.LIFE_SAFETY_ONLY,
        "property_violation_now": found.observed_use and not is_private,
        "owner_sign_offer": is_private,
        "counsel_before_reply": asked
        and (has_paper or not types.isdisjoint(_DATA | {_T.PERMIT_CLOSURE}) or _asks_agreement(log)),
        "return_date": paper.shown is not Document.NONE and log.says("more", "return_date"),
        "vendor_duty": log.says("type", "vendor_held_data"),
        "subject_notice": not types.isdisjoint({_T.DETAINER_HOLD, _T.RELEASE_NOTICE}),
        "source_gate": is_plan or log.says("future", "secret"),
    }
    return tuple(name for name, is_hinted in holds.items() if is_hinted)


def _is_plan(log: Log, types: frozenset[RequestType]) -> bool:
    """A plan not yet under way; a date by which records are wanted, or on which somebody is let go, is none."""
    return log.says("future", "plan") and not types <= (_DATA | _ABOUT_A_PERSON)


def _asks_agreement(log: Log) -> bool:
    return log.says("type", "permit_closure") or any(
        word in log.text for word in ("memorandum", " mou", " moa", "287(g)", "agreement")
    )
