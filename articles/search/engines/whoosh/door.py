"""What Haystack is answered with: pages, counts and marks over the documents that Whoosh found."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from typing import Any, Self

from haystack.exceptions import SearchBackendError
from whoosh.query import Query
from whoosh.searching import Searcher
from whoosh.support.relativedelta import relativedelta

from articles.search.snippets import Marker
from articles.search.steps import Row, Term
from articles.search.words import words

Page = Iterator[tuple[dict[str, Any], float]]


@dataclass(frozen=True, slots=True)
class Found:
    """The documents found, in order, with their scores."""

    searcher: Searcher
    keys: tuple[int, ...]
    scores: dict[int, float]

    @classmethod
    def of(cls, searcher: Searcher, query: Query, allowed: set[int] | None, order: list[str]) -> Self:
        """By score, or by fields, each in its own direction; ties in the order of the index."""
        if allowed is not None and not allowed:
            return cls(searcher, (), {})
        top = searcher.search(query, limit=None, filter=allowed).top_n
        scores = {key: score for score, key in top}
        keys = sorted(scores, key=lambda key: (-scores[key], key))
        for name in reversed(order):
            field = name.removeprefix("-")
            if field not in searcher.schema:
                raise SearchBackendError(f"There is no field {field!r} to sort by.")
            values = {key: searcher.stored_fields(key).get(field) for key in keys}
            known = [key for key in keys if values[key] is not None]
            known.sort(key=lambda key: values[key], reverse=name.startswith("-"))
            keys = known + [key for key in keys if values[key] is None]
        return cls(searcher, tuple(keys), scores)

    def without(self, number: int) -> Self:
        return replace(self, keys=tuple(key for key in self.keys if key != number))

    def number_of(self, query: Query) -> int:
        """How many of the documents a query finds."""
        return len(set(self.searcher.docs_for_query(query)).intersection(self.keys))

    def page(self, start: int, end: int | None) -> Page:
        """The stored fields and scores of the documents from `start` to before `end`."""
        for key in self.keys[start:end]:
            yield self.searcher.stored_fields(key), self.scores[key]

    def values(self, field: str) -> Iterator[Any]:
        return (value for key in self.keys if (value := self.searcher.stored_fields(key).get(field)) is not None)


def value_counts(found: Found, field: str) -> list[tuple[str, int]]:
    """The values of a field with the number of documents that have each, most first."""
    counts: Counter[str] = Counter()
    for value in found.values(field):
        counts.update(value if isinstance(value, list) else [value])
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def date_counts(
    found: Found, field: str, start_date: date, end_date: date, gap_by: str, gap_amount: int = 1
) -> list[tuple[datetime, int]]:
    """The number of documents in each stretch of time, by its beginning."""
    gap = relativedelta(**{f"{gap_by}s": gap_amount})
    days = list(found.values(field))
    begin, end = (datetime(day.year, day.month, day.day) for day in (start_date, end_date))
    counts = []
    while begin < end:
        counts.append((begin, sum(begin <= day < min(begin + gap, end) for day in days)))
        begin += gap
    return counts


def marked(text: str, query: str) -> str:
    """A text as HTML, escaped, with the words of a query in <em>."""
    marker = Marker(tuple(Row((Term(word, "word"),)) for word in words(query)))
    parts = ((escape(fragment.text), fragment.marked) for fragment in marker.fragments(text))
    return "".join(f"<em>{part}</em>" if is_marked else part for part, is_marked in parts)
