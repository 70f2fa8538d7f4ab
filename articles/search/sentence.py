"""A question restated in words, for headings, titles and feeds."""

from collections.abc import Callable, Iterable, Sequence

from articles.dates import Span
from articles.search import language
from articles.search.fields import FACETS, Selection
from articles.search.labels import TYPES
from articles.search.language.tree import All, Dates, Node, Not, Phrase, Value, Word, all_of
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
    words: list[Node] = []
    chosen = list(query.selections)
    dates = [(query.first, query.last)] if query.first or query.last else []
    for condition in query.conditions:
        match condition:
            case Value("type", _):
                pass
            case Value(facet, value):
                chosen.append(Selection(facet, included=(value,)))
            case Not(Value(facet, value)) if facet in FACETS:
                chosen.append(Selection(facet, excluded=(value,)))
            case Dates("date", first, last):
                dates.append((first, last))
            case _:
                words.append(condition)
    parts = [_asked(all_of(words))] if words else []
    parts += [part for selection in chosen for part in _choice(selection, labels)]
    parts += [_dates(first, last) for first, last in dates]
    subject = TYPES.get(query.document_type or "", "Everything")
    return f"{subject} {', '.join(parts)}" if parts else f"All {subject.lower()}"


def _asked(tree: Node) -> str:
    """The words of the text in typographic quotes; anything beyond words and phrases as it is written."""
    match tree:
        case Word(word):
            return f"with “{word}”"
        case Phrase(words, 0):
            return f"with “{' '.join(words)}”"
        case All(nodes) if all(isinstance(node, Word) for node in nodes):
            return f"with “{language.write(tree)}”"
        case All(nodes) if all(isinstance(node, Word) or _plain(node) for node in nodes):
            return "with " + " and ".join(_asked(node).removeprefix("with ") for node in nodes)
        case _:
            return f"matching {language.write(tree)}"


def _plain(node: Node) -> bool:
    return isinstance(node, Phrase) and not node.within


def _choice(chosen: Selection, labels: Labels) -> list[str]:
    wanted, unwanted = _CHOICES[chosen.facet]
    known = labels(chosen.facet, (*chosen.included, *chosen.excluded))
    parts = []
    if chosen.included:
        parts.append(wanted.format(_listed([known[value] for value in chosen.included])))
    if chosen.excluded:
        parts.append(unwanted.format(_listed([known[value] for value in chosen.excluded])))
    return parts


def _listed(labels: Sequence[str]) -> str:
    return " or ".join(labels) if len(labels) < 3 else f"{', '.join(labels[:-1])} or {labels[-1]}"


def _dates(first: str | None, last: str | None) -> str:
    start, end = (Span.parse(point).words if point else None for point in (first, last))
    if start is None or end is None:
        return f"until {end}" if start is None else f"since {start}"
    if start != end:
        return f"from {start} to {end}"
    return f"{'on' if len(first or '') == 10 else 'in'} {start}"
