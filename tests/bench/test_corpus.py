"""What is measured with: the same articles at every run, with facets, dates and names as an archive has them."""

import json
import lzma
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from articles.search import FACETS as PRODUCT_FACETS
from bench import briefings, names, spool
from bench.corpus import FACETS, Article, generated
from bench.vocabulary import Vocabulary


def test_a_seed_makes_the_same_articles_and_a_larger_corpus_begins_with_a_smaller() -> None:
    few, more = list(generated(20)), list(generated(30))

    assert few == more[:20]
    assert list(generated(20, seed=2)) != few


def test_articles_have_the_facets_of_the_archive() -> None:
    articles = list(generated(100))

    assert tuple(FACETS) == PRODUCT_FACETS
    assert {facet for article in articles for facet in article.facets} == set(FACETS)


def test_articles_are_of_realistic_length_with_paragraphs() -> None:
    lengths = [len(article.body.split()) for article in generated(200)]

    assert 250 < sum(lengths) / len(lengths) < 450
    assert max(lengths) > 2 * min(lengths)
    assert all(len(article.paragraphs) > 1 for article in generated(5))


def test_a_few_values_are_common_and_most_are_rare() -> None:
    people = Counter(value for article in generated(300) for value in article.facets.get("person", ()))

    (_, most), *_ = people.most_common()
    assert most > 30
    assert sum(count == 1 for count in people.values()) > len(people) / 2


def test_articles_name_the_countries_that_they_are_about() -> None:
    article = next(article for article in generated(50) if "vn" in article.facets["country"])

    assert any(form in f"{article.title} {article.body}" for form in names.forms()["country"]["vn"])


def test_no_word_is_a_name() -> None:
    assert names.single_words().isdisjoint(Vocabulary(1).words)


def test_a_spool_gives_back_what_was_written(tmp_path: Path) -> None:
    articles = list(generated(3))

    count = spool.write(tmp_path / "articles", articles)

    assert count == 3
    assert list(spool.read(tmp_path / "articles")) == articles


def test_briefings_lose_their_links_and_gain_facets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    told = {
        "date": "2025-01-02T03:04:05-05:00",
        "title": "Talks",
        "body": "Two **[sides](https://a.example)**\nmet.\n\nAgain.",
    }
    with lzma.open(tmp_path / briefings.FILE, "wt") as file:
        file.write(json.dumps(told) + "\n")
    monkeypatch.setenv("ARCHIVE_SHARED", str(tmp_path))

    (article,) = briefings.read(5)

    assert article.paragraphs == ("Two sides met.", "Again.")
    assert (article.earliest is not None) and article.earliest.isoformat() == "2025-01-02"
    assert article.facets["country"]


@pytest.mark.skipif(briefings.path() is None, reason="ARCHIVE_SHARED names no folder with the briefings")
def test_the_shared_briefings_can_be_read() -> None:
    articles: list[Article] = list(islice(briefings.read(50), 50))

    words, phrases = briefings.words_and_phrases(articles)

    assert len(articles) == 50
    assert "the" in words[:5]
    assert phrases
