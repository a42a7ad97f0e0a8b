"""Of what a text that somebody wrote is warned: kinds of meaning, on which a second person decides with a reason."""

from collections.abc import Iterable

from wardbell.notices.rules import NoticeAudience
from wardbell.safeguards import MEANING_KINDS, Context, Finding, screen, warnings

CONTEXTS = {NoticeAudience.PUBLIC: Context.PUBLIC_BULLETIN, NoticeAudience.COUNCIL: Context.OFFICIAL_NOTICE}


def warnings_of(text: str, *, audience: NoticeAudience) -> tuple[Finding, ...]:
    """Returns what a text is warned of, in order of place; each finding says why, fit to show author and approver."""
    return warnings(screen(text, CONTEXTS[audience], kinds=MEANING_KINDS)) if text else ()


def kinds_of(found: Iterable[Finding]) -> str:
    """Returns the kinds of warnings as a row keeps them: each once, joined by commas."""
    return ",".join(sorted({one.kind for one in found}))
