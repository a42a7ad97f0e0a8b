"""The Atom feed (RFC 4287) of public notices: one entry a notice, never edited; corrections are entries of their own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_response_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from wardbell.ground import languages
from wardbell.notices import queries as notices
from wardbell.notices.rules import Speaker
from wardbell.people import queries as people
from wardbell.places import queries as places


def atom(request: HttpRequest, *, area: str | None) -> HttpResponse:
    """Returns the feed of what is public, newest first, in the reader's language."""
    language = get_language() or "en"
    city = places.jurisdiction()
    where = places.area_name(area, language) if area else city.name
    feed = Atom1Feed(
        title=f"{_sample(language)}{where}",
        link=settings.BASE_URL + "/", feed_url=settings.BASE_URL + request.get_full_path(), language=language,
        description="", author_name=city.name,
    )  # fmt: skip
    for one in notices.published(area=area):
        feed.add_item(
            title=notices.text(one.id, language=language, medium="headline").body, link=f"{settings.BASE_URL}/n/{one.code}/",
            description=notices.text(one.id, language=language, medium="sms").body, unique_id=f"urn:uuid:{one.id}",
            author_name=people.name_in(one.office, language) if one.speaker is Speaker.COMMUNITY else city.name,
            pubdate=one.published_at, updateddate=one.published_at, categories=(one.kind, *one.areas),
        )  # fmt: skip
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_response_headers(response, cache_timeout=30)
    return response


def _sample(language: str) -> str:
    return "" if settings.NODE_KIND == "live" else f"{languages.by_tag(language).sample_word}: "
