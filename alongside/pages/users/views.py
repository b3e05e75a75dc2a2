"""Users: who works here, what they are and how they get back in."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.casework.users import operations
from alongside.casework.users.administrators import LastAdministrator, OwnAccount
from alongside.casework.users.queries import UserDetails, get_user, list_users
from alongside.casework.users.roles import ROLE_PURPOSES
from alongside.domain.administrators import NeedsAnother
from alongside.pages.policy import request_time, staff, staff_actor
from alongside.pages.users.forms import UserForm, values_of
from alongside.pages.users.signing_in_again import after_signing_in_again

ROLE_HINTS = {role.value: purpose for role, purpose in ROLE_PURPOSES.items()}
ADDRESS_TAKEN = "Somebody else has this address. Check it, or look for them in the list"
NOT_A_SUPERVISOR = "Choose somebody who is a supervisor now"
LAST_ONE = "Nobody else is an administrator. Give somebody else that role first"
OTHER_HALF = (
    "You did the other half of this: with both, you could sign in as them. Ask an administrator who was not made by you, "
    "nor you by them. Whoever runs the machine can make one."
)
OWN = "You cannot change your own account here. Ask another administrator"


@staff
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """Show everybody who has or had an account."""
    return render(request, "users/users.html", {"users": list_users(by=staff_actor(request))})


@staff
@after_signing_in_again
def add_user(request: HttpRequest) -> HttpResponse:
    """Add a user, and show the one-time password on the page that follows and never again."""
    actor = staff_actor(request)
    form = UserForm(request.POST or None, by=actor)
    if form.is_valid():
        try:
            _, password = operations.add_user(facts=form.facts(), by=actor, at=request_time(request))
        except operations.AddressTaken:
            form.add_error("email", ADDRESS_TAKEN)
        except operations.NotASupervisor:
            form.add_error("supervisor", NOT_A_SUPERVISOR)
        else:
            return _show_once(request, form.cleaned_data["name"], form.cleaned_data["email"], password)
    return render(request, "users/add_user.html", {"form": form, "role_hints": ROLE_HINTS})


@staff
@after_signing_in_again
def change_user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Change what a user is called, their roles, team and supervisor."""
    actor, at = staff_actor(request), request_time(request)
    user = get_user(user_id=user_id, by=actor, at=at)
    form = UserForm(request.POST or None, by=actor, user_id=user_id, initial=values_of(user))
    if form.is_valid() and _save_change(form, request, user):
        messages.success(request, f"{form.cleaned_data['name']} is changed. It counts from their next click.")
        return redirect("users")
    return render(request, "users/change_user.html", {"form": form, "role_hints": ROLE_HINTS, "user_shown": user})


@staff
@require_POST
@after_signing_in_again
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Deactivate a user."""
    return _do(request, user_id, operations.deactivate_user, "The account is closed. Whoever used it is signed out.")


@staff
@require_POST
@after_signing_in_again
def open_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Reactivate a user."""
    return _do(request, user_id, operations.reactivate_user, "The account is open again.")


@staff
@require_POST
@after_signing_in_again
def reset_second_step(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Take away lost passkeys, app and codes."""
    said = "The second step is taken away. They set up a new one when they sign in."
    return _do(request, user_id, operations.reset_second_factor, said)


@staff
@require_POST
@after_signing_in_again
def new_password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a new one-time password, shown on this page and never again."""
    actor, at = staff_actor(request), request_time(request)
    user = get_user(user_id=user_id, by=actor, at=at)
    try:
        password = operations.reset_password(user_id=user_id, by=actor, at=at)
    except (OwnAccount, NeedsAnother) as error:
        messages.error(request, OWN if isinstance(error, OwnAccount) else OTHER_HALF)
        return redirect("change_user", user_id=user_id)
    return _show_once(request, user.line.name, user.line.email, password)


def _save_change(form: UserForm, request: HttpRequest, user: UserDetails) -> bool:
    """Save a valid form and return True, or put what stands against it on the form."""
    try:
        operations.change_user(
            user_id=user.line.id, facts=form.facts(), by=staff_actor(request), at=request_time(request)
        )
    except operations.AddressTaken:
        form.add_error("email", ADDRESS_TAKEN)
    except operations.NotASupervisor:
        form.add_error("supervisor", NOT_A_SUPERVISOR)
    except LastAdministrator:
        form.add_error("roles", LAST_ONE)
    except OwnAccount:
        form.add_error(None, OWN)
    else:
        return True
    return False


def _do(request: HttpRequest, user_id: UUID, operation: Callable[..., None], said: str) -> HttpResponse:
    try:
        operation(user_id=user_id, by=staff_actor(request), at=request_time(request))
    except LastAdministrator:
        messages.error(request, LAST_ONE + ".")
    except OwnAccount:
        messages.error(request, OWN + ".")
    except NeedsAnother:
        messages.error(request, OTHER_HALF)
    else:
        messages.success(request, said)
    return redirect("change_user", user_id=user_id)


def _show_once(request: HttpRequest, name: str, email: str, password: str) -> HttpResponse:
    context = {"name": name, "email": email, "password": password}
    return render(request, "users/one_time_password.html", context)
