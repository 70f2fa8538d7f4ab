"""The editors' desk: screens for entering copy, quoting passages, and saying what rests on them."""

from django.contrib import admin

from articles.admin import actors, claims, commitments, copy, events, names, operations, partnerships, passages

admin.site.site_header = "The Partnership Archive: editors' desk"
admin.site.site_title = "Editors' desk"
admin.site.index_title = "What the archive holds"

__all__ = [
    "actors",
    "claims",
    "commitments",
    "copy",
    "events",
    "names",
    "operations",
    "partnerships",
    "passages",
]
