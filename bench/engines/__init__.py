"""The engines that are compared: an adapter each, all asked the same.

Every adapter is `Adapter(folder)` in the module of its name. A page of results is 20 hits with a snippet of each; with
facets, also the 20 commonest values of each of nine facets, and the articles of each year. Title, dateline and body are
searched together, the title weighing three times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bench.questions import Question

if TYPE_CHECKING:  # a process that only asks has no need of what makes articles
    from bench.corpus import Article

PAGE = 20
VALUES = 20
"""Values of a facet."""
SNIPPET = 280
"""Characters of a snippet, about."""
MODULES = {
    "archive": "archive",
    "haystack": "haystack_stock",
    "sqlite": "sqlite_fts5",
    "tantivy": "tantivy",
    "postgresql": "postgresql",
}
LIMITS = {"haystack": 100_000, "postgresql": 300_000}
"""Of so many articles an engine is built at most: 100,000 take Haystack a quarter of an hour."""


class Unavailable(Exception):
    """An engine cannot be measured here; says why."""


@dataclass(frozen=True)
class Page:
    """What is compared of an answer: hits altogether, snippets of the first, counts of values and years."""

    total: int
    snippets: list[str]
    counts: dict[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """One engine, and its index in a folder of its own."""

    def __init__(self, folder: Path) -> None: ...

    def build(self, articles: "Iterable[Article]", processes: int) -> None:
        """Index articles, from nothing."""

    def open(self) -> None:
        """Open a reader that has decoded and kept nothing."""

    def ask(self, question: Question, facets: bool) -> Page: ...

    def cpu(self) -> float:
        """Seconds of CPU that have gone into its answers."""

    def size(self) -> int:
        """Bytes of its index."""

    def close(self) -> None: ...


def open_adapter(name: str, folder: Path) -> Engine:
    """The adapter of an engine; `Unavailable` where its library or its server is not there."""
    try:
        module = import_module(f"bench.engines.{MODULES[name]}")
    except ModuleNotFoundError as error:
        raise Unavailable(f"{error.name} is not installed: pip install -r bench/requirements.txt") from error
    adapter: Engine = module.Adapter(folder / name)
    return adapter


def bytes_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
