"""Measurements; each prints a table."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()  # the search package stands inside an app of Django's
