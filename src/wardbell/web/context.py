"""What every template knows of this node."""

from django.conf import settings
from django.http import HttpRequest

from wardbell.ground import languages


def node(request: HttpRequest) -> dict[str, object]:
    """Returns the node's kind (a demo page says SAMPLE), its languages and its direction for this reader."""
    language = languages.by_tag(languages.best([getattr(request, "LANGUAGE_CODE", "en")]))
    return {
        "node_kind": settings.NODE_KIND,
        "is_sample": settings.NODE_KIND != "live",
        "sample_word": language.sample_word,
        "direction": "rtl" if language.is_rtl else "ltr",
        "shipped_languages": languages.shipped(),
        "base_url": settings.BASE_URL,
    }
