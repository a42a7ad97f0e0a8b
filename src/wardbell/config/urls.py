"""The doors, hung on their hinges."""

from django.urls import URLPattern, URLResolver, include, path

from wardbell.web.council.inbox import by_link

urlpatterns: list[URLPattern | URLResolver] = [
    path("official/", include("wardbell.web.official.urls")),
    path("organization/", include("wardbell.web.organization.urls")),
    path("council/", include("wardbell.web.council.urls")),
    path("a/<str:token>", by_link, name="by_link"),  # as short as a text message wants it
    path("", include("wardbell.web.machine.urls")),
    path("", include("wardbell.web.public.urls")),
    path("", include("wardbell.web.account.urls")),
]

handler400 = "wardbell.web.errors.bad_request"
handler403 = "wardbell.web.errors.not_allowed"
handler404 = "wardbell.web.errors.not_found"
handler429 = "wardbell.web.errors.too_many"  # the sign-in library looks it up here
handler500 = "wardbell.web.errors.fault"
