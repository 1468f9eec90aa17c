"""Every setting, in one file. What an operator may change comes from the environment (env.py)."""

import sys
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from jobs.rules import Daily, Rhythm
from kernel.clock import is_zone
from LeadManagementSystem.disks import refuse_network_disk
from LeadManagementSystem.env import (
    database_from_url,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
    secret_key,
)

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Who may reach us -------------------------------------------------------------------------
# Hosts beyond this machine make it a production start: then nothing unsafe is accepted.
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
SERVES_OTHERS = any(host not in LOOPBACK_HOSTS for host in ALLOWED_HOSTS)
DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = env_secret("SECRET_KEY") or secret_key(BASE_DIR / "secret.key")
PLAIN_HTTP = env_bool("PLAIN_HTTP", default=False)

if SERVES_OTHERS:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG=1 is refused while ALLOWED_HOSTS names other machines.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; '*' is refused.")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY needs 50 characters or more in production.")

CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_TLS = SERVES_OTHERS and not PLAIN_HTTP
SECURE_SSL_REDIRECT = SECURE_TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_TLS
SECURE_HSTS_PRELOAD = SECURE_TLS
SESSION_COOKIE_SECURE = SECURE_TLS
CSRF_COOKIE_SECURE = SECURE_TLS
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- The house --------------------------------------------------------------------------------
ROOT_URLCONF = "LeadManagementSystem.urls"
WSGI_APPLICATION = "LeadManagementSystem.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "users.User"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "web.apps.StaticFiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "lucide",
    "django_tasks",
    "django_tasks_db",
    "kernel",
    "jobs",
    "users",
    "events",
    "leads",
    "contact",
    "files",
    "interaction_tracking",
    # Who is told of a logged call first: the health of an account asks how late its next call is.
    "call_planning",
    "performance_tracking",
    "transfers",
    "demo",
    "web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kernel.logs.logged",
    "web.middleware.for_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kernel.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "web.middleware.in_language",
    "kernel.middleware.plain_refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Cotton and partials wrap Django's loaders, so both are written out by hand.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    LOADERS if DEBUG else [("django.template.loaders.cached.Loader", LOADERS)],
                )
            ],
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "lucide.templatetags.lucide",
                "web.templatetags.kam",
                "web.templatetags.texts",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.shell.shell",
            ],
        },
    },
]

FORM_RENDERER = "web.widgets.Renderer"

# --- Database ---------------------------------------------------------------------------------
DATABASE_URL = env_secret("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
DATABASE: dict[str, Any] = database_from_url(DATABASE_URL)
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    synchronous = env_str("SQLITE_SYNCHRONOUS", default="FULL")
    if synchronous not in {"FULL", "NORMAL"}:
        raise ImproperlyConfigured("SQLITE_SYNCHRONOUS must be FULL or NORMAL.")
    refuse_network_disk(Path(DATABASE["NAME"]))
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA cache_size=-20000;"
            "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
        ),
    }
else:
    DATABASE["ENGINE"] = "kernel.postgresql"
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["OPTIONS"] = {
        "connect_timeout": 3,
        "keepalives_idle": 30,
        **DATABASE.get("OPTIONS", {}),
    }
DATABASES = {"default": DATABASE}
# A pooler that hands each transaction another connection (old PgBouncer) knows no prepared ones.
PREPARED_STATEMENTS = env_bool("PREPARED_STATEMENTS", default=True)

# --- People -----------------------------------------------------------------------------------
PASSWORD_HASHERS = ["users.hashers.ModestArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/log-in/"
CSRF_FAILURE_VIEW = "web.errors.stale_token"
SESSION_COOKIE_AGE = 14 * 24 * 3600
ACCESS_TOKEN_LIFETIME = timedelta(minutes=5)
REFRESH_TOKEN_LIFETIME = timedelta(days=14)
LOGIN_FAILURES_PER_USER_AND_ADDRESS = env_int("LOGIN_FAILURES_PER_USER_AND_ADDRESS", default=10)
LOGIN_FAILURES_PER_ADDRESS = env_int("LOGIN_FAILURES_PER_ADDRESS", default=100)
LOGIN_FAILURES_PER_USER = env_int("LOGIN_FAILURES_PER_USER", default=100)
LOGIN_FAILURE_WINDOW = timedelta(minutes=15)

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "users.api.authentication.TokenAuthentication",
        "users.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["kernel.api.json.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["kernel.api.json.JsonParser"],
    "EXCEPTION_HANDLER": "kernel.api.errors.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "kernel.api.schema.HouseSchema",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
ANSWER_ONCE = "users.services.answers.answer_once"
MAX_BODY_BYTES = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
# Django writes what is uploaded to a temporary file before it asks who sends it: nobody fills it.
MAX_REQUEST_BYTES = 64 * 1024 * 1024
SPECTACULAR_SETTINGS = {
    "TITLE": "KAM Lead Management System",
    "DESCRIPTION": "Whom to call now, why, and what happened since.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "LeadManagementSystem.examples.add_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        "TrendEnum": "performance_tracking.api.serializers.TRENDS",
        "JobStateEnum": "jobs.rules.JobState",
        "LeadStatusEnum": "leads.rules.status.LeadStatus",
        "LostReasonEnum": "leads.rules.status.LostReason",
        "OrderStatusEnum": "interaction_tracking.rules.OrderStatus",
        "FrequencyEnum": "call_planning.rules.frequency.Frequency",
        "TierEnum": "leads.models.Tier",
        "UnderperformingReasonEnum": ["LOW_POTENTIAL", "OFF_RHYTHM"],
    },
    "SCHEMA_PATH_PREFIX": r"/(api|lead|contact|track|call|performance)",
}

