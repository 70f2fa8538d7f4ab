"""A question as a frozen value: what an address asks, and the addresses of the questions next to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from articles.dates import bounds
from articles.search import language
from articles.search.fields import FACETS, Selection, Sort, in_order
from articles.search.language.tree import All, Any, Node, Not, Value, all_of, any_of
from articles.search.parameters import Reader
from articles.search.results import DocumentType, Problem


class QueryError(ValueError):
    """A question that cannot be read: every `Problem` of it, and `repaired`, the question with all that can be read."""

    def __init__(self, problems: Iterable[Problem], repaired: "Query") -> None:
        self.problems = tuple(problems)
        self.repaired = repaired
        super().__init__(" ".join(problem.message for problem in self.problems))


@dataclass(frozen=True)
class Query:
    """A question. Build it with `from_parameters`; change it with the methods that answer another one.

    `text` is as typed (cleaned); `type` and `sort` are None where the address leaves them open;
    `first` and `last` bound the date: YYYY, YYYY-MM or YYYY-MM-DD, both included.
    """

    text: str = ""
    type: DocumentType | None = None
    selections: tuple[Selection, ...] = ()
    first: str | None = None
    last: str | None = None
    sort: Sort | None = None
    page: int = 1
    exact: bool = False

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Sequence[str]]) -> Self:
        """The question of an address: name → values. Unknown names are ignored; `QueryError` on unreadable values."""
        reader = Reader(parameters)
        query = cls(**reader.fields())
        if reader.problems:
            raise QueryError(reader.problems, query)
        return query

    @cached_property
    def tree(self) -> Node | None:
        """What the text means; None without text, or where it cannot be read."""
        return language.read(self.text).tree

    @property
    def conditions(self) -> tuple[Node, ...]:
        """The parts of the text that all have to hold."""
        if self.tree is None:
            return ()
        return self.tree.nodes if isinstance(self.tree, All) else (self.tree,)

    @property
    def document_type(self) -> DocumentType | None:
        """The type asked for, by parameter or in the text, else articles; None where the text asks for several."""
        if self.type is not None:
            return self.type
        written = [part.value for part in self.conditions if isinstance(part, Value) and part.field == "type"]
        if written:
            return written[0]  # type: ignore[return-value]
        asks = any(isinstance(leaf, Value) and leaf.field == "type" for leaf in language.leaves(self.tree))
        return None if asks else "article"

    @property
    def order(self) -> Sort:
        """The order of the answer: as asked, else by relevance where there is text, else newest first."""
        return self.sort or ("relevance" if self.text else "newest")

    @property
    def first_day(self) -> date | None:
        return bounds(self.first)[0] if self.first else None

    @property
    def last_day(self) -> date | None:
        return bounds(self.last)[1] if self.last else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked but, perhaps, a type, an order or a page."""
        return not (self.text or self.selections or self.first or self.last)

    def selection(self, facet: str) -> Selection:
        """What the parameters choose of a facet."""
        return next((chosen for chosen in self.selections if chosen.facet == facet), Selection(facet))

    def parameters(self) -> list[tuple[str, str]]:
        """Names and values for an address, in one fixed order; `from_parameters` reads them back."""
        pairs: list[tuple[str, str | None]] = [("q", self.text), ("type", self.type)]
        for chosen in self.selections:
            pairs += [(chosen.facet, value) for value in chosen.included]
            pairs += [(f"exclude.{chosen.facet}", value) for value in chosen.excluded]
        pairs += [("from", self.first), ("to", self.last), ("sort", self.sort)]
        pairs += [("exact", "1" if self.exact else None), ("page", str(self.page) if self.page > 1 else None)]
        return [(name, value) for name, value in pairs if value]

    def with_value(self, facet: str, value: str) -> Self:
        """The question with one more value of a facet."""
        cleared = self.without_value(facet, value)
        chosen = cleared.selection(facet)
        return cleared._choosing(replace(chosen, included=(*chosen.included, value)))

    def excluding(self, facet: str, value: str) -> Self:
        """The question without the documents that have a value."""
        cleared = self.without_value(facet, value)
        chosen = cleared.selection(facet)
        return cleared._choosing(replace(chosen, excluded=(*chosen.excluded, value)))

    def without_value(self, facet: str, value: str) -> Self:
        """The question that neither asks for a value nor against it, in parameters or text.

        A name in quotes in the text is not known to be that value: build links from `coded(query)`.
        """
        parts = [part for condition in self.conditions if (part := _without(condition, facet, value)) is not None]
        changed = parts != list(self.conditions)
        chosen = self.selection(facet)
        if not changed and value not in chosen.included and value not in chosen.excluded:
            return self if self.page == 1 else replace(self, page=1)
        kept = Selection(
            facet,
            tuple(other for other in chosen.included if other != value),
            tuple(other for other in chosen.excluded if other != value),
        )
        text = language.write(all_of(parts) if parts else None) if changed else self.text
        return replace(self, text=text)._choosing(kept)

    def with_type(self, kind: DocumentType) -> Self:
        """The same question of another type of documents."""
        parts = [part for part in self.conditions if not (isinstance(part, Value) and part.field == "type")]
        changed = parts != list(self.conditions)
        text = language.write(all_of(parts) if parts else None) if changed else self.text
        return replace(self, text=text, type=kind, page=1)

    def with_dates(self, first: str | None, last: str | None) -> Self:
        """The question between two dates; `with_dates("2025-10", "2025-10")` is a month, None leaves a side open."""
        return replace(self, first=first, last=last, page=1)

    def with_sort(self, sort: Sort | None) -> Self:
        return replace(self, sort=sort, page=1)

    def with_page(self, page: int) -> Self:
        return replace(self, page=page)

    def with_text(self, text: str) -> Self:
        """The question with another text; one that cannot be read finds nothing."""
        return replace(self, text=language.clean(text), page=1)

    def without_text(self) -> Self:
        return replace(self, text="", page=1)

    def _choosing(self, chosen: Selection) -> Self:
        chosen = Selection(chosen.facet, in_order(chosen.included), in_order(chosen.excluded))
        others = {other.facet: other for other in self.selections} | {chosen.facet: chosen}
        kept = tuple(others[facet] for facet in FACETS if others.get(facet))
        return replace(self, selections=kept, page=1)


def _without(node: Node, facet: str, value: str) -> Node | None:
    """A condition of the text without one value of a facet; None where nothing is left of it."""

    def names(part: Node) -> bool:
        return isinstance(part, Value) and part.field == facet and part.value == value

    if names(node) or (isinstance(node, Not) and names(node.node)):
        return None
    if isinstance(node, Any) and all(isinstance(part, Value) and part.field == facet for part in node.nodes):
        kept = [part for part in node.nodes if not names(part)]
        return any_of(kept) if kept else None
    return node
