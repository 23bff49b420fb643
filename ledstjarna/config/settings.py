"""Settings. Everything a municipality may want to change comes from the environment; nothing has to be set.

LEDSTJARNA_DATA   folder for the database and files (default: var/ beside the code)
LEDSTJARNA_KEYS   folder for keys (default: keys/ in the data folder; keep it on another disk in production)
LEDSTJARNA_DEMO   1 shows the demo accounts at sign-in and lets them in without a second factor
LEDSTJARNA_HOSTS  host names to answer to, separated by commas
LEDSTJARNA_HTTPS  0 for a server without TLS (default: 1, but 0 in demo)
LEDSTJARNA_OPEN_FILING  networks (10.0.0.0/8, …) from which reports are filed and followed without signing in
LEDSTJARNA_PROXIES      how many trusted proxies stand in front, each of which adds to X-Forwarded-For (default: 0)
LEDSTJARNA_MAIL   smtp+starttls://user:password@host:587 of the mail server, or smtps:// or smtp:// (none: mail waits);
                  LEDSTJARNA_MAIL_FROM is the address it comes from
DATABASE_URL      postgres://… (default: SQLite in the data folder)
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ledstjarna.config.networks import open_networks, trusted_proxies
from ledstjarna.config.secret import secret_key

CODE_DIR = Path(__file__).resolve().parent.parent
ROOT_DIR = CODE_DIR.parent
DATA_DIR = Path(os.environ.get("LEDSTJARNA_DATA", ROOT_DIR / "var")).resolve()
KEYS_DIR = Path(os.environ.get("LEDSTJARNA_KEYS", DATA_DIR / "keys")).resolve()
# Shared by the processes, forgotten when the machine stops; files there are opened without following links.
MEMORY_DIR = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else DATA_DIR  # noqa: S108
BUILT_DIR = ROOT_DIR / "var"  # made out of the code and its packages, so the same for every data folder
FONTS_DIR = BUILT_DIR / "fonts"
NODE_DIR = ROOT_DIR / "node_modules"

DEMO = os.environ.get("LEDSTJARNA_DEMO", "0") == "1"
HTTPS = os.environ.get("LEDSTJARNA_HTTPS", "0" if DEMO else "1") == "1"
DEBUG = False
SECRET_KEY = secret_key(KEYS_DIR)
try:
    OPEN_FILING = open_networks()
    PROXIES = trusted_proxies()
except ValueError as _problem:
    raise SystemExit(str(_problem)) from None
ALLOWED_HOSTS = ["127.0.0.1", "localhost", *filter(None, os.environ.get("LEDSTJARNA_HOSTS", "").split(","))]

INSTALLED_APPS = [
    "ledstjarna.config",
    "ledstjarna.home",
    "ledstjarna.demo",
    "ledstjarna.followup",
    "ledstjarna.plans",
    "ledstjarna.situation",
    "ledstjarna.reports",
    "ledstjarna.periods",
    "ledstjarna.surveys",
    "ledstjarna.documents",
    "ledstjarna.operations",
    "ledstjarna.accounts",
    "ledstjarna.audit",
    "ledstjarna.texts",
    "ledstjarna.ui",
    "ledstjarna.walls",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ledstjarna.ui.headers.Headers",
    "ledstjarna.ui.doors.Cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ledstjarna.audit.middleware.AuditMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ledstjarna.ui.doors.Doors",
    "ledstjarna.accounts.signin.middleware.SecondFactor",
]

ROOT_URLCONF = "ledstjarna.config.urls"
WSGI_APPLICATION = "ledstjarna.config.wsgi.application"
FORM_RENDERER = "ledstjarna.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ledstjarna.ui.context.page",
                "ledstjarna.accounts.context.place",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """SQLite is durable and takes the write lock at the start, so that two writers queue instead of failing.

    Connections stay open between requests: to open one, SQLite reads the whole schema anew, which takes milliseconds.
    """
    address = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'ledstjarna.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        }
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOG_REVIEW_MONTHS = 3

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["ledstjarna.accounts.signin.backend.PasswordBackend"]
PASSWORD_HASHERS = ["ledstjarna.accounts.signin.hashing.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

ACCOUNT_ADAPTER = "ledstjarna.accounts.signin.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are kept by the administrator, not by their owners
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# A town hall is one address on the net, and passwords are counted by accounts.signin.tries.
ACCOUNT_RATE_LIMITS = {
    "change_password": None,
    "login": None,
    "login_failed": None,
    "reauthenticate": None,
    "reset_password": "2/m/key,5/h/key",  # nobody fills a colleague's mailbox
    "reset_password_from_key": None,
}
ACCOUNT_FORMS = {
    "login": "ledstjarna.accounts.signin.forms.LoginForm",
    "change_password": "ledstjarna.accounts.signin.forms.ChangePasswordForm",
    "set_password": "ledstjarna.accounts.signin.forms.SetPasswordForm",
    "reset_password": "ledstjarna.accounts.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "ledstjarna.accounts.signin.forms.ResetPasswordKeyForm",
    "reauthenticate": "ledstjarna.accounts.signin.forms.ReauthenticateForm",
}
MFA_ADAPTER = "ledstjarna.accounts.signin.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_FORMS = {
    "authenticate": "ledstjarna.accounts.signin.forms.CodeForm",
    "reauthenticate": "ledstjarna.accounts.signin.forms.ReauthenticateCodeForm",
    "activate_totp": "ledstjarna.accounts.signin.forms.ActivateTOTPForm",
    "authenticate_webauthn": "ledstjarna.accounts.signin.forms.KeyForm",
    "login_webauthn": "ledstjarna.accounts.signin.forms.KeyLoginForm",
    "reauthenticate_webauthn": "ledstjarna.accounts.signin.forms.ReauthenticateKeyForm",
    "add_webauthn": "ledstjarna.accounts.signin.forms.AddKeyForm",
    "edit_webauthn": "ledstjarna.accounts.signin.forms.EditKeyForm",
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("svenska")), ("en", _("engelska"))]
LOCALE_PATHS = [CODE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BUILT_DIR / "static"
STATICFILES_DIRS = [
    ("designsystemet", NODE_DIR / "@digdir/designsystemet-css/dist"),
    ("source-serif-4", NODE_DIR / "@fontsource/source-serif-4/files"),
    ("source-sans-3", NODE_DIR / "@fontsource/source-sans-3/files"),
]
COTTON_ISOLATE_BY_DEFAULT = True
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
MAIL_SERVER = urlsplit(os.environ["LEDSTJARNA_MAIL"]) if os.environ.get("LEDSTJARNA_MAIL") else None
EMAIL_BACKEND = "ledstjarna.operations.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = os.environ.get("LEDSTJARNA_MAIL_FROM", "ledstjarna@localhost")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000  # at the turn of the year each activity of a plan has two
BODY_MAX_BYTES = 25 * 1024 * 1024
CSRF_FAILURE_VIEW = "ledstjarna.ui.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
