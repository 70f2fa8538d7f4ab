"""A small corpus for the segment tests: every field kind that the archive's index has, and some it has not."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from whoosh import analysis, fields, formats

WORDS = [
    "joint",
    "statement",
    "party",
    "chief",
    "state",
    "visit",
    "trade",
    "doubling",
    "strategic",
    "partnership",
    "vietnam",
    "bulgaria",
    "minister",
    "president",
    "agreement",
    "defence",
    "education",
    "energy",
    "cooperation",
    "relations",
    "hà",
    "nội",
    "việt",
    "nam",
    "софия",
    "желязков",
]
COUNTRIES = ("bg", "vn", "lv", "at", "hu", "it")


def schema() -> fields.Schema:
    """Texts, codes, numbers, dates, truth values, and two formats that are not kept as plain arrays."""
    words = analysis.RegexTokenizer() | analysis.LowercaseFilter()
    return fields.Schema(
        key=fields.ID(stored=True, unique=True),
        title=fields.TEXT(analyzer=words, stored=True, field_boost=3.0, sortable=True),
        body=fields.TEXT(analyzer=words, stored=True),
        stopped=fields.TEXT(stored=True),
        plain=fields.TEXT(analyzer=words, phrase=False),
        characters=fields.TEXT(analyzer=words, chars=True),
        vectored=fields.TEXT(analyzer=words, vector=formats.Frequency()),
        country=fields.KEYWORD(commas=True, stored=True),
        language=fields.ID(stored=True, sortable=True),
        scored=fields.KEYWORD(scorable=True),
        size=fields.NUMERIC(sortable=True, stored=True),
        rank=fields.NUMERIC(float, stored=True),
        published=fields.DATETIME(sortable=True, stored=True),
        public=fields.BOOLEAN(stored=True),
        note=fields.STORED,
    )


def text(chance: random.Random, longest: int) -> str:
    """Words of a Zipf-like choice, so that some are everywhere and some nearly nowhere."""
    return " ".join(WORDS[int(len(WORDS) * chance.random() ** 2)] for _ in range(chance.randint(1, longest)))


def documents(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Seeded documents, some without some of the fields."""
    chance = random.Random(seed)
    for number in range(count):
        body = text(chance, 60)
        document: dict[str, Any] = {
            "key": f"article-{seed}-{number}",
            "title": text(chance, 6),
            "body": body,
            "stopped": "the " + body + " of the and",
            "plain": body,
            "characters": body,
            "vectored": body,
            "country": ",".join(sorted(set(chance.choices(COUNTRIES, k=chance.randint(1, 3))))),
            "language": chance.choice(("en", "vi", "bg")),
            "scored": body,
            "size": chance.randint(-5, 1000),
            "rank": chance.random(),
            "published": datetime(2023, 1, 1) + timedelta(hours=chance.randint(0, 20_000)),
            "public": chance.random() < 0.5,
            "note": {"n": number},
        }
        for name in ("title", "country", "size", "published", "note"):
            if chance.random() < 0.1:
                del document[name]
        yield document
