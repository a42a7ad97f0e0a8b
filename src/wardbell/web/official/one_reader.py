"""One reader asks what became of their message: whoever answers looks it up here, and the look-up is recorded."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wardbell.dispatch.queries import Story
from wardbell.ground import clock
from wardbell.ground.errors import Unreadable
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official import retelling
from wardbell.web.official.forms import OneReaderForm
from wardbell.web.official.retelling import Line
from wardbell.web.templatetags.wardbell import clock_text

MOST = 20  #: look-ups by one person in ten minutes: more than complaints come, too few to try numbers
_WINDOW_S = 600


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is told: one list of lines for each copy; nobody, when no reader has this contact."""

    is_known: bool
    copies: tuple[tuple[Line, ...], ...] = ()


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.EXPLAIN)
def one_reader(request: HttpRequest) -> HttpResponse:
    """Asks for a code and a mailbox or number, and tells what became of each copy; nothing of it stands in an address."""
    form, answer, sentence = OneReaderForm(request.POST if request.method == "POST" else None), None, ""
    if form.is_valid() and _is_too_fast(request):
        sentence = _(
            "You have looked up %(n)s readers in ten minutes. Nothing was looked up now. Wait ten minutes, then try again."
        ) % {"n": MOST}
        response = _page(request, {"form": form, "answer": None, "sentence": sentence}, status=429)
        response.headers["Retry-After"] = str(_WINDOW_S)
        return response
    if form.is_valid():
        try:
            answer = _answer(retelling.ask(**form.cleaned_data, by=entry.actor(request)))
        except Unreadable as refused:
            sentence = sentence_of(refused)
    context: dict[str, object] = {"form": form, "answer": answer, "sentence": sentence}
    status = 422 if sentence or form.errors else 200
    return _page(request, context, status=status)


def _page(request: HttpRequest, context: dict[str, object], *, status: int) -> HttpResponse:
    return render(request, "official/one_reader.html", context, status=status)


def _is_too_fast(request: HttpRequest) -> bool:
    """Counts one more look-up by this person; only the count is kept, for ten minutes."""
    key = f"one_reader:{entry.person(request).id}:{int(clock.now().timestamp()) // _WINDOW_S}"
    cache.add(key, 0, _WINDOW_S)
    try:
        return int(cache.incr(key)) > MOST
    except ValueError:  # its time ended between the two lines above
        return False


def _answer(stories: list[Story] | None) -> Answer:
    if stories is None:
        return Answer(is_known=False)
    now = clock.now()
    copies = tuple(tuple(retelling.lines(one, now=now, shown=clock_text)) for one in stories)
    return Answer(is_known=True, copies=copies)
