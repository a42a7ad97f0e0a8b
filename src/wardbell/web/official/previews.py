"""A notice as phones will show it, in each language."""

from wardbell.ground import languages
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.places import queries as places


def previews(notice: NoticeView) -> list[tuple[languages.Language, object]]:
    """Returns the text of each language as a phone will show it."""
    tags = places.jurisdiction().languages if notice.audience == "public" else ["en"]
    return [(languages.by_tag(tag), said.text(notice.id, language=tag, medium="sms")) for tag in tags]
