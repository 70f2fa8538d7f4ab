"""The parameters of an address, read and checked."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from articles.dates import DateError, bounds
from articles.folding import normalise
from articles.search import language
from articles.search.fields import FACETS, MAX_PAGE, MAX_VALUES, SORTS, TYPES, Selection, in_order
from articles.search.results import Problem

Choice = TypeVar("Choice", bound=str)
LONGEST = 40
"""Characters of a value that cannot be read that are looked at for what may have been meant."""


class Reader:
    """Reads the parameters of an address, gathering what is wrong with them; what was meant is taken in its place."""

    def __init__(self, parameters: Mapping[str, Sequence[str]]) -> None:
        self.parameters = parameters
        self.problems: list[Problem] = []

    def fields(self) -> dict[str, Any]:
        """The fields of a `Query`, with what cannot be read left out or put right; `problems` tells of that."""
        first, last = self.dates()
        return {
            "text": self.text(),
            "type": self.one_of("type", TYPES),
            "selections": self.selections(),
            "first": first,
            "last": last,
            "sort": self.one_of("sort", SORTS),
            "page": self.page(),
            "exact": self.exact(),
        }

    def value(self, name: str) -> str:
        """The last value of a parameter, cleaned; nothing where it is absent."""
        return language.clean(next(reversed(self.parameters.get(name) or [""])))

    def text(self) -> str:
        text = self.value("q")
        problems = language.read(text).problems
        self.problems += problems
        return text if not problems else problems[0].suggestion or ""

    def one_of(self, name: str, choices: tuple[Choice, ...]) -> Choice | None:
        value = self.value(name)
        if not value or value in choices:
            return next((choice for choice in choices if choice == value), None)
        self.problems.append(Problem(f"{name}={value} is none of {', '.join(choices)}."))
        return next(iter(get_close_matches(value.lower()[:LONGEST], choices, n=1)), None)  # type: ignore[return-value]

    def selections(self) -> tuple[Selection, ...]:
        chosen = tuple(chosen for facet in FACETS if (chosen := self.selection(facet)))
        values = sum(len(one.included) + len(one.excluded) for one in chosen)
        if values <= MAX_VALUES:
            return chosen
        self.problems.append(Problem(f"This chooses among {values} values: name {MAX_VALUES} at most."))
        return ()

    def selection(self, facet: str) -> Selection:
        return Selection(facet, self.codes(facet), self.codes(f"exclude.{facet}"))

    def codes(self, name: str) -> tuple[str, ...]:
        return in_order(value for raw in self.parameters.get(name, ()) if (value := normalise(raw).strip().lower()))

    def date(self, name: str) -> str | None:
        value = self.value(name)
        if not value:
            return None
        try:
            bounds(value)
        except DateError as error:
            self.problems.append(Problem(f"{name}: {error}"))
            return None
        return value

    def dates(self) -> tuple[str | None, str | None]:
        first, last = self.date("from"), self.date("to")
        if first and last and bounds(first)[0] > bounds(last)[1]:
            self.problems.append(Problem(f"from={first} comes after to={last}: put the earlier date first."))
            return last, first
        return first, last

    def page(self) -> int:
        value = self.value("page")
        if not value:
            return 1
        page = language.whole_number(value, MAX_PAGE)
        if page is not None:
            return page
        self.problems.append(Problem(f"page={value} is no page: pages are whole numbers from 1 to {MAX_PAGE}."))
        return 1

    def exact(self) -> bool:
        value = self.value("exact")
        if value not in ("", "0", "1"):
            self.problems.append(Problem(f"exact={value} is neither on nor off: write exact=1, or leave it out."))
        return value == "1"
