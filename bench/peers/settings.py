"""Django's settings for the peers; whoever measures hands over the database and the sink."""

import json
import os

SECRET_KEY = "peers"  # noqa: S105  # nobody signs in
USE_TZ = True
LOGGING_CONFIG = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "post_office",
    "procrastinate.contrib.django",
    "notifications",
]
DATABASES = {"default": json.loads(os.environ["PEERS_DATABASE"]) | {"CONN_MAX_AGE": None}}
EMAIL_BACKEND = "post_office.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["PEERS_SINK_PORT"])
POST_OFFICE = {
    "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    "BATCH_SIZE": 500,
    "LOG_LEVEL": 1,  # failures alone: the cheapest that it offers
    "DEFAULT_PRIORITY": "medium",
}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
