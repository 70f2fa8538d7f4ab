"""Imports at the desk: a file or a pasted text is read, shown, taken in, and taken back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.base import ReadOnlyAdmin
from articles.admin.imports_forms import ImportForm, Upload
from articles.admin.imports_previews import Previewed, preview
from articles.admin.releasing import EDIT_RELEASED, PUBLISH
from articles.imports import uploads
from articles.imports.locking import Busy, importing
from articles.imports.planning import Planner
from articles.imports.running import Run, StoppedError, why
from articles.imports.steps import CREATED, REFUSED, UPDATED, Options
from articles.imports.undoing import InTheWay, Undone, dated_by, reasons, undo
from articles.models import ImportBatch, ImportRow
from articles.vocabulary import ArticleStatus, SuggestionState

SHOWN = 200
"""Records of a batch that its page lists, and things in the way of taking it back."""


def options(request: HttpRequest, publish: bool = False) -> Options:
    """How somebody may import: by what they may do with articles one by one."""
    may = request.user.has_perm
    return Options(
        publish=publish and may(PUBLISH),
        may_change_released=may(EDIT_RELEASED),
        may_release=may(PUBLISH),
        may_add_agencies=may("articles.add_agency"),
    )


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["source", "key", "format", "created", "created_by", "undone"]
    list_filter = ["format", "created"]
    list_select_related = ["created_by"]
    search_fields = ["source", "digest", "key"]
    fields = ["source", "key", "format", "created", "created_by", "undone"]

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="articles_importbatch_import"),
            path("<int:pk>/undo/", wrap(self.undo_view), name="articles_importbatch_undo"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter articles and change drafts may import them."""
        return request.user.has_perm("articles.add_article") and request.user.has_perm("articles.change_article")

    def has_undo_permission(self, request: HttpRequest, batch: ImportBatch) -> bool:
        """Whoever may delete all that the batch made, and change all that it changed."""
        rows = batch.rows.exclude(article=None)
        released = (ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN)
        may = request.user.has_perm
        return (
            may("articles.delete_article")
            and (may(PUBLISH) or not rows.filter(status=CREATED, article__status__in=released).exists())
            and (may(PUBLISH) or not rows.filter(status=UPDATED, before__has_key="status").exists())
            and (may(EDIT_RELEASED) or not rows.filter(status=UPDATED, article__status__in=released).exists())
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"may_import": self.has_import_permission(request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The batch with its records, and the way to take it back."""
        batch = self.get_object(request, object_id)
        context: dict[str, Any] = {}
        if batch is not None:
            rows = list(batch.rows.select_related("article", "version").order_by("pk")[: SHOWN + 1])
            context = {
                "rows": rows[:SHOWN],
                "has_more": len(rows) > SHOWN,
                "open_suggestions": batch.suggestions.filter(state=SuggestionState.OPEN).count(),
                "may_undo": batch.undone is None and self.has_undo_permission(request, batch),
            }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """The form; what the sent file would do; and, on a second post, doing it."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "upload" in request.POST:
            return self._apply(request)
        form = ImportForm(
            request.POST if request.method == "POST" else None,
            request.FILES if request.method == "POST" else None,
            may_publish=request.user.has_perm(PUBLISH),
        )
        if request.method == "POST" and form.is_valid():
            try:
                upload = form.upload(request.user.pk)
                return self._preview(request, upload, preview(upload, options(request, upload.publish)))
            except (OSError, StoppedError) as error:
                form.add_error(None, f"Nothing was imported: {why(error)}.")
                return self._page(request, "import", {"form": form, "title": "Import articles"}, 503)
        return self._page(request, "import", {"form": form, "title": "Import articles"}, 400 if form.errors else 200)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What would be taken back, and what stands in the way; on a post, taking it back."""
        batch = get_object_or_404(ImportBatch, pk=pk)
        if not self.has_undo_permission(request, batch):
            raise PermissionDenied
        if request.method == "POST":
            try:
                with importing(wait=False):
                    undone = undo(batch)
                said = f"Taken back: {_told(undone)}."
                self.log_change(request, batch, said)
                messages.success(request, said)
            except Busy:
                messages.error(request, "An import runs: try again when it has ended.")
            except InTheWay:
                return HttpResponseRedirect(request.path)
            return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[batch.pk]))
        found = reasons(batch) if batch.undone is None else []
        counts = {
            status: batch.rows.filter(status=status, article__isnull=False).count() for status in (CREATED, UPDATED)
        }
        context = {"batch": batch, "reasons": found[:SHOWN], "more": max(0, len(found) - SHOWN), "title": "Take back"}
        told = {"created": counts[CREATED], "updated": counts[UPDATED], "dated": dated_by(batch)}
        return self._page(request, "undo", context | told)

    def _preview(self, request: HttpRequest, upload: Upload, found: Previewed) -> HttpResponse:
        context = {"title": "What would be imported", "preview": found, "upload": upload.signed(found.digest)}
        return self._page(request, "preview", context | {"name": upload.name})

    def _apply(self, request: HttpRequest) -> HttpResponse:
        """Take in what was shown, if that is what it still would do; nothing of the second post is believed."""
        form = reverse("admin:articles_importbatch_import")
        try:
            upload, shown = Upload.unsigned(request.POST["upload"], request.user.pk)
        except BadSignature:
            messages.error(request, "This preview is too old, or not yours: send the file again.")
            return HttpResponseRedirect(form)
        may = options(request, upload.publish)
        batch = None
        try:
            with importing(wait=False):
                found = preview(upload, may)
                if found.digest != shown:
                    messages.warning(request, "The archive has changed meanwhile: this is what would be done now.")
                    return self._preview(request, upload, found)
                if not found.does_something:
                    messages.info(request, "There is nothing to do.")
                    return HttpResponseRedirect(form)
                batch = ImportBatch.objects.create(
                    source=upload.name, digest=upload.digest, created_by_id=request.user.pk
                )
                run = Run(Planner(may), batch, upload.format)
                totals = run.take(upload.documents())
        except (OSError, StoppedError) as error:
            if batch is None:
                messages.error(request, f"Nothing was imported: {why(error)}.")
                return HttpResponseRedirect(form)
            messages.error(
                request, f"The import has stopped: {why(error)}. The batch tells what is in; the rest is not."
            )
            return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[batch.pk]))
        except Busy:
            messages.error(request, "Another import runs: try again when it has ended.")
            return HttpResponseRedirect(form)
        uploads.discard(upload.digest)
        records = ", ".join(f"{count} {status}" for status, count in sorted(totals.records.items())) or "nothing"
        refused = totals.files[REFUSED]
        said = f"Imported: {records}{f'; files refused: {refused}' if refused else ''}."
        self.log_addition(request, batch, said)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[batch.pk]))

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shared = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/articles/importbatch/{name}.html", shared | context, status=status)


def _told(undone: Undone) -> str:
    """What was taken back, in words."""
    counts = (
        (undone.articles, "article", "removed"),
        (undone.versions, "version", "removed"),
        (undone.restored, "change", "reversed"),
    )
    said = [f"{count} {what}{pluralize(count)} {done}" for count, what, done in counts if count]
    if undone.redated:
        said.append(f"the day of {undone.redated} other stor{pluralize(undone.redated, 'y,ies')} counted anew")
    return ", ".join(said) or "nothing was left of it"


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnlyAdmin):
    list_display = ["path", "line", "status", "article", "batch"]
    list_filter = ["status"]
    list_select_related = ["batch", "article"]
    search_fields = ["path", "message", "article__slug", "batch__key"]
