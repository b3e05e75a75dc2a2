"""Where somebody lands after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.pages.policy import staff


@staff
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to the page it works from."""
    return render(request, "sign_in/nothing_here.html")
