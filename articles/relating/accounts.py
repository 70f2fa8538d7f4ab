"""Whose word it is: accounts that differ, and the agencies of each side whose reports tell of two countries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Model, Q

from articles.models import Agency, ArticleAgency, Claim, Country
from articles.models.among import Among
from articles.models.claims import SUBJECTS, ClaimQuerySet
from articles.models.evidence import signed
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.relating.pairs import SeenPair

MOST_CLAIMS = 100
MOST_AGENCIES = 40

Dispute = tuple[tuple[Model, str], list[Claim]]
"""What claims are about (a row and one of its fields), and the claims, the preferred one first."""


class Subject(NamedTuple):
    """One field of one row, by its primary key, that claims are about."""

    event: int | None
    person: int | None
    instrument: int | None
    partnership: int | None
    field: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """The agencies of one country whose reports tell of the two (`report_count` of each); no country for all others."""

    country: Country | None
    agencies: tuple[Agency, ...]

    @property
    def reports(self) -> int:
        return sum(agency.report_count for agency in self.agencies)  # type: ignore[attr-defined]


def disputed(pair: int, events: Iterable[int], at: Moment | None) -> dict[Subject, list[int]]:
    """What there are accounts of that everybody may read, with the primary keys of the claims: of a pair and of events,
    all by their keys.
    """
    found: dict[Subject, list[int]] = {}
    for pk, *about in _CLAIMED(at=at, pair=pair, keys=events):
        found.setdefault(Subject(*about), []).append(pk)
    return found


def disputes(claims: ClaimQuerySet) -> list[Dispute]:
    """Accounts that differ, put together by what they are about; at most so many as one page can hold."""
    shown = list(_quoted(claims))
    signed(claim.passage for claim in shown)
    return _together(shown)


def disputes_of(claims: Iterable[int]) -> list[Dispute]:
    """The same of claims by their keys; the agencies of their passages are still to be asked for (`signed()`)."""
    return _together(_ACCOUNTS(keys=claims))


def _together(claims: Iterable[Claim]) -> list[Dispute]:
    found: dict[tuple[Model, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.subject, claim.field), []).append(claim)
    return list(found.items())


def _quoted(claims: ClaimQuerySet) -> ClaimQuerySet:
    about = ("event", "instrument", "person", "partnership__first", "partnership__second")
    rows = claims.select_related("passage__version__article", *about).defer("passage__version__body")
    return rows[:MOST_CLAIMS]


def _accounts(at: Moment) -> Any:
    return _quoted(Claim.objects.filter(Among("pk", Slot("keys"))))


def _claimed(at: Moment) -> Any:
    rows = Claim.objects.visible(at).filter(Q(partnership=Slot("pair")) | Q(Among("event", Slot("keys"))))
    return rows.order_by("field", "pk").values_list("pk", *SUBJECTS, "field")


def _signed_off(at: Moment) -> Any:
    rows = ArticleAgency.objects.filter(Among("article", Slot("keys"))).order_by()
    columns = (f"agency__{name}" for name in ("pk", "code", "short_name", "name", "country"))
    return rows.values_list(*columns).annotate(number=Count("article", distinct=True))


_CLAIMED, _ACCOUNTS, _SIGNED_OFF = Kept(_claimed), Kept(_accounts), Kept(_signed_off)


def reporting(pair: SeenPair, sides: Iterable[Country]) -> list[Reporting]:
    """Who reports the events: the agencies of each side, those with most reports first, then those of no side.

    A side that none of the reports is of stands there too, without agencies: that is what the archive lacks.
    """
    agencies = []
    for *agency, number in _SIGNED_OFF(keys=pair.reports):
        row = Agency(**dict(zip(("pk", "code", "short_name", "name", "country_id"), agency, strict=True)))
        row.report_count = number  # type: ignore[attr-defined]
        agencies.append(row)
    agencies.sort(key=lambda row: (-row.report_count, row.short_name))  # type: ignore[attr-defined]
    shown, parties = agencies[:MOST_AGENCIES], list(sides)
    codes = {country.pk for country in parties}
    found = [Reporting(country, tuple(row for row in shown if row.country_id == country.pk)) for country in parties]
    others = tuple(row for row in shown if row.country_id not in codes)
    return [*found, Reporting(None, others)] if others else found
