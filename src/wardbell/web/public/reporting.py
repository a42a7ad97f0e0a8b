"""Residents tell what they saw or need: without account, name or script. A community's node alone has these pages."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Refused
from wardbell.reports import actions as reports
from wardbell.reports.rules import PAUSE, WORK_BITS, Hurdle, Kind, is_urgent
from wardbell.web.errors import sentence_of
from wardbell.web.public import challenges, floods
from wardbell.web.public.report_form import ReportForm
from wardbell.web.public.report_words import KINDS

_SOMEBODY = Actor(id="somebody", kind=ActorKind.RESIDENT, label="somebody who told")
_TOO_MANY = 429  # status, RFC 6585 section 4
View = Callable[..., HttpResponse]


def community_only(view: View) -> View:
    """Answers 404 on a node that is the city's alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "community" not in settings.NODE_ROLES:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@community_only
def report(request: HttpRequest) -> HttpResponse:
    """Asks what somebody wants, and says first whom to call."""
    return render(request, "public/report.html", {"kinds": KINDS})


@require_http_methods(["GET", "POST"])
@never_cache
@community_only
def tell(request: HttpRequest, kind: str) -> HttpResponse:
    """Takes one report; sent twice it is one."""
    asked = _kind(kind)
    if request.method == "GET":
        return _page(request, ReportForm(kind=asked), mark=challenges.new())
    form, mark = ReportForm(request.POST, kind=asked), challenges.read(request.POST.get("mark", ""))
    if not form.is_valid() or mark is None:
        if mark is None:
            form.add_error(None, _("This page was open too long. Please press the button again."))
        return _page(request, form, mark=mark.text if mark else challenges.new(), status=422)
    found = floods.hurdle_of(request, mark, number=request.POST.get("number", ""))
    if found is not Hurdle.NONE:
        return _page(request, form, mark=challenges.new(is_pause=True), hurdle=found, status=_TOO_MANY)
    try:
        taken = reports.receive_form(
            form.told(came_as=f"form:{mark.nonce}"), callback=form.cleaned_data["callback"], by=_SOMEBODY
        )
    except Refused as refused:
        form.add_error("callback", sentence_of(refused))
        return _page(request, form, mark=mark.text, status=422)
    said = {"urgent": int(taken.shows_911), "answer": int(bool(form.cleaned_data["callback"].strip()))}
    return redirect(f"{reverse('public:reported')}?{urlencode(said)}")


@require_GET
@never_cache
@community_only
def reported(request: HttpRequest) -> HttpResponse:
    """Says what happens next, and until when what was told is kept."""
    told = {"is_urgent": request.GET.get("urgent") == "1", "has_callback": request.GET.get("answer") == "1"}
    return render(request, "public/reported.html", told)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return Kind(name)


def _page(
    request: HttpRequest, form: ReportForm, *, mark: str, hurdle: Hurdle = Hurdle.NONE, status: int = 200
) -> HttpResponse:
    shown = {
        "form": form, "kind": form.kind, "title": KINDS[form.kind], "is_urgent": is_urgent(form.kind), "mark": mark,
        "bits": WORK_BITS, "number": request.POST.get("number", "") if status != _TOO_MANY else "",
        "must_wait": hurdle is Hurdle.WORK_OR_PAUSE, "must_call": hurdle is Hurdle.TELEPHONE,
        "pause": int(PAUSE.total_seconds()),
    }  # fmt: skip
    answer = render(request, "public/tell.html", shown, status=status)
    if status == _TOO_MANY:
        answer.headers["Retry-After"] = str(int(PAUSE.total_seconds()))
    return answer
