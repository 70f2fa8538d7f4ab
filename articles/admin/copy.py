"""Copy: an article with its text, sign-off, tags and passages on one page; versions and agencies."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from articles.admin.addresses import AddressForm
from articles.admin.base import ArchiveAdmin, ReadOnlyAdmin
from articles.admin.following import event_address
from articles.admin.passages import PassageInline
from articles.admin.releasing import ReleasingMixin
from articles.admin.spans import SpanForm, SpanTextField
from articles.folding import body_text, normalise
from articles.models import Agency, Article, ArticleAgency, ArticleVersion
from articles.vocabulary import ArticleStatus, TextBasis, VersionKind

CHANGES = [(kind.value, kind.label) for kind in (VersionKind.UPDATE, VersionKind.CORRECTION)]


class ArticleForm(AddressForm, SpanForm):
    """An article together with its current text. A changed text becomes the next version."""

    published = SpanTextField(label="Published")
    source_url = forms.URLField(label="Source address", max_length=1000, required=False, assume_scheme="https")
    body = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField body-text"}),
        help_text="Plain text, paragraphs parted by an empty line.",
    )
    text_basis = forms.ChoiceField(
        label="Whose words",
        choices=TextBasis.choices,
        help_text="A summary is shown and cited as this archive's own, never as the agency's words.",
    )
    version_kind = forms.ChoiceField(
        label="A changed text is", choices=CHANGES, required=False, help_text="Said to readers beside the new version."
    )
    version_note = forms.CharField(
        label="What changed", max_length=500, required=False, help_text="For readers; empty where nothing needs saying."
    )

    class Meta:
        model = Article
        fields: Any = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.instance.current_version if self.instance.pk else None
        if version is not None:
            self.initial.update({"body": version.body, "text_basis": version.text_basis})

    @cached_property
    def changed_data(self) -> list[str]:
        """What the history tells of: a text that browsers sent back with other line ends is not a changed one."""
        changed: list[str] = super().changed_data
        if "body" not in self.fields or body_text(self["body"].data or "") != self.initial.get("body"):
            return changed
        return [name for name in changed if name not in ("body", "version_kind", "version_note")]

    def clean_headline(self) -> str:
        return normalise(self.cleaned_data["headline"]).strip()

    def clean_body(self) -> str:
        """The text as it will be stored; passages entered with it are looked for in this text."""
        text = body_text(self.cleaned_data["body"])
        self.instance.entered_text = text
        return text

    def address_text(self, cleaned: dict[str, Any]) -> str:
        """Made from the headline; where the wire carried none, from dateline and date."""
        where_and_when = f"{cleaned.get('dateline') or 'report'} {cleaned.get('published') or ''}"
        return super().address_text(cleaned) or where_and_when


class SignOffFormSet(forms.BaseInlineFormSet):
    """Agencies in the order of their rows; a number moves a row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["position"].required = False
        form.fields["position"].initial = None

    def save(self, commit: bool = True) -> list[ArticleAgency]:
        """Store the rows numbered from 1; numbers that swap never meet in the table."""
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data.get("agency")]
        kept.sort(key=lambda form: form.cleaned_data.get("position") or len(kept) + 1)
        for position, form in enumerate(kept, 1):
            form.instance.position = position
        if self.instance.pk:
            ArticleAgency.objects.filter(article=self.instance).update(position=models.F("position") + 1000)
        saved: list[ArticleAgency] = super().save(commit)
        for form in kept:
            if form.instance.pk:
                ArticleAgency.objects.filter(pk=form.instance.pk).update(position=form.instance.position)
        return saved


class SignOffForm(forms.ModelForm):
    class Meta:
        model = ArticleAgency
        fields = ["agency", "position"]

    def _get_validation_exclusions(self) -> set[str]:
        """Positions are given anew when the rows are stored, so they cannot collide here."""
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]


class SignOffInline(admin.TabularInline):
    model = ArticleAgency
    form = SignOffForm
    formset = SignOffFormSet
    extra = 1
    autocomplete_fields = ["agency"]


