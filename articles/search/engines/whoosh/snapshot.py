"""One state of the index, held open: the `Source` that questions are answered from."""

import functools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader

from articles.search.documents import Document, Entry
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.generations import Generations, IndexUnavailable
from articles.search.source import EXACT, STEM, Key, Positions

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
NAME = "MAIN"


def guarded(read: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
    """Whatever a read of the index raises is damage of the index."""

    @functools.wraps(read)
    def reading(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
        try:
            return read(*args, **kwargs)
        except IndexUnavailable:
            raise
        except Exception as error:  # damaged pickles and numbers make Whoosh raise anything at all
            raise IndexUnavailable("damaged", f"{type(error).__name__}: {error}") from error

    return reading


class Snapshot:
    """The documents of one commit. Whoosh's readers share file positions: hold `lock` while reading."""

    @guarded
    def __init__(self, folder: Path, commit: int, known: Mapping[str, list[Entry]]) -> None:
        self.folder, self.commit = folder, commit
        self.lock = threading.Lock()
        self.index = FileIndex(FileStorage(str(folder)), indexname=NAME)
        self.reader = self.index.reader()
        leaves: Iterable[tuple[SegmentReader, int]] = self.reader.leaf_readers()
        self.leaves = [(leaf, base) for leaf, base in leaves if leaf.doc_count_all()]
        self.segments = {leaf.segment().segment_id(): self._column(leaf, known) for leaf, _ in self.leaves}
        self._entries = {
            base + number: self.segments[leaf.segment().segment_id()][number]
            for leaf, base in self.leaves
            for number in leaf.all_doc_ids()
        }
        self._averages: dict[str, float] = {}

    @staticmethod
    def _column(leaf: SegmentReader, known: Mapping[str, list[Entry]]) -> list[Entry]:
        """The entries of a segment, which never changes, so that a commit costs only what it added."""
        column = known.get(leaf.segment().segment_id())
        if column is None:
            column = [schema.document(leaf.stored_fields(number)) for number in range(leaf.doc_count_all())]
        return column

    def entries(self) -> Mapping[Key, Entry]:
        return self._entries

    @guarded
    def document(self, key: Key) -> Document:
        return schema.document(self.reader.stored_fields(key))

    @guarded
    def positions(self, field: str, term: str) -> Mapping[Key, Positions]:
        found: dict[Key, Positions] = {}
        for leaf, base in self.leaves:
            if (field, term) not in leaf:
                continue
            matcher = leaf.postings(field, term)
            while matcher.is_active():
                found[base + matcher.id()] = matcher.value_as("positions")
                matcher.next()
        return found

    @guarded
    def starting(self, prefix: str) -> Iterable[str]:
        texts = (text for field in schema.TEXTS for text in self.reader.expand_prefix(field, prefix))
        return [_text(text) for text in texts]

    @guarded
    def terms(self) -> Iterable[tuple[str, int]]:
        return list(self._terms())

    def _terms(self) -> Iterator[tuple[str, int]]:
        for field in schema.TEXTS:
            for term in self.reader.lexicon(field):
                text = _text(term)
                if text[0] not in (STEM, EXACT) and any((field, text) in leaf for leaf, _ in self.leaves):
                    yield text, self.reader.doc_frequency(field, text)

    @guarded
    def length(self, field: str, key: Key) -> float:
        return self.reader.doc_field_length(key, field, 0)

    @guarded
    def average(self, field: str) -> float:
        if field not in self._averages:
            lengths = [length for key in self._entries if (length := self.reader.doc_field_length(key, field, 0))]
            self._averages[field] = sum(lengths) / len(lengths) if lengths else 0.0
        return self._averages[field]


class Snapshots:
    """The latest snapshot of an index, opened anew when the index has changed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.latest: Snapshot | None = None

    def current(self, root: Path) -> Snapshot:
        """The state of the index in a folder as it is now; `IndexUnavailable` where it cannot be read."""
        folder = Generations(root).current()
        commit = _commit(folder)
        with self.lock:
            latest = self.latest
            if latest is None or (latest.folder, latest.commit) != (folder, commit):
                known = latest.segments if latest else {}
                try:
                    latest = Snapshot(folder, commit, known)
                except IndexUnavailable:  # a file may have gone with a commit made meanwhile
                    folder = Generations(root).current()
                    latest = Snapshot(folder, _commit(folder), known)
                self.latest = latest
            return latest

    def forget(self) -> None:
        with self.lock:
            self.latest = None


@guarded
def _commit(folder: Path) -> int:
    """The number of the last commit."""
    number = TOC._latest_generation(FileStorage(str(folder)), NAME)
    if number < 0:
        raise IndexUnavailable("damaged", f"{folder} has no table of contents.")
    return number


def _text(term: Any) -> str:
    return term.decode() if isinstance(term, bytes) else term


snapshots = Snapshots()
