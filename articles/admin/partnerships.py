"""Partnerships, the levels that countries declare, and instruments."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.addresses import AddressForm
from articles.admin.base import ArchiveAdmin
from articles.admin.claims import ClaimInline
from articles.admin.names import NameInline
from articles.admin.spans import SpanForm, SpanTextField
from articles.models import Instrument, Partnership, PartnershipLevel


@admin.register(Partnership)
class PartnershipAdmin(ArchiveAdmin):
    list_display = ["__str__", "first", "second"]
    list_select_related = ["first", "second"]
    search_fields = ["first__name", "second__name", "first__code", "second__code"]
    autocomplete_fields = ["first", "second"]
    inlines = [ClaimInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("first", "second")


@admin.register(PartnershipLevel)
class LevelAdmin(ArchiveAdmin):
    list_display = ["label", "owner", "rank", "sector", "code"]
    list_filter = ["owner", "sector"]
    list_select_related = ["owner", "sector"]
    search_fields = ["label", "code", "owner__name"]
    autocomplete_fields = ["owner", "sector"]
    fields = ["label", "owner", "rank", "sector", "code"]


class InstrumentForm(AddressForm, SpanForm):
    adopted = SpanTextField()
    signed = SpanTextField()
    in_force = SpanTextField(label="In force from")

    class Meta:
        model = Instrument
        fields: Any = "__all__"


@admin.register(Instrument)
class InstrumentAdmin(ArchiveAdmin):
    form = InstrumentForm
    list_display = ["title", "kind", "status", "adopted", "signed", "in_force"]
    list_filter = ["kind", "status", "parties"]
    search_fields = ["title", "slug", "names__form", "names__folded"]
    autocomplete_fields = ["parties", "passages"]
    inlines = [NameInline, ClaimInline]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "status"), "parties", "slug"]}),
        (
            "Dates",
            {"fields": [("adopted", "adopted_basis"), ("signed", "signed_basis"), ("in_force", "in_force_basis")]},
        ),
        ("Evidence", {"fields": ["passages"]}),
    ]
