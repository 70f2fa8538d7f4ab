"""Commitments with their tellings and follow-ups; sectors."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from articles.admin.base import ArchiveAdmin
from articles.models import Commitment, FollowUp, Sector, Telling


class TellingInline(admin.TabularInline):
    """The point as it was told, each time."""

    model = Telling
    fields = ["modality", "speaker", "event", "passage", "without_evidence"]
    autocomplete_fields = ["speaker", "event", "passage"]
    extra = 1


class FollowUpInline(admin.TabularInline):
    """What later passages report."""

    model = FollowUp
    fields = ["kind", "passage"]
    autocomplete_fields = ["passage"]
    extra = 0


@admin.register(Commitment)
class CommitmentAdmin(ArchiveAdmin):
    list_display = ["summary", "from_names", "to_names", "through", "tellings_held", "key"]
    list_filter = ["tellings__modality", "sectors", "from_countries", "to_countries"]
    list_select_related = ["through"]
    search_fields = ["summary", "target", "key", "tellings__passage__exact"]
    autocomplete_fields = ["from_countries", "to_countries", "through", "sectors"]
    readonly_fields = ["key"]
    inlines = [TellingInline, FollowUpInline]
    fieldsets = [
        (None, {"fields": ["summary", "from_countries", "to_countries", "through"]}),
        ("What it is about", {"fields": ["sectors", "target", "key"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).prefetch_related("from_countries", "to_countries")
        return rows.annotate(telling_count=Count("tellings", distinct=True))

    @admin.display(description="from")
    def from_names(self, commitment: Commitment) -> str:
        return ", ".join(str(country) for country in commitment.from_countries.all())

    @admin.display(description="to")
    def to_names(self, commitment: Commitment) -> str:
        return ", ".join(str(country) for country in commitment.to_countries.all())

    @admin.display(description="tellings", ordering="telling_count")
    def tellings_held(self, commitment: Any) -> int:
        return int(commitment.telling_count)


@admin.register(Telling)
class TellingAdmin(ArchiveAdmin):
    list_display = ["commitment", "modality", "speaker", "event", "passage"]
    list_filter = ["modality", "without_evidence"]
    list_select_related = ["commitment", "speaker", "event", "passage"]
    search_fields = ["commitment__summary", "speaker__name", "speaker__slug", "event__title", "passage__exact"]
    autocomplete_fields = ["commitment", "speaker", "event", "passage"]


@admin.register(FollowUp)
class FollowUpAdmin(ArchiveAdmin):
    list_display = ["commitment", "kind", "passage"]
    list_filter = ["kind"]
    list_select_related = ["commitment", "passage"]
    search_fields = ["commitment__summary", "passage__exact"]
    autocomplete_fields = ["commitment", "passage"]


@admin.register(Sector)
class SectorAdmin(ArchiveAdmin):
    list_display = ["label", "code", "broader"]
    list_filter = ["broader"]
    list_select_related = ["broader"]
    search_fields = ["label", "code", "alternative_labels"]
    autocomplete_fields = ["broader"]
    fields = ["label", "code", "broader", "alternative_labels"]
