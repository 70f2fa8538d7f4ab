"""The site's settings with a data folder that lives as long as the test run, one for each process of it.

Nothing a test writes reaches the folder of a running archive, whatever the environment says.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "archive-tests-"
_outer = os.environ.get("ARCHIVE_DATA", "")
# A process of a process of the run has its folder in that one's, which goes with it even if it is killed itself.
_folder = tempfile.mkdtemp(prefix=PREFIX, dir=_outer if Path(_outer).name.startswith(PREFIX) else None)
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

os.environ["ARCHIVE_DATA"] = _folder
_ours = ("HOSTS", "HTTPS", "DEBUG", "PROXIES", "BUDGET", "CONTACT", "EXPIRES")
for _name in ("SECRET_KEY", *(f"ARCHIVE_{part}" for part in _ours)):
    os.environ.pop(_name, None)

from archive.settings import *  # noqa: E402, F403
from archive.settings import DATABASES  # noqa: E402

INDEX_DRAIN = "manual"  # a test that wants the index to follow its rows says so
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"] == "archive.sqlite":
    # A file, not memory: threads that follow a commit open connections of their own, as they do in the running site.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
