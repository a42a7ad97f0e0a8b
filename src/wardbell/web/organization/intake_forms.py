"""What is typed and ticked at the desk: of a call, and of a place. No name is asked for, and nothing but a number is refused."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbell.ground import clock
from wardbell.places import queries as places
from wardbell.places.rules import CITY, AreaKind
from wardbell.reports import queries
from wardbell.reports.rules import (
    Danger,
    Equipment,
    FirstHand,
    Kind,
    Marking,
    Place,
    PlaceKind,
    Told,
    Way,
)
from wardbell.web import seen_words
from wardbell.web.organization import desk_words as words
from wardbell.web.organization.area_words import area_names


class WhereForm(forms.Form):
    """Whether they saw it, and where: a crossing or a public place by name, or an area; never a home."""

    first_hand = forms.TypedChoiceField(
        coerce=FirstHand,
        choices=list(words.FIRST_HAND.items()),
        initial=FirstHand.NOT_ASKED,
        required=False,
        empty_value=FirstHand.NOT_ASKED,
        label=_("Did they see it themselves?"),
    )
    place_name = forms.CharField(
        required=False, label=_("Crossing or public place, as it is called"), widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"})
    )  # fmt: skip
    place_kind = forms.TypedChoiceField(
        coerce=PlaceKind,
        choices=list(words.NAMED_PLACES.items()),
        initial=PlaceKind.INTERSECTION,
        required=False,
        empty_value=PlaceKind.INTERSECTION,
        label=_("What is it?"),
    )
    area = forms.ChoiceField(required=False, label=_("In which part of the city?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = _areas()  # type: ignore[attr-defined]  # it is a ChoiceField

    def place(self) -> Place:
        """Returns where it was, as far as anybody said."""
        given = self.cleaned_data
        return queries.told_place(given["place_name"], kind=given["place_kind"], area=given["area"])


class CallForm(WhereForm):
    """One call, in the order in which the questions are asked."""

    kind = forms.TypedChoiceField(
        coerce=Kind,
        choices=list(words.SORTED.items()),
        initial=Kind.SIGHTING,
        label=_("What is the call about?"),
    )
    text = forms.CharField(
        required=False, label=_("What they say, in a few words"), widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )  # fmt: skip
    seen_ago = forms.ChoiceField(
        choices=list(words.SEEN_AGO.items()), initial="0", required=False, label=_("When?")
    )
    markings = forms.MultipleChoiceField(
        choices=list(seen_words.MARKINGS.items()), required=False, label=_("What was written or worn?")
    )
    equipment = forms.MultipleChoiceField(
        choices=list(seen_words.EQUIPMENT.items()), required=False, label=_("What was there?")
    )
    dangers = forms.MultipleChoiceField(
        choices=list(seen_words.DANGERS.items()), required=False, label=_("Is anybody in danger?")
    )
    callback = forms.CharField(
        required=False, max_length=40, label=_("Number for the answer, if they want one"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    call = forms.CharField(required=False, widget=forms.HiddenInput)

    def told(self, *, language: str) -> Told:
        """Returns what was told, as the room takes it."""
        given = self.cleaned_data
        return Told(
            kind=given["kind"], way=Way.PHONE, first_hand=given["first_hand"], text=given["text"], place=self.place(),
            happened_at=clock.now() - timedelta(minutes=int(given["seen_ago"] or 0)),
            markings=tuple(map(Marking, given["markings"])), equipment=tuple(map(Equipment, given["equipment"])),
            dangers=tuple(map(Danger, given["dangers"])), language=language, came_as=f"call:{given['call']}",
        )  # fmt: skip

    def clean_call(self) -> str:
        """Returns the key that this form was made with, so that a call sent twice is one; a new one where it was lost."""
        try:
            return str(UUID(self.cleaned_data["call"]))
        except ValueError:
            return str(uuid4())


def listed_places() -> list[str]:
    """Returns the names of the adopted public places, to choose from while typing."""
    return [one.name for one in places.areas(AreaKind.PUBLIC_PLACE)]


def _areas() -> list[tuple[str, object]]:
    return [(CITY, _("Nobody knows: the whole city")), *area_names().items()]
