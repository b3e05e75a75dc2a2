"""allauth's forms in our words, and codes that work once."""

import logging
from typing import Any

from allauth.account.forms import ChangePasswordForm as BaseChangePasswordForm
from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseCodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError

LOG = logging.getLogger("alongside.sign_in")
CODE_MISSING = "Enter the code"
USED = "That code is not right, or it was used already. Enter the newest one"


class _Worded:
    """Says for each field what to do when it is empty, and takes the words out of the boxes."""

    missing: dict[str, str] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name in self.missing:
                field.error_messages["required"] = self.missing[name]


class _CodeOnce:
    """Refuses an app's code that was used before.

    allauth forgets a used code after one period, while the tolerance lets it count for up to three.
    """

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            LOG.warning("code refused: user %s", self.user.pk)
            raise
        if self.authenticator.type == Authenticator.Type.TOTP:
            use_up(code, self.user)
        return code


def use_up(code: str, user: Any) -> None:
    """Let this code of an app count once, for as long as it is valid. Raises ValidationError when it was used before."""
    seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    digits = "".join(filter(str.isdigit, code))
    if not cache.add(f"totp-used:{user.pk}:{digits}", 1, timeout=seconds):
        raise ValidationError(USED)


class LoginForm(_Worded, BaseLoginForm):  # type: ignore[misc]
    """The address and the password."""

    missing = {"login": "Enter your email address", "password": "Enter your password"}


class ReauthenticateForm(_Worded, BaseReauthenticateForm):  # type: ignore[misc]
    """The password again."""

    missing = {"password": "Enter your password"}


class ChangePasswordForm(_Worded, BaseChangePasswordForm):  # type: ignore[misc]
    """The password now, and a new one twice."""

    missing = {
        "oldpassword": "Enter your password now",
        "password1": "Choose a new password",
        "password2": "Enter the new password again",
    }


class CodeForm(_CodeOnce, _Worded, AuthenticateForm):  # type: ignore[misc]
    """A code at signing in."""

    missing = {"code": CODE_MISSING}


class CodeAgainForm(_CodeOnce, _Worded, BaseCodeAgainForm):  # type: ignore[misc]
    """A code while signed in."""

    missing = {"code": CODE_MISSING}


class ActivateAppForm(_Worded, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which is used up by this. Until it is entered the seed waits in the session, sealed.

    allauth leaves it there as it is, where every copy of the database has it, for as long as the app is used.
    """

    missing = {"code": CODE_MISSING}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session, adapter = context.request.session, get_adapter()
        if kwargs.get("data") is not None and SECRET_SESSION_KEY in session:
            session[SECRET_SESSION_KEY] = adapter.decrypt(session[SECRET_SESSION_KEY])
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = adapter.encrypt(self.secret)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_up(code, self.user)
        return code


class AddPasskeyForm(_Worded, AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey, and whether it may stand for the password too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What to call it"
        self.fields["passwordless"].label = "It also stands for my password"


class NamePasskeyForm(_Worded, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    missing = {"name": "Give it a name"}
