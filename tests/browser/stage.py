"""What the town of the page tests holds: notices at every station of their life, readers, signed-in people. Runs in the node."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from tests.notices import make
from tests.reports import make as ground
from tests.reports import shots
from wardbell.config.commands._rehearsal import volunteers
from wardbell.escalation import actions as asking
from wardbell.escalation import queries as escalation
from wardbell.escalation import tokens
from wardbell.escalation.rules import Via, roster_subject
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, OPERATOR
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.rules import HowKnown, Status, WithdrawReason
from wardbell.people import actions as people
from wardbell.people.models import Account, Membership
from wardbell.people.rules import Role
from wardbell.places import queries as places
from wardbell.reports import actions as reports
from wardbell.reports import queries as desk
from wardbell.reports.models import Gathering, Picture, Report
from wardbell.reports.rules import (
    MOST_SOUND,
    Brief,
    Danger,
    Equipment,
    FirstHand,
    FixedWord,
    Kind,
    Label,
    Level,
    Marking,
    Place,
    PlaceKind,
    Told,
    Way,
)
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.web import entry

PASSWORD = "a long enough sentence"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
COUNSEL_KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEw5DxupIui+3ncK0kycYlrX+RTVdtEvYVXq76C07BAFUxZEzPNYE5qytHbCruAXTP8MqR+eBxGez6HfhTFXb/KA=="  # nobody has its other half
AN_HOUR_S = 3600  # a sign-in dated ahead does not grow too old while the tests run

#: medium, address, language: everybody lives in ward 6 and may be told at any hour
READERS = (
    ("sms", "+16125550170", "en"), ("sms", "+16125550171", "es"), ("sms", "+16125550172", "so"),
    ("sms", "+16125550173", "hmn"), ("sms", "+16125550174", "ar"), ("mail", "amina@readers.example", "ar"),
    ("mail", "robin@readers.example", "en"),
)  # fmt: skip


def take_readers() -> None:
    """Signs the readers up and confirms them."""
    for medium, address, language in READERS:
        subscribers.confirm(_sign_up(medium, address, language), by=OPERATOR, method="operator")


def everything() -> dict[str, str]:
    """Fills the town, and returns what the addresses of its pages need."""
    take_readers()
    return (
        _said()
        | _held()
        | hotline()
        | evening()
        | _waiting()
        | _taken_back()
        | _drafts()
        | civic()
        | answering()
        | _people()
        | _links()
        | looking_with_pictures()
    )


def sessions() -> dict[str, str]:
    """Signs people in without a form, and returns each one's cookie; `stale` is one who must show again who they are."""
    keys = {
        "designee": "chief-designee", "second": "mayor-designee", "clerk": "duty-clerk", "approver": "clerk-approver",
        "aide": "ward-6-aide", "aide-3": "ward-3-aide", "partner": "hotline-lead", "administrator": "administrator",
        "safety": "emergency-director", "hotline": "hotline-volunteer", "lead": "shift-lead", "confirmer": "confirmer",
        "counsel": "legal-aid-counsel",
    }  # fmt: skip
    cookies = {name: _session(make.who(key).id, is_demo=True) for name, key in keys.items()}
    staff, newcomer = _account("staff"), _account("newcomer")
    return cookies | {
        "staff": _session(str(staff.id), ago_s=-AN_HOUR_S), "stale": _session(str(staff.id), ago_s=AN_HOUR_S),
        "newcomer": _session(str(newcomer.id), ago_s=-AN_HOUR_S),
    }  # fmt: skip


def passkey() -> int:
    """Returns the number of the one passkey."""
    return int(Authenticator.objects.get(type="webauthn").pk)


def _said() -> dict[str, str]:
    """A notice in ward 6 that is public, relayed and answered in part, with an office's words that wait."""
    official = make.official()
    bulletin = make.bulletin(official)
    aide = make.who("ward-6-aide")
    notices.relay(bulletin, office="ward-6", by=aide)
    words = notices.add_words(bulletin, office="ward-6", language="en", text="Our office is open today. Ask us anything.", by=aide)  # fmt: skip
    subject = said.notice(official).subject
    request = escalation.request_about(subject, office="ward-6")
    other = escalation.request_about(subject, office="ward-3")
    assert request is not None
    assert other is not None
    return {
        "official": official, "bulletin": bulletin, "code": said.notice(bulletin).code, "words": words,
        "request": request.id, "token": tokens.make(other.id, rung=0),
    }  # fmt: skip


def _held() -> dict[str, str]:
    """A bulletin that a safety officer holds."""
    held = make.bulletin(make.official(areas=("ward:9",)))
    reason = "Rescuers are inside and would be endangered."
    notices.hold(held, minutes=30, reason=reason, by=make.who("emergency-director"))
    return {"held": held}


