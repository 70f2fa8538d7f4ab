"""“Did you mean”: words that nobody wrote, put right by words that are there."""

from collections.abc import Callable
from dataclasses import replace

from articles.search import language
from articles.search.fuzzy import distance
from articles.search.language.tree import All, Any, Node, Not, Phrase, Within, Word
from articles.search.query import Query
from articles.search.source import STEM, Source
from articles.search.words import words

FIELDS = ("title", "dateline", "text")


def did_you_mean(query: Query, source: Source, count: Callable[[Query], int]) -> str | None:
    """The text of a query near to this one that has hits, as `count` tells; None where there is none."""
    if query.tree is None:
        return None
    terms = dict(source.terms())
    tree = _mended(query.tree, lambda text: _nearest(text, source, terms))
    mended = replace(query, text=language.write(tree), page=1)
    return mended.text if tree != query.tree and count(mended) else None


def _mended(node: Node, mend: Callable[[str], str]) -> Node:
    match node:
        case Word(text):
            return Word(mend(text))
        case Phrase(texts, near):
            return Phrase(tuple(map(mend, texts)), near)
        case All(nodes):
            return All(tuple(_mended(part, mend) for part in nodes))
        case Any(nodes):
            return Any(tuple(_mended(part, mend) for part in nodes))
        case Within(where, part):
            return Within(where, _mended(part, mend))
        case Not() | _:
            return node


def _nearest(text: str, source: Source, terms: dict[str, int]) -> str:
    """The word itself where a document has it, else the nearest that documents have, the commoner first."""
    found = list(words(text))
    if len(found) != 1 or len(found[0].folded) < 3:
        return text
    word = found[0].folded
    forms = (word, found[0].stem, f"{STEM}{found[0].stem}")
    if any(source.positions(field, form) for field in FIELDS for form in forms):
        return text
    allowed = 1 if len(word) < 5 else 2
    near = [
        (edits, term[0] != word[0], -count, term)
        for term, count in terms.items()
        if abs(len(term) - len(word)) <= allowed and (edits := distance(word, term, allowed)) <= allowed
    ]
    if not near:
        return text
    best = min(near)[-1]
    return best.capitalize() if text[0].isupper() else best
