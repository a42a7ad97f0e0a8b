"""What every template knows of this node."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wardbell.ground import languages
from wardbell.people import queries as people
from wardbell.places import queries as places


def node(request: HttpRequest) -> dict[str, object]:
    """Returns the city's name, the node's kind (a demo page says SAMPLE), its languages and this reader's direction."""
    language = languages.by_tag(languages.best([getattr(request, "LANGUAGE_CODE", "en")]))
    city = places.jurisdiction()
    return {
        "office_names": SimpleLazyObject(lambda: people.names_in(language.tag)),
        "today": SimpleLazyObject(places.today),
        "city_name": city.name,
        "city_numbers": city.numbers,
        "is_sample": settings.NODE_KIND != "live",
        "is_demo": settings.NODE_KIND == "demo",
        "sample_word": language.sample_word,
        "drill_word": language.drill_word,
        "direction": "rtl" if language.is_rtl else "ltr",
        "node_languages": [languages.by_tag(tag) for tag in city.languages],
        "takes_reports": "community" in settings.NODE_ROLES,
        "base_url": settings.BASE_URL,
    }
