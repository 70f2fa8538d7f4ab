"""Real texts to measure with: the White House briefings of the shared data, which `ARCHIVE_SHARED` names.

They carry no codes, so facets are drawn as for invented articles. Links, tags and marks of Markdown are taken out.
"""

import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench import names
from bench.corpus import FIRST_PK, Article, Values

FILE = "data/wh-briefings.jsonl.xz"
MIN_PHRASE = 3
"""So often a pair of words stands somewhere before it is taken for a phrase."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_MARK = re.compile(r"[*_#>\\|]+|^-+\s", re.MULTILINE)
_BREAK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[a-z]{2,}")


def path() -> Path | None:
    """Where they lie; None where the environment does not say so."""
    shared = os.environ.get("ARCHIVE_SHARED")
    return Path(shared) / FILE if shared and (Path(shared) / FILE).exists() else None


def read(size: int) -> Iterator[Article]:
    """The first so many of them, as many as there are."""
    source = path()
    if source is None:
        raise FileNotFoundError(f"ARCHIVE_SHARED has to name a folder with {FILE}.")
    chance, values = np.random.default_rng(3), Values()
    with lzma.open(source, "rt") as lines:
        for number, line in zip(range(size), lines, strict=False):
            briefing = json.loads(line)
            day = date.fromisoformat(briefing["date"][:10]) if briefing["date"] else None
            yield Article(
                pk=FIRST_PK + number,
                slug=f"briefing-{number}",
                title=briefing["title"],
                dateline="",
                paragraphs=tuple(_paragraphs(briefing["body"])),
                facets=values.draw(chance),
                earliest=day,
                latest=day,
            )


def words_and_phrases(articles: list[Article]) -> tuple[list[str], list[tuple[str, ...]]]:
    """The words of some articles, those of most articles first and no names; and pairs of words that recur."""
    texts = [_WORD.findall(f"{article.title} {article.body}".lower()) for article in articles]
    having = Counter(word for text in texts for word in set(text))
    pairs = Counter(pair for text in texts for pair in pairwise(text))
    words = [word for word, _ in having.most_common() if word not in names.single_words()]
    return words, [pair for pair, count in pairs.most_common(400) if count >= MIN_PHRASE]


def _paragraphs(body: str) -> Iterator[str]:
    for paragraph in _BREAK.split(_MARK.sub("", _TAG.sub("", _LINK.sub(r"\1", body)))):
        text = " ".join(paragraph.split())
        if text:
            yield text