class VersionInline(admin.TabularInline):
    """All versions of the text, to be looked at."""

    model = ArticleVersion
    fields = ["number", "kind", "text_basis", "headline", "note", "created"]
    readonly_fields: ClassVar[Any] = fields
    ordering = ["-number"]
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(ReleasingMixin, ArchiveAdmin):
    form = ArticleForm
    list_display = ["title", "status", "published_words", "dateline", "agency_names", "visible_from", "modified"]
    list_filter = ["status", "agencies", "language", "countries", "published_basis"]
    search_fields = ["headline", "slug", "dateline", "source_id", "versions__body"]
    date_hierarchy = "published_earliest"
    autocomplete_fields = ["place", "countries", "people", "organizations", "instruments", "sectors"]
    actions = ["publish", "withdraw"]
    inlines = [SignOffInline, PassageInline, VersionInline]
    save_on_top = True
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["headline", "dateline", "body", "text_basis"]}),
        ("When and where", {"fields": [("published", "published_basis"), "published_note", "place", "language"]}),
        ("Readers", {"fields": ["status", "visible_from", "slug"]}),
        ("Source", {"fields": ["source_url", "source_id"]}),
        (
            "What it names",
            {
                "fields": ["countries", "people", "organizations", "instruments", "sectors"],
                "description": "Readers find the article by these.",
            },
        ),
    ]
    following = ("A changed text", {"fields": ["version_kind", "version_note"]})

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Once there is a text, the next one can be an update or a correction, with a note."""
        return [*self.fieldsets[:1], self.following, *self.fieldsets[1:]] if obj else self.fieldsets

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> Any:
        """Before the first save there is no version to look at."""
        return self.inlines if obj else [SignOffInline, PassageInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("sign_off__agency")

    @admin.display(description="headline", ordering="headline")
    def title(self, article: Article) -> str:
        return article.title

    @admin.display(description="published", ordering="published_earliest", empty_value="undated")
    def published_words(self, article: Article) -> str | None:
        return article.published.words if article.published else None

    @admin.display(description="agencies")
    def agency_names(self, article: Article) -> str:
        return "/".join(str(row) for row in article.sign_off.all())

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # type: ignore[override]
        """Save the article, and its text as the next version where it changed."""
        super().save_model(request, obj, form, change)
        if "body" in form.cleaned_data:
            ArticleVersion.objects.append(
                obj,
                form.cleaned_data["body"],
                text_basis=form.cleaned_data["text_basis"],
                kind=form.cleaned_data.get("version_kind") if change else None,
                note=form.cleaned_data.get("version_note", ""),
            )

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: Any = None) -> HttpResponse:
        return _event_form(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return _event_form(request, obj) or super().response_change(request, obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The form, with the way to an event that rests on the article."""
        article = self.get_object(request, object_id)
        link = event_address(article) if article is not None else ""
        return super().change_view(request, object_id, form_url, {"event_address": link, **(extra_context or {})})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Versions go with their article, though nobody may delete them by themselves."""
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, needed - {ArticleVersion._meta.verbose_name}, protected

    @admin.action(description="Publish selected articles", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        self._set_status(request, queryset, ArticleStatus.PUBLISHED)

    @admin.action(description="Withdraw selected articles", permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[Article]) -> None:
        self._set_status(request, queryset, ArticleStatus.WITHDRAWN)

    def _set_status(self, request: HttpRequest, queryset: models.QuerySet[Article], status: ArticleStatus) -> None:
        """One save a row, so that whoever follows changes hears of each."""
        changed = list(queryset.exclude(status=status))
        for article in changed:
            article.status = status
            article.save(update_fields=["status", "modified"])
            self.log_change(request, article, [{"changed": {"fields": ["status"]}}])
        self.message_user(request, f"{len(changed)} set to “{status.label}”.", messages.SUCCESS)


def _event_form(request: HttpRequest, article: Article) -> HttpResponse | None:
    """The form of an event resting on the article just saved, when that button was pressed."""
    if "_add_event" not in request.POST or IS_POPUP_VAR in request.POST:
        return None
    messages.success(request, f"“{article}” was saved. Now the event that it reports.")
    return HttpResponseRedirect(event_address(article))


@admin.register(ArticleVersion)
class VersionAdmin(ReadOnlyAdmin):
    """Versions are never changed: the next one is entered on the article's page."""

    list_display = ["article", "number", "kind", "text_basis", "created"]
    list_filter = ["kind", "text_basis"]
    list_select_related = ["article"]
    search_fields = ["article__headline", "article__slug", "body"]
    fields = ["article_link", "number", "kind", "text_basis", "headline", "body", "note", "digest", "created"]

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        return super().get_view_on_site_url(obj.article) if isinstance(obj, ArticleVersion) else None

    @admin.display(description="article")
    def article_link(self, version: ArticleVersion) -> str:
        address = reverse("admin:articles_article_change", args=[version.article_id])
        return format_html('<a href="{}">{}</a>', address, version.article)


@admin.register(Agency)
class AgencyAdmin(ArchiveAdmin):
    list_display = ["short_name", "name", "country", "code"]
    list_filter = ["country"]
    list_select_related = ["country"]
    search_fields = ["short_name", "name", "code"]
    autocomplete_fields = ["country"]
