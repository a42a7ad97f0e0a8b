"""Belongs here: what may not be written: screening of text and pictures, pure.
Never here: Django, tables, the network.
Called by: every room that takes a text."""

from wardbell.safeguards.findings import (
    FORM_KINDS,
    MASKED_KINDS,
    MEANING_KINDS,
    Context,
    Finding,
    Kind,
    blocking,
    warnings,
)
from wardbell.safeguards.screening import mask, screen

__all__ = [
    "FORM_KINDS",
    "MASKED_KINDS",
    "MEANING_KINDS",
    "Context",
    "Finding",
    "Kind",
    "blocking",
    "mask",
    "screen",
    "warnings",
]
