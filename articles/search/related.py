"""Articles near to another: they share the words that tell most of it, and whom and what it is about.

The words are chosen by tf-idf, and the index ranks by them as it ranks an answer, so that title and length count alike.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from heapq import nlargest
from math import log
from typing import Any

from django.db.models import QuerySet, Value

from articles.models import Article
from articles.search.engines.whoosh import IndexUnavailable, facts
from articles.search.ranking import WEIGHTS
from articles.search.results import TooMuchWork
from articles.search.steps import Either, Named, OneOf, Row, Step, Synonym, Term
from articles.search.words import Word, folded

MOST = 5
"""Articles that are named as near."""
WORDS = 16
"""Words that stand for an article."""
OWN_WORDS = 8
"""Words more that no other has: they find nothing, and tell how much there is that others do not share."""
LOOKED_AT = 256
"""Different words of an article among which they are chosen, those that it says most often."""
COMMON = 0.5
"""The share of all documents from which on a person, an organization or a country tells nothing of any one of them."""
NEAR = 0.2
"""What an article must score to be near, against the one that it is compared with, which shares all with itself."""
YEAR = 4
"""Digits of a year."""
SPARE = 5
"""Articles that are looked at beyond those that may be named: itself, and what may have been hidden a moment ago."""


def related(article: Article, besides: Collection[int] = ()) -> list[Article]:
    """At most five articles that everybody may read, the nearest first; not itself, none of those `besides` it (keys).

    None where nothing is near, where the index does not have the article yet, where there is no index, or where it
    would take too long. Takes two queries where the article's `versions` are prefetched; what it answers has `place` at
    hand.
    """
    try:
        scores = dict(facts.best(_step(article), "article", MOST + len(besides) + SPARE))
    except (IndexUnavailable, TooMuchWork):  # an article is read without those that are near to it
        return []
    least = NEAR * scores.get(article.pk, float("inf"))
    near = [pk for pk, score in scores.items() if score >= least and pk != article.pk and pk not in besides]
    rows = Article.objects.visible().select_related("place").in_bulk(near) if near else {}
    return [rows[pk] for pk in near if pk in rows][:MOST]


def _step(article: Article) -> Step:
    """What is looked for: the words that tell most of the article, and each of its subjects, by its name or without."""
    documents = sum(facts.counts("type").values())
    having = {facet: facts.counts(facet) for facet in ("person", "country", "org")}
    words = (_row([word]) for word in _telling(article, documents))
    subjects = (
        Named(_row(folded(name)), (Synonym(None, OneOf(facet, (key,))),))
        for facet, key, name in _subjects(article)
        if having[facet].get(key, 0) < COMMON * documents
    )
    return Either((*words, *subjects))


def _telling(article: Article, documents: int) -> list[str]:
    """The words in which an article differs most from others, and which some other has too (tf-idf).

    Without the days of its dates: reports of a 7 March have no more in common than that.
    """
    version = article.current_version
    said = Counter(folded(version.body if version else ""))
    for word in folded(article.headline):
        said[word] += round(WEIGHTS["title"])
    counts = {word: count for word, count in said.most_common(LOOKED_AT) if not word.isdecimal() or len(word) >= YEAR}
    shared: list[tuple[float, str]] = []
    own: list[tuple[float, str]] = []
    for word, having in facts.frequencies(counts).items():
        if 0 < having < documents:
            weight = (1 + log(counts[word])) * log(documents / having)
            (shared if having > 1 else own).append((weight, word))
    return [word for _, word in (*nlargest(WORDS, shared), *nlargest(OWN_WORDS, own))]


def _subjects(article: Article) -> "QuerySet[Any]":
    """Facet, value and name of whom and what an article is tagged with."""
    people, countries, organizations = (
        rows.order_by().values_list(Value(facet), key, "name")
        for rows, facet, key in (
            (article.people, "person", "slug"),
            (article.countries, "country", "code"),
            (article.organizations, "org", "slug"),
        )
    )
    return people.union(countries, organizations)


def _row(words: Iterable[str]) -> Row:
    return Row(tuple(Term(Word(word, None, 0, 0, 0), literal=True) for word in words))
