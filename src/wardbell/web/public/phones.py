"""Everybody's phone and mailbox in a made-up city, as the sinks received them, with a box to answer: demo and rehearsal nodes alone."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.people import queries as people
from wardbell.places import queries as places
from wardbell.subscribers import queries as readers

_SHOWN = 12  # phones on one page: three messages each must stay under 100 kB
_LAST = 3  # messages of each
_TIMEOUT_S = 20
_OFFICIALS, _READERS = "officials", "readers"


class Filter(forms.Form):
    """Whose phones are shown."""

    who = forms.ChoiceField(
        required=False, label=gettext_lazy("Whose"),
        choices=[("", gettext_lazy("Everybody")), (_OFFICIALS, gettext_lazy("Officials")), (_READERS, gettext_lazy("Readers"))],
    )  # fmt: skip
    language = forms.ChoiceField(required=False, label=gettext_lazy("Language"))
    name = forms.CharField(required=False, max_length=80, label=gettext_lazy("Name, number or mailbox"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        spoken = [(tag, languages.by_tag(tag).name) for tag in places.jurisdiction().languages]
        self.fields["language"].choices = [("", _("Every language")), *spoken]  # type: ignore[attr-defined]  # it is a ChoiceField


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """One message; `is_own` when its owner wrote it."""

    at: datetime
    subject: str
    body: str = field(repr=False)
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class Phone:
    """One phone or mailbox with its last messages, oldest first."""

    address: str = field(repr=False)
    owner: str
    is_phone: bool
    is_official: bool
    language: languages.Language
    n_messages: int
    bubbles: tuple[Bubble, ...]


@require_http_methods(["GET", "POST"])
def phones(request: HttpRequest) -> HttpResponse:
    """Shows whoever was written to last first; an answer goes out as a text message would, by the gateway's signed call."""
    if not settings.SINKS:
        raise Http404
    if request.method == "POST":
        return _answer(request)
    form = Filter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    try:
        shown = list(_matching(wanted))
    except OSError:
        return render(request, "public/phones.html", {"form": form, "is_closed": True}, status=503)
    return render(request, "public/phones.html", {"form": form, "phones": shown})


def _answer(request: HttpRequest) -> HttpResponse:
    number, text = request.POST.get("number", ""), request.POST.get("text", "").strip()
    if text:
        if _is_taken(number, text):
            messages.success(request, _("Sent from %(number)s: %(text)s") % {"number": number, "text": text})
        else:
            messages.error(request, _("The city's number did not take this message."))
    back = urlencode(
        {name: value for name in ("who", "language", "name") if (value := request.POST.get(name, ""))}
    )
    return redirect(f"{reverse('public:phones')}?{back}")


def _is_taken(number: str, text: str) -> bool:
    """Sends one text in as the gateway would, and says whether the node took it."""
    try:
        return _ask(settings.SINKS[1], "/_control/inbound", {"from": number, "body": text})["status"] == 200
    except OSError:
        return False


def _matching(wanted: Mapping[str, str]) -> Iterator[Phone]:
    """Yields the phones that are wanted, at most as many as a page holds."""
    owners = _owners()
    n_found = 0
    for medium, talk in _talks():
        phone = _phone(medium, talk, owners)
        if phone is None or not _is_wanted(phone, wanted):
            continue
        yield phone
        n_found += 1
        if n_found == _SHOWN:
            return


def _is_wanted(phone: Phone, wanted: Mapping[str, str]) -> bool:
    who, language, name = (wanted.get(key, "") for key in ("who", "language", "name"))
    if who and phone.is_official != (who == _OFFICIALS):
        return False
    if language and phone.language.tag != language:
        return False
    return name.casefold() in f"{phone.owner} {phone.address}".casefold()


def _talks() -> list[tuple[str, dict[str, object]]]:
    """Returns (medium, conversation) of both sinks, the newest first."""
    found = [
        (medium, talk)
        for medium, sink in zip(("mail", "sms"), settings.SINKS, strict=True)
        for talk in _ask(sink, f"/_control/conversations?last={_LAST}")["conversations"]  # type: ignore[attr-defined]  # a list, as the sinks say
    ]
    return sorted(found, key=lambda one: str(one[1]["messages"][-1]["at"]), reverse=True)


def _owners() -> dict[str, people.Person]:
    """Returns the officials by phone and mailbox."""
    everybody = [one.person for one in people.everybody() if one.is_active]
    return {address: one for one in everybody for address in (one.phone, one.email) if address}


def _phone(medium: str, talk: Mapping[str, object], owners: Mapping[str, people.Person]) -> Phone | None:
    address = str(talk["address"])
    official = owners.get(address)
    owner, tag = (official.name, official.language) if official else _reader(medium, address)
    kept: list[dict[str, object]] = talk["messages"]  # type: ignore[assignment]  # as the sinks say
    return Phone(
        address=address, owner=owner, is_phone=medium == "sms", is_official=official is not None,
        language=languages.by_tag(tag), n_messages=int(str(talk["n"])), bubbles=tuple(map(_bubble, kept)),
    )  # fmt: skip


def _reader(medium: str, address: str) -> tuple[str, str]:
    """Returns what is shown of a made-up reader, and their language."""
    try:
        reader_id = readers.find(medium, address)
    except Unreadable:
        reader_id = None
    chosen = readers.choices(reader_id) if reader_id is not None else None
    if chosen is None:
        return _("Somebody who wrote"), languages.FALLBACK
    names = ", ".join(places.area_name(code) for code in chosen.areas)
    return _("A reader: %(areas)s") % {"areas": names}, chosen.language


def _bubble(kept: Mapping[str, object]) -> Bubble:
    return Bubble(
        at=datetime.fromisoformat(str(kept["at"])), subject=str(kept.get("subject", "")), body=str(kept["body"]),
        is_own=bool(kept.get("is_own")),
    )  # fmt: skip


def _ask(sink: str, path: str, form: Mapping[str, str] | None = None) -> dict[str, object]:
    """Asks a sink of this machine; the addresses are the operator's own setting.

    Raises:
        OSError: it does not answer.
    """
    data = None if form is None else json.dumps(form).encode()
    with urllib.request.urlopen(urllib.request.Request(sink + path, data=data), timeout=_TIMEOUT_S) as answer:  # noqa: S310  # loopback
        told: dict[str, object] = json.load(answer)
        return told
