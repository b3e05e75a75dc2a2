"""Every address. A topic lists its own in its urls.py."""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from alongside.pages.policy import public

TOPICS = [
    "sign_in", "users", "caseload", "people", "sessions", "episodes", "relationships", "access_rules", "who_has_looked",
    "imports", "my_side",
]  # fmt: skip

urlpatterns = [
    *(path("", include(f"alongside.pages.{topic}.urls")) for topic in TOPICS),
    # Accounts are made by an administrator, so allauth's sign-up and e-mail pages are left out.
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("language/", public(set_language), name="set_language"),
]

handler500 = "alongside.pages.layout.errors.server_error"
