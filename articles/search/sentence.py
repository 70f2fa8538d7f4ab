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
            case Value("type", kind) if kind == query.document_type:
                pass
            case Value(facet, value) if facet in FACETS:
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
    asked = f"{subject} {', '.join(dict.fromkeys(parts))}" if parts else f"All {subject.lower()}"
    passed = " ".join(f"“{signs}”" for signs in language.read(query.text).passed)
    return f"{asked} (passing over {passed})" if passed else asked


def _asked(tree: Node) -> str:
    """The words of the text in typographic quotes; anything beyond words and phrases as it is written."""
    parts = tree.nodes if isinstance(tree, All) else (tree,)
    wanted = [part for part in parts if isinstance(part, Word | Phrase)]
    unwanted = [part.node for part in parts if isinstance(part, Not) and isinstance(part.node, Word | Phrase)]
    named = [*wanted, *unwanted]
    if len(named) < len(parts) or any(isinstance(part, Phrase) and part.within for part in named):
        return f"matching {language.write(tree)}"
    if all(isinstance(part, Word) for part in wanted):
        words = [" ".join(map(_words, wanted))] if wanted else []
    else:
        words = list(map(_words, wanted))
    asked = [f"with {' and '.join(f'“{text}”' for text in words)}"] if words else []
    left_out = [f"without {_listed([f'“{_words(part)}”' for part in unwanted])}"] if unwanted else []
    return ", ".join([*asked, *left_out])


def _words(part: Word | Phrase) -> str:
    return part.text if isinstance(part, Word) else " ".join(part.words)


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
