"""The engine over arrays answers as plain Python does that looks at every document.

`ORACLE_EXAMPLES` is how many archives are made up; each is asked `QUESTIONS` questions.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from whoosh.util.numeric import byte_to_length, length_to_byte

from articles.search import budget
from articles.search.answering import answer as oracle
from articles.search.documents import Dates, Document
from articles.search.engines.memory import MemorySource
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.searcher import rows
from articles.search.engines.whoosh.searcher.answering import answer, outline
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.segments.index import create_index, open_index
from articles.search.fields import FACETS, TYPES
from articles.search.names import Bearer, Form, Names
from articles.search.query import Query
from articles.search.results import Results
from articles.search.source import Key
from articles.search.words import folded

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "12"))
QUESTIONS = 60
TODAY = date(2026, 3, 1)
WORDS = (
    *["trade", "trade", "trade", "trades", "trading", "trad", "visit", "visits", "visited", "to", "Tô", "Lâm", "lam"],
    *["US", "us", "U.S.", "joint", "statement", "statements", "Việt", "Nam", "Vietnam", "e-government", "Sofia's"],
    *["Sofia", "софия", "Желязков", "strategic", "partnership", "partners", "pledge", "pledged"],
)
VALUES = {"country": ["bg", "vn", "us"], "person": ["to-lam", "bill-clinton"], "agency": ["vna", "vns"]}


def _names() -> Names:
    lam, vietnam = Bearer("person", "to-lam"), Bearer("country", "vn")
    forms = [("Tô Lâm", lam, None, None), ("Lam", lam, None, None), ("Việt Nam", vietnam, None, None)]
    forms += [("Vietnam", vietnam, None, None), ("joint partners", lam, date(2024, 1, 1), date(2025, 6, 30))]
    return Names.of([Form(folded(text), bearer, first, last) for text, bearer, first, last in forms])


def _day(chance: random.Random) -> date | None:
    return None if chance.random() < 0.1 else date(2023, 1, 1) + timedelta(days=chance.randrange(900))


def _dates(chance: random.Random) -> Dates:
    first = _day(chance)
    if first is None:
        return chance.choice([Dates(), Dates(None, date(2024, 5, 5), date(2024, 5, 6)), Dates(date(2024, 7, 7))])
    last = first + timedelta(days=chance.choice([0, 0, 0, 3, 40]))
    return Dates(first, last, last + timedelta(days=chance.choice([0, 0, 2])))


def _document(chance: random.Random, pk: int) -> Document:
    def text(most: int) -> str:
        return " ".join(WORDS[int(len(WORDS) * chance.random() ** 1.5)] for _ in range(chance.randint(1, most)))

    paragraphs = tuple(text(14) for _ in range(chance.randrange(5)))
    if chance.random() < 0.1:
        paragraphs = (*paragraphs, "* * *", text(5))
    facets = {
        name: tuple(sorted(chance.sample(values, chance.randrange(len(values))))) for name, values in VALUES.items()
    }
    return Document(
        type=chance.choice([*TYPES, "article", "article"]),
        pk=pk,
        slug=f"number-{pk}",
        facets={name: values for name, values in facets.items() if values},
        dates=_dates(chance),
        occasions=tuple(filter(None, (_dates(chance) for _ in range(chance.randrange(3))))),
        title=text(4),
        dateline=text(2) if chance.random() < 0.5 else "",
        paragraphs=paragraphs,
        lead=chance.randint(1, 2),
    )


def _text(chance: random.Random, depth: int = 0) -> str:
    def term() -> str:
        word, other, third = (chance.choice(WORDS) for _ in range(3))
        forms = [word, word, word, f"{word} {other}", f'"{word} {other}"', f'"{word} {other} {third}"', f'"{word}"']
        forms += [f'"{word} {other}"~{chance.randint(1, 9)}', f"-{word}", f"title:{word}", f'text:"{word} {other}"']
        forms += ["tra*", "e-gov*", "vizit~", "country:bg", "-agency:vns", "date:2024", "last:3y", "type:event"]
        forms += ["event-date:2024-05", "event-date:>=2025", f"title:-{word}", "date:2024-02..2024-09", '"a joint"']
        forms += [f"({_text(chance, depth + 1)})", f"NOT ({_text(chance, depth + 1)})"] if depth < 2 else []
        return chance.choice(forms)

    return chance.choice([" ", " ", " OR "]).join(term() for _ in range(chance.randint(1, 3)))


def _question(chance: random.Random) -> Query:
    parameters = {"q": [_text(chance) if chance.random() < 0.9 else ""], "type": [chance.choice(["", "", *TYPES])]}
    if chance.random() < 0.3:
        parameters["country"] = chance.sample(VALUES["country"], 2)
    if chance.random() < 0.2:
        parameters["exclude.agency"] = ["vna"]
    if chance.random() < 0.2:
        parameters["person"] = ["to-lam"]
    if chance.random() < 0.2:
        parameters["from"] = ["2024"]
    if chance.random() < 0.2:
        parameters["to"] = ["2024-09"]
    parameters["sort"] = [chance.choice(["", "newest", "oldest", "relevance"])]
    parameters["exact"] = [chance.choice(["", "", "1"])]
    parameters["page"] = [chance.choice(["", "", "2"])]
    try:
        return Query.from_parameters(parameters)
    except ValueError:  # the made-up text is none
        return _question(chance)


class Known(MemorySource):
    """With lengths as length bytes have them, and the means of the index, where deleted documents count."""

    averages: dict[str, float]

    def length(self, field: str, key: Key) -> float:
        return byte_to_length(length_to_byte(int(super().length(field, key))))

    def average(self, field: str) -> float:
        return self.averages[field]


def _archive(chance: random.Random, folder: Path) -> tuple[Snapshot, Known]:
    """Documents in several segments, some of them deleted or replaced."""
    index = create_index(folder, schema.schema())
    held: dict[int, Document] = {}
    pk = 0
    for _ in range(chance.randint(1, 3)):
        writer = index.writer()
        for _ in range(chance.randint(1, 40)):
            pk += 1
            held[pk] = _document(chance, pk)
            writer.update_document(**schema.record(held[pk]))
        for gone in chance.sample(sorted(held), chance.randrange(1 + len(held) // 4)):
            writer.delete_key("id", schema.identifier(held[gone].type, gone))
            del held[gone]
        writer.commit(merge=False)
        index = open_index(folder)
    snapshot = Snapshot.open(folder)
    known = Known(held.values())
    known.averages = snapshot.averages
    return snapshot, known


@pytest.fixture(params=range(EXAMPLES))
def archive(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[random.Random, Snapshot, Known]]:
    chance = random.Random(request.param)
    monkeypatch.setattr(budget, "BUDGET", float("inf"))  # what is compared is not how long it takes
    if request.param % 2:  # as with many documents, whose positions are compared some at a time
        monkeypatch.setattr(rows, "TOGETHER", 5)
    yield chance, *_archive(chance, tmp_path / "index")


def _unscored(results: Results) -> Results:
    hits = tuple(replace(hit, score=0.0) for hit in results.hits)
    return replace(results, hits=hits, took_ms=0.0, mode="index")


def test_arrays_answer_as_plain_python_does(archive: tuple[random.Random, Snapshot, Known]) -> None:
    chance, snapshot, known = archive
    names = _names()
    for _ in range(QUESTIONS):
        query = _question(chance)
        found, expected = answer(query, snapshot, names, TODAY), oracle(query, known, names, TODAY)
        asked = str(query.parameters())
        if query.order == "relevance":
            by_rank = zip(found.hits, expected.hits, strict=True)
            assert all(one.score == pytest.approx(other.score, rel=1e-3, abs=2e-4) for one, other in by_rank), asked
            if [hit.slug for hit in found.hits] != [hit.slug for hit in expected.hits]:  # but for near ties
                found, expected = (replace(one, hits=()) for one in (found, expected))
        assert _unscored(found) == _unscored(expected), asked


def test_every_facet_and_type_is_there(archive: tuple[random.Random, Snapshot, Known]) -> None:
    _, snapshot, _ = archive
    results = answer(Query(), snapshot, _names(), TODAY)
    assert [facet.name for facet in results.facets] == list(FACETS)
    assert [bucket.value for bucket in results.types] == list(TYPES)


def test_without_counts_the_hits_are_the_same(archive: tuple[random.Random, Snapshot, Known]) -> None:
    chance, snapshot, _ = archive
    for _ in range(5):
        query = _question(chance)
        bare = answer(query, snapshot, _names(), TODAY, counted=False)
        whole = answer(query, snapshot, _names(), TODAY)
        assert (bare.hits, bare.total, bare.facets, bare.types) == (whole.hits, whole.total, (), ())


def test_in_short_the_answer_is_the_same(archive: tuple[random.Random, Snapshot, Known]) -> None:
    chance, snapshot, _ = archive
    for _ in range(5):
        query = _question(chance).with_page(1)
        whole = answer(query, snapshot, _names(), TODAY)
        assert outline(query, snapshot, _names(), TODAY, 3) == whole.outline(3)
