"""What a message that came in wants: rules over word lists of many languages, pure.

The lists are data, in reply_words/<language>.toml; all languages are looked for in every message, for people mix them.
"""

from wardbell.dispatch.replies.intents import Context, Intent, Reply
from wardbell.dispatch.replies.judging import classify

__all__ = ["Context", "Intent", "Reply", "classify"]
