"""A question restated in words, for headings, titles and feeds."""

from collections.abc import Callable, Iterable, Sequence

from articles.dates import Span
from articles.search.labels import TYPES
from articles.search.language.tree import All, Node, Phrase, Word
from articles.search.query import Query

Labels = Callable[[str, Iterable[str]], dict[str, str]]

_CHOICES = {
    "country": ("about {}", "not about {}"),
    "person": ("mentioning {}", "not mentioning {}"),
    "org": ("naming {}", "not naming {}"),
    "sector": ("on {}", "not on {}"),
    "kind": ("telling of {}", "not telling of {}"),
    "level": ("reaching {}", "not reaching {}"),
    "agency": ("by {}", "not by {}"),
    "place": ("from {}", "not from {}"),
    "language": ("in {}", "not in {}"),
}


def sentence(query: Query, labels: Labels) -> str:
    """`Articles with “joint statement”, mentioning Tô Lâm, in October 2025`; labels as `labels.labels` gives them."""
    parts = [_asked(query.tree, query.text)] if query.text else []
    for chosen in query.selections:
        within, without = _CHOICES[chosen.facet]
        known = labels(chosen.facet, (*chosen.included, *chosen.excluded))
        if chosen.included:
            parts.append(within.format(_listed([known[value] for value in chosen.included])))
        if chosen.excluded:
            parts.append(without.format(_listed([known[value] for value in chosen.excluded])))
    dates = _dates(query.first, query.last)
    subject = TYPES.get(query.document_type or "", "Everything")
    return f"{subject} {', '.join([*parts, *dates])}" if parts or dates else f"All {subject.lower()}"


def _asked(tree: Node | None, text: str) -> str:
    """The words of the text in typographic quotes; anything beyond words and phrases as it is written."""
    match tree:
        case Word(word):
            return f"with “{word}”"
        case Phrase(words, 0):
            return f"with “{' '.join(words)}”"
        case All(nodes) if all(isinstance(node, Word) for node in nodes):
            return f"with “{text}”"
        case All(nodes) if all(isinstance(node, Word) or _plain(node) for node in nodes):
            return "with " + " and ".join(_asked(node, "").removeprefix("with ") for node in nodes)
        case _:
            return f"matching {text}"


def _plain(node: Node) -> bool:
    return isinstance(node, Phrase) and not node.within


def _listed(labels: Sequence[str]) -> str:
    return " or ".join(labels) if len(labels) < 3 else f"{', '.join(labels[:-1])} or {labels[-1]}"


def _dates(first: str | None, last: str | None) -> list[str]:
    start, end = (Span.parse(point).words if point else None for point in (first, last))
    match start, end:
        case None, None:
            return []
        case _, None:
            return [f"since {start}"]
        case None, _:
            return [f"until {end}"]
    if start != end:
        return [f"from {start} to {end}"]
    return [f"{'on' if len(first or '') == 10 else 'in'} {start}"]
