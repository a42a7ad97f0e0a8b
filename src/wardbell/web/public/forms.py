"""What a resident fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbell.ground import languages
from wardbell.places import queries as places
from wardbell.subscribers.rules import Medium


class CheckForm(forms.Form):
    """One code, typed as people type."""

    code = forms.CharField(label=_("Code in the message"), max_length=40)

    def clean_code(self) -> str:
        """Returns the code without spaces and hyphens, in capitals."""
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())


class SubscribeForm(forms.Form):
    """A way to be reached, a language, areas: nothing else is asked."""

    medium = forms.ChoiceField(
        label=_("How should we write to you?"),
        choices=[(Medium.SMS, _("Text message")), (Medium.MAIL, _("E-mail"))],
        widget=forms.RadioSelect,
    )
    address = forms.CharField(label=_("Your telephone number or e-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Your language"))
    areas = forms.MultipleChoiceField(
        label=_("For which parts of the city?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the whole city or at least one ward.")},
    )
    before_eight = forms.BooleanField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        spoken = places.jurisdiction().languages
        self.fields["language"].choices = [(tag, languages.by_tag(tag).name) for tag in spoken]  # type: ignore[attr-defined]  # it is a ChoiceField
        wards = [(ward.code, ward.name) for ward in places.wards()]
        self.fields["areas"].choices = [("city", _("The whole city")), *wards]  # type: ignore[attr-defined]  # it is a ChoiceField
