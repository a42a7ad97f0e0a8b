"""The pages of this door. Of the sign-in library's pages only those that are wanted: no sign-up, no change of mailbox, no reset by mail."""

from allauth.account.views import account_inactive, logout, reauthenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.recovery_codes.views import download_recovery_codes, view_recovery_codes
from allauth.mfa.webauthn.views import edit_webauthn, list_webauthn, reauthenticate_webauthn
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from wardbell.web import entry
from wardbell.web.account import (
    administration,
    demo,
    duty,
    handbook,
    home,
    invitation,
    number,
    second_factor,
    sign_in,
    tokens,
)


def demo_routes(node_kind: str) -> list[URLPattern]:
    """Returns the chooser's page where people are made up, and nothing on a live node."""
    return [path("demo/enter/", demo.enter, name="demo_enter")] if node_kind in entry.MADE_UP else []


urlpatterns = [
    path("accounts/", home.home, name="account_home"),
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", logout, name="account_logout"),
    path("accounts/inactive/", account_inactive, name="account_inactive"),
    path("accounts/help/", sign_in.cannot_sign_in, name="account_cannot_sign_in"),
    path("accounts/password/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("accounts/number/", number.number, name="account_number"),
    path("accounts/reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("accounts/sessions/", list_usersessions, name="usersessions_list"),
    path("accounts/tokens/", tokens.own, name="account_tokens"),
    path("accounts/tokens/<uuid:token_id>/revoke/", tokens.revoke, name="account_token_revoke"),
    path("accounts/second-factor/", second_factor.choose, name="account_second_factor"),
    path("accounts/2fa/", RedirectView.as_view(pattern_name="account_home"), name="mfa_index"),
    path("accounts/2fa/authenticate/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("accounts/2fa/app/add/", second_factor.AddApp.as_view(), name="mfa_activate_totp"),
    path("accounts/2fa/app/remove/", second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("accounts/2fa/codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/codes/new/", second_factor.RenewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("accounts/2fa/codes/file/", download_recovery_codes, name="mfa_download_recovery_codes"),
    path("accounts/2fa/passkeys/", list_webauthn, name="mfa_list_webauthn"),
    path("accounts/2fa/passkeys/add/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("accounts/2fa/passkeys/sign-in/", sign_in.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("accounts/2fa/passkeys/confirm/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("accounts/2fa/passkeys/<int:pk>/", edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "accounts/2fa/passkeys/<int:pk>/remove/",
        second_factor.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("invitation/<str:token>/", invitation.accept, name="invitation"),
    path("handbook/", handbook.contents, name="handbook"),
    path("handbook/<slug:name>/", handbook.page, name="handbook_page"),
    path("duty/<slug:code>/", duty.office, name="duty"),
    path("pool/", duty.pool, name="pool"),
    path("people/", administration.everybody, name="people_list"),
    path("people/invite/", administration.invite, name="people_invite"),
    path("people/reviews/", administration.reviews, name="people_reviews"),
    path("people/<uuid:account_id>/unlock/", administration.unlock, name="people_unlock"),
    path("people/<uuid:account_id>/", administration.one, name="people_one"),
    path("people/<uuid:account_id>/deactivate/", administration.deactivate, name="people_deactivate"),
    path("people/<uuid:account_id>/reset/", administration.reset, name="people_reset"),
    path("people/<uuid:account_id>/roles/", administration.give_role, name="people_give_role"),
    path("people/<uuid:account_id>/roles/end/", administration.end_role, name="people_end_role"),
    *demo_routes(settings.NODE_KIND),
]
