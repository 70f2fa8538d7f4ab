"""Read-only answers as JSON, `/api/v1/`: what two countries are to each other. `docs/api.md` describes every key."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import Partnership
from articles.views import pairs
from articles.views.looks import Look
from articles.views.paging import page_number
from articles.views.pairs import Pair
from articles.views.records import Records

AS_WRITTEN = {"ensure_ascii": False}
LISTS = ("events", "instruments", "mechanisms", "commitments", "claims")
"""What goes on from page to page."""
MOST_NEIGHBOURS = 60

View = Callable[..., HttpResponse]


def answering_in_json(view: View) -> View:
    """A view whose refusals are JSON too: what was wrong, and an address that works."""

    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BadRequest as error:
            return refusal(str(error), f"{request.path}?as_of=2025-10-23", 400)

    return answered


@conditional_page
@answering_in_json
def partnership(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """What two countries were to each other on a day (`as_of`), as known by another (`known`)."""
    first, second = first.lower(), second.lower()
    row = pairs.found(first, second)
    if row is None:
        return _unknown(first, second)
    address = reverse("api-partnership", args=[row.first_id, row.second_id])
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}{'?' if query else ''}{query}")
    number = page_number(request)
    records = Records(Pair(row, Look.of(request)), request.build_absolute_uri("/").rstrip("/"), number)
    answer = records.answer()
    if number > 1 and not any(answer[name] for name in LISTS):
        return refusal(f"This answer has no page {number}.", address, 404)
    response = JsonResponse(answer, json_dumps_params=AS_WRITTEN)
    if records.are_more:
        parameters = request.GET.copy()
        parameters["page"] = str(number + 1)
        response.headers["Link"] = f'<{request.build_absolute_uri(address)}?{parameters.urlencode()}>; rel="next"'
    return response


def refusal(message: str, suggestion: str | None, status: int) -> JsonResponse:
    """An error in the form that search answers in too."""
    errors = [{"message": message, "position": None, "suggestion": suggestion}]
    return JsonResponse({"errors": errors}, status=status, json_dumps_params=AS_WRITTEN)


def _unknown(first: str, second: str) -> JsonResponse:
    """404 with the partnerships that are held of either of the two."""
    either = Q(first__in=(first, second)) | Q(second__in=(first, second))
    rows = list(Partnership.objects.visible().filter(either)[:MOST_NEIGHBOURS])
    known = ", ".join(_slugs(rows)) or "none with either of the two"
    message = f"Nothing is held here between {first} and {second}. Partnerships held: {known}."
    suggestion = reverse("api-partnership", args=[rows[0].first_id, rows[0].second_id]) if rows else None
    return refusal(message, suggestion, 404)


def _slugs(rows: Iterable[Any]) -> list[str]:
    return [row.slug for row in rows]
