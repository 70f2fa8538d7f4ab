"""Haystack's door to the index: its Whoosh backend, with its faults mended.

`SearchQuerySet`, `update_index` and the rest of Haystack work on the same index as `articles.search`, which pages use.
What differs from Haystack's own backend, point by point, stands in `docs/search.md`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from haystack import connections
from haystack.backends import BaseEngine, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from whoosh.qparser import FuzzyTermPlugin, QueryParser
from whoosh.query import And, Every, Or, Query, Term
from whoosh.searching import Searcher

from articles.search.engines.whoosh import schema, writing
from articles.search.engines.whoosh.door import Found, Page, date_counts, marked, value_counts
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.searcher.spelling import SnapshotSpelling
from articles.search.engines.whoosh.snapshot import snapshots
from articles.search.query import Query as Question
from articles.search.suggestions import did_you_mean
from articles.search.words import folded

NOTHING: dict[str, Any] = {"results": [], "hits": 0, "facets": {}, "spelling_suggestion": None}


class ArchiveWhooshBackend(WhooshSearchBackend):
    """Reads the current generation, never makes an index by searching, and leaves errors to be seen."""

    RESERVED_CHARACTERS = tuple(sign for sign in WhooshSearchBackend.RESERVED_CHARACTERS if sign not in "-.")
    """What Haystack puts a word into apostrophes for, which no code has; in codes and words these two say nothing."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        if options.get("STORAGE", "file") != "file":
            raise ImproperlyConfigured(
                "The index lies in files, since in memory each thread has its own: leave STORAGE out."
            )
        super().__init__(connection_alias, **options)
        self.silently_fail = False

    @property
    def root(self) -> Path:
        """The folder of the index, as the settings name it now."""
        return Path(str(settings.HAYSTACK_CONNECTIONS[self.connection_alias]["PATH"]))

    def setup(self) -> None:
        """Prepare for reading. What an index holds is read at each search, so that changes are seen."""
        self.content_field_name, self.schema = self.build_schema(self.unified_index.all_searchfields())
        self.parser = QueryParser(self.content_field_name, schema=self.schema)
        self.parser.add_plugin(FuzzyTermPlugin())
        self.setup_complete = True

    @property
    def unified_index(self) -> Any:
        return connections[self.connection_alias].get_unified_index()

    def build_schema(self, fields: Mapping[str, Any]) -> tuple[str, Any]:
        """The archive's own schema: facets are whole codes, texts are folded and lose no word."""
        return "text", schema.schema()

    def snapshot(self) -> Snapshot:
        if not self.setup_complete:
            self.setup()
        return snapshots.current(self.root)

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Bring the documents of these rows up to date with the database; those that may not be read are taken out."""
        writing.follow(self.root, {index.document_type: [row.pk for row in iterable]})

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        """Bring the document of one row up to date: taken out, unless everybody may read the row."""
        _, model, pk = get_identifier(obj_or_string).split(".")
        writing.follow(self.root, {schema.TYPES[model]: [int(pk)]})

    def clear(self, models: list[Any] | tuple[Any, ...] | None = None, commit: bool = True) -> None:
        """Without models: let there be no index, so that searches answer from the database. Never an empty one."""
        if models is None:
            self.delete_index()
        else:
            writing.clear(self.root, [schema.TYPES[model._meta.model_name] for model in models])

    def delete_index(self) -> None:
        Generations(self.root).withdraw()
        snapshots.forget()

    def optimize(self) -> None:
        writing.optimize(self.root)

    @log_query
    def search(
        self,
        query_string: str,
        sort_by: list[str] | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        facets: Mapping[str, Mapping[str, Any]] | None = None,
        date_facets: Mapping[str, Mapping[str, Any]] | None = None,
        query_facets: Iterable[tuple[str, str]] | None = None,
        narrow_queries: set[str] | None = None,
        models: Iterable[Any] | None = None,
        limit_to_registered_models: bool | None = None,
        highlight: bool | Mapping[str, Any] = False,
        result_class: type[Any] | None = None,
        spelling_query: str | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        """What Haystack asks for; `IndexUnavailable` where the index cannot be read."""
        if not query_string:
            return dict(NOTHING)
        snapshot = self.snapshot()
        with snapshot.lock:
            searcher = Searcher(snapshot.reader, fromindex=snapshot.index)
            allowed = self.allowed(searcher, narrow_queries or set(), models)
            query = Every() if query_string.strip() == "*" else self.parser.parse(query_string)
            found = Found.of(searcher, query, allowed, sort_by or [])
            page = found.page(start_offset or 0, end_offset)
            return {
                "results": list(self.results(page, result_class or SearchResult, query_string if highlight else "")),
                "hits": len(found.keys),
                "facets": {
                    "fields": {
                        name: value_counts(found, name)[: wanted.get("limit")]
                        for name, wanted in (facets or {}).items()
                    },
                    "dates": {name: date_counts(found, name, **wanted) for name, wanted in (date_facets or {}).items()},
                    "queries": {
                        f"{name}:{text}": found.number_of(self.parser.parse(f"{name}:({text})"))
                        for name, text in query_facets or ()
                    },
                },
                "spelling_suggestion": self.suggest(snapshot, spelling_query or query_string),
            }

    def allowed(self, searcher: Searcher, narrow: set[str], models: Iterable[Any] | None) -> set[int] | None:
        """The documents that a search is narrowed to, which may be none; None where it is not narrowed."""
        conditions: list[Query] = [self.parser.parse(text) for text in sorted(narrow)]
        if models:
            conditions.append(Or([Term("django_ct", get_model_ct(model)) for model in models]))
        return set(searcher.docs_for_query(And(conditions), for_deletion=True)) if conditions else None

    def results(self, page: Page, result_class: type[Any], highlight: str) -> Iterable[Any]:
        for stored, score in page:
            app, model = stored["django_ct"].split(".")
            values = {name: value for name, value in stored.items() if name not in ("django_ct", "django_id")}
            if highlight:
                values["highlighted"] = {"text": [marked(stored.get("text", ""), highlight)]}
            yield result_class(app, model, stored["django_id"], score, **values)

    def suggest(self, snapshot: Snapshot, text: str) -> str | None:
        """A spelling that documents have, where spelling is asked for and a word of the text is in none of them."""
        if not self.include_spelling:
            return None
        question = Question(text=" ".join(folded(text)))
        return did_you_mean(question, SnapshotSpelling(snapshot), lambda other: 1)

    def create_spelling_suggestion(self, query_string: str) -> str | None:
        snapshot = self.snapshot()
        with snapshot.lock:
            return self.suggest(snapshot, query_string)

    def more_like_this(
        self, model_instance: Any, additional_query_string: str | None = None, **options: Any
    ) -> dict[str, Any]:
        """Other documents of the index with the words that tell most of this one."""
        snapshot = self.snapshot()
        identifier = get_identifier(model_instance)
        with snapshot.lock:
            searcher = Searcher(snapshot.reader, fromindex=snapshot.index)
            number = searcher.document_number(id=identifier)
            if number is None:
                return dict(NOTHING)
            terms = [text for text, _ in searcher.key_terms([number], "text", numterms=20)]
            narrow = {text for text in (additional_query_string,) if text and text != "*"}
            allowed = self.allowed(searcher, narrow, options.get("models"))
            query = Or([Term("text", text) for text in terms])
            found = Found.of(searcher, query, allowed, []).without(number)
            page = found.page(options.get("start_offset") or 0, options.get("end_offset"))
            results = list(self.results(page, options.get("result_class") or SearchResult, ""))
            return dict(NOTHING, results=results, hits=len(found.keys))


class ArchiveWhooshQuery(WhooshSearchQuery):
    """What Haystack asks, in Whoosh's language. All is dated by days: before a day is up to the one before it."""

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        if isinstance(value, date) and not isinstance(value, datetime):
            if filter_type == "gt":
                filter_type, value = "gte", value + timedelta(days=1)
            elif filter_type == "lt":
                filter_type, value = "lte", value - timedelta(days=1)
            elif filter_type == "exact":
                filter_type = "content"
        fragment: str = super().build_query_fragment(field, filter_type, value)
        return fragment


class ArchiveWhooshEngine(BaseEngine):
    backend = ArchiveWhooshBackend
    query = ArchiveWhooshQuery
