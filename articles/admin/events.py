"""Events: what happened, who took part in which capacity, and the passages behind it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from articles.admin.addresses import AddressForm
from articles.admin.base import ArchiveAdmin
from articles.admin.claims import ClaimInline
from articles.admin.following import participations
from articles.admin.spans import SpanForm, SpanTextField
from articles.dates import Span, Truth
from articles.models import Participation, Partnership, PartnershipEvent
from articles.vocabulary import EventKind

OF_A_PAIR = (EventKind.LEVEL_CHANGE, EventKind.RELATIONS_ESTABLISHED)


class EventForm(AddressForm, SpanForm):
    start = SpanTextField(label="Began")
    end = SpanTextField(label="Ended", help_text="Empty for what began and ended on one day.")

    class Meta:
        model = PartnershipEvent
        fields: Any = "__all__"
        widgets = {"title": forms.TextInput(attrs={"class": "vLargeTextField"})}

    def clean(self) -> dict[str, Any]:
        """A change between two countries needs no partnership chosen: it is that of its two parties."""
        cleaned = super().clean()
        pair, parties = cleaned.get("partnership"), list(cleaned.get("parties") or ())
        if cleaned.get("kind") in OF_A_PAIR and not self.errors:
            if pair is None and len(parties) == 2:
                first, second = sorted(parties, key=lambda country: country.code)
                cleaned["partnership"] = Partnership.objects.get_or_create(first=first, second=second)[0]
            elif pair is not None and not {pair.first_id, pair.second_id} <= {country.code for country in parties}:
                self.add_error("parties", f"The change is between {pair}: name both as parties.")
        return cleaned

    def address_text(self, cleaned: dict[str, Any]) -> str:
        """Date and words: 2025-10-23-talks-sofia."""
        start = cleaned.get("start")
        return f"{str(start).replace('/', ' ') if start else ''} {super().address_text(cleaned)}"


class ParticipationFormSet(forms.BaseInlineFormSet):
    """Participants; whoever is named with a post must have held it, as far as is known, on the day of the event."""

    def clean(self) -> None:
        super().clean()
        day = _first_day(self.instance)
        for form in self.forms:
            membership, person = form.cleaned_data.get("membership"), form.cleaned_data.get("person")
            if membership is None or form in self.deleted_forms:
                continue
            if membership.person != person:
                message = f"This is a post of {membership.person}: choose one that the person held."
                form.add_error("membership", message)
            elif day is not None and membership.holds(day) is Truth.NO:
                message = f"{membership}: not in office on {Span(day, day).words}, by the dates known here."
                form.add_error("membership", message)


def _first_day(event: PartnershipEvent) -> date | None:
    return event.start.earliest if event.start else None


class ParticipationInline(admin.StackedInline):
    """Who took part. Seven columns would not fit a table, so each participant has a few lines."""

    model = Participation
    formset = ParticipationFormSet
    fields = [("person", "organization"), ("side", "role"), ("membership", "title_as_printed"), "passage"]
    autocomplete_fields = ["person", "organization", "side", "membership", "passage"]
    extra = 1

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A row for each person whom the article names, when the event follows from one."""
        return max(self.extra, len(participations(request)))


class PartInline(admin.TabularInline):
    """What the event contained: a visit's talks, briefing and statement."""

    model = PartnershipEvent
    fk_name = "parent"
    fields = ["title", "kind", "start_earliest"]
    readonly_fields: ClassVar[Any] = fields
    extra = 0
    can_delete = False
    show_change_link = True
    view_on_site = False
    verbose_name_plural = "parts of it: enter each as an event of its own, and name this one as what it is part of"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PartnershipEvent)
class EventAdmin(ArchiveAdmin):
    form = EventForm
    list_display = ["title", "kind", "when", "party_names", "level_to", "status", "place"]
    list_filter = ["kind", "status", "level_to", "parties", "without_evidence"]
    list_select_related = ["level_to", "place"]
    search_fields = ["title", "slug", "participations__person__name", "participations__person__slug"]
    date_hierarchy = "start_earliest"
    autocomplete_fields = [
        "place",
        "parent",
        "parties",
        "partnership",
        "level_from",
        "level_to",
        "instrument",
        "passages",
    ]
    inlines = [ParticipationInline, ClaimInline, PartInline]
    save_on_top = True
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["title", ("kind", "status"), "parties", "place"]}),
        ("When", {"fields": [("start", "start_basis"), ("end", "end_basis"), "date_note"]}),
        ("Evidence", {"fields": ["passages", "without_evidence"]}),
        (
            "Level change, or relations established",
            {
                "fields": ["partnership", ("level_from", "level_to")],
                "description": "The partnership may be left empty where there are two parties.",
            },
        ),
        ("Where it belongs", {"fields": ["parent", "instrument", "slug"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[PartnershipEvent]:
        return super().get_queryset(request).prefetch_related("parties")

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """An event that follows from an article begins with the people whom the article names."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ParticipationInline) and request.method == "GET" and not (obj and obj.pk):
            given["initial"] = participations(request)
        return given

    @admin.display(description="when", ordering="start_earliest")
    def when(self, event: PartnershipEvent) -> str:
        return event.occasion

    @admin.display(description="parties")
    def party_names(self, event: PartnershipEvent) -> str:
        return ", ".join(str(country) for country in event.parties.all())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save what hangs on the event, and say so when readers will not see it."""
        super().save_related(request, form, formsets, change)
        if not PartnershipEvent.objects.visible().filter(pk=form.instance.pk).exists():
            messages.warning(request, "Readers do not see this event: it rests on no passage of a published article.")


@admin.register(Participation)
class ParticipationAdmin(ArchiveAdmin):
    list_display = ["event", "person", "organization", "side", "role", "membership"]
    list_filter = ["role", "side"]
    list_select_related = ["event", "person", "organization", "side", "membership__person", "membership__post"]
    search_fields = ["event__title", "person__name", "person__slug", "organization__name", "title_as_printed"]
    autocomplete_fields = ["event", "person", "organization", "side", "membership", "passage"]
