"""What somebody gets who asks for a staff page and is not signed in, or no longer."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

# Shorter values are choices and numbers, which are quicker to give again than to copy.
LENGTH_WORTH_KEEPING = 20


def answer_signed_out(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page and back afterwards.

    A script gets an empty 401, so that its page can keep what was typed. A form that was sent without one gets back
    the longer texts it carried, because nothing of it may be stored for somebody who is not signed in.
    """
    if _is_from_script(request):
        return HttpResponse(status=401, headers={"X-Signed-Out": "1"})
    ended = getattr(request, "session_ended", False)
    query = {"next": _page_to_return_to(request)} | ({"ended": "1"} if ended else {})
    sign_in = f"{reverse('account_login')}?{urlencode(query)}"
    kept = _texts_worth_keeping(request)
    if kept:
        return render(request, "sign_in/signed_out.html", {"kept": kept, "sign_in": sign_in}, status=401)
    return redirect(sign_in)


def _is_from_script(request: HttpRequest) -> bool:
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    asked_by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return mode != "navigate" or asked_by_script or "HX-Request" in request.headers


def _page_to_return_to(request: HttpRequest) -> str:
    """Return the page itself, or for something sent the page it was sent from. Never another site."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _texts_worth_keeping(request: HttpRequest) -> list[str]:
    names = [name for name in request.POST if name != "csrfmiddlewaretoken" and "password" not in name]
    texts = [text.strip() for name in names for text in request.POST.getlist(name)]
    return [text for text in texts if len(text) >= LENGTH_WORTH_KEEPING]
