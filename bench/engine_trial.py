"""Array segments beside tantivy and SQLite FTS5 on the same articles and questions, in one run.

    python -m bench.engine_trial --sizes 10000 100000 [--engines arrays sqlite tantivy] [--shapes …] [--runs 40]

Prints, for each size, process CPU milliseconds p50/p95 of a page of 20 with all facets and a histogram by year
(`+f`), and of the page alone; then indexing rates and index sizes. No snippets are made.
"""

import argparse
import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from articles.search.engines.whoosh.segments import nodes
from articles.search.engines.whoosh.segments.index import create_index
from articles.search.engines.whoosh.segments.snapshot import Snapshot
from bench.corpus import FACETS, Corpus, schema

SHAPES = ("rare", "common", "and", "or", "phrase", "prefix", "field", "dates", "newest", "all")
PAGE = 20


def questions(corpus: Corpus, shape: str, count: int) -> list[dict[str, Any]]:
    """Seeded questions of one shape, as every engine's adapter reads them."""
    chance = np.random.default_rng(7)
    common = lambda: corpus.words[int(chance.integers(0, 30))]  # noqa: E731
    middle = lambda: corpus.words[int(chance.integers(30, 1000))]  # noqa: E731
    rare = lambda: corpus.words[int(chance.integers(5000, 40_000))]  # noqa: E731

    def phrase() -> list[str]:
        return [corpus.words[n] for n in corpus.phrases[int(chance.integers(0, 60))]]

    def dates() -> tuple[datetime, datetime]:
        year = int(chance.integers(2010, 2024))
        return datetime(year, 1, 1), datetime(year + 1, 12, 31)

    make: dict[str, Callable[[], dict[str, Any]]] = {
        "rare": lambda: {"all": [rare()]},
        "common": lambda: {"all": [common()]},
        "and": lambda: {"all": [common(), middle()]},
        "or": lambda: {"any": [common(), middle(), middle()]},
        "phrase": lambda: {"phrase": phrase()},
        "prefix": lambda: {"prefix": rare()[:4]},
        "field": lambda: {"all": [common()], "country": f"country-{int(chance.integers(0, 20))}"},
        "dates": lambda: {"all": [common()], "dates": dates()},
        "newest": lambda: {"all": [common()], "newest": True},
        "all": lambda: {"newest": True},
    }
    return [make[shape]() for _ in range(count)]


class Arrays:
    """The engine of the archive."""

    name = "arrays"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, articles: Iterator[dict[str, Any]]) -> None:
        writer = create_index(self.folder, schema()).writer()
        for article in articles:
            writer.add_document(**article)
        writer.commit()

    def open(self) -> None:
        self.snapshot = Snapshot.open(self.folder)

    def question(self, asked: dict[str, Any], facets: bool) -> nodes.Question:
        parts: list[nodes.Node] = [self._word(word) for word in asked.get("all", ())]
        if "any" in asked:
            parts.append(nodes.Or(tuple(self._word(word) for word in asked["any"])))
        if "phrase" in asked:
            parts.append(nodes.Phrase("body", tuple(asked["phrase"])))
        if "prefix" in asked:
            parts.append(nodes.Prefix("body", asked["prefix"]))
        if "country" in asked:
            parts.append(nodes.Unscored(nodes.Term("country", asked["country"])))
        if "dates" in asked:
            parts.append(nodes.Range("published", *asked["dates"]))
        node = nodes.And(tuple(parts)) if parts else nodes.Every()
        return nodes.Question(
            node=node,
            facets=tuple(FACETS) if facets else (),
            histogram=nodes.Histogram("published", "year") if facets else None,
            order="newest" if asked.get("newest") else "score",
            count=PAGE,
        )

    def _word(self, word: str) -> nodes.Node:
        return nodes.Term("body", word)

    def ask(self, asked: dict[str, Any], facets: bool) -> int:
        return self.snapshot.answer(self.question(asked, facets)).total

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())


