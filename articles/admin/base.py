"""What every editors' screen has: search without diacritics, a link to the public page, addresses that stay."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from articles.admin.addresses import lead_on, public_path
from articles.admin.opened import OpenedForm
from articles.folding import fold


class ArchiveAdmin(admin.ModelAdmin):
    """The screens of one model."""

    list_per_page = 50
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Rows that match the words as typed, or folded: “Tô Lâm” finds a slug, an address or a folded name too."""
        rows, repeated = super().get_search_results(request, queryset, search_term)
        folded = fold(search_term)
        if folded == search_term.casefold():
            return rows, repeated
        more, also = super().get_search_results(request, queryset, folded)
        return rows | more, repeated or also

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form; one of a row that is there knows what the row was when it was opened."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (OpenedForm, form), {}) if change else form

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """The public page, where there is one for everybody; never by way of the domain in the sites table."""
        return public_path(obj) if obj is not None else None

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Save; where that changes a public address, the old one leads to the new one from now on."""
        old = public_path(type(obj)._default_manager.get(pk=obj.pk)) if change and _renames(form) else None
        super().save_model(request, obj, form, change)
        if old is not None and hasattr(obj, "get_absolute_url") and obj.get_absolute_url() != old:
            lead_on(old, obj.get_absolute_url())


def _renames(form: Any) -> bool:
    return bool({"slug", "code"} & set(form.changed_data))


class ReadOnlyAdmin(ArchiveAdmin):
    """Rows that the archive writes for itself: to be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
