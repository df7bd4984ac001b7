"""Settings. Everything that differs between machines comes from the environment; `docs/deploy.md` lists it.

Two database roles: the application's (`DATABASE_URL`, never owner, superuser or BYPASSRLS) and the owner's
(`DATABASE_OWNER_URL`), which only migrations and bulk loads use (`MINZHIFA_AS_OWNER=1`).
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parents[3]
PACKAGE_DIR = Path(__file__).resolve().parents[1]
STATE_DIR = Path(os.environ.get("MINZHIFA_STATE", BASE_DIR / ".state"))
DEMO = os.environ.get("MINZHIFA_DEMO", "0") == "1"
DEBUG = False


def _secret() -> str:
    """The signing secret: from the environment, else made once and kept in the state folder (mode 0600)."""
    if value := os.environ.get("MINZHIFA_SECRET_KEY"):
        return value
    path = STATE_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(os.urandom(48).hex())
        temporary.replace(path)
    return path.read_text()


SECRET_KEY = _secret()
KEYS_DIR = Path(os.environ.get("MINZHIFA_KEYS", STATE_DIR / "keys"))
FILES_DIR = Path(os.environ.get("MINZHIFA_FILES", STATE_DIR / "files"))
FONTS_DIR = Path(os.environ.get("MINZHIFA_FONTS", STATE_DIR / "fonts"))
ALLOWED_HOSTS = os.environ.get("MINZHIFA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MINZHIFA_ORIGINS", "").split(",") if o]
HTTPS = os.environ.get("MINZHIFA_HTTPS", "0") == "1"
# Where the public reaches us: the address in the QR codes of documents. Change it before the first paper goes out.
PUBLIC_URL = os.environ.get("MINZHIFA_PUBLIC_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
    "minzhifa.access",
    "minzhifa.rules",
    "minzhifa.ledger",
    "minzhifa.evidence",
    "minzhifa.org",
    "minzhifa.catalog",
    "minzhifa.subjects",
    "minzhifa.documents",
    "minzhifa.cases",
    "minzhifa.desk",
    "minzhifa.api",
    "minzhifa.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "minzhifa.desk.middleware.SecurityHeaders",
    "minzhifa.api.road.ApiRoad",  # calls of connected systems leave the road of the pages here
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "minzhifa.desk.middleware.Desk",
    "minzhifa.org.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "minzhifa.config.urls"
WSGI_APPLICATION = "minzhifa.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "desk" / "templates"],  # before the login library's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minzhifa.desk.context.shell",
            ],
            "builtins": [f"minzhifa.desk.templatetags.{name}" for name in ("ui", "fmt", "rows")],
        },
    },
]

AS_OWNER = os.environ.get("MINZHIFA_AS_OWNER", "0") == "1"
_url = os.environ.get("DATABASE_URL", "postgres://minzhifa_app@127.0.0.1/minzhifa")
if AS_OWNER:
    _url = os.environ.get("DATABASE_OWNER_URL", _url)
DATABASES = {"default": dj_database_url.parse(_url, engine="minzhifa.access.postgresql", conn_max_age=600)}
DATABASES["default"]["OPTIONS"] = {
    "application_name": os.environ.get("MINZHIFA_APPLICATION", "minzhifa"),
    # What a connection asks often is planned once, the ORM's statements too: half of the database's CPU of a page.
    # Not behind a pooler that hands connections around.
    "server_side_binding": True,
    "prepare_threshold": None if os.environ.get("MINZHIFA_POOLER", "0") == "1" else 5,
    **DATABASES["default"].get("OPTIONS", {}),
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

AUTH_USER_MODEL = "org.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "minzhifa.org.backends.AccountBackend",
]
PASSWORD_HASHERS = ["minzhifa.org.hashers.Argon2", "django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "minzhifa.desk.errors.csrf_failure"
AXES_LOCKOUT_CALLABLE = "minzhifa.desk.errors.too_many"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # shared office machines: a login ends with the browser
ACCOUNT_ADAPTER = "minzhifa.org.adapters.ClosedSignupAdapter"
# Codes are counted in the database, for all processes (org.second_factor); the library's count is one process's own.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None}
MFA_ADAPTER = "minzhifa.org.adapters.SealedMFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "闽执法"
MFA_FORMS = {
    "authenticate": "minzhifa.org.second_factor.Authenticate",
    "reauthenticate": "minzhifa.org.second_factor.Reauthenticate",
}
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "minzhifa.org.sessions.client_address"
AXES_VERBOSE = False
BEHIND_PROXY = os.environ.get("MINZHIFA_PROXY", "0") == "1"  # one trusted proxy in front sets X-Forwarded-For

SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]  # pages are Chinese; a half-translated one helps nobody
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # minzhifa/<room>/jobs.py
PROCRASTINATE_WORKER_DEFAULTS = {
    "delete_jobs": "never",  # jobs.py prunes
    "fetch_job_polling_interval": 2.0,
    "listen_notify": False,  # nobody notifies: docs/adr/0006-quiet-queue.md
}
EVIDENCE_MAX_BYTES = int(os.environ.get("MINZHIFA_MAX_UPLOAD_MB", "200")) * 1024 * 1024
ANCHORS_DIR = Path(os.environ.get("MINZHIFA_ANCHORS", STATE_DIR / "anchors"))

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[\w-]{8}\.\w+$"  # the build's hashed names
STATICFILES_DIRS = [d for d in [BASE_DIR / "web" / "dist"] if d.exists()]
STORAGES = {
    "default": {"BACKEND": "minzhifa.crypto.storage.DurableStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MINZHIFA_LOG", "WARNING")},
}
