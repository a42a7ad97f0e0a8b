"""The administrator's pages: who is here, invite, roles, lost device, the end."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wardbell.ground import clock
from wardbell.ground.errors import Refused
from wardbell.people import actions as people
from wardbell.people import queries, rules
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.account.forms import ROLE_NAMES, GiveRoleForm, InvitationForm, RoleForm
from wardbell.web.account.links import invitation_link
from wardbell.web.errors import sentence_of


@require_GET
@entry.signed_in(Verb.INVITE)
def everybody(request: HttpRequest) -> HttpResponse:
    """Lists every account and every open invitation."""
    listed = [(one, [ROLE_NAMES[role] for role in sorted(one.person.roles)]) for one in queries.everybody()]
    told = {
        "listed": listed,
        "invitations": queries.open_invitations(),
        "left_alone": queries.offices_left_alone(clock.now()),
    }
    return render(request, "people/everybody.html", told)


@entry.signed_in(Verb.INVITE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invites one person; the link is shown once, to be handed over."""
    form = InvitationForm(
        request.POST or None, offices=queries.offices(), organizations=queries.organizations()
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        try:
            token = people.invite(**given, **form.chosen(), by=entry.actor(request))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
        else:
            return _show_link(request, token)
    return render(request, "people/invite.html", {"form": form})


@require_GET
@entry.signed_in(Verb.INVITE)
def one(request: HttpRequest, account_id: str) -> HttpResponse:
    """Shows one account and what can be done about it."""
    listed = queries.listed(str(account_id))
    form = GiveRoleForm(offices=queries.offices(), organizations=queries.organizations())
    grants = [(grant, ROLE_NAMES[grant.role]) for grant in listed.person.grants]
    is_own = listed.person.id == entry.person(request).id
    told = {"listed": listed, "grants": grants, "form": form, "is_own": is_own}
    return render(request, "people/one.html", told)


@require_POST
@entry.signed_in(Verb.DEACTIVATE)
def deactivate(request: HttpRequest, account_id: str) -> HttpResponse:
    """Ends an account."""
    done = _("The account is closed. Its sessions have ended.")
    return _do(request, account_id, lambda: people.deactivate(str(account_id), by=entry.actor(request)), done)


@require_POST
@entry.signed_in(Verb.UNLOCK)
def unlock(request: HttpRequest, account_id: str) -> HttpResponse:
    """Unlocks an account whose owner the administrator knows by voice or face."""
    done = _("The account is unlocked. They sign in as before.")
    return _do(request, account_id, lambda: people.unlock(str(account_id), by=entry.actor(request)), done)


@entry.signed_in(Verb.CONFIRM_ROLES)
def reviews(request: HttpRequest) -> HttpResponse:
    """Lists who holds which role and when somebody last confirmed it; a POST confirms one."""
    someone = entry.person(request)
    if request.method == "POST":
        try:
            people.confirm_role(request.POST.get("membership", ""), by=entry.actor(request))
            messages.success(request, _("Confirmed."))
        except Refused as refused:
            messages.error(request, sentence_of(refused))
        return redirect("people_reviews")
    offices = None if rules.may(someone.roles, Verb.GIVE_ROLE) else someone.offices
    lines = [(one, ROLE_NAMES[one.role]) for one in queries.to_confirm(clock.now(), offices=offices)]
    told = {"lines": lines, "own": someone.id, "terms": queries.terms()}
    return render(request, "people/reviews.html", told)


@require_POST
@entry.signed_in(Verb.RESET_SECOND_FACTOR)
def reset(request: HttpRequest, account_id: str) -> HttpResponse:
    """Shuts a lost device out; the link back is shown once."""
    try:
        token = people.reset_second_factor(str(account_id), by=entry.actor(request))
    except Refused as refused:
        messages.error(request, sentence_of(refused))
        return redirect("people_one", account_id=account_id)
    return _show_link(request, token)


@require_POST
@entry.signed_in(Verb.GIVE_ROLE)
def give_role(request: HttpRequest, account_id: str) -> HttpResponse:
    """Gives one more role."""
    return _change_role(request, account_id, people.give_role, _("The role was given."), form=GiveRoleForm)


@require_POST
@entry.signed_in(Verb.GIVE_ROLE)
def end_role(request: HttpRequest, account_id: str) -> HttpResponse:
    """Ends one role."""
    return _change_role(request, account_id, people.end_role, _("The role has ended."))


def _change_role(
    request: HttpRequest,
    account_id: str,
    change: Callable[..., None],
    done: str,
    *,
    form: type[RoleForm] = RoleForm,
) -> HttpResponse:
    given = form(request.POST, offices=queries.offices(), organizations=queries.organizations())
    if not given.is_valid():
        messages.error(request, _("Choose a role, and an office or organization."))
        return redirect("people_one", account_id=account_id)
    return _do(
        request, account_id, lambda: change(str(account_id), **given.chosen(), by=entry.actor(request)), done
    )


def _do(request: HttpRequest, account_id: str, change: Callable[[], None], done: str) -> HttpResponse:
    try:
        change()
    except Refused as refused:
        messages.error(request, sentence_of(refused))
    else:
        messages.success(request, done)
    return redirect("people_one", account_id=account_id)


def _show_link(request: HttpRequest, token: str) -> HttpResponse:
    """Not by a redirect: the link must not rest in a session or a message."""
    told = {"link": invitation_link(token), "invitation": queries.invitation(token)}
    return render(request, "people/link.html", told)
