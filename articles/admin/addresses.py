"""Addresses: made from names where an editor gives none, and never broken by a change."""

from typing import Any

from django import forms
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.db import models
from django.utils.text import slugify

from articles.folding import fold

SOURCES = ("headline", "title", "name", "label", "short_name")


class AddressForm(forms.ModelForm):
    """A form whose `slug` may be left empty: it is then made from the name, and free."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The end of the address. Leave empty to have it made."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.fields and "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = free_slug(self._meta.model, self.address_text(cleaned), self.instance.pk)
        return cleaned

    def address_text(self, cleaned: dict[str, Any]) -> str:
        """What the address is made from."""
        return next((cleaned[name] for name in SOURCES if cleaned.get(name)), "")


def free_slug(model: type[models.Model], text: str, pk: Any = None) -> str:
    """A slug for a text that no other row of the model has; `pk` is the row that it is for."""
    longest: int = getattr(model._meta.get_field("slug"), "max_length", 50)
    base = slugify(fold(text))[: longest - 4].strip("-") or "untitled"
    others = set(model._default_manager.filter(slug__startswith=base).exclude(pk=pk).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(others) + 3))
    return base if base not in others else next(slug for slug in numbered if slug not in others)


def public_path(row: models.Model) -> str | None:
    """Where readers find a row: None where it has no page, or none that everybody may see."""
    if row.pk is None or not hasattr(row, "get_absolute_url"):
        return None
    manager = type(row)._default_manager
    if hasattr(manager, "visible") and not manager.visible().filter(pk=row.pk).exists():
        return None
    return str(row.get_absolute_url())


def lead_on(old: str, new: str) -> None:
    """Redirect an address that readers may have kept to the one that replaced it, without chains or circles."""
    site = Site.objects.get_current()
    Redirect.objects.filter(site=site, old_path=new).delete()
    Redirect.objects.filter(site=site, new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(site=site, old_path=old, defaults={"new_path": new})
