"""Pages for what went wrong: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django hands the reason in
    """Says that a page was open too long; nothing was sent."""
    return render(request, "errors/403_csrf.html", status=403)
