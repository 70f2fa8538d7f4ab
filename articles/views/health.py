"""For those who watch the service: whether it lives, and in what state it answers. Never kept by a cache."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles.search import lifecycle
from articles.search.engines.whoosh import IndexUnavailable
from articles.search.engines.whoosh.snapshot import snapshots


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all; asks neither database nor index."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 where searches are answered, from the index or (`reduced`) without it; 503 where the database is silent."""
    try:
        lag = _lag()
    except DatabaseError:
        connection.close()
        return JsonResponse({"mode": "unavailable", "reason": "The database does not answer."}, status=503)
    try:
        generation: str | None = snapshots.current(Path(settings.INDEX_DIR)).folder.name
        mode, reason = "index", None
    except IndexUnavailable as error:
        generation, mode, reason = None, "reduced", error.reason
    return JsonResponse(
        {"mode": mode, "reason": reason, "generation": generation, "lag": lag, "verified": lifecycle.last_verify()}
    )


def _lag() -> dict[str, Any]:
    """How many changes the index has yet to follow, and for how many seconds the oldest has been due."""
    waiting = lifecycle.due().order_by().aggregate(rows=Count("pk"), oldest=Min("due"))
    seconds = (timezone.now() - waiting["oldest"]).total_seconds() if waiting["oldest"] else 0.0
    return {"rows": waiting["rows"], "seconds": round(seconds, 1)}