def hotline() -> dict[str, str]:
    """The hotline's desk: its people, a scene that two tell of, one beside it, a threat, and a call for help that somebody holds."""
    volunteers.seat()
    lead, by = make.who("shift-lead"), make.who("hotline-volunteer")
    dirty = "Gray van, plate MN KTR-4471, two in vests"
    place = Place(kind=PlaceKind.INTERSECTION, name="Ash St & Pier Ave", ward="ward:6")
    beside = Place(kind=PlaceKind.PUBLIC_PLACE, name="Main Library", ward="ward:6")
    told = [
        Told(way=Way.PHONE, first_hand=FirstHand.YES, place=place, text=dirty, markings=(Marking.VEST,), equipment=(Equipment.VAN,)),
        Told(way=Way.PHONE, first_hand=FirstHand.YES, place=place, text="still there, four of them"),
        Told(way=Way.PHONE, first_hand=FirstHand.NO, place=beside, text="a dog and a drum", language="ar"),
        Told(way=Way.PHONE, kind=Kind.THREAT, place=place, text="Somebody says that he will come with a gun", dangers=(Danger.WEAPONS,)),
        Told(way=Way.PHONE, kind=Kind.NEED_HELP, place=Place(kind=PlaceKind.WARD, name="Ward 3", ward="ward:3"), text="asks for a lawyer"),
    ]  # fmt: skip
    scene, _, _, threat, help_ = [reports.receive(one, by=by) for one in told]
    reports.claim(scene.incident_id, by=lead)
    reports.move(scene.incident_id, Level.UNCONFIRMED, by=lead)
    parted = reports.split(scene.incident_id, report_ids=[scene.report_id], by=lead)
    reports.undo(str(Gathering.objects.get(target_id=parted).id), by=lead)
    reports.split(scene.incident_id, report_ids=[scene.report_id], by=lead)
    astray = ground.report("vests by the laundry", place=ground.OTHER_CORNER)
    Report.objects.filter(id=astray.id).update(place_name=place.name, ward=place.ward)  # to be gathered anew
    sound = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(400)
    recording, long = (
        reports.keep_recording(
            one, came_as=f"machine:{len(one)}", number="+16125550188", language="es", by=OPERATOR
        )
        for one in (sound, sound + bytes(MOST_SOUND))
    )
    heron = next(one for one in desk.volunteers(lead) if "hotline" in one.roles)
    return {
        "scene": scene.incident_id, "account": str(Report.objects.filter(incident_id=scene.incident_id)[0].id),
        "recording": recording.recording_id, "long_recording": long.recording_id,
        "threat": threat.incident_id, "help": help_.incident_id, "volunteer": heron.id,
    }  # fmt: skip


def evening() -> dict[str, str]:
    """Yesterday's roster test, which ward 6 answered and ward 3 did not."""
    Membership.objects.update(starts_at=clock.now() - timedelta(days=3))  # the city was founded just now
    here = places.jurisdiction()
    yesterday = clock.now().astimezone(here.zone).date() - timedelta(days=1)
    hour = datetime.combine(yesterday, here.roster_at, tzinfo=here.zone)
    with clock.fixed(hour - timedelta(hours=1)):
        asking.test_roster()
    with clock.fixed(hour):
        asking.test_roster()
    subject = roster_subject(yesterday)
    ours, other = (escalation.request_about(subject, office=office) for office in ("ward-6", "ward-3"))
    assert ours is not None
    assert other is not None
    with clock.fixed(hour + timedelta(seconds=40)):
        asking.acknowledge(ours.id, by=make.who("ward-6-aide"), via=Via.INBOX)
    return {
        "evening": yesterday.isoformat(), "test_request": other.id, "test_token": tokens.make(other.id, rung=0),
    }  # fmt: skip


def _waiting() -> dict[str, str]:
    """A public version and a council notice, each waiting for a second person; and a council notice that two persons sent."""
    council = make.draft(HowKnown.REQUEST)
    notices.ask_approval(council, by=make.who("chief-designee"))
    approved = make.draft(HowKnown.REQUEST)
    notices.ask_approval(approved, by=make.who("chief-designee"))
    notices.approve(approved, by=make.who("city-clerk"))
    request = escalation.request_about(said.notice(approved).subject, office="ward-6")
    assert request
    about = make.official(areas=("ward:7", "ward:8"))
    return {
        "waiting_about": about,
        "waiting": make.public_draft(about),
        "waiting_council": council,
        "other_request": request.id,
    }


