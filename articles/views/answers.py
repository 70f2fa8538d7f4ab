"""Answers as JSON: the names, their order and their types are a promise to the outside.

`id` is the type and the public name of a document, `url` its address on this site, `date` a day, month, year or span
as `articles.dates` writes it, `snippet` plain text.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from articles.search import FACETS, Query, rows, sentence
from articles.search.results import Hit, Problem, Results
from articles.views.questions import address, labels_at_hand


def answer(query: Query, results: Results) -> dict[str, Any]:
    """An answer; past its last page it has no results and says so in `errors`."""
    known = labels_at_hand(query, results)
    past = query.page > max(results.pages, 1)
    found = {facet.name: facet.buckets for facet in results.facets}
    facets = {}
    for name in FACETS:
        buckets = found.get(name, ())
        labels = known(name, (bucket.value for bucket in buckets))
        facets[name] = [
            {"value": row.value, "label": labels[row.value], "count": row.count, "selected": row.selected}
            for row in buckets
        ]
    return {
        "query": query.text,
        "sentence": sentence(query, known),
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "took_ms": results.took_ms,
        "results": [_document(hit, row) for hit, row in rows(results)],
        "facets": facets,
        "histogram": [{"period": bar.period, "count": bar.count} for bar in results.histogram],
        "did_you_mean": results.did_you_mean,
        "mode": results.mode,
        "partial": results.partial,
        "errors": [_problem(*_past(query, results))] if past else [],
    }


def refusal(repaired: Query, text: str, problems: Iterable[Problem]) -> dict[str, Any]:
    """The same for a question that cannot be read: nothing found, and why. `text` is the question as it was put.

    What is offered for a parameter is the address of `repaired`.
    """
    nothing = Results(total=0, page=1, pages=0, hits=(), facets=(), histogram=())
    errors = [_problem(problem, repaired) for problem in problems]
    return answer(repaired, nothing) | {"query": text, "sentence": "", "errors": errors}


def _document(hit: Hit, row: Model) -> dict[str, Any]:
    span = getattr(row, "published", None) or getattr(row, "start", None)
    return {
        "type": hit.type,
        "id": f"{hit.type}:{hit.slug}",
        "slug": hit.slug,
        "url": row.get_absolute_url(),  # type: ignore[attr-defined]
        "title": str(row),
        "date": str(span) if span else None,
        "snippet": "".join(part.text for part in hit.snippet.fragments) if hit.snippet else "",
        "score": hit.score,
    }


def _past(query: Query, results: Results) -> tuple[Problem, Query]:
    return Problem(f"This answer has no page {query.page}."), query.with_page(max(results.pages, 1))


def _problem(problem: Problem, works: Query) -> dict[str, Any]:
    """A problem of the text with a text that works; of a parameter with the address of a question that does."""
    suggestion = problem.suggestion
    if suggestion is None and problem.position is None:
        suggestion = address(works, "search-json")
    return {"message": problem.message, "position": problem.position, "suggestion": suggestion}
