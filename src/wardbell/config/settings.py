"""Django's settings, computed from `env.py` and nowhere else."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO

from wardbell.config import env as environment
from wardbell.ground import clock, languages, queues
from wardbell.ground.secrets import KeyRing

django_stubs_ext.monkeypatch()

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent
ENV = environment.read()
VAR_DIR = environment.var_dir_of(ENV)

NODE_KIND = environment.NodeKind(ENV.node_kind)
NODE_ROLES = frozenset(environment.NodeRole(role) for role in ENV.node_roles.split(","))
JURISDICTION = ENV.jurisdiction
BASE_URL = ENV.base_url.rstrip("/")
PACKS_DIR = ROOT / "packs"
CITIES_DIR = Path(ENV.cities_dir).resolve() if ENV.cities_dir else VAR_DIR / "cities"
MAIL_URL, SMS_URL, MAIL_FROM, ALARM_MAIL = ENV.mail_url, ENV.sms_url, ENV.mail_from, ENV.alarm_mail
SINKS = tuple(ENV.sinks.split(",")) if ENV.sinks and ENV.node_kind != environment.NodeKind.LIVE else ()
DORMANT_DAYS, REVIEW_DAYS, REVIEW_GRACE_DAYS = ENV.dormant_days, ENV.review_days, ENV.review_grace_days
JOBS, JOBS_EMBEDDED, JOBS_GROWN = ENV.jobs, ENV.jobs == "embedded", ENV.jobs == "procrastinate"
JOBS_ENGINE = "wardbell.ground.jobs.grown" if JOBS_GROWN else "wardbell.ground.jobs.embedded"
TRUSTED_PROXIES = ENV.proxies
clock.keep_pace(environment.pace_of(ENV))

SECRET_KEY = environment.secret_key_of(ENV)
_KEYS, _INDEX_KEY = environment.key_ring_of(ENV)
KEY_RING = KeyRing(keys=_KEYS, index_key=_INDEX_KEY)

DEBUG = False
_HOST = urlsplit(BASE_URL).hostname or "localhost"
ALLOWED_HOSTS = (
    [_HOST] if NODE_KIND == environment.NodeKind.LIVE else [_HOST, "localhost", "127.0.0.1", "testserver"]
)
IS_HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *(["procrastinate.contrib.django"] if JOBS_GROWN else []),
    "wardbell.journal",
    "wardbell.places",
    "wardbell.people",
    "wardbell.phrases",
    "wardbell.subscribers",
    "wardbell.dispatch",
    "wardbell.escalation",
    "wardbell.notices",
    "wardbell.reports",
    "wardbell.ordinance",
    "wardbell.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wardbell.web.language.LanguageMiddleware",
    "wardbell.web.machine.api.problems.ProblemsMiddleware",
    "wardbell.web.intake.IntakeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wardbell.web.errors.RefusedMiddleware",
]

ROOT_URLCONF = "wardbell.config.urls"
WSGI_APPLICATION = "wardbell.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader",
                 ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wardbell.web.context.node",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]  # fmt: skip

DATABASES = {
    "default": dj_database_url.parse(
        ENV.database_url or f"sqlite:///{VAR_DIR / 'wardbell.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write says so at once, so that two never wait for each other half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # a database that vanished is noticed within fifteen seconds, not within the two hours of the system's default
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "keepalives_idle": 5,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {
        "BACKEND": "wardbell.ground.jobs.backend.ProcrastinateBackend" if JOBS_GROWN else "django_tasks_db.DatabaseBackend",
        "QUEUES": [*queues.QUEUES],
    }
}  # fmt: skip
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # no room has tasks of its own: a deferred action is an action
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "wardbell_cache"}}

# --- who is who
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wardbell.web.account.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to this address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "wardbell.web.account.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # old phones' clocks
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = NODE_KIND != environment.NodeKind.LIVE
MFA_FORMS = {"activate_totp": "wardbell.web.account.forms.SealedActivateTOTPForm"}
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies

# --- the browser
SESSION_COOKIE_AGE = 12 * 3600  # one shift
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "wardbell_session"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
SECURE_HSTS_SECONDS = 63_072_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}
CSRF_FAILURE_VIEW = "wardbell.web.errors.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    1_000_000  # bytes; a notice is 2 kB; where a form may be longer its view says so: web/intake.py
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler"
]  # no file ever lies on a disk
FILE_UPLOAD_MAX_MEMORY_SIZE = 8_200_000  # bytes; a picture and the form around it: web/intake.py refuses more

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [HERE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # the one process needs no collecting step

# --- languages
LANG_INFO.update(languages.lang_info())
LANGUAGES = [(one.tag, one.name) for one in languages.shipped()]
LANGUAGES_BIDI = [one.tag for one in languages.shipped() if one.is_rtl]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = "wardbell_language"
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH: list[str] = []
USE_TZ = True
TIME_ZONE = "UTC"

# --- mail leaves by dispatch alone
EMAIL_BACKEND = "wardbell.web.account.adapters.NoDirectMail"
DEFAULT_FROM_EMAIL = ENV.mail_from

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING_CONFIG = "wardbell.config.logs.configure"
LOGGING = {"level": ENV.log_level, "secrets": environment.secrets_of(ENV)}