class Fts5:
    """SQLite: an FTS5 table, codes in side tables, as an archive on SQLite would have them."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts.sqlite"
        folder.mkdir()

    def build(self, articles: Iterator[dict[str, Any]]) -> None:
        db = sqlite3.connect(self.path)
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("CREATE VIRTUAL TABLE text USING fts5(title, body, tokenize='unicode61', prefix='4')")
        db.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, key TEXT UNIQUE, published TEXT)")
        db.execute("CREATE TABLE code (facet TEXT, value TEXT, article INTEGER)")
        for number, article in enumerate(articles):
            db.execute(
                "INSERT INTO text(rowid, title, body) VALUES (?,?,?)", (number, article["title"], article["body"])
            )
            db.execute("INSERT INTO article VALUES (?,?,?)", (number, article["key"], str(article["published"])[:10]))
            codes = [(name, value, number) for name in FACETS for value in article[name].split(",")]
            db.executemany("INSERT INTO code VALUES (?,?,?)", codes)
        db.execute("CREATE INDEX by_article ON code(article)")
        db.execute("CREATE INDEX by_value ON code(facet, value, article)")
        db.execute("CREATE INDEX by_date ON article(published)")
        db.commit()
        db.close()

    def open(self) -> None:
        self.db = sqlite3.connect(self.path)
        self.db.execute("PRAGMA mmap_size=2000000000")

    def ask(self, asked: dict[str, Any], facets: bool) -> int:
        where, values = self._where(asked)
        source = (
            f"FROM article JOIN text ON text.rowid = article.id WHERE {where}"
            if self._match(asked)
            else (f"FROM article WHERE {where}")
        )
        order = "published DESC" if asked.get("newest") else "bm25(text)"
        self.db.execute(f"SELECT id {source} ORDER BY {order} LIMIT {PAGE}", values).fetchall()
        if not facets:
            return 0
        self.db.execute("DROP TABLE IF EXISTS temp.found")
        self.db.execute(f"CREATE TEMP TABLE found AS SELECT id, published {source}", values)
        self.db.execute(
            "SELECT facet, value, count(*) FROM found JOIN code ON code.article = id GROUP BY 1, 2"
        ).fetchall()
        self.db.execute("SELECT substr(published, 1, 4), count(*) FROM found GROUP BY 1").fetchall()
        return int(self.db.execute("SELECT count(*) FROM found").fetchone()[0])

    def _match(self, asked: dict[str, Any]) -> str:
        if "phrase" in asked:
            return 'body : "' + " ".join(asked["phrase"]) + '"'
        if "prefix" in asked:
            return f"body : {asked['prefix']}*"
        words = asked.get("any", asked.get("all", ()))
        return f"body : ({(' OR ' if 'any' in asked else ' AND ').join(words)})" if words else ""

    def _where(self, asked: dict[str, Any]) -> tuple[str, list[str]]:
        clauses, values = ["1"], []
        if self._match(asked):
            clauses.append("text MATCH ?")
            values.append(self._match(asked))
        if "country" in asked:
            clauses.append("id IN (SELECT article FROM code WHERE facet = 'country' AND value = ?)")
            values.append(asked["country"])
        if "dates" in asked:
            clauses.append("published BETWEEN ? AND ?")
            values += [str(day)[:10] for day in asked["dates"]]
        return " AND ".join(clauses), values

    def size(self) -> int:
        return self.path.stat().st_size


class Tantivy:
    """tantivy from PyPI, one thread, facets by terms aggregation over fast fields."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def build(self, articles: Iterator[dict[str, Any]]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True)
        builder.add_text_field("body", stored=True)
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        builder.add_date_field("published", indexed=True, fast=True)
        index = tantivy.Index(builder.build(), path=str(self.folder))
        writer = index.writer(heap_size=500_000_000, num_threads=1)
        for article in articles:
            document = tantivy.Document()
            for name in ("key", "title", "body"):
                document.add_text(name, article[name])
            for name in FACETS:
                for value in article[name].split(","):
                    document.add_text(name, value)
            document.add_date("published", article["published"])
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self.index = tantivy.Index.open(str(self.folder))
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, asked: dict[str, Any], facets: bool) -> int:
        import tantivy

        query = self._query(asked)
        options: dict[str, Any] = {}
        if asked.get("newest"):
            options = {"order_by_field": "published", "order": tantivy.Order.Desc}
        result = self.searcher.search(query, PAGE, **options)
        if facets:
            counted: dict[str, Any] = {name: {"terms": {"field": name, "size": 10}} for name in FACETS}
            year = {"field": "published", "fixed_interval": "365d"}
            counted["years"] = {"date_histogram": year}
            self.searcher.aggregate(query, counted)
        return int(result.count or 0)

    def _query(self, asked: dict[str, Any]) -> Any:
        import tantivy

        schema_, query, occur = self.index.schema, tantivy.Query, tantivy.Occur
        parts = [(occur.Must, query.term_query(schema_, "body", word)) for word in asked.get("all", ())]
        if "any" in asked:
            shoulds = [(occur.Should, query.term_query(schema_, "body", word)) for word in asked["any"]]
            parts.append((occur.Must, query.boolean_query(shoulds)))
        if "phrase" in asked:
            parts.append((occur.Must, query.phrase_query(schema_, "body", asked["phrase"])))
        if "prefix" in asked:
            parts.append((occur.Must, query.regex_query(schema_, "body", asked["prefix"] + ".*")))
        if "country" in asked:
            code = query.term_query(schema_, "country", asked["country"])
            parts.append((occur.Must, query.const_score_query(code, 0.0)))
        if "dates" in asked:
            span = query.range_query(schema_, "published", tantivy.FieldType.Date, *asked["dates"])
            parts.append((occur.Must, query.const_score_query(span, 0.0)))
        return query.boolean_query(parts) if parts else query.all_query()

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())


