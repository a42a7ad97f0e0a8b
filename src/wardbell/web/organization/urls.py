"""Addresses of the organization door."""

from django.urls import path

from wardbell.web.organization import desk

app_name = "organization"
urlpatterns = [path("", desk.desk, name="desk")]
