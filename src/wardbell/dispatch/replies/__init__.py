"""What a message that came in wants: rules over word lists of many languages, pure.

The lists are data, in reply_words/<language>.toml; all languages are looked for in every message, for people mix them.
"""

from wardbell.dispatch.replies.intents import Context, Intent, Matter, Reply
from wardbell.dispatch.replies.judging import classify, matter

__all__ = ["Context", "Intent", "Matter", "Reply", "classify", "matter"]
