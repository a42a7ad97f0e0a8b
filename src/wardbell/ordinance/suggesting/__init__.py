"""What a log of a request seems to ask for, and which duties may follow: a suggestion, which a person confirms. Pure."""

from wardbell.ordinance.suggesting.judging import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
