"""Haystack's own Whoosh backend, unmodified, as an ordinary project uses it.

It counts no dates, so with facets it does less than the others: no years. It writes some 70 articles a second, and is
given all of them at once: by the thousand, as `rebuild_index` does it, it merges what it has written again and again.
"""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings

from bench.engines import PAGE, VALUES, Page, bytes_of
from bench.questions import Question

if TYPE_CHECKING:
    from bench.corpus import Article


class Adapter:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "index"
        engine = "haystack.backends.whoosh_backend.WhooshEngine"
        settings.configure(
            INSTALLED_APPS=["haystack", "bench.engines.stock_site"],
            HAYSTACK_CONNECTIONS={"default": {"ENGINE": engine, "PATH": str(self.folder), "SILENTLY_FAIL": False}},
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            USE_TZ=True,
        )
        django.setup()

    def build(self, articles: "Iterable[Article]", processes: int) -> None:
        from haystack import connections

        from bench.engines.stock_site.models import Report

        connection = connections["default"]
        index = connection.get_unified_index().get_index(Report)
        connection.get_backend().update(index, [Report.of(article) for article in articles])

    def open(self) -> None:
        from haystack import connections

        connections.reload("default")

    def ask(self, question: Question, facets: bool) -> Page:
        from haystack.query import SearchQuerySet

        from bench.engines.stock_site.search_indexes import FACETS

        found = _restricted(SearchQuerySet().all(), question).highlight()
        if question.newest:
            found = found.order_by("-published")
        for name in FACETS if facets else ():
            found = found.facet(name)
        snippets = [" … ".join((hit.highlighted or {}).get("text", ())) for hit in found[:PAGE]]
        counts = found.facet_counts().get("fields", {}) if facets else {}
        return Page(found.count(), snippets, {name: dict(pairs[:VALUES]) for name, pairs in counts.items()})

    def cpu(self) -> float:
        return time.process_time()

    def size(self) -> int:
        return bytes_of(self.folder)

    def close(self) -> None:
        pass


def _restricted(found, question: Question):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """The answer set of a question, with Haystack's own ways to write it."""
    from datetime import date

    from haystack.inputs import Exact
    from haystack.query import SQ

    if question.any_word:
        wanted = SQ(content=question.words[0])
        for word in question.words[1:]:
            wanted |= SQ(content=word)
        found = found.filter(wanted)
    else:
        for word in question.words:
            found = found.filter(content=word)
    if question.phrase:
        found = found.filter(content=Exact(" ".join(question.phrase)))
    if question.prefix:
        found = found.filter(content__startswith=question.prefix)
    if question.country:
        found = found.narrow(f"country:{question.country}")
    if question.years:
        first, last = date(question.years[0], 1, 1), date(question.years[1], 12, 31)
        found = found.filter(published__gte=first, published__lte=last)
    return found
