"""The archive's own running, to be looked at: merges, the search index's outbox; readers' saved searches."""

from django.contrib import admin

from articles.admin.base import ArchiveAdmin, ReadOnlyAdmin
from articles.models import Merge, Outbox, SavedSearch


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    list_display = ["from_slug", "into_slug", "model", "reason", "merged", "merged_by"]
    list_filter = ["model"]
    list_select_related = ["merged_by"]
    search_fields = ["from_slug", "into_slug", "reason"]


@admin.register(Outbox)
class OutboxAdmin(ReadOnlyAdmin):
    list_display = ["model", "object_id", "reason", "due", "created"]
    list_filter = ["model", "reason"]
    search_fields = ["object_id"]


@admin.register(SavedSearch)
class SavedSearchAdmin(ArchiveAdmin):
    list_display = ["name", "owner", "query", "created"]
    list_filter = ["owner"]
    list_select_related = ["owner"]
    search_fields = ["name", "query"]
    raw_id_fields = ["owner"]
