"""Addresses that are handed to people."""

from django.conf import settings
from django.urls import reverse


def invitation_link(token: str) -> str:
    """Returns the address of an invitation, as it is handed over."""
    return f"{settings.BASE_URL}{reverse('invitation', args=[token])}"
