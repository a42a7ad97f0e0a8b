"""Addresses of the machine door."""

from django.urls import path

from wardbell.web.machine import health, hooks
from wardbell.web.machine.api.door import API

app_name = "machine"
urlpatterns = [
    path("health", health.health, name="health"),
    path("ready", health.ready, name="ready"),
    path("hooks/<slug:scheme>/<slug:about>", hooks.callback, name="callback"),
    path("api/v1/", API.urls),
]
