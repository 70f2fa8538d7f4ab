"""Entry point for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()

from articles.search import lifecycle  # noqa: E402 - once the apps are ready

lifecycle.watch()
