"""Over a running server: how long until what another process publishes is found, and whether what it withdraws is gone.

The process that publishes follows nothing and wakes nobody, as a hand in the database: the server has to see it.
"""

import json
import random
import time
from urllib.parse import urlencode

from articles.models import Article, ArticleVersion
from articles.search import lifecycle
from bench.faults import checking, serving
from bench.faults.figure import Figure, Size, Tally, percentile
from bench.faults.serving import Reader

STORIES: dict[Size, int] = {"small": 10, "full": 200}
LONGEST = 10.0
BAR = "published is found: p99 ≤ 2 s; withdrawn is gone at once"
SECONDS = 2.0


def freshness(seed: int, size: Size) -> Figure:
    """Every story is two trials: it is published, then withdrawn."""
    lifecycle.rebuild()
    rng, tally, seconds = random.Random(seed), Tally("freshness"), []
    with serving.served() as port:
        reader = Reader(port)
        for number in range(STORIES[size]):
            word = "".join(rng.choices("bcdfghklmnprstvz", k=12))
            slug = f"fresh-{number}"
            time.sleep(rng.uniform(0, 1))  # at any moment between two looks
            article = Article.objects.create(
                slug=slug, headline=f"Talks {word}", status="draft", published="2025-10-23"
            )
            ArticleVersion.objects.append(article, f"They spoke of {word}.")
            Article.objects.filter(pk=article.pk).update(status="published")
            took = _until_found(reader, word, slug)
            seconds.append(took)
            tally.trial([f"{slug} was not found in {took:.1f} s"] if took >= LONGEST else [])
            Article.objects.filter(pk=article.pk).update(status="withdrawn")
            tally.trial(f"{slug} is still on {path}" for path in _shown(reader, word, slug, article.get_absolute_url()))
    wrong = checking.drained()[0]
    if wrong:
        tally.trial(wrong)
    slow = percentile(seconds, 0.99)
    worst = f"found: p50 {percentile(seconds, 0.5):.2f} s, p99 {slow:.2f} s"
    return tally.figure(worst, BAR, in_time=slow <= SECONDS)


def _until_found(reader: Reader, word: str, slug: str) -> float:
    """Seconds until an answer has come that has it; as many as were waited where none has."""
    began = time.perf_counter()
    while True:
        hits = json.loads(reader.get(f"/search.json?{urlencode({'q': word})}").body)["results"]
        took = time.perf_counter() - began
        if took >= LONGEST or any(slug in json.dumps(hit) for hit in hits):
            return took
        time.sleep(0.02)


def _shown(reader: Reader, word: str, slug: str, address: str) -> list[str]:
    """The pages that show a story which is withdrawn, asked for at once: both workers, one after the other."""
    paths = [f"/search/?{urlencode({'q': word})}", f"/search.json?{urlencode({'q': word})}", "/articles/", "/", address]
    found = []
    for path in paths * 2:
        answer = reader.get(path)
        if slug.encode() in answer.body and path != address:
            found.append(path)
        if path == address and answer.status != 404:
            found.append(path)
    return found
