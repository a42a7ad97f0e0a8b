"""Settings of the tests: the project's own, on a scratch folder, with a cheap password hash and no embedded worker."""

import os
import tempfile

_SCRATCH = tempfile.mkdtemp(prefix="wardbell-tests-")
os.environ.setdefault("WARDBELL_VAR_DIR", _SCRATCH)
os.environ.setdefault("WARDBELL_NODE_KIND", "demo")
os.environ.setdefault("WARDBELL_MAIL_URL", "memory://")
os.environ.setdefault("WARDBELL_SMS_URL", "memory://?medium=sms")
os.environ.setdefault("WARDBELL_JOBS", "none")
os.environ.setdefault("WARDBELL_LOG_LEVEL", "warning")
if _postgres := os.environ.get("WARDBELL_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _postgres
else:
    os.environ.pop("DATABASE_URL", None)

from wardbell.config.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405  # whitenoise warns of an absent folder, and warnings are errors here
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
