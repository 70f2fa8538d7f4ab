"""The pages of whom and what a question names, or an article: what two countries are to each other before all else."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q

from articles.models import Article, Partnership
from articles.models.addresses import address
from articles.search import Query, names
from articles.search.language.tree import All, Any, Node, Phrase, Value, Word
from articles.search.names import Bearer, Names
from articles.search.words import folded

MOST = 3
"""Pages that are offered at once."""
COUNTRIES = 4
"""Countries of a question whose pairs are looked for: of more it asks for no pair."""
_KINDS = {"person": "person", "country": "country", "organization": "organization", "instrument": "instrument"}
_FACETS = {"country": "country", "person": "person", "org": "organization"}


@dataclass(frozen=True, slots=True)
class Named:
    """A page that something names: its label and address, what it is, in a word or a few, and of a pair the codes."""

    label: str
    url: str
    what: str
    codes: tuple[str, ...] = ()


def named(query: Query) -> list[Named]:
    """The pages of the pairs that a question names, else of the countries; of people, bodies, instruments.

    A few at most, and only what everybody may read of. Names that several bear name nobody.
    """
    known = names.current()
    bearers = list(dict.fromkeys([*_chosen(query), *(_spoken(query.tree, known) if query.tree else ())]))
    codes = [bearer.key for bearer in bearers if bearer.kind == "country"]
    pairs = _pairs(codes)
    if pairs:
        bearers = [bearer for bearer in bearers if bearer.kind != "country"]
    pages = list(pairs)
    for bearer in bearers[:MOST]:
        if own := known.of_bearer(bearer):
            pages.append(Named(own[0].text, address(bearer.kind, bearer.key), _KINDS[bearer.kind]))
    return pages[:MOST]


def about(article: Article) -> list[Named]:
    """The pages of the pairs among the countries that a public article names, and of those that are of no pair."""
    rows = {row.code: row for row in article.countries.all()}  # public, as all that such an article names
    pairs = _pairs(list(rows))
    paired = {code for row in pairs for code in row.codes}
    alone = (Named(row.name, row.get_absolute_url(), "country") for code, row in rows.items() if code not in paired)
    return [*pairs, *alone]


def _pairs(codes: list[str]) -> list[Named]:
    if not 2 <= len(codes) <= COUNTRIES:
        return []
    either = reduce(or_, (Q(first=one, second=other) for one, other in combinations(sorted(codes), 2)))
    rows = Partnership.objects.filter(either).visible().select_related("first", "second")
    return [
        Named(str(row), row.get_absolute_url(), "what the two are to each other", row.natural_key()) for row in rows
    ]


def _chosen(query: Query) -> Iterator[Bearer]:
    """What the parameters choose."""
    for facet, kind in _FACETS.items():
        for value in query.selection(facet).included:
            yield Bearer(kind, value)


def _spoken(node: Node, known: Names) -> Iterator[Bearer]:
    """What the text names, the longest name first where one begins another; nothing of what it leaves out."""
    said: list[str] = []
    for part in node.nodes if isinstance(node, All | Any) else (node,):
        match part:
            case Word(text):
                said += folded(text)
                continue
            case Phrase(words):
                said += folded(" ".join(words))
                continue
        yield from _borne(said, known)
        said = []
        match part:
            case All() | Any():
                yield from _spoken(part, known)
            case Value(field, value, is_name) if field in _FACETS:
                codes = known.codes(field, value) if is_name else (value,)
                yield from (Bearer(_FACETS[field], code) for code in codes[:1])
    yield from _borne(said, known)


def _borne(words: list[str], known: Names) -> Iterator[Bearer]:
    """Whom words in a row name, from the first on."""
    place = 0
    while place < len(words):
        for end in range(min(len(words), place + known.longest), place, -1):
            bearers = {form.bearer for form in known.meaning(tuple(words[place:end]))}
            if bearers:
                place = end - 1
                if len(bearers) == 1 and (only := bearers.pop()).kind in _KINDS:
                    yield only
                break
        place += 1
