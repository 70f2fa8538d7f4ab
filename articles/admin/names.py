"""Names: every form in which someone or something is written."""

from typing import Any

from django import forms
from django.contrib import admin

from articles.admin.base import ArchiveAdmin
from articles.folding import normalise
from articles.models import Name


class NameForm(forms.ModelForm):
    """Checks a form in the shape that it is stored in, so that the same name twice is an error on the page."""

    class Meta:
        model = Name
        fields = ["form", "kind", "language", "script", "valid_from", "valid_to"]

    def clean_form(self) -> str:
        return normalise(self.cleaned_data["form"]).strip()


class NameInline(admin.TabularInline):
    """Other forms of the name, on the page of whoever bears it."""

    model = Name
    form = NameForm
    extra = 1
    verbose_name_plural = "other forms of the name: aliases, transliterations, titles that meant the bearer"


class BearerNameForm(NameForm):
    class Meta(NameForm.Meta):
        fields: Any = "__all__"


@admin.register(Name)
class NameAdmin(ArchiveAdmin):
    form = BearerNameForm
    list_display = ["form", "bearer", "kind", "language", "script", "valid_from", "valid_to"]
    list_filter = ["kind", "language", "script"]
    list_select_related = ["person", "organization", "country", "place", "instrument"]
    search_fields = ["form", "folded"]
    autocomplete_fields = ["person", "organization", "country", "place", "instrument"]
