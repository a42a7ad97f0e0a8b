"""The inventory of the city's sites, their signs, and uses that were seen."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions import rows
from wardbell.ordinance.actions.beginning import begin
from wardbell.ordinance.models import PropertyUse, SignCheck, Site
from wardbell.ordinance.rules import EntryKind, SignStatus, StagingUse
from wardbell.people.rules import Verb
from wardbell.places import queries as places


@transaction.atomic
def list_site(
    code: str, *, name: str, kind: str, controlled_by: str, by: Actor, ward: str = "", is_public_space: bool = True
) -> str:  # fmt: skip
    """Puts a site on the inventory, or changes what it says of it; returns its id.

    Raises:
        Unreadable: it has no name, its kind is none of the list, or its ward is unknown.
    """
    rows.check_permitted(by, Verb.KEEP_SITES)
    name = " ".join(name.split())
    kinds = [one for one, _ in Site._meta.get_field("kind").choices or ()]
    if not name or kind not in kinds:
        raise Unreadable("Say what the site is called, and choose its kind.")
    rows.check_text(name)
    if ward:
        places.area(ward)
    site, _ = Site.objects.update_or_create(
        code=code,
        defaults={
            "name": name, "kind": kind, "ward": ward, "controlled_by": rows.known_department(controlled_by),
            "is_public_space": is_public_space, "retired_at": None,
        },
    )  # fmt: skip
    journal.write(verb="ordinance.list_site", about=f"site:{site.id}", by=by, facts={"code": code})
    return str(site.id)


@transaction.atomic
def check_sign(code: str, *, found: SignStatus, on: date, by: Actor) -> None:
    """Notes what somebody saw of the sign at a site; an older look does not overwrite a newer one.

    Raises:
        Unreadable: the day lies ahead, or there is no such site.
    """
    rows.check_permitted(by, Verb.OBSERVE)
    if on > places.today():
        raise Unreadable("The day of the check lies ahead.")
    site = _site(code)
    SignCheck.objects.create(site=site, checked_on=on, found=found, by_id=by.id)
    if site.sign_checked_on is None or site.sign_checked_on <= on:
        site.sign, site.sign_checked_on = found, on
        site.save(update_fields=["sign", "sign_checked_on"])
    journal.write(
        verb="ordinance.check_sign", about=f"site:{site.id}", by=by, facts={"found": found, "on": on}
    )


@transaction.atomic
def report_use(
    code: str, *, seen_at: datetime, uses: Sequence[StagingUse], by: Actor, had_permit: bool = False,
    ended_at: datetime | None = None,
) -> str:  # fmt: skip
    """Enters that a site is, or was, used for staging: tick-boxes alone, never who or with what; returns the entry's id.

    Raises:
        Unreadable: nothing is ticked, or the times do not fit.
    """
    rows.check_permitted(by, Verb.OBSERVE)
    rules.check_times(received_at=seen_at, now=clock.now())
    if not uses or (ended_at is not None and not seen_at <= ended_at <= clock.now()):
        raise Unreadable("Tick what was seen, and say when it was seen and when it ended.")
    site = _site(code)
    entry = rows.new_entry(EntryKind.PROPERTY_USE, received_at=seen_at, by=by, verb=Verb.OBSERVE)
    PropertyUse.objects.create(
        entry=entry, site=site, seen_at=seen_at, ended_at=ended_at, sign_then=site.sign, had_permit=had_permit,
        uses=",".join(dict.fromkeys(uses)),
    )  # fmt: skip
    begun = begin(entry, arose_at=seen_at, by=by)
    facts = {"number": entry.number, "site": site.code, "begun": begun}
    journal.write(verb="ordinance.report_use", about=f"entry:{entry.id}", by=by, facts=facts)
    return str(entry.id)


@transaction.atomic
def end_use(entry_id: str, *, ended_at: datetime, by: Actor) -> None:
    """Notes when a use ended; the public reads of it a day later.

    Raises:
        WrongState: it had ended before.
    """
    rows.check_permitted(by, Verb.OBSERVE)
    use = _use(entry_id)
    if use.ended_at is not None:
        raise WrongState("This use has ended already.")
    if not use.seen_at <= ended_at <= clock.now():
        raise Unreadable("It cannot have ended before it was seen, or later than now.")
    use.ended_at = ended_at
    use.save(update_fields=["ended_at"])
    journal.write(verb="ordinance.end_use", about=f"entry:{entry_id}", by=by, facts={"ended_at": ended_at})


@transaction.atomic
def ask_to_leave(entry_id: str, *, with_letter: bool, by: Actor) -> None:
    """Notes that whoever used a site was asked to leave it, by word or by counsel's letter; each the first time alone."""
    rows.check_permitted(by, Verb.OBSERVE)
    use = _use(entry_id)
    now = clock.now()
    use.asked_to_leave_at = use.asked_to_leave_at or now
    use.letter_sent_at = use.letter_sent_at or (now if with_letter else None)
    use.save(update_fields=["asked_to_leave_at", "letter_sent_at"])
    journal.write(
        verb="ordinance.ask_to_leave", about=f"entry:{entry_id}", by=by, facts={"letter": with_letter}
    )


def _use(entry_id: str) -> PropertyUse:
    entry = rows.locked(entry_id)
    found = PropertyUse.objects.filter(entry=entry).first()
    if found is None:
        raise Unreadable("There is no such use of property.")
    return found


def _site(code: str) -> Site:
    found = Site.objects.select_for_update().filter(code=code, retired_at__isnull=True).first()
    if found is None:
        raise Unreadable("There is no site '%(code)s' in the city's inventory.", code=code)
    return found
