"""The index and the database, asked the same, answer the same."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from articles.search import Query, documents, lifecycle, names
from articles.search.answering import answer
from articles.search.documents import MODELS
from articles.search.engines import whoosh
from articles.search.engines.memory import MemorySource
from articles.search.results import Results
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = ["trade", "Tô", "Lâm", "visit", "joint", "statement", "Vietnam", "Sofia", "US", "pledged", "e-government"]
COUNTRIES = ["bg", "vn", "us"]
DATES = ["2023", "2024-02", "2024-05-17", "2025-10-23", None]
ROUNDS = 150


def _archive(chance: random.Random) -> None:
    factories.name(factories.country("vn", "Việt Nam"), "Vietnam")
    factories.name(factories.person("Tô Lâm", slug="to-lam"), "Tô Lâm")
    for number in range(25):
        body = "\n\n".join(" ".join(chance.choices([*WORDS, "Việt Nam", "to"], k=12)) for _ in range(3))
        story = factories.article(
            " ".join(chance.sample(WORDS, 3)),
            body,
            chance.choice(DATES),
            slug=f"story-{number}",
            countries=chance.sample(COUNTRIES, chance.randrange(3)),
            agencies=chance.sample(["vns", "vna"], chance.randrange(2)),
        )
        if number % 3 == 0:
            factories.event(f"Talks {number}", start=chance.choice(DATES), passages=[factories.passage(story)])


def _text(chance: random.Random) -> str:
    def term() -> str:
        word, other = chance.choice(WORDS), chance.choice(WORDS)
        forms = [word, word, word, f'"{word} {other}"', f'"{word} {other}"~4', f"-{word}", f"title:{word}"]
        return chance.choice([*forms, "stat*", "vizit~", "country:bg", "-agency:vns", "date:2024", "last:3y"])

    joint = chance.choice([" ", " ", " OR "])
    return joint.join(term() for _ in range(chance.randrange(4)))


def _query(chance: random.Random) -> Query:
    parameters = {"q": [_text(chance)], "type": [chance.choice(["", "article", "event"])]}
    if chance.random() < 0.4:
        parameters["country"] = chance.sample(COUNTRIES, 2)
    if chance.random() < 0.3:
        parameters["exclude.agency"] = ["vna"]
    if chance.random() < 0.3:
        parameters["from"] = ["2024"]
    parameters["sort"] = [chance.choice(["", "newest", "oldest", "relevance"])]
    parameters["exact"] = [chance.choice(["", "1"])]
    return Query.from_parameters(parameters)


def _comparable(results: Results) -> Results:
    """Without what may differ: time taken, and scores in their last digits (Whoosh keeps lengths in one byte)."""
    hits = tuple(replace(hit, score=0.0) for hit in results.hits)
    return replace(results, took_ms=0.0, mode="index", hits=tuple(sorted(hits, key=lambda hit: (hit.type, hit.pk))))


def test_index_and_database_answer_alike(index_folder: Path) -> None:
    chance = random.Random(20251023)
    _archive(chance)
    lifecycle.rebuild()
    source = MemorySource(found for kind in MODELS for found in documents.read(kind, documents.keys(kind)))
    known, today = names.load(), timezone.localdate()

    for _ in range(ROUNDS):
        query = _query(chance)
        one, other = whoosh.answer(query), answer(query, source, known, today)

        if one.pages <= 1 or query.order != "relevance":
            assert _comparable(one) == _comparable(other), query.parameters()
        assert (one.total, one.facets, one.histogram) == (other.total, other.facets, other.histogram), (
            query.parameters()
        )
