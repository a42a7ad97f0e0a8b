"""What a resident fills in."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbell.ground import languages
from wardbell.places import queries as places
from wardbell.subscribers.rules import Medium
from wardbell.web.public.topics import CHOSEN, NAMES

_TYPE_THE_CODE = _("Type the code that stands in the message.")
_CHOOSE_MEDIUM = _("Choose text message or e-mail.")
_CHOOSE_LANGUAGE = _("Choose a language of the list.")
_CHOOSE_AREA = _("Choose the whole city or at least one ward.")


class CheckForm(forms.Form):
    """One code, typed as people type."""

    code = forms.CharField(
        label=_("Code in the message"), max_length=40, error_messages={"required": _TYPE_THE_CODE}
    )

    def clean_code(self) -> str:
        """Returns the letters and digits of the code, in capitals."""
        code = "".join(
            sign for sign in self.cleaned_data["code"].upper() if sign.isascii() and sign.isalnum()
        )
        if not code:
            raise forms.ValidationError(_TYPE_THE_CODE)
        return code


class SubscribeForm(forms.Form):
    """A way to be reached, a language, areas: nothing else is asked."""

    medium = forms.ChoiceField(
        label=_("How should we write to you?"),
        choices=[(Medium.SMS, _("Text message")), (Medium.MAIL, _("E-mail"))],
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE_MEDIUM, "invalid_choice": _CHOOSE_MEDIUM},
    )
    address = forms.CharField(
        label=_("Your telephone number or e-mail address"),
        max_length=254,
        error_messages={"required": _("Type the number or address to which we may write.")},
    )
    language = forms.ChoiceField(
        label=_("Your language"),
        error_messages={"required": _CHOOSE_LANGUAGE, "invalid_choice": _CHOOSE_LANGUAGE},
    )
    areas = forms.MultipleChoiceField(
        label=_("For which parts of the city?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _CHOOSE_AREA, "invalid_choice": _CHOOSE_AREA},
    )
    topics = forms.MultipleChoiceField(
        required=False,
        label=_("About what?"),
        choices=[(one, NAMES.get(one, one)) for one in CHOSEN],
        initial=CHOSEN,
    )
    before_eight = forms.BooleanField(required=False)
    wording = forms.CharField(required=False, max_length=40)  # the version of the words above the button

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        spoken = places.jurisdiction().languages
        self.fields["language"].choices = [(tag, languages.by_tag(tag).name) for tag in spoken]  # type: ignore[attr-defined]  # it is a ChoiceField
        spoken_here = get_language() or languages.FALLBACK
        wards = [(ward.code, places.area_name(ward.code, spoken_here)) for ward in places.wards()]
        self.fields["areas"].choices = [("city", _("The whole city")), *wards]  # type: ignore[attr-defined]  # it is a ChoiceField
