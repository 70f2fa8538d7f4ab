"""Releasing: who may show an article to readers, take it back, or change it once it has been shown.

The two permissions are made with the roles (`archive.roles`); a superuser has both.
"""

from typing import Any

from django.http import HttpRequest

from articles.models import Article
from articles.vocabulary import ArticleStatus

PUBLISH = "articles.publish_article"
EDIT_RELEASED = "articles.edit_released_article"
UNRELEASED = (ArticleStatus.DRAFT, ArticleStatus.REVIEW)


class ReleasingMixin:
    """For the article's admin: status and embargo are a publisher's, released articles are not a contributor's."""

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether articles may be released, withdrawn and embargoed; Django asks it for actions too."""
        return request.user.has_perm(PUBLISH)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return allowed and (not is_released(obj) or request.user.has_perm(EDIT_RELEASED))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """To delete what was released is to withdraw it."""
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return allowed and (not is_released(obj) or self.has_publish_permission(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))  # type: ignore[misc]
        if not self.has_publish_permission(request):
            fields += ["visible_from", "status"] if is_released(obj) else ["visible_from"]
        return fields

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Whoever releases nothing chooses among the states before."""
        if db_field.name == "status" and not self.has_publish_permission(request):
            kwargs["choices"] = [(status.value, status.label) for status in UNRELEASED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]


def is_released(article: Article | None) -> bool:
    """Whether readers see an article, have seen it, or will when its embargo ends."""
    return article is not None and article.status not in UNRELEASED
