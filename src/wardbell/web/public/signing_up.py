"""Pages to sign up, confirm and stop. A link (GET) never changes anything; a button (POST) does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.dispatch import actions as dispatch
from wardbell.ground import languages
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import Refused, WrongState
from wardbell.notices.kinds import GENERAL
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.subscribers.rules import Method, Way, version_of
from wardbell.web import consent
from wardbell.web.consent import Wording
from wardbell.web.errors import sentence_of
from wardbell.web.public.forms import SubscribeForm


@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Takes a sign-up and asks the contact point to confirm; the answer is the same whether it was known or not."""
    given = request.POST if request.method == "POST" else None
    first = {
        "language": get_language(),
        "medium": "sms",
        "areas": [request.GET["ward"]] if "ward" in request.GET else [],
    }
    form = SubscribeForm(given, initial=first)
    wording = consent.of_the_page(get_language() or languages.FALLBACK)
    if given is None or not form.is_valid() or not _was_shown(form, wording):
        return _page(request, form, wording)
    try:
        _sign_up(form, wording)
    except Refused as refused:
        form.add_error("address", sentence_of(refused))
        return _page(request, form, wording)
    return redirect("public:subscribed")


@require_GET
def subscribed(request: HttpRequest) -> HttpResponse:
    """Says that the contact point is being asked."""
    return render(request, "public/subscribed.html")


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Shows a button; only pressing it confirms."""
    reader_id = readers.id_of_confirmation_token(token)
    if reader_id is None:
        raise Http404
    if request.method == "GET":
        return render(request, "public/confirm.html", {"token": token})
    try:
        subscribers.confirm(reader_id, by=_reader(reader_id), method=Method.PAGE)
    except WrongState as refused:
        return render(
            request, "public/confirm.html", {"token": token, "sentence": sentence_of(refused)}, status=409
        )
    return render(request, "public/confirm.html", {"is_done": True, "reader": readers.reader(reader_id)})


@csrf_exempt  # RFC 8058: the mail program posts without a page; the token is the proof
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Shows a button; pressing it, or the mail program's own, stops everything."""
    reader_id = readers.id_of_token(token)
    if reader_id is None:
        raise Http404
    if request.method == "GET":
        return render(request, "public/stop.html", {"token": token})
    method = Method.ONE_CLICK if request.POST.get("List-Unsubscribe") == "One-Click" else Method.PAGE
    subscribers.stop(reader_id, by=_reader(reader_id), method=method)
    return render(request, "public/stop.html", {"is_done": True})


def _page(request: HttpRequest, form: SubscribeForm, wording: Wording) -> HttpResponse:
    direction = "rtl" if languages.by_tag(wording.language).is_rtl else "ltr"
    shown = {"form": form, "wording": wording, "version": _version(wording), "direction": direction}
    return render(request, "public/subscribe.html", shown, status=422 if form.is_bound else 200)


def _was_shown(form: SubscribeForm, wording: Wording) -> bool:
    """Says whether the form stood under the words of today; under older ones it is shown again, with nothing lost."""
    if form.cleaned_data["wording"] in {"", _version(wording)}:
        return True
    form.add_error(
        None, _("The words about what is kept have changed. Please read them and press the button again.")
    )
    return False


def _version(wording: Wording) -> str:
    return version_of(Way.PAGE, language=wording.language, text=wording.text)


def _sign_up(form: SubscribeForm, wording: Wording) -> None:
    given = form.cleaned_data
    version = subscribers.keep_wording(way=Way.PAGE, language=wording.language, text=wording.text)
    visitor = Actor(id="visitor", kind=ActorKind.RESIDENT, label="visitor of the sign-up page")
    reader_id = subscribers.subscribe(
        medium=given["medium"], address=given["address"], language=given["language"], areas=given["areas"],
        topics=[GENERAL, *given["topics"]], before_eight=given["before_eight"], consent_version=version, by=visitor,
    )  # fmt: skip
    dispatch.confirm_signup(reader_id, by=visitor)


def _reader(reader_id: int) -> Actor:
    return Actor(id=str(reader_id), kind=ActorKind.RESIDENT, label="reader")
