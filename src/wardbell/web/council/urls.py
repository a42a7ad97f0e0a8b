"""Addresses of the council door."""

from django.urls import path

from wardbell.web.council import inbox, relaying

app_name = "council"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("requests/<uuid:request_id>/", inbox.request_page, name="request"),
    path("notices/<uuid:notice_id>/", relaying.public_version, name="public_version"),
    path("notices/<uuid:notice_id>/relay/", relaying.relay, name="relay"),
    path("notices/<uuid:notice_id>/words/", relaying.words, name="words"),
]
