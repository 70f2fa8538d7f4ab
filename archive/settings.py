"""Settings of the site, one file for every machine; what differs comes from the environment.

ARCHIVE_DATA     the folder for everything written at run time      (var/ beside manage.py)
ARCHIVE_HOSTS    the host names served, comma-separated             (localhost, 127.0.0.1, [::1])
ARCHIVE_HTTPS    1 behind HTTPS: redirects, HSTS, secure cookies    (0)
ARCHIVE_PROXIES  addresses of servers before it, comma-separated    (none is believed)
ARCHIVE_BUDGET   seconds of search for a client, minute and worker  (20; 0 is without limit)
ARCHIVE_CONTACT  whom to tell of a weakness: mailto: or https://    (no security.txt)
ARCHIVE_EXPIRES  the day until which that holds: 2027-06-30         (no security.txt)
ARCHIVE_DEBUG    1 shows Django's own error pages to a developer    (0)
DATABASE_URL     postgres://user:password@host/name                 (SQLite in ARCHIVE_DATA)
SECRET_KEY       32 random characters or more                       (a file in ARCHIVE_DATA, made once)
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from archive import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_folder(BASE_DIR / "var")
INDEX_DIR = DATA_DIR / "index"

DEBUG = environment.switch("ARCHIVE_DEBUG")
HTTPS = environment.switch("ARCHIVE_HTTPS")
SECRET_KEY = environment.secret_key(DATA_DIR)
ALLOWED_HOSTS = environment.hosts("ARCHIVE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
PROXIES = environment.proxies("ARCHIVE_PROXIES")
SEARCH_SECONDS = environment.seconds("ARCHIVE_BUDGET", 20)
SECURITY_CONTACT = environment.security_contact("ARCHIVE_CONTACT", "ARCHIVE_EXPIRES")

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",  # before haystack: its commands shadow Haystack's own
    "haystack",
    "axes",
    "csp",
    "archive.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.redirects",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
SITE_ID = 1

MIDDLEWARE = [
    # First those that every answer passes on its way out: refusals of all that follow, and files.
    "archive.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "archive.refusals.Refusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "archive.redirects.VisibleRedirects",
    "axes.middleware.AxesMiddleware",
    "archive.budgets.Budgets",  # last, so that it measures answering alone
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Five failures lock a name out for one address (a network of 64 bits in IPv6), and for a quarter of an hour that
# further tries do not prolong: nobody can lock an editor out who signs in from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "archive.clients.client_address"
AXES_LOCKOUT_CALLABLE = "articles.views.errors.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is nobody's business for longer than it takes
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("vi", "Tiếng Việt"), ("bg", "Български")]
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = ["archive.formats"]
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # or WhiteNoise warns at every start
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True  # no collectstatic needed; a server in production may still run it
WHITENOISE_ROOT = None

INDEX_DRAIN = "background"  # how the index follows a commit: background, inline, or manual (`manage.py index drain`)
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "articles.search.engines.whoosh.backend.ArchiveWhooshEngine",
        "PATH": str(INDEX_DIR),
        "SILENTLY_FAIL": False,
    },
}

# Everything is served from here and nothing is inline, so nothing unsafe is ever allowed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from the machine itself, without HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:  # names that a browser takes from this host alone, over HTTPS
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and not host.startswith(".")]
# Preloading is asked of browsers' makers by the owner of a domain, never by a program.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"served": {"()": "django.utils.log.RequireDebugFalse"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "served": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["served"]},
    },
    "loggers": {
        "articles": {"handlers": ["stderr"], "level": "INFO"},
        "django.request": {"handlers": ["served"], "level": "ERROR"},  # Django by itself would write to nobody
    },
}
