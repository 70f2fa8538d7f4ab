"""Question in, answer out.

query, parameters, fields   the question as a frozen value, and its address; language reads its text
sentence, labels, coded     the question and its values in words, and its names as codes
documents, words, names     what is searched: rows as documents, text as words, names as synonyms
steps, plan                 the question made definite
evaluate, tally             the documents that answer it; counts of facets and dates
answering, source, budget   one way from question to answer, over whatever holds the documents; the time it may take
engines                     what does: a Whoosh index, or the database where there is none
suggestions, proposing      what to ask instead of what finds nothing, or cannot be read
results, snippets, rows     the answer as frozen values; its passages, marked; the rows behind its hits
triggers, outbox, reach     what has changed in the database, and the documents that show it
lifecycle, follower         how the index follows
"""

from dataclasses import replace

from articles.search import engines, lifecycle, proposing
from articles.search.budget import together
from articles.search.coded import coded
from articles.search.fields import FACETS, MAX_PAGE, PAGE_SIZE, Selection
from articles.search.labels import labels
from articles.search.proposing import with_hits
from articles.search.query import Query, QueryError
from articles.search.results import Matching, Outline, Results
from articles.search.rows import rows
from articles.search.sentence import sentence

__all__ = [
    "FACETS",
    "MAX_PAGE",
    "PAGE_SIZE",
    "Query",
    "QueryError",
    "Selection",
    "coded",
    "labels",
    "matching",
    "outline",
    "rows",
    "search",
    "sentence",
    "together",
    "with_hits",
]


def search(query: Query, *, counted: bool = True) -> Results:
    """The answer to a question; from the database, in `reduced` mode, where the index cannot be read.

    Without facets, types, histogram and “did you mean” where they are not `counted`. `QueryError` where the question
    is too much work.
    """
    lifecycle.watch()
    results = engines.search(query, counted=counted)
    if counted and not results.total and results.did_you_mean is None and query.text:
        return replace(results, did_you_mean=proposing.by_name(query))
    return results


def outline(query: Query, most: int) -> Outline:
    """The answer to a question in short, with so many of the first documents, of one page at most; errors as with
    `search`.

    For pages that ask many questions and show little of each answer: no facet is counted, no passage cut out.
    """
    lifecycle.watch()
    return engines.outline(query, most)


def matching(query: Query) -> Matching:
    """Every document that answers a question, in no order; errors as with `search`."""
    lifecycle.watch()
    return engines.matching(query)
