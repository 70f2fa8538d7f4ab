"""What the environment says, read in one place and checked; every error is one line that says what would work."""

import math
import os
import re
import secrets
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
SQLITE = {"journal_mode": "WAL", "synchronous": "FULL", "recursive_triggers": "ON", "mmap_size": 1 << 30}
"""Recursive triggers have REPLACE fire the triggers of the rows that it removes. Pages that are mapped are read without
a copy of each, which takes a third off a page of a large archive; a gigabyte is mapped at most, and written as ever."""
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
DATABASE_FORMS = "write postgres://user:password@host/name or sqlite:////path"
CONTACT = re.compile(r"(?:mailto:[^\s@]+@|https://|tel:\+?)[^\s@]+")
HOST = re.compile(r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]")


def switch(name: str, default: bool = False) -> bool:
    """The value of an on/off variable; `ImproperlyConfigured` on anything that is neither."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off: write 1 or 0.")


def hosts(name: str, default: list[str]) -> list[str]:
    """The comma-separated host names of a variable; `ImproperlyConfigured` on what is none."""
    value = os.environ.get(name)
    if value is None:
        return default
    found = [part.strip() for part in value.split(",") if part.strip()]
    for host in found:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} has {host!r}, which is no host name: write archive.example.org, without https:// and port."
            )
    return found


def proxies(name: str) -> list[IPv4Network | IPv6Network | str]:
    """The comma-separated addresses, networks or `unix` of a variable; `ImproperlyConfigured` on what is none."""
    found: list[IPv4Network | IPv6Network | str] = []
    for part in filter(None, map(str.strip, os.environ.get(name, "").split(","))):
        try:
            found.append(part if part == "unix" else ip_network(part))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} has {part!r}, which is no address: write 127.0.0.1, 10.0.0.0/8, or unix for a socket."
            ) from error
    return found


def seconds(name: str, default: float) -> float:
    """A number of seconds, 0 or more; `ImproperlyConfigured` on anything else."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        number = float(value)
    except ValueError:
        number = -1
    if number < 0 or not math.isfinite(number):
        raise ImproperlyConfigured(f"{name}={value!r} is no number of seconds: write 20, or 0 for no limit.")
    return number


def security_contact(contact: str, expires: str) -> tuple[str, date] | None:
    """Whom to tell of a weakness, and until which day that holds: both variables or neither (None)."""
    address, day = os.environ.get(contact, "").strip(), os.environ.get(expires, "").strip()
    if not address and not day:
        return None
    if not CONTACT.fullmatch(address):
        raise ImproperlyConfigured(f"{contact}={address!r} is no contact: write mailto:name@example.org or https://….")
    try:
        return address, date.fromisoformat(day)
    except ValueError as error:
        raise ImproperlyConfigured(f"{expires}={day!r} is no day: write one within a year, as 2027-06-30.") from error


def data_folder(default: Path) -> Path:
    """The folder that everything written at run time lies in (`ARCHIVE_DATA`), made when absent."""
    folder = Path(os.environ.get("ARCHIVE_DATA") or default).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"ARCHIVE_DATA={str(folder)!r} cannot be used as a folder ({error.strerror}): name one that can be written."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"ARCHIVE_DATA={str(folder)!r} cannot be written: name a folder that can be.")
    return folder


def secret_key(folder: Path) -> str:
    """`SECRET_KEY`, or the content of `secret-key` in the data folder, made (0600) when there is neither."""
    given = os.environ.get("SECRET_KEY")
    if given is not None:
        if len(given) < 32:
            raise ImproperlyConfigured("SECRET_KEY is too short: give at least 32 random characters, or leave it out.")
        return given
    path = folder / "secret-key"
    if not path.exists():
        draft = folder / f"secret-key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # never over a key that another process has just made
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def database(folder: Path) -> dict[str, Any]:
    """Django's settings for `DATABASE_URL`; SQLite in the data folder when it is not set."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'archive.sqlite3'}"
    scheme = url.partition(":")[0]
    if scheme not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(f"DATABASE_URL begins with {scheme!r}, no database we know: {DATABASE_FORMS}.")
    try:  # the address itself is never shown: it holds a password
        settings = dict(environ.Env.db_url_config(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read ({error}): {DATABASE_FORMS}.") from error
    if not settings["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL names no database: {DATABASE_FORMS}.")
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        _check_file(str(settings["NAME"]))
        settings["ENGINE"] = "archive.sqlite"
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in SQLITE.items()),
        }
    else:
        settings["HOST"] = unquote(settings["HOST"])  # the folder of a socket: %2Frun%2Fpostgresql
        settings["CONN_HEALTH_CHECKS"] = True
        settings["CONN_MAX_AGE"] = 60
    return settings


def _check_file(name: str) -> None:
    """`ImproperlyConfigured` where SQLite could not write its file, and those that it keeps beside it."""
    if name == ":memory:" or name.startswith("file:"):
        return
    path = Path(name).absolute()
    if not path.parent.is_dir():
        raise ImproperlyConfigured(
            f"DATABASE_URL names a file in {str(path.parent)!r}, which is no folder: make it, or name another."
        )
    if path.is_dir():
        raise ImproperlyConfigured(f"DATABASE_URL names {str(path)!r}, which is a folder: name a file in it.")
    if not os.access(path.parent, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ImproperlyConfigured(
            f"DATABASE_URL names {str(path)!r}, which cannot be written: name a file that can be."
        )
