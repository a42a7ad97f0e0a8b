"""The partner organizations' desk: what is public now, as ready-made texts to pass on; approval duty."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardbell.ground import clock, languages
from wardbell.notices import queries as notices
from wardbell.people import queries as people
from wardbell.people.rules import Verb, may
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.organization.community import is_kept_here


@require_GET
@entry.signed_in()
def desk(request: HttpRequest) -> HttpResponse:
    """Shows what a partner can pass on, exactly as the public gets it, and whether they are asked to approve now."""
    someone = entry.person(request)
    if not any(grant.organization for grant in someone.grants):
        raise Http404
    current = [one for one in notices.published() if one.is_current]
    context = {
        "texts": [(one, [_in(tag, one.id) for tag in places.jurisdiction().languages]) for one in current],
        "may_approve": may(someone.roles, Verb.APPROVE),
        "may_sort": is_kept_here() and may(someone.roles, Verb.SORT_REPORTS),
        "may_propose": may(someone.roles, Verb.PROPOSE_NOTICE) and not someone.offices,
        "may_see_incidents": not someone.offices
        and (may(someone.roles, Verb.SORT_REPORTS) or may(someone.roles, Verb.RELAY_BY_PARTNER)),
        "is_on_duty": someone.id in people.pool(clock.now()),
        "may_publish_key": is_kept_here() and may(someone.roles, Verb.PUBLISH_KEY) and not someone.offices,
        "may_look": may(someone.roles, Verb.CONFIRM_ON_SITE) and not someone.offices,
    }
    return render(request, "organization/desk.html", context)


def _in(tag: str, notice_id: str) -> tuple[languages.Language, object]:
    return languages.by_tag(tag), notices.text(notice_id, language=tag, medium="sms")
