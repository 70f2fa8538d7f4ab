"""Claims: what each source says where sources disagree."""

from django.contrib import admin

from articles.admin.base import ArchiveAdmin
from articles.models import Claim


class ClaimInline(admin.TabularInline):
    """Accounts that disagree, on the page of what they are about."""

    model = Claim
    extra = 0
    fields = ["field", "value", "passage", "preferred", "reason"]
    autocomplete_fields = ["passage"]
    verbose_name_plural = "claims: what each source says where sources disagree"


@admin.register(Claim)
class ClaimAdmin(ArchiveAdmin):
    list_display = ["field", "value", "subject", "preferred", "passage"]
    list_filter = ["field", "preferred"]
    list_select_related = ["event", "person", "instrument", "partnership__first", "partnership__second", "passage"]
    search_fields = ["value", "event__title", "person__name", "instrument__title", "passage__exact"]
    autocomplete_fields = ["event", "person", "instrument", "partnership", "passage"]
