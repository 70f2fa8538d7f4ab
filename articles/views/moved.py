"""Questions about a row by a slug that it no longer has, as after a merge: they lead on to its own slug."""

from typing import Any

from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.http import HttpRequest

from articles.models import Organization, Person, Place
from articles.models.addresses import address

ROWS: dict[str, tuple[str, Any]] = {
    "person": ("person", Person),
    "org": ("organization", Organization),
    "place": ("place", Place),
}
"""Parameters that name a row by its slug, with the address that it is found at."""


def moved(request: HttpRequest) -> str | None:
    """Where the same question stands with the slugs of today; None where none of its slugs was replaced.

    A slug that everybody may read of is left alone, and none leads to a row that not everybody may read of.
    """
    asked: dict[str, tuple[str, str]] = {}
    for facet, (view, _) in ROWS.items():
        for slug in (*request.GET.getlist(facet), *request.GET.getlist(f"exclude.{facet}")):
            asked[address(view, slug)] = (facet, slug)
    if not asked:
        return None
    rows = Redirect.objects.filter(site=Site.objects.get_current(), old_path__in=asked)
    replaced = {}
    for old, new in rows.values_list("old_path", "new_path"):
        facet, slug = asked[old]
        view, model = ROWS[facet]
        today = new.rstrip("/").rpartition("/")[2]
        held = set(model.objects.visible().filter(slug__in=(slug, today)).values_list("slug", flat=True))
        if held == {today} and new == address(view, today):
            replaced[facet, slug] = today
    if not replaced:
        return None
    parameters = request.GET.copy()
    for name in parameters:
        facet = name.removeprefix("exclude.")
        slugs = [replaced.get((facet, slug), slug) for slug in parameters.getlist(name)]
        parameters.setlist(name, list(dict.fromkeys(slugs)) if facet in ROWS else slugs)
    return f"{request.path}?{parameters.urlencode()}"