# --- Jobs -------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "jobs.services.queue.Queue"}}
IS_ADMIN = "users.policies.is_admin"  # asked by `jobs`, which does not know people
JOB_LEASE = timedelta(seconds=env_int("JOB_LEASE_SECONDS", default=60, minimum=1))
JOB_RETRY = timedelta(seconds=env_int("JOB_RETRY_SECONDS", default=15))
JOB_GRACE = timedelta(seconds=env_int("JOB_GRACE_SECONDS", default=20))
JOB_TIME_LIMIT = timedelta(minutes=env_int("JOB_TIME_LIMIT_MINUTES", default=60, minimum=1))
NIGHT_TIMEZONE = env_str("NIGHT_TIMEZONE", default="UTC")
if not is_zone(NIGHT_TIMEZONE):
    raise ImproperlyConfigured("NIGHT_TIMEZONE must be a time zone like Europe/Paris.")
PERIODIC_JOBS: dict[str, tuple[str, Rhythm]] = {
    "empty the trash": ("leads.jobs.empty_trash", Daily(time(2, 10), NIGHT_TIMEZONE)),
    "forget contacts": ("contact.jobs.empty_trash", Daily(time(2, 12), NIGHT_TIMEZONE)),
    "forget interactions": (
        "interaction_tracking.jobs.empty_trash",
        Daily(time(2, 14), NIGHT_TIMEZONE),
    ),
    "empty the trash of files": ("files.jobs.empty_trash", Daily(time(2, 15), NIGHT_TIMEZONE)),
    "forget log-ins": ("users.jobs.forget_what_expired", Daily(time(2, 20), NIGHT_TIMEZONE)),
    "forget old jobs": ("jobs.jobs.forget_old_jobs", Daily(time(2, 30), NIGHT_TIMEZONE)),
    "forget old lists": ("transfers.jobs.forget_old_lists", Daily(time(2, 40), NIGHT_TIMEZONE)),
    "refresh forecasts": ("performance_tracking.jobs.refresh", Daily(time(2, 50), NIGHT_TIMEZONE)),
    "learn from calls": (
        "call_planning.jobs.learn_from_calls",
        Daily(time(3, 10), NIGHT_TIMEZONE),
    ),
}

# --- Pages ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
CURRENCY = env_str("CURRENCY", default="USD")
EMAIL_URL = env_str("EMAIL_HOST", default="")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_URL else 'console'}.EmailBackend"
EMAIL_HOST = EMAIL_URL or "localhost"
EMAIL_PORT = env_int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", default="kam@localhost")

# --- Rules an operator may move ---------------------------------------------------------------
PERFORMING_MIN_REVENUE = env_int("PERFORMING_MIN_REVENUE", default=10_000)
TIME_IN_TRASH = timedelta(days=env_int("TRASH_DAYS", default=30, maximum=36_500))
MAX_FILE_BYTES = env_int("MAX_FILE_MEGABYTES", default=10, minimum=1, maximum=50) * 1024**2
MAX_FILES_OF_A_LEAD = env_int("MAX_FILES_OF_A_LEAD", default=100, minimum=1)
# What a call does to an account, by where it stands in its rhythm: assumptions, marked as estimates
# in `why`, until calls on record say better (decision 0018).
CALL_UPLIFT = {"new": 0.02, "on_rhythm": 0.02, "due": 0.05, "overdue": 0.02, "lapsed": 0.02}
CALL_SAVE = {"new": 0.05, "on_rhythm": 0.05, "due": 0.05, "overdue": 0.05, "lapsed": 0.05}
# Added to the chance of winning a lead, as a share of it: 2 %, of a quarter of the yearly potential
# (what a call saves at an account counts three months, too).
CALL_LIFT = 0.005
CALL_WORTH_OF_HALF = env_int("CALL_WORTH_OF_HALF", default=50)  # money that gives half the points
SHUFFLE_NEAR_TIES = env_bool("SHUFFLE_NEAR_TIES", default=False)
DEFAULT_PHONE_REGION = env_str("DEFAULT_PHONE_REGION", default="US")

# --- Language, time, files --------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]  # each as its readers name it
LOCALE_PATHS = [BASE_DIR / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = True
# `runserver` and the tests read the files where they are written; a server, what was collected.
HASHED_STATIC = "collectstatic" in sys.argv or (
    (STATIC_ROOT / "staticfiles.json").exists() and not {"runserver", "test"} & set(sys.argv)
)
# Where the files are written they are looked up anew, past an older collection of them.
WHITENOISE_AUTOREFRESH = bool({"runserver", "test"} & set(sys.argv))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "web.storage.Collected"
            if HASHED_STATIC
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

# --- Tests and logs ---------------------------------------------------------------------------
TEST_RUNNER = "tests.runner.BothDatabasesRunner"
LOG_FORMAT = env_str("LOG_FORMAT", default="text")
if LOG_FORMAT not in {"text", "json"}:
    raise ImproperlyConfigured("LOG_FORMAT must be text or json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_name)s] %(message)s"},
        "json": {"()": "kernel.logs.JsonLines"},
    },
    "filters": {"named": {"()": "kernel.logs.Named"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["named"],
        }
    },
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", default="INFO")},
}
