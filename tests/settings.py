"""The product's settings for tests: own data folder, cheap passwords, static files without a manifest."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="ledstjarna-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["LEDSTJARNA_DATA"] = _folder
os.environ["LEDSTJARNA_HTTPS"] = "0"
os.environ["LEDSTJARNA_DEMO"] = "0"
_others = ("KEYS", "MAIL", "HOSTS", "OPEN_FILING", "PROXIES")
for _name in _others:
    os.environ.pop(f"LEDSTJARNA_{_name}", None)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from ledstjarna.config.settings import *  # noqa: E402, F403
from ledstjarna.config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = Path(_folder) / "static"  # empty: a test finds a static file where it lies
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# On SQLite a file too, not memory: it locks and commits as the real one does.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
