"""Who is on call for an office: seen by everybody in it, set by member, deputy and administrator."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Refused
from wardbell.people import actions as people
from wardbell.people import queries, rules
from wardbell.people.queries import Person
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.account.forms import DutyForm
from wardbell.web.errors import sentence_of


@entry.signed_in()
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Shows who is on call; a POST sets it."""
    someone, seat = entry.person(request), queries.office(code)
    rules.check_may_see_duty(anywhere=someone.roles, in_office=someone.roles_in(code))
    members = queries.members_of(code, clock.now())
    with timezone.override(places.zone()):
        form = DutyForm(request.POST or None, members=members, initial=_usual(someone, members))
        if request.method == "POST" and form.is_valid() and _set(request, code, form):
            return redirect("duty", code=code)
        told = {
            "seat": seat,
            "form": form,
            "duties": queries.duties(code, clock.now()),
            "now": clock.now(),
            "may_set": rules.may_set_duty(anywhere=someone.roles, in_office=someone.roles_in(code)),
        }
        return render(request, "account/duty.html", told)


def _set(request: HttpRequest, code: str, form: DutyForm) -> bool:
    given = form.cleaned_data
    try:
        people.set_duty(
            code, account_id=given["account"], starts_at=given["starts_at"], ends_at=given["ends_at"],
            by=entry.actor(request),
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, sentence_of(refused))
        return False
    messages.success(request, _("The duty was set."))
    return True


def _usual(someone: Person, members: list[Person]) -> dict[str, str | datetime]:
    """From this minute to eight tomorrow morning, oneself if one belongs to the office."""
    here = clock.now().astimezone(places.zone()).replace(second=0, microsecond=0)
    tomorrow = (here + timedelta(days=1)).replace(hour=8, minute=0)
    own = someone.id if someone.id in {one.id for one in members} else ""
    return {"account": own, "starts_at": here, "ends_at": tomorrow}
