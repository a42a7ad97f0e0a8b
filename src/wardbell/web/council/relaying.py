"""Telling the ward: the reviewed core leaves at once; the office's own words follow when somebody signed them off."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardbell.dispatch import queries as letters
from wardbell.ground import languages
from wardbell.ground.errors import Refused, Screened, Unreadable
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView, WordsView
from wardbell.notices.rules import NoticeAudience
from wardbell.people.queries import Office
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.council.inbox import my_offices
from wardbell.web.errors import sentence_of


class WordsForm(forms.Form):
    """An office's own words in one language."""

    office = forms.CharField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=gettext_lazy("Language of your words"))
    text = forms.CharField(label=gettext_lazy("Your words"), widget=forms.Textarea, max_length=300)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        spoken = places.jurisdiction().languages
        self.fields["language"].choices = [(tag, languages.by_tag(tag).name) for tag in spoken]  # type: ignore[attr-defined]  # it is a ChoiceField


@require_http_methods(["GET"])
@entry.signed_in(Verb.RELAY)
def public_version(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Shows the public version in every language as small phones, who is covered, and the one button."""
    notice = _public(notice_id)
    return render(request, "council/public_version.html", _page(request, notice))


@require_POST
@entry.signed_in(Verb.RELAY)
def relay(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Passes the reviewed core on to the ward's readers, at once."""
    notice, office = _public(notice_id), _office(request)
    try:
        notices.relay(notice.id, office=office.code, by=entry.actor(request))
    except Refused as refused:
        return render(
            request,
            "council/public_version.html",
            _page(request, notice) | {"sentence": sentence_of(refused)},
            status=409,
        )
    messages.success(
        request,
        _("It is on its way to the readers of %(office)s.")
        % {"office": office.said_in(get_language() or languages.FALLBACK)},
    )
    return redirect("council:public_version", notice_id=notice_id)


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.ADD_WORDS)
def words(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Takes the office's own words; they wait for a second person and never delay the reviewed core."""
    notice = _public(notice_id)
    given = request.POST if request.method == "POST" else None
    form = WordsForm(
        given,
        initial={"language": "en", "office": my_offices(request)[0].code if my_offices(request) else ""},
    )
    findings: tuple[object, ...] = ()
    if given is not None and form.is_valid():
        try:
            _add(request, notice, form)
        except Screened as screened:
            form.add_error("text", sentence_of(screened))
            findings = screened.findings
        except Refused as refused:
            form.add_error("text", sentence_of(refused))
        else:
            _tell_kept(request, form.cleaned_data["text"])
            return redirect("council:public_version", notice_id=notice_id)
    page = _page(request, notice) | {"form": form, "findings": findings}
    return render(request, "council/words.html", page, status=422 if given is not None else 200)


def _add(request: HttpRequest, notice: NoticeView, form: WordsForm) -> None:
    office = _office(request)
    notices.add_words(
        notice.id,
        office=office.code,
        language=form.cleaned_data["language"],
        text=form.cleaned_data["text"],
        by=entry.actor(request),
    )


def _tell_kept(request: HttpRequest, text: str) -> None:
    """Says that the words are kept; what they were marked for does not stop them, and the second person decides."""
    messages.success(request, _("Kept. A second person is asked to read your words before they go out."))
    for one in said.warnings_of(text, audience=NoticeAudience.PUBLIC):
        messages.warning(request, _("Marked, and the second person decides: %(why)s") % {"why": one.why})


def _public(notice_id: str) -> NoticeView:
    try:
        notice = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if notice.audience != "public" or notice.published_at is None:
        raise Http404
    return notice


def _office(request: HttpRequest) -> Office:
    wanted = request.POST.get("office", "")
    mine = my_offices(request)
    found = next(
        (office for office in mine if office.code == wanted), mine[0] if mine and not wanted else None
    )
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, notice: NoticeView) -> dict[str, object]:
    mine = my_offices(request)
    coverage = said.coverage(notice.id)
    previews = [
        (languages.by_tag(row.language), said.text(notice.id, language=row.language, medium="sms"), row)
        for row in coverage.languages
    ]
    rows = [(office, next(row for row in coverage.wards if row.office == office.code)) for office in mine]
    return {
        "notice": notice, "offices": mine, "rows": rows, "coverage": coverage, "previews": previews,
        "words": _words(notice, mine), "progress": letters.progress(notice.subject),
    }  # fmt: skip


def _words(notice: NoticeView, mine: list[Office]) -> list[WordsView]:
    """An office sees its own words, and of other offices' what is signed off: nobody's drafts go round."""
    codes = {office.code for office in mine}
    return [one for one in said.own_words(notice.id) if one.office in codes or one.reviewed_at is not None]
