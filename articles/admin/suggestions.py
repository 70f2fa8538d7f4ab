"""Suggestions at the desk: the open ones by article, each with its paragraph, to be accepted, changed or refused."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.base import ReadOnlyAdmin
from articles.admin.deciding import DecisionForm
from articles.admin.releasing import EDIT_RELEASED, is_released
from articles.imports.accepting import NotOpenError, accept, refuse
from articles.imports.choices import NAMED
from articles.models import Instrument, Suggestion
from articles.vocabulary import SuggestionState

OF_ARTICLE = "version__article__id__exact"
ALL = "all"


class StateFilter(admin.SimpleListFilter):
    """Open ones, unless others are asked for."""

    title, parameter_name = "state", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*SuggestionState.choices, (ALL, "all")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        state = self.value() or SuggestionState.OPEN
        return queryset if state == ALL else queryset.filter(state=state)

    def choices(self, changelist: Any) -> Any:
        """The choices without “All” in front: open is what is shown without a choice."""
        for value, title in self.lookup_choices:
            yield {
                "selected": (self.value() or SuggestionState.OPEN) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": title,
            }


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """Made by readers of copy; an editor decides on each, and nobody changes one otherwise."""

    list_display = ["label", "type", "modality", "direction", "article", "paragraph", "rule", "state"]
    list_filter = [StateFilter, "type", "version__article__status", "created"]
    list_select_related = ["version__article"]
    search_fields = ["label", "quote", "rule", "version__article__headline", "version__article__slug"]
    ordering = ["-version__article__created", "version", "paragraph", "id"]
    actions = ["accept_selected", "refuse_selected"]
    change_form_template = "admin/articles/suggestion/change_form.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever decides; of articles that have been released, who may change those."""
        may = request.user.has_perm("articles.change_suggestion")
        is_free = not isinstance(obj, Suggestion) or not is_released(obj.version.article)
        return may and (is_free or request.user.has_perm(EDIT_RELEASED))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Suggestions go with their article; by themselves they are refused."""
        return request.user.has_perm("articles.delete_suggestion")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == OF_ARTICLE or super().lookup_allowed(lookup, value, request)

    def get_actions(self, request: HttpRequest) -> Any:
        """Without deleting in bulk: what is not wanted is refused, and stays known."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description="article", ordering="version__article__slug")
    def article(self, row: Suggestion) -> str:
        chosen = f"{reverse('admin:articles_suggestion_changelist')}?{OF_ARTICLE}={row.version.article_id}"
        article = row.version.article
        dated = f"{article}, {article.published.words}" if article.published else str(article)
        return format_html('<a href="{}">{}</a>', chosen, dated)

    @admin.display(description="how put")
    def modality(self, row: Suggestion) -> str:
        return str(row.details.get("modality") or row.details.get("kind") or "")

    @admin.display(description="from → to")
    def direction(self, row: Suggestion) -> str:
        origin, to = row.details.get("origin", []), row.details.get("to", [])
        return f"{', '.join(origin)} → {', '.join(to)}" if to else ", ".join(origin)

    @admin.action(description="Accept selected suggestions as they are", permissions=["change"])
    def accept_selected(self, request: HttpRequest, queryset: models.QuerySet[Suggestion]) -> None:
        """Each in a transaction of its own: those that lack something stay open, and are named."""
        done = 0
        for row in self._decidable(request, queryset.order_by("version", "paragraph", "id")):
            try:
                made = accept(row, request.user)
            except (ValidationError, NotOpenError) as error:
                words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                messages.warning(request, f"“{row.label}” was not accepted: {words}")
            else:
                self._note(request, row, made, is_new=row.type not in NAMED)
                done += 1
        self.message_user(request, f"{done} accepted.", messages.SUCCESS if done else messages.INFO)

    @admin.action(description="Refuse selected suggestions", permissions=["change"])
    def refuse_selected(self, request: HttpRequest, queryset: models.QuerySet[Suggestion]) -> None:
        done = 0
        for row in self._decidable(request, queryset.filter(state=SuggestionState.OPEN)):
            try:
                refuse(row, request.user)
            except NotOpenError as error:
                messages.warning(request, str(error))
            else:
                self.log_change(request, row, "Refused.")
                done += 1
        self.message_user(request, f"{done} refused.", messages.SUCCESS if done else messages.INFO)

    def _decidable(self, request: HttpRequest, rows: models.QuerySet[Suggestion]) -> list[Suggestion]:
        """Those on which somebody may decide; the others are named."""
        kept = []
        for row in rows.select_related("version__article"):
            if self.has_change_permission(request, row):
                kept.append(row)
            else:
                messages.warning(request, f"“{row.label}” is left open: its article has been released.")
        return kept

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The paragraph with the words marked, and the form to decide in."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        rows = Suggestion.objects.select_related("version__article", "decided_by")
        row = rows.filter(pk=int(object_id)).first() if object_id.isdecimal() else None
        if row is None:
            messages.warning(request, "That suggestion is no longer there: its story was taken back or has changed.")
            return HttpResponseRedirect(reverse("admin:articles_suggestion_changelist"))
        may = self.has_change_permission(request, row)
        if request.method == "POST" and not may:
            raise PermissionDenied
        form = DecisionForm(row, request.POST if request.method == "POST" and "_refuse" not in request.POST else None)
        if request.method == "POST" and self._decided(request, row, form):
            return HttpResponseRedirect(_following(row))
        context = {**self.admin_site.each_context(request), **self._context(row, form, may), **(extra_context or {})}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.change_form_template, context)

    def _decided(self, request: HttpRequest, row: Suggestion, form: DecisionForm) -> bool:
        """Whether what was sent decides; where it does not hold together, the form says why."""
        try:
            if "_refuse" in request.POST:
                refuse(row, request.user)
                self.log_change(request, row, "Refused.")
                messages.success(request, f"“{row.label}” was refused.")
                return True
            if "_accept" not in request.POST or not form.is_valid():
                return False
            changes = form.changes()
            made = accept(row, request.user, **changes)
        except NotOpenError as error:
            messages.error(request, str(error))
            return True
        except ValidationError as error:
            _report(form, error)
            return False
        self._note(request, row, made, is_new=changes["target"] is None)
        messages.success(request, format_html("“{}” was accepted: {}.", row.label, _link(made)))
        return True

    def _note(self, request: HttpRequest, row: Suggestion, made: models.Model, *, is_new: bool) -> None:
        """Note it with all that it changed: a form of those that somebody has open is not stored over that."""
        self.log_change(request, row, "Accepted.")
        said = f"By a suggestion, accepted: {row}."
        if row.type in NAMED:
            self.log_change(request, row.version.article, said)
        if is_new:
            self.log_addition(request, made, said)
        elif row.type not in NAMED or isinstance(made, Instrument):
            self.log_change(request, made, said)

    def _context(self, row: Suggestion, form: DecisionForm, may: bool) -> dict[str, Any]:
        paragraphs = row.version.paragraphs
        text = paragraphs[row.paragraph - 1] if 0 < row.paragraph <= len(paragraphs) else ""
        before, quote, after = text.partition(row.quote)
        said = row.details.items()
        latest = row.version.article.current_version
        same = Suggestion.objects.filter(version__article=row.version.article, state=SuggestionState.OPEN)
        return {
            "title": f"{row.get_type_display().capitalize()}: {row.label}",
            "opts": self.opts,
            "original": row,
            "row": row,
            "article": row.version.article,
            "form": form,
            "media": self.media + form.media,
            "before": before,
            "quote": quote,
            "after": after,
            "said": [(name, ", ".join(map(str, each)) if isinstance(each, list) else each) for name, each in said],
            "may_decide": may and row.state == SuggestionState.OPEN,
            "later": latest if latest is not None and latest.number > row.version.number else None,
            "stands_later": latest is not None and row.quote in latest.body,
            "others": list(same.filter(version=row.version, paragraph=row.paragraph).exclude(pk=row.pk)[:40]),
            "open_here": same.count(),
            "following": _following(row),
            "all_here": f"{reverse('admin:articles_suggestion_changelist')}?{OF_ARTICLE}={row.version.article_id}",
        }


def _following(row: Suggestion) -> str:
    """The next open suggestion of the article, in the order of the text; the list where none is left."""
    rows = Suggestion.objects.filter(version__article=row.version.article, state=SuggestionState.OPEN)
    rows = rows.exclude(pk=row.pk).order_by("paragraph", "id")
    later = models.Q(paragraph__gt=row.paragraph) | models.Q(paragraph=row.paragraph, pk__gt=row.pk)
    following = rows.filter(later).first() or rows.first()
    if following is None:
        return reverse("admin:articles_suggestion_changelist")
    return reverse("admin:articles_suggestion_change", args=[following.pk])


def _report(form: DecisionForm, error: ValidationError) -> None:
    """Put errors beside the fields that they are about, where the form has them."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, said in by_field.items():
        form.add_error(name if name in form.fields else None, said)


def _link(made: models.Model) -> str:
    address = reverse(f"admin:articles_{made._meta.model_name}_change", args=[made.pk])
    return format_html('<a href="{}">{}</a>', address, made)