def _taken_back() -> dict[str, str]:
    """A bulletin that named the wrong ward, and a council notice that was an error."""
    error = make.official(areas=("ward:13",))
    notices.withdraw(error, reason=WithdrawReason.SENT_IN_ERROR, by=make.who("mayor-designee"))
    wrong = make.bulletin(make.official(areas=("ward:11",)))
    notices.withdraw(wrong, reason=WithdrawReason.WRONG_AREA, by=make.who("mayor-designee"))
    code = said.notice(wrong).code
    taken = said.by_code(code)
    assert taken
    return {"wrong": wrong, "wrong_code": code, "withdrawal_code": taken.replaced_by, "error": error}


def civic() -> dict[str, str]:
    """Water that is to be boiled, snow that is cleared, a rumour that is being checked, and a draft about water."""
    water = make.civic(help_at=("place:harbor-park",))
    notices.relay_due()
    snow = make.civic("snow_emergency")
    clear = notices.all_clear(snow, source_at=make.source_at(), by=make.who("emergency-designee"))
    make.second(clear, by="emergency-designee")
    about = make.draft(HowKnown.PUBLIC_STATEMENT, status=Status.RUMOUR, areas=("ward:2",))
    make.second(about, by="chief-designee")
    rumour = notices.draft_public(about, by=make.who("mayor-designee"))
    make.second(rumour)
    codes = {
        name: said.notice(one).code
        for name, one in (("water_code", water), ("clear_code", clear), ("rumour_code", rumour))
    }
    return codes | {"water": water, "rumour": rumour, "water_draft": make.civic_draft(by="chief-designee")}


def looking() -> dict[str, str]:
    """A confirmer who is asked to five scenes: not answered, briefed, accepted, there, and told to leave; another may be asked."""
    administrator, lead, confirmer = (make.who(key) for key in ("administrator", "shift-lead", "confirmer"))
    ids = [
        reports.keep_volunteer(
            one.id, pseudonym=pseudonym, languages=("en", "so"), wards=("ward:6",), is_adult=True,
            trained_on=places.today(), by=administrator,
        )
        for one, pseudonym in ((lead, "Linnet"), (confirmer, "Tern"))
    ]  # fmt: skip
    ground.volunteer(Role.CONFIRMER)  # is free
    scenes = [str(ground.report(place=ground.corner(n)).incident_id) for n in range(1, 7)]
    with clock.fixed(
        clock.now() + timedelta(hours=6)
    ):  # so that no offer lapses while the pages are looked at
        offers = [reports.ask(one, volunteer_ids=ids[1:], by=lead)[0] for one in scenes[:5]]
        for offer in offers[1:]:
            reports.open_brief(offer, lines=tuple(Brief), by=confirmer)
        for offer in offers[2:]:
            reports.accept(offer, by=confirmer)
        reports.arrive(offers[3], by=confirmer)
    reports.say(scenes[3], word=FixedWord.SEE_NOTHING, words="corner is empty", by=confirmer)
    reports.stand_down(scenes[4], by=lead)
    names = ("offered", "briefed", "accepted", "there", "leaving")
    return {f"offer_{name}": offer for name, offer in zip(names, offers, strict=True)} | {
        "looked": scenes[3], "free_scene": scenes[5], "offer": offers[3],
    }  # fmt: skip


def looking_with_pictures() -> dict[str, str]:
    """The same scenes; of one there are two pictures, one that waits and one that is cleared; and the key of a legal organization."""
    facts, lead, confirmer = looking(), make.who("shift-lead"), make.who("confirmer")
    offer = facts["offer_there"]
    reports.allow_pictures(why=shots.WHY, by=lead)
    shots.observed(offer, confirmer)
    for width in (1600, 1200):
        reports.add_picture(offer, shots.photo(width), by=confirmer)
    waiting, cleared = (
        str(one) for one in Picture.objects.order_by("received_at", "id").values_list("id", flat=True)
    )
    reports.look_at_picture(waiting, by=lead)
    reports.look_at_picture(cleared, by=lead)
    reports.clear_picture(cleared, by=lead)
    reports.publish_counsel_key("legal-aid", COUNSEL_KEY, by=make.who("legal-aid-counsel"))
    return facts | {"picture_waiting": waiting, "picture_cleared": cleared}


def answering() -> dict[str, str]:
    """Incidents at the desk: one to be told, one that ended after it was told, one that was something else, one sent back; a claim, and one that is answered."""
    volunteers.seat()
    lead = make.who("shift-lead")
    to_tell, ended, back = (
        str(ground.incident(Level.CONFIRMED_COMMUNITY, lead=lead, place=ground.corner(n)).id)
        for n in (5, 18, 31)
    )
    told = reports.propose(ended, by=lead)
    notices.approve(told, by=make.who("legal-aid-approver"))
    reports.move(ended, Level.ENDED, by=lead)
    other = str(ground.report(place=ground.corner(44)).incident_id)
    ground.confirmed_as_other(other, lead=lead)
    notices.approve(reports.propose(other, by=lead), by=make.who("legal-aid-approver"))
    returned = reports.propose(back, by=lead)
    notices.send_back(returned, reason="Is it still going on?", by=make.who("legal-aid-approver"))
    claim, answered = (
        reports.log_rumour(words, ward="ward:6", is_public_claim=True, by=lead)
        for words in ("They stop every bus", "They are at the market")
    )
    for one in (claim, answered):
        reports.take_rumour(one, by=lead)
    reports.answer_rumour(answered, Label.NOT_KNOWN, by=lead)
    return {
        "to_tell": to_tell, "finished": ended, "claim": claim, "answered_claim": answered,
        "told": told, "returned": returned,
    }  # fmt: skip


