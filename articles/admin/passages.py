"""Passages: words quoted from a text, entered beside it; where they stand is found, not typed."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.checks import InlineModelAdminChecks
from django.contrib.admin.options import InlineModelAdmin
from django.forms.models import BaseModelFormSet, modelformset_factory
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles.admin.base import ArchiveAdmin
from articles.folding import normalise
from articles.models import Article, ArticleVersion, Passage


class PassageForm(forms.ModelForm):
    """Quoted words; `text` is the version that new words are looked for in."""

    text: ArticleVersion | None = None

    class Meta:
        model = Passage
        fields = ["version", "exact", "paragraph", "speaker"]
        widgets: dict[str, Any] = {
            "exact": forms.Textarea(attrs={"rows": 2, "cols": 40}),
            "paragraph": forms.NumberInput(attrs={"min": 1, "size": 4}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        version = self._version(cleaned)
        if version is not None and cleaned.get("exact"):
            if "exact" in self.changed_data and "paragraph" not in self.changed_data:
                cleaned["paragraph"] = None  # other words: the old paragraph says nothing of them
            found: Any = Passage(version=version)
            found.paragraph = cleaned.get("paragraph")
            found.exact = normalise(cleaned["exact"]).strip()
            found.locate()
            cleaned |= {"exact": found.exact, "paragraph": found.paragraph}
            for name in ("start", "end", "prefix", "suffix"):
                setattr(self.instance, name, getattr(found, name))
        return cleaned

    def _version(self, cleaned: dict[str, Any]) -> ArticleVersion | None:
        if "version" in self.fields:
            chosen: ArticleVersion | None = cleaned.get("version")
            return chosen
        return self.instance.version if self.instance.pk else self.text


class PassageFormSet(BaseModelFormSet):
    """The passages of all versions of an article; new ones are quoted from the text as it stands in the form."""

    def __init__(self, *args: Any, instance: Article, save_as_new: bool = False, **kwargs: Any) -> None:
        self.instance = instance
        passages = kwargs.pop("queryset", Passage.objects.all())
        kwargs["queryset"] = (
            passages.filter(version__article=instance).select_related("version", "speaker")
            if instance.pk
            else passages.none()
        )
        super().__init__(*args, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return "passages"

    @cached_property
    def text(self) -> ArticleVersion | None:
        """The text that new words are looked for in: the one being entered, else the current one."""
        entered = getattr(self.instance, "entered_text", None)
        if entered is not None:
            return ArticleVersion(article=self.instance, body=entered)
        return self.instance.current_version if self.instance.pk else None

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.text = self.text
        return form

    def save_new(self, form: Any, commit: bool = True) -> Passage:
        form.instance.version = self.instance.current_version
        passage: Passage = super().save_new(form, commit=commit)
        return passage


class PassageInlineChecks(InlineModelAdminChecks):
    """Passages belong to an article by way of its versions, which Django's own checks do not follow."""

    def _check_exclude_of_parent_model(self, obj: Any, parent_model: Any) -> list[Any]:
        return []

    def _check_relation(self, obj: Any, parent_model: Any) -> list[Any]:
        return []


class PassageInline(InlineModelAdmin):
    """Quoted words, below the text that they stand in."""

    model = Passage
    checks_class = PassageInlineChecks
    template = "admin/edit_inline/tabular.html"
    extra = 2
    show_change_link = True
    view_on_site = False  # Django's way there goes by the domain in the sites table
    fields = ["exact", "paragraph", "speaker", "rests"]
    readonly_fields = ["rests"]
    autocomplete_fields = ["speaker"]
    verbose_name_plural = "passages: the words that something rests on, copied from the text as they are"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("events", "tellings__commitment")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """No row is deleted here: what rests on a passage is shown, and asked about, on the passage's own page."""
        return modelformset_factory(
            self.model,
            form=self._permitted(request, obj),
            formset=PassageFormSet,
            fields=["exact", "paragraph", "speaker"],
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
            widgets=PassageForm.Meta.widgets,
            extra=self.get_extra(request, obj),
            can_delete=False,
        )

    def _permitted(self, request: HttpRequest, obj: Any) -> type[PassageForm]:
        """A form that stores nothing its sender may not enter or change, whatever is sent."""
        may_add, may_change = self.has_add_permission(request, obj), self.has_change_permission(request, obj)

        class PermittedForm(PassageForm):
            def has_changed(self) -> bool:
                return (may_add if self.instance._state.adding else may_change) and super().has_changed()

        return PermittedForm

    @admin.display(description="what rests on it")
    def rests(self, passage: Passage) -> str:
        return "; ".join(resting_on(passage)) or "nothing yet"


def resting_on(passage: Passage) -> Iterator[str]:
    """What is said on the evidence of a passage, in words."""
    yield from (str(event) for event in passage.events.all())
    yield from (str(telling) for telling in passage.tellings.all())


@admin.register(Passage)
class PassageAdmin(ArchiveAdmin):
    form = PassageForm
    list_display = ["__str__", "article", "version_number", "speaker", "key"]
    list_select_related = ["version__article", "speaker"]
    list_filter = ["version__text_basis", "version__article__status", "version__article__agencies"]
    search_fields = ["exact", "key", "version__article__headline", "version__article__slug"]
    autocomplete_fields = ["version", "speaker"]
    readonly_fields = ["key", "rests"]

    def get_readonly_fields(self, request: HttpRequest, obj: Passage | None = None) -> list[str]:
        """A passage stays in the version that it was quoted from."""
        return [*self.readonly_fields, "version"] if obj else [*self.readonly_fields]

    @admin.display(ordering="version__article__slug")
    def article(self, passage: Passage) -> Article:
        return passage.version.article

    @admin.display(description="version", ordering="version__number")
    def version_number(self, passage: Passage) -> int:
        return passage.version.number

    @admin.display(description="what rests on it")
    def rests(self, passage: Passage) -> str:
        return "; ".join(resting_on(passage)) or "nothing yet"
