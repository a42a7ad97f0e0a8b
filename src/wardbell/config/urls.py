"""The doors, hung on their hinges."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("official/", include("wardbell.web.official.urls")),
    path("organization/", include("wardbell.web.organization.urls")),
    path("council/", include("wardbell.web.council.urls")),
    path("", include("wardbell.web.machine.urls")),
    path("", include("wardbell.web.public.urls")),
]
