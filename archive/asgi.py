"""Entry point for ASGI servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_asgi_application()

from articles.search import lifecycle  # noqa: E402 - once the apps are ready

lifecycle.watch()
