"""The editors' desk: Django's admin site under the archive's name, its screens in the order of an editor's work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import path

SECTIONS = {
    "Copy and evidence": ["Article", "Suggestion", "Passage", "ArticleVersion", "Agency"],
    "What happened": ["PartnershipEvent", "Participation", "Partnership", "PartnershipLevel", "Instrument", "Claim"],
    "What was agreed and asked": ["Commitment", "Telling", "FollowUp", "Sector"],
    "Who and where": ["Person", "Post", "Membership", "Organization", "Mechanism", "Country", "Place", "Name"],
    "The archive’s own running": ["ImportBatch", "ImportRow", "Merge", "SavedSearch", "Outbox"],
}


class EditorsDesk(AdminSite):
    site_header = "The Partnership Archive: editors’ desk"
    site_title = "Editors’ desk"
    index_title = "What the archive holds"

    def get_urls(self) -> list[Any]:
        """Django's own addresses, but for its way to the page of a row: that leads to the domain of the sites table."""
        others = [entry for entry in super().get_urls() if getattr(entry, "name", None) != "view_on_site"]
        to_page = self.admin_view(_to_page)
        return [path("r/<int:content_type_id>/<path:object_id>/", to_page, name="view_on_site"), *others]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The archive's screens by section, then those of accounts, redirects and sites."""
        apps = super().get_app_list(request, app_label)
        archive = next((app for app in apps if app["app_label"] == "articles"), None)
        if archive is None or app_label is not None:
            return apps
        screens = {model["object_name"]: model for model in archive["models"]}
        sections = [
            {**archive, "name": title, "models": [screens[name] for name in names if name in screens]}
            for title, names in SECTIONS.items()
        ]
        return [*(section for section in sections if section["models"]), *(app for app in apps if app is not archive)]


def _to_page(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponseRedirect:
    """To the page of a row on this host; 404 where there is no such row, or no page of its kind."""
    from django.contrib.contenttypes.models import ContentType  # models are there only once the site is

    kind = ContentType.objects.filter(pk=content_type_id).first()
    model = kind.model_class() if kind else None
    try:
        row = model._default_manager.filter(pk=object_id).first() if model else None
    except (ValueError, OverflowError):
        row = None
    if row is None or not hasattr(row, "get_absolute_url"):
        raise Http404("There is no page of this row.")
    return HttpResponseRedirect(row.get_absolute_url())
