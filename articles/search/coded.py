"""A question with codes in place of the names in its text: links built from it can take a tick back."""

from dataclasses import replace

from articles.search import language, names
from articles.search.language.tree import All, Any, Node, Not, Value, all_of, any_of, leaves, none_of
from articles.search.names import Names
from articles.search.query import Query


def coded(query: Query) -> Query:
    """The same question with `person:to-lam` for `person:"To Lam"`; reads the names only where there are some."""
    if query.tree is None or not any(isinstance(leaf, Value) and leaf.is_name for leaf in leaves(query.tree)):
        return query
    return replace(query, text=language.write(_coded(query.tree, names.current())))


def _coded(node: Node, known: Names) -> Node:
    match node:
        case Value(facet, value, True):
            codes = known.codes(facet, value)
            return any_of([Value(facet, code) for code in codes]) if codes else node
        case All(nodes):
            return all_of([_coded(part, known) for part in nodes])
        case Any(nodes):
            return any_of([_coded(part, known) for part in nodes])
        case Not(part):
            return none_of(_coded(part, known))
        case _:
            return node
