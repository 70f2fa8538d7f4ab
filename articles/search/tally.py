"""What surrounds the hits: counts of facets and types, each without its own choice, and the histogram of dates."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articles.search.documents import Dates, Entry
from articles.search.fields import FACETS, MOST_VALUES, TYPES
from articles.search.plan import Condition, Plan
from articles.search.results import Bucket, Facet, Period
from articles.search.source import Key

LETTERS = {"year": len("2025"), "month": len("2025-10"), "day": len("2025-10-23")}
OFFERED = 10
"""Values of a facet shown where nothing is found."""
YEARS, MONTHS = 3 * 366, 62
"""Hits that span more days than these are shown by year, by month."""


@dataclass
class Tally:
    """The documents that fulfil every condition, and how many fulfil all but one facet's own."""

    hits: list[Key] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in (*FACETS, "type")})


def tally(found: Iterable[Key], entries: Mapping[Key, Entry], plan: Plan) -> Tally:
    """One pass over the documents that the text has found."""
    result = Tally()
    conditions = [(facet, conditions) for facet, conditions in plan.conditions.items() if conditions]
    bounded = plan.first is not None or plan.last is not None
    for key in found:
        entry = entries[key]
        if bounded and not entry.dates.touch(plan.first, plan.last):
            continue
        failed = [facet for facet, wanted in conditions if not all(one.holds(_values(entry, facet)) for one in wanted)]
        if not failed:
            result.hits.append(key)
            for facet, counter in result.counts.items():
                counter.update(_values(entry, facet))
        elif len(failed) == 1:
            result.counts[failed[0]].update(_values(entry, failed[0]))
    return result


def _values(entry: Entry, facet: str) -> tuple[str, ...]:
    return (entry.type,) if facet == "type" else entry.facets.get(facet, ())


def facets(counted: Tally, entries: Mapping[Key, Entry], plan: Plan) -> tuple[Facet, ...]:
    """Every facet in its order, values with most documents first, chosen ones there at zero too.

    Where nothing is found, the commonest values of all documents of the type stand there at zero.
    """
    offered = {} if counted.hits else _commonest(entries, plan)
    return tuple(
        _facet(facet, counted.counts[facet], plan.conditions.get(facet, []), offered.get(facet, [])) for facet in FACETS
    )


def _commonest(entries: Mapping[Key, Entry], plan: Plan) -> dict[str, list[str]]:
    """The values that most documents of the type asked for (or of all) have, facet by facet."""
    values: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for entry in entries.values():
        if plan.type in (None, entry.type):
            for facet, counter in values.items():
                counter.update(entry.facets.get(facet, ()))
    return {
        facet: sorted(counter, key=lambda value: (-counter[value], value))[:OFFERED]
        for facet, counter in values.items()
    }


def types(counts: Mapping[str, int], plan: Plan) -> tuple[Bucket, ...]:
    """Every type in its order, with how many of its documents answer."""
    return tuple(Bucket(kind, counts[kind], kind == plan.type) for kind in TYPES)


def chosen(conditions: Iterable[Condition]) -> tuple[set[str], set[str]]:
    """The values that conditions ask for, and those that they refuse."""
    selected: set[str] = set()
    excluded: set[str] = set()
    for condition in conditions:
        (excluded if condition.negative else selected).update(condition.values)
    return selected, excluded


def _facet(name: str, counts: Counter[str], conditions: list[Condition], offered: list[str]) -> Facet:
    selected, excluded = chosen(conditions)
    found = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]
    ordered = sorted({*found, *selected, *excluded}, key=lambda value: (-counts[value], value))
    ordered += [value for value in offered if value not in counts and value not in selected | excluded]
    buckets = tuple(Bucket(value, counts[value], value in selected, value in excluded) for value in ordered)
    return Facet(name, buckets, len(counts) - sum(bucket.count > 0 for bucket in buckets))


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars in order of time; hits without a date, and hits whose date fits no bar of this width."""

    periods: tuple[Period, ...]
    undated: int
    imprecise: int


def unit(width: int) -> str:
    """What the bars of hits that span so many days stand for."""
    return "year" if width > YEARS else "month" if width > MONTHS else "day"


def histogram(dates: list[Dates]) -> Histogram:
    """By year where hits span more than three years, else by month, else, within two months, by day."""
    dated = [one for one in dates if one]
    days = [day for one in dated for day in (one.earliest, one.latest) if day]
    letters = LETTERS[unit((max(days) - min(days)).days if days else 0)]
    fitting = Counter(period for one in dated if (period := _period(one, letters)) is not None)
    periods = tuple(Period(period, fitting[period]) for period in sorted(fitting))
    return Histogram(periods, len(dates) - len(dated), len(dated) - sum(fitting.values()))


def _period(dates: Dates, letters: int) -> str | None:
    """The bar that a beginning lies in for certain: as many letters of the day as the bars have."""
    if dates.earliest is None or dates.latest is None:
        return None
    first, last = dates.earliest.isoformat()[:letters], dates.latest.isoformat()[:letters]
    return first if first == last else None
