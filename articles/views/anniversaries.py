"""Round anniversaries to come, month by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.dates import Span
from articles.models import Country, PartnershipEvent
from articles.relating.anniversaries import Coming, to_come, told
from articles.search import Query, labels, search
from articles.views.paging import paged
from articles.views.parameters import first_day, many, today

AHEAD = 550
"""Days: a year and a half, so that next year's are seen in time to prepare for them."""

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """From which day on, and of which country."""

    first: date
    is_from_today: bool
    country: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        """What the address asks for; `BadRequest` on what cannot be read."""
        first, countries = first_day(request, "from"), many(request, "country")
        if len(countries) > 1:
            raise BadRequest("Anniversaries are shown for one country at a time, or for all: leave out one “country”.")
        return cls(first or today(), first is None, countries[0] if countries else "")

    @property
    def last(self) -> date:
        try:
            return self.first + timedelta(days=AHEAD)
        except OverflowError:
            return date.max

    def found(self) -> list[Coming]:
        return to_come(self.first, self.last, self.country)


@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """Anniversaries from a day on, with the events they are of and the passages behind them."""
    wanted = Wanted.of(request)
    found, pages, total = paged(request, wanted.found(), PAGE_SIZE)
    shown = told(found, PartnershipEvent.objects.visible().listed().with_evidence())
    months = [(Span.parse(key).words, list(rows)) for key, rows in groupby(shown, key=lambda each: each.month)]
    parameters = request.GET.copy()
    parameters.pop("page", None)
    query = parameters.urlencode()
    context = {
        "wanted": wanted,
        "typed": request.GET.get("from", ""),
        "months": months,
        "total": total,
        "pages": pages,
        "countries": _countries(wanted.country),
        "file": f"{reverse('anniversaries-file')}?{query}" if query else reverse("anniversaries-file"),
        "chosen": Country.objects.visible().filter(code=wanted.country).first() if wanted.country else None,
    }
    return render(request, "calendar/anniversaries.html", context)


def _countries(chosen: str) -> list[tuple[str, str]]:
    """The countries with most events, and the one chosen, by name."""
    facets = search(Query(type="event")).facets
    codes = {bucket.value for facet in facets if facet.name == "country" for bucket in facet.buckets}
    return sorted(labels("country", [*codes, *([chosen] if chosen else [])]).items(), key=lambda pair: pair[1])
