"""Addresses of the organization door."""

from django.urls import path

from wardbell.web.organization import desk, passing_on

app_name = "organization"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("notices/<slug:code>/", passing_on.notice, name="notice"),
]
