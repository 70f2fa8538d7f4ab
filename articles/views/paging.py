"""Long lists in pages: the `page` parameter read, and the addresses of the pages around."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a reader is in a list: what `components/_pagination.html` shows."""

    number: int
    count: int
    previous: str | None
    next: str | None
    last: str | None


def page_number(request: HttpRequest) -> int:
    """The page asked for, 1 when none is; `BadRequest` on what is no number from 1 on."""
    text = request.GET.get("page") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        raise BadRequest(f"“{text[:40]}” is no page number: pages are counted from 1.")
    return int(text)


def pages(request: HttpRequest, number: int, count: int) -> Pages:
    """The addresses around a page, with all other parameters of the request kept."""
    return Pages(
        number,
        count,
        _address(request, number - 1) if number > 1 else None,
        _address(request, number + 1) if number < count else None,
        _address(request, count) if count > 1 else None,
    )


def paged(
    request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]", size: int, total: int | None = None
) -> tuple[list[Any], Pages, int]:
    """One page of rows, where it stands, and how many rows there are in all; `Http404` past the last page.

    `total` is how many there are, where that is known: they are not counted then.
    """
    paginator = Paginator(rows, size)
    if total is not None:
        paginator.count = total
    try:
        page = paginator.page(page_number(request))
    except EmptyPage as error:
        raise Http404(f"This list has {paginator.num_pages} pages.") from error
    return list(page), pages(request, page.number, paginator.num_pages), paginator.count


def _address(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters.pop("page", None)
    if number > 1:
        parameters["page"] = str(number)
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path
