"""Type-ahead for the search box, as JSON: whom and what a reader may be about to name."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from articles.search import Query, Selection, language
from articles.search.completion import LONGEST, Suggestion, suggest
from articles.views.questions import address

FRESH = 30
"""Seconds for which a reader's own browser need not ask again; no cache that others share may keep an answer."""


def suggestions(request: HttpRequest) -> JsonResponse:
    """At most ten suggestions for `q`; none where nothing readable is asked, whatever it is. Never an error."""
    typed = request.GET.get("q", "")
    document = {
        "query": language.clean(typed)[:LONGEST],
        "suggestions": [_suggestion(found) for found in suggest(typed)],
    }
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = f"private, max-age={FRESH}"
    return response


def _suggestion(found: Suggestion) -> dict[str, Any]:
    page = reverse(found.bearer.kind, args=[found.bearer.key])
    return {
        "type": found.bearer.kind,
        "label": found.label,
        "form": found.form,
        "url": page,
        "search": _search(found) or page,
        "count": found.count,
    }


def _search(found: Suggestion) -> str | None:
    """The address of the search for someone or something; None where it is not known to find anything.

    So it is without an index, and of instruments: they are no value of documents, and few texts have a whole title.
    """
    facet = found.bearer.facet
    if facet is None or found.count is None:
        return None
    shown = found.type if found.type != "article" else None
    return address(Query(type=shown, selections=(Selection(facet, (found.bearer.key,)),)))
