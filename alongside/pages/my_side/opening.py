"""The door from outside: a code or a link, then the PIN. Asking for these pages looks nothing up and uses nothing up.

Message apps open links before anybody reads them, so only a PIN that was sent opens anything.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from alongside.casework.my_side.opening import open_with_code, open_with_token
from alongside.domain.my_side import page_words
from alongside.pages.my_side.door import close_door, open_door
from alongside.pages.my_side.door_forms import CodeForm, OpenForm
from alongside.pages.my_side.showing import asks, language, posted, show
from alongside.pages.policy import public, request_time

# How many wrong ones, and from where: see ACCOUNT_RATE_LIMITS in the settings.
LIMIT = "my_side_door"
Page = Callable[..., HttpResponse]


def says_not_where_from(view: Page) -> Page:
    """Keep the address of this page, which may be a link, out of what a browser tells the next page. The origin stays.

    Without the origin a form could not be told from one of another site.
    """

    @wraps(view)
    def quiet(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return quiet


@public
@asks
@says_not_where_from
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the PIN that belongs to a QR code or a link, and open the person's own side."""
    form = OpenForm(posted(request), words=_words("door"))
    return _try(request, form, lambda pin: open_with_token(token=token, pin=pin, at=request_time(request)))


@public
@asks
@says_not_where_from
def open_card(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a card, then for the PIN. The code is carried in the form, so it is in no address and no log."""
    if request.method != "POST":
        problem = request.GET.get("passkey") == "problem"
        return _show_code(request, CodeForm(words=_words("code")), passkey_problem=problem)
    code = CodeForm(request.POST, words=_words("code"))
    if not code.is_valid():
        return _show_code(request, code)
    typed = code.cleaned_data["code"]
    form = OpenForm(request.POST if "pin" in request.POST else None, words=_words("door"))
    opens = _try(request, form, lambda pin: open_with_code(code=typed, pin=pin, at=request_time(request)), code=typed)
    return opens


def _show_code(request: HttpRequest, form: CodeForm, *, passkey_problem: bool = False) -> HttpResponse:
    passkey = _words("passkey_door")
    return show(request, "code", _words("code"), form, passkey=passkey, passkey_problem=passkey_problem)


def _try(request: HttpRequest, form: OpenForm, opens: Callable[[str], str | None], **carried: str) -> HttpResponse:
    """Open the door, or show the page for the PIN: one answer, whatever was wrong."""
    status = 200
    if form.is_valid():
        if not may_try(request):
            form.say("too_many")
            status = 429
        elif secret := opens(form.cleaned_data["pin"]):
            return let_in(request, secret)
        else:
            count_wrong_try(request)
            form.say("wrong")
    return show(request, "door", _words("door"), form, status=status, **carried)


def let_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Open the home in this browser. What was open in it before is over: the staff session, or another person's side."""
    response = redirect("my_side")
    close_door(request, response)
    logout(request)
    rotate_token(request)
    open_door(response, secret)
    return response


def may_try(request: HttpRequest) -> bool:
    """Return whether there are tries left from where this comes."""
    return bool(consume(request, action=LIMIT, key=_where_from(request), dry_run=True))


def count_wrong_try(request: HttpRequest) -> None:
    """Count one that was wrong, by where it comes from."""
    consume(request, action=LIMIT, key=_where_from(request))


def _where_from(request: HttpRequest) -> str:
    """Return a key for the network address, which is not kept itself."""
    address = get_adapter().get_client_ip(request)
    return salted_hmac("alongside.my_side.tries", str(address), algorithm="sha256").hexdigest()


def _words(page: str) -> dict[str, str]:
    return page_words(page, language=language())
