"""Documents held in memory, word by word."""

from collections.abc import Iterable, Iterator, Mapping

from articles.search.documents import Document, Entry
from articles.search.source import EXACT, STEM, Key, Positions, tokens

FIELDS = ("title", "dateline", "text")


class MemorySource:
    """The `Source` of some documents."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.documents: dict[Key, Document] = {}
        self.index: dict[str, dict[str, dict[Key, list[int]]]] = {field: {} for field in FIELDS}
        self.lengths: dict[str, dict[Key, int]] = {field: {} for field in FIELDS}
        self.words: dict[str, int] = {}
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Hold one more document."""
        key = len(self.documents)
        self.documents[key] = document
        for field in FIELDS:
            self._add(key, field, getattr(document, field))

    def _add(self, key: Key, field: str, text: str) -> None:
        last = -1
        for term, last in tokens(text):
            holders = self.index[field].setdefault(term, {})
            if key not in holders and term[0] not in (STEM, EXACT):
                self.words[term] = self.words.get(term, 0) + 1
            holders.setdefault(key, []).append(last)
        if last >= 0:
            self.lengths[field][key] = last + 1

    def entries(self) -> Mapping[Key, Entry]:
        return self.documents

    def document(self, key: Key) -> Document:
        return self.documents[key]

    def positions(self, field: str, term: str) -> Mapping[Key, Positions]:
        return self.index[field].get(term, {})

    def terms(self) -> Iterator[tuple[str, int]]:
        """Kept as documents come: a question with ten beginnings goes through all of them ten times."""
        return iter(self.words.items())

    def length(self, field: str, key: Key) -> float:
        return self.lengths[field].get(key, 0)

    def average(self, field: str) -> float:
        lengths = self.lengths[field]
        return sum(lengths.values()) / len(lengths) if lengths else 0.0
