"""tantivy from PyPI, one thread: texts in small letters, codes as fast fields, counts by aggregation."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tantivy

from bench.engines import PAGE, SNIPPET, VALUES, Page, bytes_of
from bench.questions import Question

if TYPE_CHECKING:
    from bench.corpus import Article

FACETS = ("country", "person", "org", "sector", "kind", "level", "agency", "place", "language")
WEIGHTS = {"title": 3.0, "dateline": 1.0, "body": 1.0}
HEAP = 500_000_000
_COUNTS: dict[str, Any] = {name: {"terms": {"field": name, "size": VALUES}} for name in FACETS}
_COUNTS["year"] = {"terms": {"field": "year", "size": 100}}


class Adapter:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    def build(self, articles: "Iterable[Article]", processes: int) -> None:
        index = tantivy.Index(_schema(), path=str(self.folder))
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for article in articles:
            writer.add_document(_document(article))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.index = tantivy.Index.open(str(self.folder))
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question, facets: bool) -> Page:
        query = self._query(question)
        order = {"order_by_field": "published", "order": tantivy.Order.Desc} if question.newest else {}
        found = self.searcher.search(query, PAGE, **order)
        marker = tantivy.SnippetGenerator.create(self.searcher, query, self.index.schema, "body")
        marker.set_max_num_chars(SNIPPET)
        snippets = []
        for _, address in found.hits:
            document = self.searcher.doc(address)
            snippets.append(marker.snippet_from_doc(document).to_html() or document["body"][0][:SNIPPET])
        return Page(found.count, snippets, self._counts(query) if facets else {})

    def _counts(self, query: tantivy.Query) -> dict[str, dict[str, int]]:
        counted = self.searcher.aggregate(query, _COUNTS)
        return {
            name: {str(bucket["key"]): bucket["doc_count"] for bucket in part["buckets"]}
            for name, part in counted.items()
        }

    def _query(self, question: Question) -> tantivy.Query:
        schema, query, occur = self.index.schema, tantivy.Query, tantivy.Occur
        words = [
            self._anywhere(lambda field, word=word: query.term_query(schema, field, word)) for word in question.words
        ]
        if question.any_word:
            parts = [(occur.Must, query.boolean_query([(occur.Should, word) for word in words]))]
        else:
            parts = [(occur.Must, word) for word in words]
        if question.phrase:
            phrase = list(question.phrase)
            parts.append((occur.Must, self._anywhere(lambda field: query.phrase_query(schema, field, phrase))))
        if question.prefix:
            pattern = f"{question.prefix}.*"
            parts.append((occur.Must, self._anywhere(lambda field: query.regex_query(schema, field, pattern))))
        if question.country:
            code = query.term_query(schema, "country", question.country)
            parts.append((occur.Must, query.const_score_query(code, 0.0)))
        if question.years:
            first, last = (datetime(year, *day) for year, day in zip(question.years, ((1, 1), (12, 31)), strict=True))
            span = query.range_query(schema, "published", tantivy.FieldType.Date, first, last)
            parts.append((occur.Must, query.const_score_query(span, 0.0)))
        return query.boolean_query(parts) if parts else query.all_query()

    def _anywhere(self, of: Any) -> tantivy.Query:
        """What `of` makes for a field, in any of the fields by their weights."""
        fields = [tantivy.Query.boost_query(of(field), weight) for field, weight in WEIGHTS.items()]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in fields])

    def cpu(self) -> float:
        return time.process_time()

    def size(self) -> int:
        return bytes_of(self.folder)

    def close(self) -> None:
        del self.searcher, self.index


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("slug", stored=True, tokenizer_name="raw")
    for name in WEIGHTS:
        builder.add_text_field(name, stored=True, tokenizer_name="default")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_date_field("published", indexed=True, fast=True)
    builder.add_unsigned_field("year", fast=True)
    return builder.build()


def _document(article: "Article") -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("slug", article.slug)
    document.add_text("title", article.title)
    document.add_text("dateline", article.dateline)
    document.add_text("body", article.body)
    for facet, value in article.codes:
        document.add_text(facet, value)
    if article.earliest:
        document.add_date(
            "published", datetime(article.earliest.year, article.earliest.month, article.earliest.day, tzinfo=UTC)
        )
        document.add_unsigned("year", article.earliest.year)
    return document
