"""Tables of the post office. It knows readers by random numbers and officials by account ids, and no address of either."""

from wardbell.dispatch.models.messages import Attempt, Inbound, Message, Receipt
from wardbell.dispatch.models.postings import Hold, Posting
from wardbell.dispatch.models.readers import Chunk, Outcome, Roll, Total
from wardbell.ground.data import Keep

__all__ = [
    "KEEP", "Attempt", "Chunk", "Hold", "Inbound", "Message", "Outcome", "Posting", "Receipt", "Roll", "Total",
]  # fmt: skip

KEEP = (
    Keep(table="Posting", days=None, because="What was sent to whom and when is an official record."),
    Keep(table="Hold", days=None, because="Who delayed a public send, and why, is an official record."),
    Keep(
        table="Chunk",
        days=30,
        because="Long enough to answer a complaint after a notice ended; the totals stay with the posting.",
    ),
    Keep(
        table="Total",
        days=None,
        because="How many copies left in which language is an official record; it names nobody.",
    ),
    Keep(table="Roll", days=30, because="As the chunk it belongs to."),
    Keep(table="Outcome", days=30, because="As the chunk it belongs to."),
    Keep(
        table="Message",
        days=30,
        because="Long enough to answer a complaint after a notice ended; officials' rows are official records and stay.",
    ),
    Keep(table="Attempt", days=30, because="As the message it belongs to."),
    Keep(table="Receipt", days=30, because="As the message it belongs to."),
    Keep(
        table="Inbound",
        days=30,
        because="Long enough to see that everybody who wrote was answered; the text is masked.",
    ),
)
