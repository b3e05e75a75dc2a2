"""Django settings. What the environment decides is read in environment.py and documented in docs/settings.md."""

from pathlib import Path

from csp.constants import NONE, SELF

from alongside.project.databases import configure_database
from alongside.project.environment import read_environment
from alongside.project.logs import logging_for

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ENV = read_environment(BASE_DIR)

ALONGSIDE_PRODUCTION = ENV.production
ALONGSIDE_DEMO = ENV.demo
ALONGSIDE_TEST_CLOCK = ENV.test_clock
ALONGSIDE_DATA_DIR = ENV.data_dir
ALONGSIDE_KEY_FILE = ENV.key_file
ALONGSIDE_CHECKPOINT_DIRS = [ENV.data_dir / "checkpoints", *ENV.checkpoint_dirs]
ALONGSIDE_WITNESSES = ENV.witnesses
ALONGSIDE_BACKUP_TO = ENV.backup_to
ALONGSIDE_DUTY_MANAGER = ENV.duty_manager
ALONGSIDE_SERVICE_PHONE = ENV.service_phone
ALONGSIDE_PROCEDURE = ENV.procedure
ALONGSIDE_MESSAGES = ENV.messages
ALONGSIDE_DOOR_ADDRESS = f"{ENV.url}/door/{{token}}/"  # what the address of open_link is, seen from outside
ALONGSIDE_NOTIFY_KEY = ENV.notify_key
ALONGSIDE_NOTIFY_URL = ENV.notify_url
ALONGSIDE_NOTIFY_TEXT_TEMPLATE = ENV.notify_text_template
ALONGSIDE_NOTIFY_EMAIL_TEMPLATE = ENV.notify_email_template
EMAIL_HOST = ENV.smtp_host
EMAIL_PORT = ENV.smtp_port
EMAIL_HOST_USER = ENV.smtp_user
EMAIL_HOST_PASSWORD = ENV.smtp_password
EMAIL_USE_TLS = ENV.smtp_tls
DEFAULT_FROM_EMAIL = ENV.mail_from
ALONGSIDE_ABSENCE_WORKING_DAYS = ENV.answer_absence_within
ALONGSIDE_SECOND_SIGNATURE = ENV.second_signature
ALONGSIDE_SKILLS_DIR = ENV.skills_dir
ALONGSIDE_SKILLS_HIDDEN = ENV.skills_hidden

LOGGING = logging_for("json" if ENV.json_log else "plain")
SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.hosts
CSRF_TRUSTED_ORIGINS = ENV.origins
ROOT_URLCONF = "alongside.project.urls"
WSGI_APPLICATION = "alongside.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W021"]  # TLS ends at the proxy: its docs say so

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # two pages of allauth write times with it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "alongside.vault.apps.VaultConfig",
    "alongside.ledger.apps.LedgerConfig",
    "alongside.records.apps.RecordsConfig",
    "alongside.pages.layout",
    "alongside.project.apps.ProjectConfig",
]

MIDDLEWARE = [
    "alongside.project.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alongside.project.headers.PrivateHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "alongside.project.clock.ClockMiddleware",
    "alongside.project.session_cookie.SignedSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "alongside.project.closed.ClosedMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Before the staff session, so that a device in the hands of a person is led to their side and not to sign in.
    "alongside.pages.my_side.door.DoorMiddleware",
    "alongside.project.sign_in.StaffSessionMiddleware",
    "alongside.pages.policy.PolicyMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((BASE_DIR / "alongside" / "pages").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "alongside.pages.layout.context.service",
                "alongside.pages.help.context.help_on_this_page",
            ],
            "builtins": ["alongside.pages.layout.templatetags.govuk"],
        },
    }
]

DATABASES = {
    "default": configure_database(ENV.database_url),
    "keys": configure_database(ENV.keys_database_url),
}
DATABASE_ROUTERS = ["alongside.project.databases.KeysRouter"]

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "alongside.project.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "alongside.project.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "alongside.pages.sign_in.forms.LoginForm",
    "change_password": "alongside.pages.sign_in.forms.ChangePasswordForm",
    "reauthenticate": "alongside.pages.sign_in.forms.ReauthenticateForm",
}
# Five tries of one password or code in five minutes. The limits by address are wide: a whole office may share one.
# At the person's door only wrong codes and PINs count, by a keyed hash of the address.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "my_side_door": "60/m/key",
}
# Who asks is the last address but so many in X-Forwarded-For: what a browser writes there itself stands before it.
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
MFA_ADAPTER = "alongside.project.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "alongside.pages.sign_in.forms.CodeForm",
    "reauthenticate": "alongside.pages.sign_in.forms.CodeAgainForm",
    "activate_totp": "alongside.pages.sign_in.forms.ActivateAppForm",
    "add_webauthn": "alongside.pages.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "alongside.pages.sign_in.forms.NamePasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator typed the address
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alongside"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.production
MFA_TOTP_TOLERANCE = 1

# Tries and used codes are counted here. Several server processes must share the count, so it is in the database; it is
# never culled early, since that would forget tries. Nothing about a person is ever put in it.
CACHES = {"default": {"BACKEND": "alongside.project.tries.Tries"}}

SESSION_ENGINE = "alongside.project.session_store"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENV.secure_cookies
CSRF_COOKIE_SECURE = ENV.secure_cookies
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = ENV.secure_cookies
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# A browser keeps a cookie of such a name only from this very host over https, so that no neighbour can plant one.
ALONGSIDE_COOKIE_PREFIX = "__Host-" if ENV.secure_cookies else ""
SESSION_COOKIE_NAME = f"{ALONGSIDE_COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{ALONGSIDE_COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{ALONGSIDE_COOKIE_PREFIX}language"
CSRF_COOKIE_AGE = None  # gone with the browser: on a person's own phone it would say for a year that they were here
CSRF_FAILURE_VIEW = "alongside.pages.layout.errors.csrf_failure"
STAFF_IDLE_SECONDS = 15 * 60
STAFF_ABSOLUTE_SECONDS = 10 * 60 * 60

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.production else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [BASE_DIR / "static-build"] if path.exists()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["alongside.pages.imports.uploads.BoundedUploadHandler"]

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
