"""The editors' desk: Django's admin site under the archive's name, its screens in the order of an editor's work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

SECTIONS = {
    "Copy and evidence": ["Article", "Suggestion", "Passage", "ArticleVersion", "Agency"],
    "What happened": ["PartnershipEvent", "Participation", "Partnership", "PartnershipLevel", "Instrument", "Claim"],
    "What was agreed and asked": ["Commitment", "Telling", "FollowUp", "Sector"],
    "Who and where": ["Person", "Post", "Membership", "Organization", "Mechanism", "Country", "Place", "Name"],
    "The archive’s own running": ["ImportBatch", "ImportRow", "Merge", "SavedSearch", "Outbox"],
}


class EditorsDesk(AdminSite):
    site_header = "The Partnership Archive: editors' desk"
    site_title = "Editors' desk"
    index_title = "What the archive holds"

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
