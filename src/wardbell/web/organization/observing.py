"""The observation checklist: ticks alone, as a plain form, and from a phone that was without a network."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbell.ground import clock, ids
from wardbell.ground.errors import Refused
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.reports import actions
from wardbell.reports import queries as reports
from wardbell.reports.queries import OfferView
from wardbell.reports.rules import Answer, Danger, Ground, Marking, Observation, OfferState
from wardbell.web import entry, seen_words
from wardbell.web.errors import sentence_of
from wardbell.web.organization import looking_words as words
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.looking import own

_SLACK = timedelta(minutes=2)  # a phone's clock that runs ahead
_OFF_AT_MOST = timedelta(days=2)  # a phone's clock, beyond which it is not believed


class TimeOfDayField(forms.TimeField):
    """A time of the clock, as the browser sends it."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write the time as in 05:10.")}


class ObservationForm(forms.Form):
    """What is seen. There is no field for a text, so that nothing can stand in it that may not."""

    key = forms.CharField(max_length=36, widget=forms.HiddenInput)
    written_at = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    answer = forms.TypedChoiceField(
        coerce=Answer,
        choices=seen_words.choices(words.ANSWERS),
        widget=forms.RadioSelect,
        label=_("Is it civil immigration enforcement?"),
        error_messages={"required": _("Say what there is.")},
    )
    ground = forms.TypedChoiceField(
        coerce=Ground,
        choices=seen_words.choices(words.GROUNDS),
        widget=forms.RadioSelect,
        label=_("Is it in a public place?"),
        error_messages={"required": _("Say whether it is in a public place.")},
    )
    markings = forms.TypedMultipleChoiceField(
        coerce=Marking,
        choices=seen_words.choices(seen_words.MARKINGS),
        required=False,
        label=_("What was written or worn?"),
    )
    dangers = forms.TypedMultipleChoiceField(
        coerce=Danger,
        choices=seen_words.choices(seen_words.DANGERS),
        required=False,
        label=_("Is there any danger?"),
    )
    started = TimeOfDayField(required=False, label=_("Since when, as far as you know?"))
    ended = TimeOfDayField(required=False, label=_("When did it end, if it did?"))

    def observation(self) -> Observation:
        """Returns what was said; a time of the clock is the last such time before the form was filled in."""
        said = self.cleaned_data
        written_at = _instant(said["written_at"])
        before = written_at or clock.now()
        return Observation(
            key=said["key"], answer=said["answer"], ground=said["ground"], markings=tuple(said["markings"]),
            dangers=tuple(said["dangers"]), written_at=written_at, started_at=_last(said["started"], before=before),
            ended_at=_last(said["ended"], before=before),
        )  # fmt: skip


@require_http_methods(["GET", "POST"])
@at_desk(Verb.CONFIRM_ON_SITE)
def observe(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Asks what is seen, and keeps it once; the page's script is answered in a sentence, and a browser led on."""
    found, sentence = own(request, offer_id), ""
    form = ObservationForm(request.POST or None, initial={"key": str(ids.new())})
    if request.method == "POST" and form.is_valid():
        try:
            said = _keep(found, form, request)
            if is_script(request):
                return JsonResponse({"said": said})
            messages.success(request, said)
            return redirect("organization:offer", offer_id=found.id)
        except Refused as refused:
            sentence = sentence_of(refused)
    status = 409 if sentence else 422 if form.errors else 200
    if status != 200 and is_script(request):
        return JsonResponse({"said": sentence or _first_error(form)}, status=status)
    context = {
        "offer": found, "form": form, "sentence": sentence, "must_leave": found.state is OfferState.STOOD_DOWN,
        "back": reverse("organization:offer", args=[found.id]), "takes_pictures": reports.pictures_taken().are_taken,
    }  # fmt: skip
    return render(request, "organization/looking_observe.html", context, status=status)


def _keep(found: OfferView, form: ObservationForm, request: HttpRequest) -> str:
    is_new = actions.observe(found.id, form.observation(), by=entry.actor(request))
    return _t("Recorded. Thank you.") if is_new else _t("This was recorded before. Nothing was changed.")


def is_script(request: HttpRequest) -> bool:
    """Says whether a page's own script asks, and is answered in a sentence."""
    return request.headers.get("Accept") == "application/json"


def _first_error(form: ObservationForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def _instant(written: str) -> datetime | None:
    """Returns the phone's instant, None where it wrote none that can be meant."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo and abs(found - clock.now()) <= _OFF_AT_MOST else None


def _last(told: time | None, *, before: datetime) -> datetime | None:
    """Returns the last instant at which the city's clocks showed a time."""
    if told is None:
        return None
    local = before.astimezone(places.zone())
    found = local.replace(hour=told.hour, minute=told.minute, second=0, microsecond=0)
    return min(found, before) if found <= local + _SLACK else found - timedelta(days=1)
