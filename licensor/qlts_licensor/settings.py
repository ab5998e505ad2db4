"""Settings of the service, from the environment; secure unless told otherwise.

``QLTS_DATA_DIR`` (database, keys, secret), ``DATABASE_URL`` (``postgresql://…``; without it SQLite in the data
folder), ``QLTS_SECRET_KEY``, ``QLTS_ALLOWED_HOSTS``, ``QLTS_DEBUG``,
``QLTS_PROXY`` (addresses of proxies whose ``X-Forwarded-For`` is believed), ``QLTS_PLAIN_HTTP`` (only for a
service that listens on loopback alone), ``QLTS_TEST_CLOCK`` (the service's day may be moved;
never in production), ``QLTS_MAIL_HOST`` with ``QLTS_MAIL_PORT``, ``QLTS_MAIL_USER``, ``QLTS_MAIL_PASSWORD_FILE``,
``QLTS_MAIL_TLS`` (``starttls``, ``tls`` or ``none``) and ``QLTS_MAIL_FROM`` (mail to units; without a host it is
off), ``QLTS_MAIL_CONSOLE`` (mails are printed and not sent).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from qlts_licensor.console.theme import UNFOLD as UNFOLD


def _flag(name: str) -> bool:
    return os.environ.get(name, "") == "1"


def _list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


DATA_DIR = Path(os.environ.get("QLTS_DATA_DIR", Path.home() / ".local" / "share" / "qlts-licensor"))
KEY_DIR = DATA_DIR / "keys"
TRUST_DIR = DATA_DIR / "trust"
DEBUG = _flag("QLTS_DEBUG")
TEST_CLOCK_ALLOWED = _flag("QLTS_TEST_CLOCK")


def _secret() -> str:
    file = DATA_DIR / "secret.key"
    stored = os.environ.get("QLTS_SECRET_KEY") or (file.read_text("utf-8").strip() if file.exists() else "")
    # The commands make the file first. Without one each process has a secret of its own, which nobody knows.
    return stored or secrets.token_urlsafe(64)


SECRET_KEY = _secret()
ALLOWED_HOSTS = _list("QLTS_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
TRUSTED_PROXIES = _list("QLTS_PROXY")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "qlts_licensor.console.apps.ConsoleConfig",
    "qlts_licensor.console.apps.ConsoleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "qlts_licensor.audit",
    "qlts_licensor.changes",
    "qlts_licensor.units",
    "qlts_licensor.policy",
    "qlts_licensor.licences",
    "qlts_licensor.registrations",
    "qlts_licensor.recovery",
    "qlts_licensor.mail",
]
MIDDLEWARE = [
    "qlts_licensor.api.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "qlts_licensor.urls"
WSGI_APPLICATION = "qlts_licensor.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "licensor.sqlite3",
    "CONN_MAX_AGE": None,  # opening the file anew took a third of each call
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    },
}
_POOL = {"min_size": 1, "max_size": 8, "timeout": 5}
"""Connections of one process, which has fewer threads than that; 5 s for a free one, then 503."""


def _postgresql(url: str) -> dict[str, object]:
    found = dict(dj_database_url.parse(url))
    if found["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    options = {"connect_timeout": 5, **found.get("OPTIONS", {}), "pool": _POOL}
    # A connection is looked at before it is used: a restarted database costs no request.
    return {**found, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}


DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": _postgresql(DATABASE_URL) if DATABASE_URL else _SQLITE}
if DATABASE_URL:
    INSTALLED_APPS.append("procrastinate.contrib.django")  # its migrations need PostgreSQL
PROCRASTINATE_ON_APP_READY = "qlts_licensor.jobs.queue.register"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 20 * 3600}
"""What a night's work missed because nothing ran is made up for on the same day."""

EMAIL_HOST = os.environ.get("QLTS_MAIL_HOST", "")
_MAIL_TLS = os.environ.get("QLTS_MAIL_TLS", "starttls")
if _MAIL_TLS not in {"starttls", "tls", "none"}:
    raise ImproperlyConfigured("QLTS_MAIL_TLS is starttls, tls or none")
EMAIL_USE_TLS = _MAIL_TLS == "starttls"
EMAIL_USE_SSL = _MAIL_TLS == "tls"
EMAIL_PORT = int(os.environ.get("QLTS_MAIL_PORT") or {"starttls": 587, "tls": 465, "none": 25}[_MAIL_TLS])
EMAIL_HOST_USER = os.environ.get("QLTS_MAIL_USER", "")
_PASSWORD_FILE = os.environ.get("QLTS_MAIL_PASSWORD_FILE", "")
EMAIL_HOST_PASSWORD = Path(_PASSWORD_FILE).read_text("utf-8").strip() if _PASSWORD_FILE else ""
EMAIL_TIMEOUT = 8
"""Seconds: without a queue a request waits for it."""
DEFAULT_FROM_EMAIL = os.environ.get("QLTS_MAIL_FROM", "")
_MAIL_CONSOLE = _flag("QLTS_MAIL_CONSOLE") and not EMAIL_HOST
if EMAIL_HOST and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("QLTS_MAIL_HOST is set: QLTS_MAIL_FROM has to say whom mails are from")
if _MAIL_CONSOLE:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    DEFAULT_FROM_EMAIL = DEFAULT_FROM_EMAIL or "qlts@localhost"
MAIL_ON = bool(EMAIL_HOST) or _MAIL_CONSOLE
AUTH_USER_MODEL = "units.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["qlts_licensor.units.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# A console that nobody uses for a while asks for the login again.
SESSION_COOKIE_AGE = 4 * 3600
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
OTP_TOTP_ISSUER = "QLTS"

LANGUAGE_CODE = "vi"
FORMAT_MODULE_PATH = ["qlts_licensor.console.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
APPEND_SLASH = False

# A slip is a few hundred kilobytes, a file at most 10 MB; scans come together, up to 20 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
LARGEST_REQUEST = 12_000_000
LARGEST_SCAN_REQUEST = 21_000_000

_TLS = not _flag("QLTS_PLAIN_HTTP")
SECURE_SSL_REDIRECT = _TLS
# A client with a wrong clock cannot do TLS: signed time is how it finds out.
SECURE_REDIRECT_EXEMPT = [r"^api/v1/time$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = _TLS
CSRF_COOKIE_SECURE = _TLS
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _TLS
SECURE_HSTS_PRELOAD = _TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
