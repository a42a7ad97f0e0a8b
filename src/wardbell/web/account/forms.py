"""What people type at this door."""

import base64
from datetime import datetime, time, timedelta
from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbell.ground import languages
from wardbell.ground.secrets import CannotUnseal, seal, unseal
from wardbell.people.queries import Grant, Office, Organization, Person
from wardbell.people.rules import TOKEN_LASTS_DAYS, TOKEN_NAME_LENGTH, Role
from wardbell.places import queries as places

_OWNER = "web.account:new_authenticator"

ROLE_NAMES = {
    Role.MEMBER: _("Member (council member, mayor, chief)"),
    Role.DEPUTY: _("Deputy: acts for the member"),
    Role.AIDE: _("Aide"),
    Role.PRESIDENT: _("Council president: asked last"),
    Role.DESIGNEE: _("Designee: may speak for an office"),
    Role.APPROVER: _("Approver: reviews what goes to the public"),
    Role.DUTY_CLERK: _("Duty clerk: enters a notice that is phoned in"),
    Role.COUNSEL: _("Counsel: signs off legal texts"),
    Role.TRANSLATOR: _("Translator: signs off texts in a language"),
    Role.PARTNER: _("Partner: staff of an organization"),
    Role.SAFETY_OFFICER: _("Safety officer: may hold a public message where a life is at stake"),
    Role.HOTLINE: _("Hotline: takes reports at a community's desk"),
    Role.SHIFT_LEAD: _("Shift lead: leads that desk"),
    Role.CONFIRMER: _("Confirmer: trained to look, from a public place"),
    Role.ADMINISTRATOR: _("Administrator: invites and deactivates"),
}


class SealedActivateTOTPForm(ActivateTOTPForm):
    """The new secret travels sealed in the page; the library would leave it readable in the session's row."""

    carried = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = self._carried_secret() or generate_totp_secret()
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "placeholder": "", "class": "code-input"}

    def sealed_secret(self) -> str:
        """Returns what the page carries: of use to this person alone."""
        return base64.urlsafe_b64encode(seal(self.secret.encode(), owner=self._owner())).decode()

    def grouped_secret(self) -> str:
        """Returns the secret in groups of four letters, for those who type it."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    def _carried_secret(self) -> str:
        text = self.data.get("carried", "")
        try:
            return unseal(base64.urlsafe_b64decode(text), owner=self._owner()).decode() if text else ""
        except (ValueError, CannotUnseal):
            return ""  # a new secret is drawn, against which the code is then wrong

    def _owner(self) -> str:
        return f"{_OWNER}:{self.user.pk}"


class NewPasswordForm(forms.Form):
    """One field: who mistypes it sees so at the next sign-in and asks for a new link."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. A sentence that only you would think of is best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class RoleForm(forms.Form):
    """A role in one office or organization; `place` is "office:CODE" or "organization:CODE"."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, name) for role, name in ROLE_NAMES.items()]
    )
    place = forms.ChoiceField(label=_("Office or organization"))

    def __init__(
        self, *args: Any, offices: list[Office], organizations: list[Organization], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        spoken = get_language() or languages.FALLBACK
        places = [(f"office:{one.code}", one.said_in(spoken)) for one in offices]
        places += [(f"organization:{one.code}", one.name) for one in organizations]
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # for the type alone
        field.choices = places

    def chosen(self) -> dict[str, Any]:
        """Returns role, office and organization as the actions take them."""
        kind, _colon, code = self.cleaned_data["place"].partition(":")
        return {"role": Role(self.cleaned_data["role"]), "office": "", "organization": "", kind: code}


class GiveRoleForm(RoleForm):
    """A role for good, or until a last day."""

    until = forms.DateField(
        label=_("Last day, if the role is for a time"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def chosen(self) -> dict[str, Any]:
        last_day = self.cleaned_data["until"]
        ends_on = last_day + timedelta(days=1) if last_day else None
        midnight = datetime.combine(ends_on, time(0), tzinfo=places.zone()) if ends_on else None
        return super().chosen() | {"until": midnight}


class InvitationForm(RoleForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Work email address"))
    phone = forms.CharField(
        label=_("Mobile number for text messages"),
        help_text=_(
            "With its area code; one of another country with + and the country's code. It may be left empty."
        ),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    field_order = ("name", "email", "phone", "role", "place")


def _moment(label: Any) -> forms.DateTimeField:
    """A time on the city's clock; the view hands the zone to Django."""
    shown = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=shown)


class TokenForm(forms.Form):
    """What a token is for, which of one's roles it has, and how long it lasts."""

    name = forms.CharField(label=_("What is it for?"), max_length=TOKEN_NAME_LENGTH)
    grant = forms.ChoiceField(label=_("In which role may it act?"))
    days = forms.TypedChoiceField(
        label=_("How long does it last?"),
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
        coerce=int,
        initial=TOKEN_LASTS_DAYS,
    )

    def __init__(self, *args: Any, offered: list[tuple[Grant, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._grants = [grant for grant, _name in offered]
        field = self.fields["grant"]
        assert isinstance(field, forms.ChoiceField)  # for the type alone
        field.choices = [(str(place), name) for place, (_grant, name) in enumerate(offered)]

    def chosen(self) -> dict[str, Any]:
        """Returns name, role, place and days as the action takes them."""
        grant = self._grants[int(self.cleaned_data["grant"])]
        given = {name: self.cleaned_data[name] for name in ("name", "days")}
        return given | {"role": grant.role, "office": grant.office, "organization": grant.organization}


class PeriodForm(forms.Form):
    """From when to when."""

    starts_at = _moment(_("From"))
    ends_at = _moment(_("Until"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            raise ValidationError(_("The duty must end after it starts."))
        return given

    def _offer(self, name: str, offered: list[Person], *, may_be_nobody: bool = False) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # for the type alone
        nobody = [("", "–")] if may_be_nobody else []
        field.choices = nobody + [(one.id, one.name) for one in offered]


class DutyForm(PeriodForm):
    """Who is on call for an office."""

    account = forms.ChoiceField(label=_("Who is on call"))
    field_order = ("account", "starts_at", "ends_at")

    def __init__(self, *args: Any, members: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("account", members)


class ProxyForm(PeriodForm):
    """Who is asked in whose place."""

    account = forms.ChoiceField(label=_("Who is away"))
    stand_in = forms.ChoiceField(label=_("Who is asked instead"))
    field_order = ("account", "stand_in", "starts_at", "ends_at")

    def __init__(self, *args: Any, away: list[Person], members: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("account", away)
        self._offer("stand_in", members)


class PoolForm(PeriodForm):
    """Who stands in the approver pool, in the order in which they are asked."""

    first = forms.ChoiceField(label=_("Asked first"))
    second = forms.ChoiceField(label=_("Asked second"), required=False)
    third = forms.ChoiceField(label=_("Asked third"), required=False)
    fourth = forms.ChoiceField(label=_("Asked fourth"), required=False)
    PLACES = ("first", "second", "third", "fourth")
    field_order = (*PLACES, "starts_at", "ends_at")

    def __init__(self, *args: Any, approvers: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.PLACES:
            self._offer(name, approvers, may_be_nobody=True)

    def chosen(self) -> list[str]:
        """Returns the ids in order."""
        return [self.cleaned_data[name] for name in self.PLACES if self.cleaned_data[name]]
