"""Question in, answer out.

query, parameters, fields   the question as a frozen value, its address          language   its text
sentence, labels            the question and its values in words
results, answer             the answer as frozen values, and as JSON
documents, words, names     what is searched: rows as documents, text as words, names as synonyms
plan, evaluate, tally       the question made definite; the documents that answer it; counts of facets and dates
engines                     where documents are found: a Whoosh index, or the database when there is none
outbox, lifecycle           how the index follows the database
"""

from articles.search import engines, lifecycle
from articles.search.fields import FACETS, MAX_PAGE, PAGE_SIZE, Selection
from articles.search.labels import labels
from articles.search.query import Query, QueryError
from articles.search.results import Results
from articles.search.rows import rows
from articles.search.sentence import sentence

__all__ = [
    "FACETS",
    "MAX_PAGE",
    "PAGE_SIZE",
    "Query",
    "QueryError",
    "Selection",
    "labels",
    "rows",
    "search",
    "sentence",
]


def search(query: Query) -> Results:
    """The answer to a question; from the database, in `reduced` mode, where the index cannot be read."""
    lifecycle.watch()
    return engines.search(query)
