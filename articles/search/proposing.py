"""Ways out of a question that cannot be read or answered: what finds something goes before what can only be read."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import thread_time

from articles.search import engines, language, names
from articles.search.budget import deadline, together
from articles.search.fields import TYPES
from articles.search.language.mending import date_of
from articles.search.language.operators import EXAMPLE
from articles.search.language.tree import All, Any, Dates, Not, Value, Word, all_of, any_of, none_of
from articles.search.names import Names
from articles.search.query import Query, QueryError
from articles.search.results import Problem

TRIES = 8
"""Questions near to the text that are tried, the nearest first."""
SECONDS = 0.12
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
            found = _first_found(_bases(error.repaired)) or error.repaired
        else:
            texts = list(dict.fromkeys([*itertools.islice(_near(wrong, text), TRIES), *ANYTHING]))
            tried = (base.with_text(other) for base in _bases(error.repaired) for other in texts)
            found = _first_found(tried) or error.repaired
    problems = [replace(each, suggestion=found.text or None) if each is wrong else each for each in error.problems]
    return QueryError(problems, found)


def by_name(query: Query) -> str | None:
    """The text of a question that found nothing with codes and dates where it has other forms of them, if that finds.

    `country:bg` for `country:Bulgaria`, `person:to-lam` for `person:Tô Lâm`, `date:2025-10-23` for `23.10.2025`.
    """
    if query.tree is None or not any(map(_may_be_meant, language.leaves(query.tree))):
        return None
    tree = _coded(query.tree, names.current())
    other = query.with_text(language.write(tree))
    if tree == query.tree or other.tree is None:
        return None
    with together(SECONDS):
        return other.text if _finds(other) else None


def _may_be_meant(leaf: language.Node) -> bool:
    return (isinstance(leaf, Value) and not leaf.is_name) or (isinstance(leaf, Word) and date_of(leaf.text) is not None)


def _coded(node: language.Node, known: Names) -> language.Node:
    match node:
        case Word(text):
            day = date_of(text)
            return Dates("date", day, day) if day else node
        case Value(field, value, False):
            codes = known.codes(field, value)
            return node if value in codes else any_of([Value(field, code) for code in codes] or [node])
        case All(nodes):
            parts: list[language.Node] = []
            place = 0
            while place < len(nodes):
                part, taken = _first_coded(nodes[place:], known)
                parts.append(part)
                place += taken
            return all_of(parts)
        case Any(nodes):
            return any_of([_coded(part, known) for part in nodes])
        case Not(part):
            return none_of(_coded(part, known))
        case _:
            return node


def _first_coded(nodes: Sequence[language.Node], known: Names) -> tuple[language.Node, int]:
    """The first of some parts, with the words behind it that belong to its name; and how many parts that are."""
    first = nodes[0]
    if isinstance(first, Value) and not first.is_name:
        behind = list(itertools.takewhile(lambda part: isinstance(part, Word), nodes[1 : known.longest]))
        for length in range(len(behind), 0, -1):
            name = " ".join([first.value, *map(language.write, behind[:length])])
            if codes := known.codes(first.field, name):
                return any_of([Value(first.field, code) for code in codes]), length + 1
    return _coded(first, known), 1


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


def _first_found(tried: Iterator[Query]) -> Query | None:
    """The first of some questions that has answers; None where none has, or the time is over before it is found."""
    end = deadline()
    for query in tried:
        if _finds(query):
            return query
        if thread_time() > end:
            break
    return None


def _finds(query: Query) -> bool:
    """Whether a question has answers, as far as there is time to say so."""
    try:
        return engines.outline(query, 1).total > 0
    except QueryError:
        return False
