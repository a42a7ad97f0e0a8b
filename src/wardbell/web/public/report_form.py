"""What a resident is asked who tells something: no name, no home, and nothing that must be known."""

from datetime import timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbell.ground import clock, languages
from wardbell.places import queries as places
from wardbell.places.rules import AreaKind
from wardbell.reports.queries.where import told_place
from wardbell.reports.rules import Danger, Equipment, FirstHand, Kind, Marking, PlaceKind, Told, Way
from wardbell.web import seen_words
from wardbell.web.public import report_words as words

_SAY_WHETHER = _("Say whether you saw it yourself.")
_SAY_WHAT = _("Tell us in a few words what it is about.")
#: which questions a kind has beside those that all have
_MORE = {
    Kind.SIGHTING: ("first_hand", "markings", "equipment", "dangers"),
    Kind.MISCONDUCT: ("first_hand", "markings", "dangers"),
    Kind.THREAT: ("dangers",),
}
_ASKED_OF_SOME = ("first_hand", "markings", "equipment", "dangers")


class ReportForm(forms.Form):
    """One report; only the questions that its kind needs."""

    first_hand = forms.ChoiceField(
        label=_("Did you see it yourself?"),
        choices=seen_words.choices(words.FIRST_HAND),
        error_messages={"required": _SAY_WHETHER, "invalid_choice": _SAY_WHETHER},
    )
    text = forms.CharField(label=_("What is it about?"), required=False)
    place = forms.CharField(label=_("At which crossing or public place?"), required=False)
    area = forms.ChoiceField(label=_("In which part of the city?"), required=False)
    ago = forms.ChoiceField(
        label=_("When was it?"), required=False, choices=seen_words.choices(words.AGO), initial="0"
    )
    markings = forms.MultipleChoiceField(
        label=_("What was written or worn?"), required=False, choices=seen_words.choices(seen_words.MARKINGS)
    )
    equipment = forms.MultipleChoiceField(
        label=_("What was there?"), required=False, choices=seen_words.choices(seen_words.EQUIPMENT)
    )
    dangers = forms.MultipleChoiceField(
        label=_("Is there danger?"), required=False, choices=seen_words.choices(seen_words.DANGERS)
    )
    callback = forms.CharField(label=_("Where may we send the answer?"), required=False, max_length=254)

    def __init__(self, *args: object, kind: Kind, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        self.kind = kind
        for name in _ASKED_OF_SOME:
            if name not in _MORE.get(kind, ()):
                del self.fields[name]
        self.fields["area"].choices = _areas()  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean(self) -> dict[str, object]:
        """Lets pass what says anything at all."""
        given = super().clean() or {}
        if not any(given.get(name) for name in ("text", "markings", "equipment", "dangers")):
            self.add_error("text", _SAY_WHAT)
        return given

    def told(self, *, came_as: str) -> Told:
        """Returns what was told, as the room takes it."""
        given = self.cleaned_data
        ago = timedelta(minutes=int(given["ago"] or 0))
        return Told(
            kind=self.kind, way=Way.WEB, first_hand=FirstHand(given.get("first_hand") or FirstHand.NOT_ASKED),
            text=given["text"], place=told_place(given["place"], kind=PlaceKind.INTERSECTION, area=given["area"]),
            happened_at=clock.now() - ago, markings=tuple(map(Marking, given.get("markings", ()))),
            equipment=tuple(map(Equipment, given.get("equipment", ()))),
            dangers=tuple(map(Danger, given.get("dangers", ()))), language=get_language() or languages.FALLBACK,
            came_as=came_as,
        )  # fmt: skip


def _areas() -> list[tuple[object, object]]:
    spoken = get_language() or languages.FALLBACK
    wards = [(one.code, places.area_name(one.code, spoken)) for one in places.wards()]
    return [
        ("", _("I do not know")),
        (_("Wards"), wards),
        (_("Neighbourhoods"), _named(AreaKind.NEIGHBOURHOOD)),
        (_("Public places"), _named(AreaKind.PUBLIC_PLACE)),
    ]


def _named(kind: AreaKind) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in sorted(places.areas(kind), key=lambda area: area.name)]
