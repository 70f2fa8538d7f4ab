"""How well hits are ordered: the archive beside SQLite FTS5, over topics with judged documents.

    python -m bench.ranking --articles F.jsonl --queries F.jsonl --qrels F.tsv [--json FILE]

Articles are JSON objects with `id`, `title`, `body`; queries with `id`, `text`; judgements are lines of query, document
and grade with a head line. The words of a topic are joined by OR and go past the guards. Prints MAP and R@100 over the
first 1,000 hits, and nDCG@10, for the archive and for FTS5 with porter stemming and a title that counts three times.
"""

import argparse
import json
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import relevance, site

DEPTH = 1000
Ranking = Callable[[str], list[str]]
"""The ids of the first hits for the text of a topic."""


@dataclass(frozen=True)
class Collection:
    """Articles, topics by their ids, and the grades of each topic that has any relevant article."""

    articles: list[dict[str, Any]]
    topics: dict[str, str]
    grades: dict[str, dict[str, int]]

    @classmethod
    def read(cls, articles: Path, queries: Path, qrels: Path) -> "Collection":
        grades: dict[str, dict[str, int]] = defaultdict(dict)
        for line in qrels.read_text().splitlines()[1:]:
            topic, article, grade = line.split("\t")
            grades[topic][article] = int(grade)
        topics = {topic["id"]: topic["text"] for topic in _objects(queries)}
        judged = {topic: found for topic, found in grades.items() if topic in topics and relevance.relevant(found)}
        return cls(list(_objects(articles)), topics, judged)


def _objects(path: Path) -> Iterable[dict[str, Any]]:
    return map(json.loads, path.read_text().splitlines())


def archive(articles: list[dict[str, Any]]) -> Ranking:
    """The archive's own search over an index of the articles; no name is known to it."""
    from bench import topics

    return topics.ranking(articles, DEPTH)


def fts5(articles: list[dict[str, Any]]) -> Ranking:
    """SQLite's full-text search in memory."""
    from articles.search.words import folded

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE text USING fts5(title, body, tokenize='porter unicode61')")
    rows = [(number, article["title"], article["body"]) for number, article in enumerate(articles)]
    table.executemany("INSERT INTO text(rowid, title, body) VALUES (?, ?, ?)", rows)

    def ranked(topic: str) -> list[str]:
        match = " OR ".join(f'"{word}"' for word in folded(topic))
        sql = f"SELECT rowid FROM text WHERE text MATCH ? ORDER BY bm25(text, 3.0, 1.0) LIMIT {DEPTH}"
        return [articles[number]["id"] for (number,) in table.execute(sql, (match,))]

    return ranked


def measured(ranking: Ranking, collection: Collection) -> dict[str, float]:
    """The means over all topics with grades."""
    totals: dict[str, float] = defaultdict(float)
    for topic, grades in collection.grades.items():
        ranked = ranking(collection.topics[topic])
        totals["map"] += relevance.average_precision(ranked, grades)
        totals["ndcg@10"] += relevance.ndcg(ranked, grades)
        totals["r@100"] += relevance.recall(ranked, grades)
    return {name: total / len(collection.grades) for name, total in totals.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("articles", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="FILE")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    collection = Collection.read(options.articles, options.queries, options.qrels)
    folder = Path(tempfile.mkdtemp(prefix="bench-ranking-"))
    try:
        site.start(folder)
        site.prepare(demonstration=False)
        rows = {ranking.__name__: measured(ranking(collection.articles), collection) for ranking in (archive, fts5)}
    finally:
        shutil.rmtree(folder)
    print(f"{len(collection.articles):,} articles, {len(collection.grades)} topics")
    print(f"{'':<10}{'MAP':>8}{'nDCG@10':>10}{'R@100':>8}")
    for name, row in rows.items():
        print(f"{name:<10}{row['map']:>8.4f}{row['ndcg@10']:>10.4f}{row['r@100']:>8.4f}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
