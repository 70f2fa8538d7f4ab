"""What an archive needs before it can be opened, each step doing nothing where it has been done."""

import errno
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application, run
from django.db import transaction

from articles.models import Article, Country, PartnershipEvent, Person

PORTS_TRIED = 20


def demonstration() -> list[Path]:
    """The files of the demonstration archive, in the order that they are loaded in."""
    return sorted(Path(settings.FIXTURE_DIRS[0]).glob("*.json"))


def load_demonstration() -> int:
    """Load the demonstration archive into an empty database, whole or not at all; how many articles came."""
    with transaction.atomic():  # on SQLite this waits for any other that is loading, and then finds its rows
        if any(model.objects.exists() for model in (Article, Country, Person, PartnershipEvent)):
            return 0
        call_command("loaddata", *map(str, demonstration()), verbosity=0)
        return Article.objects.count()


def ensure_editor(tell: Callable[[str, str], None]) -> None:
    """Where nobody can enter the admin, make `admin` with a random password and tell both, before it is final."""
    users = get_user_model()
    with transaction.atomic():
        if users.objects.filter(is_superuser=True, is_active=True).exists():
            return
        name = "admin"
        if users.objects.filter(username=name).exists():
            name = f"admin-{secrets.token_hex(3)}"
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser(name, password=password)
        tell(name, password)


def serve(host: str, port: int, opened: Callable[[int], None]) -> None:
    """Serve the site until interrupted, on this port or the next that is free; `opened` is told which it became.

    `OSError` where the host cannot be listened on, or no port is free.
    """
    application = get_internal_wsgi_application()
    for number in range(port, port + PORTS_TRIED):
        try:
            run(host, number, application, ipv6=":" in host, threading=True, on_bind=lambda bound: opened(int(bound)))
        except OSError as error:
            if error.errno != errno.EADDRINUSE or number == port + PORTS_TRIED - 1:
                raise
        else:
            return