def _drafts() -> dict[str, str]:
    to_send = make.draft(areas=("ward:1", "neighbourhood:cedar-bend"))
    return {
        "draft": to_send,
        "link_draft": make.draft(HowKnown.PUBLIC_STATEMENT),
        "request_draft": make.draft(HowKnown.REQUEST),
        "leave_draft": make.draft(HowKnown.LEAVE_TO_SHARE),
        "phoned_draft": _phoned(),
    }


def _phoned() -> str:
    """A draft that a designee phones in to the duty clerk, to be read back."""
    clerk = make.who("duty-clerk")
    begun = notices.begin(
        how_known=HowKnown.SEEN_IN_PUBLIC_BY_STAFF, by=clerk, on_behalf_of=make.who("chief-designee").id
    )
    assert begun.notice_id
    notices.answer(begun.notice_id, by=clerk, source_at=make.source_at(), **make.ONGOING)
    return begun.notice_id


def _people() -> dict[str, str]:
    """Two accounts with a password: `staff` has an app and codes beside it, `newcomer` has nothing yet."""
    staff = _join("staff@cityhall.larkwater.example", "Staff with every factor (demo)")
    _join("newcomer@cityhall.larkwater.example", "Newcomer (demo)")
    adapter = get_adapter()
    Authenticator.objects.create(user_id=staff, type="totp", data={"secret": adapter.encrypt(TOTP_SECRET)})
    invitation = people.invite(
        email="invited@cityhall.larkwater.example", name="Somebody invited (demo)", role=Role.AIDE, office="ward-1", by=OPERATOR,
    )  # fmt: skip
    people.make_token(
        make.who("ward-6-aide").id, name="inbox reader", role=Role.AIDE, office="ward-6", by=OPERATOR
    )
    locked, still_locked = make.who("ward-12-aide").id, make.who("ward-13-aide").id
    for one in (locked, still_locked):
        people.lock(one, by=CLOCKWORK)
    return {
        "staff": staff, "person": make.who("ward-1-aide").id, "invitation": invitation,
        "locked": locked, "still_locked": still_locked,
    }  # fmt: skip


def _links() -> dict[str, str]:
    signed_up = _sign_up("sms", "+16125550180", "en")
    return {
        "confirmation": readers.confirmation_token(signed_up),
        "second_confirmation": readers.confirmation_token(_sign_up("sms", "+16125550182", "en")),
        "stop": readers.unsubscribe_token(_sign_up("sms", "+16125550181", "en")),
    }


def _sign_up(medium: str, address: str, language: str) -> int:
    return subscribers.subscribe(
        medium=medium, address=address, language=language, areas=("ward:6",), topics=("general", "enforcement"),
        before_eight=True, consent_version="sample-1", by=OPERATOR,
    )  # fmt: skip


def _join(email: str, name: str) -> str:
    token = people.invite(email=email, name=name, role=Role.DESIGNEE, office="mayor", by=OPERATOR)
    return people.accept_invitation(token, password=PASSWORD)


def _account(name: str) -> Account:
    return Account.objects.get(email=f"{name}@cityhall.larkwater.example")


def _session(account_id: str, *, is_demo: bool = False, ago_s: int = 0) -> str:
    """What the sign-in pages would have left in a session."""
    account, at = Account.objects.get(pk=account_id), time.time() - ago_s
    proofs: list[Mapping[str, object]] = [
        {"method": "password", "at": at, "email": account.email},
        {"method": "mfa", "type": "totp", "at": at, "reauthenticated": True},
    ]  # fmt: skip
    kept = SessionStore()
    kept["_auth_user_id"], kept["_auth_user_backend"] = str(account.pk), BACKEND
    kept["_auth_user_hash"] = account.get_session_auth_hash()
    kept["account_authentication_methods"] = proofs
    kept["account_authentication_methods_user"] = str(account.pk)
    if is_demo:
        kept[entry.ENTERED_AS] = str(account.pk)
    kept.set_expiry(settings.SESSION_COOKIE_AGE)
    kept.create()
    return str(kept.session_key)
