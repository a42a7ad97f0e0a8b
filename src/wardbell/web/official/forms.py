"""The questions of an official notice, one form for each screen. Closed answers only: there is no field for a text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wardbell.ground import clock
from wardbell.notices import rules
from wardbell.notices.rules import Agency, Answer, CityAnswer, HowKnown, RequestType, Status, WithdrawReason
from wardbell.places import queries as places
from wardbell.web.official import words


def _choices(named: Mapping[Any, object]) -> list[tuple[str, object]]:
    return [(str(value), word) for value, word in named.items()]


class RadioField(forms.TypedChoiceField):
    """A closed question, shown as large cards; `coerce` names the rooms' own word for its answers."""

    widget = forms.RadioSelect


class HowKnownForm(forms.Form):
    """The first question. Nothing is saved before it is answered."""

    how_known = RadioField(
        coerce=HowKnown,
        choices=_choices(words.HOW_KNOWN),
        error_messages={"required": _("Say how you know: it decides how far this may go.")},
    )
    on_behalf_of = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, designees: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_behalf_of"].choices = [("", ""), *(designees or [])]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["on_behalf_of"].required = bool(designees)


class AgoForm(forms.Form):
    """A form that asks for instants as people say them: "15 minutes ago", or a time of their own."""

    def instant(self, name: str) -> datetime | None:
        """Returns the instant of `<name>_ago`, aware; None when it was not asked or not said."""
        chosen = self.cleaned_data.get(f"{name}_ago", "")
        if chosen == "other":
            given: datetime | None = self.cleaned_data.get(f"{name}_time")
            return given
        return clock.now() - timedelta(minutes=int(chosen)) if chosen else None

    def clean(self) -> dict[str, Any]:
        """Asks for the time where somebody chose to give one."""
        cleaned = super().clean() or {}
        for name in [field.removesuffix("_ago") for field in self.fields if field.endswith("_ago")]:
            if cleaned.get(f"{name}_ago") == "other" and not cleaned.get(f"{name}_time"):
                self.add_error(f"{name}_time", _t("Give the date and time."))
        return cleaned


class LocalTimeField(forms.DateTimeField):
    """A date and time as the browser sends it, read in the city's zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")

    def to_python(self, value: Any) -> Any:
        """Returns an aware instant."""
        text = str(value or "").strip()
        if not text:
            return None
        for form in self.input_formats:
            try:
                return datetime.strptime(text, str(form)).replace(tzinfo=places.zone())
            except ValueError:
                continue
        raise forms.ValidationError(_("Write the time as in 2026-11-23 05:10."))


class SourceForm(AgoForm):
    """Where it is stated, or who gave leave; and when."""

    link = forms.CharField(max_length=500, required=False, label=_("Link of the public statement"))
    leave_from = RadioField(
        required=False,
        coerce=Agency,
        choices=_choices(words.AGENCIES),
        label=_("Who gave leave to share it?"),
    )
    source_ago = RadioField(choices=_choices(words.AGO), initial="0")
    source_time = LocalTimeField(required=False, label=_("Date and time"))

    def __init__(self, *args: Any, how_known: HowKnown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rules.needs_link(how_known):
            self.fields["link"].required = True
        else:
            del self.fields["link"]
        if rules.needs_leave(how_known):
            self.fields["leave_from"].required = True
        else:
            del self.fields["leave_from"]


class WhatForm(forms.Form):
    """Two separate questions."""

    agents = RadioField(
        coerce=Answer, choices=_choices(words.ANSWERS), label=_("Are federal agents present?")
    )
    civil = RadioField(
        coerce=Answer, choices=_choices(words.ANSWERS), label=_("Is it civil immigration enforcement?")
    )


class RequestForm(forms.Form):
    """All that is told of a request."""

    agency = RadioField(coerce=Agency, choices=_choices(words.AGENCIES), label=_("Who asked?"))
    request_type = RadioField(coerce=RequestType, choices=_choices(words.REQUEST_TYPES), label=_("For what?"))
    city_answer = RadioField(
        coerce=CityAnswer, choices=_choices(words.CITY_ANSWERS), label=_("What did the city answer?")
    )


class StatusForm(forms.Form):
    """How it stands."""

    status = RadioField(coerce=Status, label=_("How does it stand?"))

    def __init__(self, *args: Any, how_known: HowKnown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (str(one), words.STATUS[one]) for one in rules.statuses_of(how_known) if one in words.STATUS
        ]
        self.fields["status"].choices = offered  # type: ignore[attr-defined]  # it is a ChoiceField


class WhereForm(forms.Form):
    """Wards, neighbourhoods, listed public places: never an address."""

    areas = forms.MultipleChoiceField(
        error_messages={"required": _("Choose at least one ward, neighbourhood or listed place.")}
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = offered  # type: ignore[attr-defined]  # it is a ChoiceField


class WhenForm(AgoForm):
    """Since when, if it has a time; and from when the clock runs."""

    since_ago = RadioField(
        required=False, choices=[("", _("Not known")), *_choices(words.AGO)], label=_("Since when?")
    )
    since_time = LocalTimeField(required=False, label=_("Date and time"))
    shareable_ago = RadioField(
        required=False,
        choices=[("", _("When its source came")), *_choices(words.AGO)],
        label=_("From when could the city share it?"),
    )
    shareable_time = LocalTimeField(required=False, label=_("Date and time"))

    def __init__(self, *args: Any, has_time: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_time:
            del self.fields["since_ago"], self.fields["since_time"]


class WithdrawForm(forms.Form):
    """Why it is taken back: reviewed reasons only."""

    reason = RadioField(
        coerce=WithdrawReason, choices=_choices(words.WITHDRAW_REASONS), label=_("Why is it taken back?")
    )


class SendBackForm(forms.Form):
    """A reason for the author."""

    reason = forms.CharField(max_length=200, label=_("What should the author change?"))


class HoldForm(forms.Form):
    """A safety hold: how long, and why."""

    minutes = forms.TypedChoiceField(
        coerce=int,
        choices=[(minutes, str(minutes)) for minutes in (10, 20, 30)],
        label=_("For how many minutes?"),
    )
    reason = forms.CharField(
        max_length=300,
        label=_("Whose life or safety is at stake, and how?"),
        help_text=_("No names, numbers or places. The city keeps this with the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OneReaderForm(forms.Form):
    """Of which notice, and whose copy."""

    code = forms.CharField(
        max_length=20,
        label=_("Code of the notice"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    contact = forms.CharField(
        max_length=254,
        label=_("Mailbox or telephone number of the reader who asks"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
