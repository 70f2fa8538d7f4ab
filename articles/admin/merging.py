"""Merging duplicates from a list: choose two rows, see what would move either way, say why, and fold one in."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse

from articles import merging
from articles.admin.addresses import lead_on, public_path
from articles.merging import MergeError, Plan
from articles.models import Merge

ACTION = "merge_duplicates"
LONGEST_REASON = 500


class Mergeable(admin.ModelAdmin):
    """A list of which two rows can be made one, by those who may change and delete them."""

    actions = [ACTION]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Asked by Django for the action; a merge changes one row and removes the other."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description="Merge two that are the same", permissions=["merge"])
    def merge_duplicates(self, request: HttpRequest, rows: "models.QuerySet[Any]") -> TemplateResponse | None:
        """First a page that shows what would move; sent from there with `keep` and `reason`, the merge itself."""
        chosen = list(rows.order_by("pk")[:3])
        if len(chosen) != 2:
            self.message_user(request, "Tick the two rows that are the same, and no other.", messages.ERROR)
            return None
        kept = request.POST.get("keep", "")
        reason = request.POST.get("reason", "").strip()
        problem = ""
        if kept:
            keeper = next((row for row in chosen if str(row.pk) == kept), None)
            problem = self._merged(request, chosen, keeper, reason) if keeper else "Choose which of the two stays."
            if not problem:
                return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge two that are the same",
            "opts": self.model._meta,
            "ways": [_way(duplicate, keeper) for keeper, duplicate in (chosen, chosen[::-1])],
            "chosen": chosen,
            "reason": reason,
            "problem": problem,
            "action": ACTION,
            "longest": LONGEST_REASON,
        }
        return TemplateResponse(request, "admin/articles/merge.html", context)

    def _merged(self, request: HttpRequest, chosen: list[Any], keeper: Any, reason: str) -> str:
        """Merge, and answer nothing; or what stands against it, in words."""
        if not reason:
            return "Say in a few words why they are the same: the log keeps it."
        if len(reason) > LONGEST_REASON:
            return f"The reason has {len(reason)} characters; at most {LONGEST_REASON} fit."
        duplicate = next(row for row in chosen if row is not keeper)
        words = f"“{duplicate}” ({duplicate.slug}) merged into “{keeper}” ({keeper.slug})"
        seen = public_path(duplicate)
        try:
            with transaction.atomic():
                self.log_deletions(request, type(duplicate)._default_manager.filter(pk=duplicate.pk))
                fold_in(duplicate, keeper, reason=reason, by=request.user)
                self.log_change(request, keeper, f"{words}: {reason}")
        except MergeError as error:
            return str(error)
        leads_on = " Its old address leads on." if seen else ""  # one that no reader had found stays unknown
        self.message_user(request, f"{words}.{leads_on}", messages.SUCCESS)
        return ""


def fold_in(duplicate: Any, keeper: Any, *, reason: str, by: Any = None) -> Merge:
    """Merge in one transaction with the addresses: where readers found the one, they are led to the other."""
    with transaction.atomic():
        old, seen, new = duplicate.get_absolute_url(), public_path(duplicate), keeper.get_absolute_url()
        log = merging.merge(duplicate, keeper, reason=reason, by=by)
        if seen:
            lead_on(old, new)
        else:
            Redirect.objects.filter(site=Site.objects.get_current(), new_path=old).update(new_path=new)
        return log


def _way(duplicate: Any, keeper: Any) -> tuple[Any, Plan | None, str]:
    """The row that would stay, with what would happen, or why it cannot."""
    try:
        return keeper, merging.plan(duplicate, keeper), ""
    except MergeError as error:
        return keeper, None, str(error)
