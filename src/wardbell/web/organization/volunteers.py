"""Who works at the desk: kept by whoever leads the shift, by pseudonym; a name is seen once, to give one."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbell.ground import languages
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.reports import actions as reports
from wardbell.reports import queries
from wardbell.reports.queries import VolunteerView
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.area_words import area_names
from wardbell.web.organization.community import at_desk


class VolunteerForm(forms.Form):
    """What is known of a volunteer at the desk."""

    account = forms.ChoiceField(label=_("Who?"), help_text=_("The name is shown here once. From then on only the pseudonym is."))  # fmt: skip
    pseudonym = forms.CharField(
        max_length=80,
        label=_("Pseudonym"),
        help_text=_("A word that tells nothing about them, and is no part of their name."),
    )
    languages = forms.MultipleChoiceField(required=False, label=_("Languages they speak"))
    wards = forms.MultipleChoiceField(required=False, label=_("Wards in which they may be asked to look"))
    is_adult = forms.BooleanField(
        required=False, label=_("Whoever trained them has seen that they are of age")
    )
    trained_on = forms.DateField(
        required=False, label=_("Day of their last training"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )  # fmt: skip

    def __init__(self, *args: Any, unknown: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken, names = places.jurisdiction().languages, area_names()
        self.fields["languages"].choices = [(tag, languages.by_tag(tag).name) for tag in spoken]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["wards"].choices = [(one.code, names[one.code]) for one in places.wards()]  # type: ignore[attr-defined]  # it is a ChoiceField
        if unknown is None:
            del self.fields["account"]
        else:
            self.fields["account"].choices = unknown  # type: ignore[attr-defined]  # it is a ChoiceField

    def keep(self, account_id: str, *, by: Actor) -> bool:
        """Keeps what was typed; False when the page must say what is wrong."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "account"}
        try:
            reports.keep_volunteer(account_id, **given, by=by)
        except NotAllowed:
            raise
        except Refused as refused:
            self.add_error("pseudonym", sentence_of(refused))
            return False
        return True


@require_http_methods(["GET", "POST"])
@at_desk(Verb.KEEP_VOLUNTEERS)
def volunteers(request: HttpRequest) -> HttpResponse:
    """Lists the volunteers by pseudonym; a POST gives somebody a pseudonym who has a role of the desk and none yet."""
    by = entry.actor(request)
    unknown = queries.without_pseudonym(by)
    form = VolunteerForm(request.POST if request.method == "POST" else None, unknown=unknown)
    if form.is_valid() and form.keep(form.cleaned_data["account"], by=by):
        messages.success(request, _t("Recorded."))
        return redirect("organization:volunteers")
    rows = [(one, _spoken(one)) for one in queries.volunteers(by)]
    context = {"form": form, "rows": rows, "unknown": unknown}
    return render(request, "organization/volunteers.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@at_desk(Verb.KEEP_VOLUNTEERS)
def one(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Shows what is known of one volunteer; a POST changes it, or ends their work here."""
    by = entry.actor(request)
    found = next((row for row in queries.volunteers(by) if row.id == str(volunteer_id)), None)
    if found is None:
        raise Unreadable("There is no such volunteer.")
    if request.POST.get("action") == "leave":
        reports.leave(found.id, by=by)
        messages.success(request, _t("They work here no more. What they had in hand is free."))
        return redirect("organization:volunteers")
    form = VolunteerForm(request.POST if request.method == "POST" else None, initial=vars(found))
    if form.is_valid() and form.keep(found.account_id, by=by):
        messages.success(request, _t("Recorded."))
        return redirect("organization:volunteers")
    context = {"form": form, "one": found}
    return render(request, "organization/volunteer.html", context, status=422 if form.errors else 200)


def _spoken(row: VolunteerView) -> str:
    return ", ".join(languages.by_tag(tag).name for tag in row.languages)
