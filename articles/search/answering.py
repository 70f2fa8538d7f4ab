"""A question answered from a source: the one way through search, whichever engine offers the source."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from articles.search import budget, tally
from articles.search.documents import Entry
from articles.search.evaluate import NEVER, Expansions, Scores, evaluate, exact_first
from articles.search.fields import PAGE_SIZE, pages_of
from articles.search.names import Names
from articles.search.ordering import is_dated, moment
from articles.search.plan import Plan, plan
from articles.search.query import Query
from articles.search.results import Hit, Matching, Mode, Results, TooMuchWork
from articles.search.snippets import Marker
from articles.search.source import Key, Source
from articles.search.suggestions import SourceSpelling, did_you_mean

Order = Callable[[Key], tuple[float, ...]]


def answer(
    query: Query, source: Source, names: Names, today: date, mode: Mode = "index", deadline: float = NEVER
) -> Results:
    """The page of results that a query asks for; a page past the last one has no hits, and the right total.

    Raises `TooMuchWork` as `evaluate` does.
    """
    began = time.perf_counter()
    wanted = plan(query, names, today)
    expansions: Expansions = {}
    found = evaluate(wanted.step, source, expansions, deadline)
    entries = source.entries()
    counted = tally.tally(found.scores, entries, wanted)
    scores = {key: found.scores[key] for key in counted.hits}
    if query.order == "relevance":
        scores = exact_first(wanted.step, scores, source)
    ordered = sorted(counted.hits, key=_order(query, entries, scores))
    bars = tally.histogram([entries[key].dates for key in counted.hits])
    start = (query.page - 1) * PAGE_SIZE
    return Results(
        total=len(ordered),
        page=query.page,
        pages=pages_of(len(ordered)),
        hits=tuple(_hits(ordered[start : start + PAGE_SIZE], query, source, wanted, scores)),
        facets=tally.facets(counted, entries, wanted),
        histogram=bars.periods,
        types=tally.types(counted.counts["type"], wanted),
        undated=bars.undated,
        imprecise=bars.imprecise,
        did_you_mean=_proposal(query, source, names, today, expansions, deadline) if not found.scores else None,
        mode=mode,
        partial=found.partial,
        took_ms=round((time.perf_counter() - began) * 1000, 1),
    )


def matching(query: Query, source: Source, names: Names, today: date, deadline: float = NEVER) -> Matching:
    """Every document that answers a question; raises `TooMuchWork` as `evaluate` does."""
    wanted = plan(query, names, today)
    found = evaluate(wanted.step, source, deadline=deadline)
    entries = source.entries()
    hits = tally.tally(found.scores, entries, wanted).hits
    return Matching(frozenset((entries[key].type, entries[key].pk) for key in hits), found.partial)


def _proposal(
    query: Query, source: Source, names: Names, today: date, expansions: Expansions, deadline: float
) -> str | None:
    """What may have been meant; most of its words were looked up for the question itself (`expansions`)."""

    def count(other: Query) -> int:
        wanted = plan(other, names, today)
        found = evaluate(wanted.step, source, expansions, deadline)
        return len(tally.tally(found.scores, source.entries(), wanted).hits)

    try:
        return did_you_mean(query, SourceSpelling(source, lambda: budget.check(deadline)), count, names)
    except TooMuchWork:  # no reason to refuse the question itself
        return None


def _hits(keys: list[Key], query: Query, source: Source, wanted: Plan, scores: Scores) -> Iterator[Hit]:
    marker = Marker.of(wanted.step)
    for key in keys:
        document = source.document(key)
        score = round(scores[key], 4) if query.order == "relevance" else 0.0
        yield Hit(document.type, document.pk, document.slug, score, marker.snippet(document))


def _order(query: Query, entries: Mapping[Key, Entry], scores: Scores) -> Order:
    """How hits are sorted: what is undated stands last, ties of relevance go by date, the newest first."""

    def newest(key: Key) -> tuple[float, ...]:
        place = moment(entries[key])
        return not is_dated(place), -place

    def oldest(key: Key) -> tuple[float, ...]:
        return (moment(entries[key]),)

    def best(key: Key) -> tuple[float, ...]:
        return (-round(scores[key], 6), *newest(key))

    return {"newest": newest, "oldest": oldest, "relevance": best}[query.order]
