"""Entry point for WSGI servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()
reverse("home")  # reads the addresses and the pages behind them, for which the first reader would wait

from articles.search import lifecycle, names  # noqa: E402 - once the apps are ready

names.read_ahead()  # likewise
lifecycle.watch()

gc.collect()
gc.freeze()  # what is here now stays: looking through it for garbage takes as long as a page, in the midst of one
