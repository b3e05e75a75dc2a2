"""Pages for requests that were refused before any view saw them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form could not be sent, with nothing about why: the reason helps only an attacker."""
    return render(request, "403_csrf.html", status=403)