ENGINES = {engine.name: engine for engine in (Arrays, Fts5, Tantivy)}


def measured(engine: Any, asked: list[dict[str, Any]], facets: bool, cold: bool) -> tuple[float, float]:
    """Process CPU milliseconds, p50 and p95. Cold: a new reader, which has decoded nothing, for each question."""
    times = []
    for question in asked:
        if cold:
            engine.open()
            engine.ask({"all": ["zzz"]}, facets)
        start = time.process_time()
        engine.ask(question, facets)
        times.append((time.process_time() - start) * 1000)
    return float(np.percentile(times, 50)), float(np.percentile(times, 95))


def trial(engine_name: str, corpus: Corpus, folder: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    engine = ENGINES[engine_name](folder / engine_name)
    articles = list(corpus.articles()) if corpus.size <= 20_000 else corpus.articles()
    rows: list[dict[str, Any]] = [build(engine, articles, corpus)]
    engine.open()
    for shape in options.shapes:
        asked = questions(corpus, shape, options.runs)
        for facets in (True, False):
            for question in asked[:3]:
                engine.ask(question, facets)
            p50, p95 = measured(engine, asked, facets, options.cold and engine_name == "arrays")
            rows.append(
                {"engine": engine_name, "size": corpus.size, "shape": shape, "facets": facets, "p50": p50, "p95": p95}
            )
    return rows


def build(engine: Any, articles: Any, corpus: Corpus) -> dict[str, Any]:
    """Index in slices, so that making the articles is not counted."""
    spent = 0.0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal spent
        source = iter(articles)
        while True:
            start = time.thread_time()  # other threads may be indexing meanwhile
            article = next(source, None)
            spent += time.thread_time() - start
            if article is None:
                return
            yield article

    start = time.process_time()
    engine.build(counted())
    seconds = time.process_time() - start - spent
    return {
        "engine": engine.name,
        "size": corpus.size,
        "docs_per_cpu_s": corpus.size / seconds,
        "bytes_per_doc": engine.size() / corpus.size,
    }


def table(rows: list[dict[str, Any]], engines: list[str], size: int) -> str:
    cells = {(r["engine"], r["shape"], r["facets"]): r for r in rows if r["size"] == size and "shape" in r}
    lines = [f"{size:,} articles, CPU ms p50/p95", "shape      " + "".join(f"{name:>18}" for name in engines)]
    for shape, facets in dict.fromkeys((shape, facets) for _, shape, facets in cells):
        label = f"{shape} +f" if facets else shape
        found = [cells.get((name, shape, facets)) for name in engines]
        lines.append(f"{label:<11}" + "".join(f"{r['p50']:>11.2f}/{r['p95']:<6.2f}" if r else " " * 18 for r in found))
    for row in rows:
        if row["size"] == size and "docs_per_cpu_s" in row:
            lines.append(
                f"{row['engine']}: {row['docs_per_cpu_s']:.0f} articles/s CPU, {row['bytes_per_doc']:.0f} B an article"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000])
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--cold", action="store_true", help="ask each question of a reader that has decoded nothing")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for size in options.sizes:
        folder = Path(tempfile.mkdtemp(prefix="engine-trial-"))
        try:
            for name in options.engines:
                rows += trial(name, Corpus(size), folder, options)
        finally:
            shutil.rmtree(folder)
        print(table(rows, options.engines, size), flush=True)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
