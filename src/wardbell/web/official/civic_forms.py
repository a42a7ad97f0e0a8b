"""The questions of a civic notice, of a correction and of an all-clear: closed answers, and times."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wardbell.notices import kinds
from wardbell.notices.kinds import Kind
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import HowKnown, Matter, Status
from wardbell.places import queries as places
from wardbell.web.official import words
from wardbell.web.official.forms import AgoForm, LocalTimeField, RadioField

Choices = list[tuple[str, object]]


class CivicForm(forms.Form):
    """Which civic notice, and how it is known. Nothing is saved before it is answered."""

    kind = RadioField(error_messages={"required": _("Choose what it is about.")})
    how_known = RadioField(
        choices=[(str(value), word) for value, word in words.CIVIC_KNOWN.items()], initial=HowKnown.OWN_WORKS
    )
    on_behalf_of = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, designees: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.kind, words.CIVIC_KINDS.get(one.kind, one.kind)) for one in kinds.civic()]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["on_behalf_of"].choices = [("", ""), *designees]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["on_behalf_of"].required = bool(designees)


class AdviceForm(forms.Form):
    """Why, what to do, and where help is given."""

    cause = RadioField(label=_("Why?"))
    advice = RadioField(label=_("What should people do?"))
    help_at = forms.MultipleChoiceField(required=False, label=_("Where is help given?"))

    def __init__(self, *args: Any, pack: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "cause", pack.causes, words.CAUSES)
        _offer(self, "advice", pack.advices, words.ADVICES)
        self.fields["help_at"].choices = listed_places()  # type: ignore[attr-defined]  # it is a ChoiceField


class PeriodForm(forms.Form):
    """From when until when it holds."""

    since_at = LocalTimeField(required=False, label=_("From when? Leave it empty if it holds now."))
    until_at = LocalTimeField(required=False, label=_("Until when? Leave it empty if nobody knows."))


class CorrectionForm(PeriodForm):
    """What holds now. Only what was asked of the notice is asked again."""

    areas = forms.MultipleChoiceField(
        label=_("Where?"), error_messages={"required": _("Choose at least one area.")}
    )
    status = RadioField(label=_("How does it stand?"))
    agents = RadioField(choices=list(words.ANSWERS.items()), label=_("Are federal agents present?"))
    civil = RadioField(choices=list(words.ANSWERS.items()), label=_("Is it civil immigration enforcement?"))
    cause = RadioField(label=_("Why?"))
    advice = RadioField(label=_("What should people do?"))

    def __init__(self, *args: Any, notice: NoticeView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = kinds.kind(notice.of_kind)
        self.fields["areas"].choices = every_area()  # type: ignore[attr-defined]  # it is a ChoiceField
        _offer(self, "cause", pack.causes, words.CAUSES)
        _offer(self, "advice", pack.advices, words.ADVICES)
        standing = [one for one in pack.statuses if Status(one) in words.STATUS]
        _offer(self, "status", standing if len(standing) > 1 else (), words.STATUS)
        if not pack.asks_presence:
            del self.fields["agents"], self.fields["civil"]
        if notice.matter is not Matter.CIVIC:
            del self.fields["since_at"], self.fields["until_at"]


class AllClearForm(AgoForm):
    """When it was found to be over; of a rumour check, also how."""

    how_known = RadioField(label=_("How do you know that it is not so?"))
    link = forms.CharField(max_length=500, required=False, label=_("Link of the public statement"))
    source_ago = RadioField(choices=list(words.AGO.items()), initial="0", label=_("When was that found?"))
    source_time = LocalTimeField(required=False, label=_("Date and time"))

    def __init__(self, *args: Any, notice: NoticeView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = (HowKnown.VERIFIED_REPORT, HowKnown.SEEN_IN_PUBLIC_BY_STAFF, HowKnown.PUBLIC_STATEMENT)
        self.fields["how_known"].choices = [(str(one), words.HOW_KNOWN[one]) for one in known]  # type: ignore[attr-defined]  # it is a ChoiceField
        if notice.matter is not Matter.RUMOUR_CHECK:
            del self.fields["how_known"], self.fields["link"]

    def clean(self) -> dict[str, Any]:
        """Asks for the link where a public statement says so."""
        cleaned = super().clean()
        if cleaned.get("how_known") == HowKnown.PUBLIC_STATEMENT and not cleaned.get("link"):
            self.add_error("link", _t("Give the link of the public statement."))
        return cleaned


def listed_places() -> Choices:
    """Returns the public places of the adopted list, by code and name."""
    return [(area.code, area.name) for area in places.areas("place")]


def every_area() -> Choices:
    """Returns the city, its wards, neighbourhoods and listed places, by code and name."""
    kinds_of_area = ("ward", "neighbourhood", "place")
    parts = [(area.code, area.name) for kind in kinds_of_area for area in places.areas(kind)]
    return [("city", places.jurisdiction().name), *parts]


def _offer(form: forms.Form, name: str, codes: Collection[str], named: Any) -> None:
    """Offers the answers of a kind, or asks nothing where it has none."""
    if not codes:
        del form.fields[name]
        return
    form.fields[name].choices = [(str(code), named.get(code, code)) for code in codes]  # type: ignore[attr-defined]  # it is a ChoiceField
