"""SQLite FTS5 of the standard library: texts in a full-text table, codes in a table beside it.

Each question is one statement for the page and one for each way of counting.
"""

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.engines import PAGE, VALUES, Page
from bench.questions import Question

if TYPE_CHECKING:
    from bench.corpus import Article

_SCHEMA = """
PRAGMA journal_mode=OFF;
CREATE VIRTUAL TABLE text USING fts5(
    title, dateline, body, tokenize='unicode61 remove_diacritics 2', prefix='4'
);
INSERT INTO text(text, rank) VALUES ('rank', 'bm25(3.0, 1.0, 1.0)');
CREATE TABLE article (id INTEGER PRIMARY KEY, slug TEXT UNIQUE, published TEXT);
CREATE TABLE code (facet TEXT, value TEXT, article INTEGER);
"""
_INDEXES = """
CREATE INDEX by_article ON code(article, facet, value);
CREATE INDEX by_value ON code(facet, value, article);
CREATE INDEX by_date ON article(published);
ANALYZE;
"""
_COUNTS = f"""
SELECT facet, value, number FROM (
    SELECT facet, value, count(*) AS number,
           row_number() OVER (PARTITION BY facet ORDER BY count(*) DESC, value) AS place
    FROM found JOIN code ON code.article = found.id GROUP BY facet, value
) WHERE place <= {VALUES}
"""


class Adapter:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "articles.sqlite3"

    def build(self, articles: "Iterable[Article]", processes: int) -> None:
        db = sqlite3.connect(self.path)
        db.executescript(_SCHEMA)
        for article in articles:
            row = (article.pk, article.title, article.dateline, article.body)
            db.execute("INSERT INTO text(rowid, title, dateline, body) VALUES (?, ?, ?, ?)", row)
            day = article.earliest.isoformat() if article.earliest else None
            db.execute("INSERT INTO article VALUES (?, ?, ?)", (article.pk, article.slug, day))
            codes = [(facet, value, article.pk) for facet, value in article.codes]
            db.executemany("INSERT INTO code VALUES (?, ?, ?)", codes)
        db.executescript(_INDEXES)
        db.commit()
        db.close()

    def open(self) -> None:
        self.db = sqlite3.connect(self.path)
        self.db.execute("PRAGMA mmap_size=8000000000")
        self.db.execute("PRAGMA temp_store=MEMORY")

    def ask(self, question: Question, facets: bool) -> Page:
        source, values = _source(question)
        snippets = self._page(question, source, values)
        if not facets:
            return Page(self.db.execute(f"SELECT count(*) {source}", values).fetchone()[0], snippets)
        self.db.execute("DROP TABLE IF EXISTS temp.found")
        self.db.execute(f"CREATE TEMP TABLE found AS SELECT article.id, published {source}", values)
        counts: dict[str, dict[str, int]] = {}
        for facet, value, count in self.db.execute(_COUNTS):
            counts.setdefault(facet, {})[value] = count
        years = self.db.execute(
            "SELECT substr(published, 1, 4), count(*) FROM found WHERE published IS NOT NULL GROUP BY 1"
        )
        counts["year"] = dict(years.fetchall())
        return Page(self.db.execute("SELECT count(*) FROM found").fetchone()[0], snippets, counts)

    def _page(self, question: Question, source: str, values: list[str]) -> list[str]:
        order = "published DESC" if question.newest else "rank"
        if not question.has_text:
            rows = self.db.execute(
                "SELECT substr(body, 1, 280) FROM (SELECT id FROM article ORDER BY published DESC LIMIT ?) AS newest "
                "JOIN text ON text.rowid = newest.id",
                (PAGE,),
            )
            return [text for (text,) in rows]
        page = self.db.execute(f"SELECT article.id {source} ORDER BY {order} LIMIT {PAGE}", values).fetchall()
        snippet = "SELECT snippet(text, 2, '[', ']', '…', 40) FROM text WHERE text MATCH ? AND rowid = ?"
        return [self.db.execute(snippet, (values[0], pk)).fetchone()[0] for (pk,) in page]

    def cpu(self) -> float:
        return time.process_time()

    def size(self) -> int:
        return self.path.stat().st_size

    def close(self) -> None:
        self.db.close()


def _source(question: Question) -> tuple[str, list[str]]:
    """FROM and WHERE; the match is the first of the values."""
    tables, clauses, values = "article", ["1"], []
    if question.has_text:
        tables = "text JOIN article ON article.id = text.rowid"
        clauses.append("text MATCH ?")
        values.append(_match(question))
    if question.country:
        clauses.append("article.id IN (SELECT article FROM code WHERE facet = 'country' AND value = ?)")
        values.append(question.country)
    if question.years:
        clauses.append("published BETWEEN ? AND ?")
        values += [f"{question.years[0]}-01-01", f"{question.years[1]}-12-31"]
    return f"FROM {tables} WHERE {' AND '.join(clauses)}", values


def _match(question: Question) -> str:
    if question.phrase:
        return f'"{" ".join(question.phrase)}"'
    if question.prefix:
        return f"{question.prefix}*"
    return (" OR " if question.any_word else " AND ").join(f'"{word}"' for word in question.words)
