"""Whose word it is: accounts that differ, and the agencies of each side whose reports tell of two countries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Model

from articles.models import Agency, Article, Claim, Country
from articles.models.events import EventQuerySet
from articles.models.evidence import ClaimQuerySet, signed
from articles.models.moments import Moment

MOST_CLAIMS = 100
MOST_AGENCIES = 40

Dispute = tuple[tuple[Model, str], list[Claim]]
"""What claims are about (a row and one of its fields), and the claims, the preferred one first."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """The agencies of one country whose reports tell of the two (`report_count` of each); no country for all others."""

    country: Country | None
    agencies: tuple[Agency, ...]

    @property
    def reports(self) -> int:
        return sum(agency.report_count for agency in self.agencies)  # type: ignore[attr-defined]


def disputes(claims: ClaimQuerySet) -> list[Dispute]:
    """Accounts that differ, put together by what they are about; at most so many as one page can hold."""
    about = ("event", "instrument", "person", "partnership__first", "partnership__second")
    rows = claims.select_related("passage__version__article", *about).defer("passage__version__body")
    found: dict[tuple[Model, str], list[Claim]] = {}
    shown = list(rows[:MOST_CLAIMS])
    signed(claim.passage for claim in shown)
    for claim in shown:
        found.setdefault((claim.subject, claim.field), []).append(claim)
    return list(found.items())


def reporting(events: EventQuerySet, sides: Iterable[Country], at: Moment | None = None) -> list[Reporting]:
    """Who reports the events: the agencies of each side, those with most reports first, then those of no side.

    A side that none of the reports is of stands there too, without agencies: that is what the archive lacks.
    """
    articles = Article.objects.visible(at).filter(versions__passages__events__in=events)
    rows = (
        Agency.objects.filter(articles__in=articles)
        .annotate(report_count=Count("articles", distinct=True))
        .order_by("-report_count", "short_name")[:MOST_AGENCIES]
    )
    agencies = list(rows)
    parties = list(sides)
    codes = {country.pk for country in parties}
    found = [Reporting(country, tuple(row for row in agencies if row.country_id == country.pk)) for country in parties]
    others = tuple(row for row in agencies if row.country_id not in codes)
    return [*found, Reporting(None, others)] if others else found
