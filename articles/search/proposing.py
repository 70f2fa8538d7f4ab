"""Ways out of a question that cannot be read or answered: what finds something goes before what can only be read."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.search import engines, language
from articles.search.budget import together
from articles.search.fields import TYPES
from articles.search.language.operators import EXAMPLE
from articles.search.language.tree import All, Any, Not
from articles.search.query import Query, QueryError
from articles.search.results import Problem

TRIES = 8
"""Questions near to the text that are tried, the nearest first."""
SECONDS = 0.1
"""Of processor time, for all that is tried."""
ANYTHING = (EXAMPLE, *(f"type:{kind}" for kind in TYPES))
"""What is offered where nothing near to the text finds anything."""


def with_hits(error: QueryError, text: str) -> QueryError:
    """The same error of a question with this text, with a proposal and a `repaired` that find something.

    They ask for less than what else the question asks where they find nothing beside it. Both stay as they are where
    nothing is held that could be found, or there is no time to look.
    """
    wrong = next((problem for problem in error.problems if problem.suggestion is not None), None)
    with together(SECONDS):
        if wrong is None:
            found = next(filter(_finds, _bases(error.repaired)), error.repaired)
        else:
            texts = list(dict.fromkeys([*itertools.islice(_near(wrong, text), TRIES), *ANYTHING]))
            tried = (base.with_text(other) for base in _bases(error.repaired) for other in texts)
            found = next(filter(_finds, tried), error.repaired)
    problems = [replace(each, suggestion=found.text or None) if each is wrong else each for each in error.problems]
    return QueryError(problems, found)


def _near(problem: Problem, text: str) -> Iterator[str]:
    """What may be offered for a problem: its own proposal, then what else is near to the text."""
    others: Iterable[str] = _parts(text)
    if problem.position is not None:
        others = language.suggestions(text, problem.position)
    yield from dict.fromkeys(itertools.chain(filter(None, [problem.suggestion]), others))


def _parts(text: str) -> list[str]:
    """What a text asks for, part by part, where it asks for several."""
    tree = language.read(text).tree
    parts = tree.nodes if isinstance(tree, All | Any) else ()
    return [language.write(part) for part in parts if not isinstance(part, Not)]


def _bases(query: Query) -> Iterator[Query]:
    """A question, and those that ask for less beside its type."""
    yield from dict.fromkeys((query, Query(text=query.text, type=query.type), Query(type=query.type), Query()))


def _finds(query: Query) -> bool:
    """Whether a question has answers, as far as there is time to say so."""
    try:
        return engines.outline(query, 1).total > 0
    except QueryError:
        return False
