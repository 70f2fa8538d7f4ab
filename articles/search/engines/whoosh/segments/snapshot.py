"""One generation of an index, seen by one process: immutable, and cheap to renew.

Segment files never change, so their arrays are kept by segment id from one snapshot to the next; what a commit changes
is which segments there are, which of their documents are deleted, and the averages of the ranking.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import NUMERIC, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError

from articles.search.engines.whoosh.segments import nodes
from articles.search.engines.whoosh.segments.answering import answer
from articles.search.engines.whoosh.segments.codec import ArraySegment
from articles.search.engines.whoosh.segments.documents import EXTENSION
from articles.search.engines.whoosh.segments.evaluation import Evaluator
from articles.search.engines.whoosh.segments.expansion import commonest, misspellings
from articles.search.engines.whoosh.segments.facets import ValueSpace
from articles.search.engines.whoosh.segments.format import SectionFile, SegmentFormatError
from articles.search.engines.whoosh.segments.parts import chosen
from articles.search.engines.whoosh.segments.postings import PostingCache, SegmentArrays
from articles.search.engines.whoosh.segments.scoring import idf, norms_of
from articles.search.engines.whoosh.segments.terms import Lexicon

Ints = NDArray[Any]
INDEX_NAME = "MAIN"
_ATTEMPTS = 10


@dataclass(frozen=True)
class Matches:
    """Documents by number, rising, u4 (n), and their scores, f8 (n)."""

    docs: Ints
    scores: NDArray[np.float64]


@dataclass
class Leaf:
    """A segment in a snapshot: its arrays, its first document's number, which documents are not deleted (None: all)."""

    arrays: SegmentArrays
    base: int
    live: NDArray[np.bool_] | None
    averages: dict[str, float]
    _norms: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    def norms(self, name: str) -> NDArray[np.float32]:
        if name not in self._norms:
            self._norms[name] = norms_of(self.arrays.lengths(name), self.averages.get(name, 0.0))
        return self._norms[name]


@dataclass
class _Shared:
    """What outlives a snapshot: the cache, the arrays by segment id, the numbers of facet values."""

    cache: PostingCache
    segments: dict[str, SegmentArrays] = field(default_factory=dict)
    spaces: dict[str, ValueSpace] = field(default_factory=dict)
    numbers: dict[tuple[str, str], tuple[Ints, int]] = field(default_factory=dict)


class Snapshot:
    """Answers questions about one generation. Safe between threads."""

    def __init__(self, folder: Path, toc: TOC, shared: _Shared) -> None:
        self.folder = folder
        self.generation: int = toc.generation
        self.schema: Schema = toc.schema
        self._shared = shared
        self.doc_count_all: int = sum(segment.doc_count_all() for segment in toc.segments)
        self.doc_count: int = sum(segment.doc_count() for segment in toc.segments)
        averages = _averages(toc.segments, self.doc_count_all)
        self.leaves: list[Leaf] = []
        base = 0
        for segment in toc.segments:
            self.leaves.append(Leaf(_arrays(folder, segment, shared), base, _live(segment), averages))
            base += segment.doc_count_all()
        self._df = lru_cache(4096)(self._document_frequency)
        self.prefixed = lru_cache(256)(self._prefixed)
        self.misspelt = lru_cache(256)(self._misspelt)

    @classmethod
    def open(cls, folder: str | Path, cache_bytes: int | None = None) -> "Snapshot":
        """The newest generation in a folder.

        Raises EmptyIndexError where there is no index, SegmentFormatError where a segment cannot be read.
        """
        cache = PostingCache() if cache_bytes is None else PostingCache(cache_bytes)
        return cls._read(Path(folder), _Shared(cache))

    @classmethod
    def _read(cls, folder: Path, shared: _Shared) -> "Snapshot":
        storage = FileStorage(str(folder))
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return cls(folder, TOC.read(storage, INDEX_NAME), shared)
            except FileNotFoundError:  # a commit has just replaced what the table of contents named
                if attempt == _ATTEMPTS:
                    raise
        raise EmptyIndexError(folder)

    def renewed(self) -> "Snapshot":
        """This snapshot, or one of the newest generation if there is a newer one."""
        latest = TOC._latest_generation(FileStorage(str(self.folder)), INDEX_NAME)
        if latest == self.generation:
            return self
        snapshot = self._read(self.folder, self._shared)
        current = {leaf.arrays.segment_id for leaf in snapshot.leaves}
        for gone in set(self._shared.segments) - current:  # an older snapshot still holds its own
            self._shared.segments.pop(gone, None)
        return snapshot

    def evaluate(self, node: nodes.Node) -> Matches:
        """All documents that a node finds, with scores (0 where nothing in the node scores)."""
        docs, scores = [], []
        for leaf in self.leaves:
            part = Evaluator(self, leaf).part(node)
            if leaf.live is not None:
                part = chosen(part, np.flatnonzero(leaf.live.take(part.docs)))
            docs.append(part.docs.astype("i8") + leaf.base)
            scores.append(np.zeros(len(part.docs)) if part.score is None else part.score(None).astype("f8"))
        if not docs:
            return Matches(np.empty(0, "u4"), np.empty(0))
        return Matches(np.concatenate(docs).astype("u4"), np.concatenate(scores))

    def answer(self, question: nodes.Question) -> nodes.Answer:
        """One page with its facets and histogram."""
        return answer(self, question)

    def leaf_of(self, doc: int) -> tuple[Leaf, int]:
        """The segment that holds a document, and its number there."""
        place = bisect_right([leaf.base for leaf in self.leaves], doc) - 1
        return self.leaves[place], doc - self.leaves[place].base

    def positions(self, doc: int, name: str, words: Iterable[Any]) -> dict[Any, list[int]]:
        """Where each of the words stands in a field of a document, for marking and for choosing a passage."""
        leaf, own = self.leaf_of(doc)
        found: dict[Any, list[int]] = {}
        for word in words:
            number = leaf.arrays.find(name, self.key(name, word))
            if number is None:
                continue
            docs = leaf.arrays.docs(name, number)
            place = int(np.searchsorted(docs, own))
            if place < len(docs) and docs[place] == own:
                positions, starts = leaf.arrays.positions(name, number)
                found[word] = positions[int(starts[place]) : int(starts[place + 1])].tolist()
        return found

    # Statistics over all segments

    def key(self, name: str, word: Any) -> bytes:
        """A word as it stands in a field's terms."""
        return (
            word.encode()
            if isinstance(word, str) and not isinstance(self.schema[name], NUMERIC)
            else bytes(self.schema[name].to_bytes(word))
        )

    def _document_frequency(self, name: str, term: bytes) -> int:
        count = 0
        for leaf in self.leaves:
            number = leaf.arrays.find(name, term)
            reader = leaf.arrays.field(name)
            if number is not None and reader is not None:
                start, stop = reader.extent(number)
                count += stop - start
        return count

    def idf(self, name: str, terms: Sequence[bytes]) -> float:
        """The idf of a term; of several that stand for one, that of the commonest (as Lucene's SynonymQuery has it)."""
        return idf(self.doc_count_all, max(self._df(name, term) for term in terms))

    def _prefixed(self, node: nodes.Prefix) -> tuple[tuple[bytes, ...], bool]:
        """The words that begin so, and whether these are all of them."""
        terms: dict[bytes, int] = {}
        for leaf in self.leaves:
            reader = leaf.arrays.field(node.field)
            if reader is not None:
                first, last = reader.lexicon.prefixed(node.prefix.encode())
                sizes = np.diff(reader.starts[first : last + 1].astype("i8")).tolist()
                for term, size in zip(reader.lexicon[first:last], sizes, strict=True):
                    terms[term] = terms.get(term, 0) + size
        return commonest(terms, node.limit), len(terms) <= node.limit

    def _misspelt(self, node: nodes.Fuzzy) -> tuple[bytes, ...]:
        terms: dict[bytes, int] = {}
        for leaf in self.leaves:
            reader = leaf.arrays.field(node.field)
            if reader is not None:
                for number in misspellings(reader.lexicon, node.word):
                    start, stop = reader.extent(number)
                    term = reader.lexicon[number]
                    terms[term] = terms.get(term, 0) + stop - start
        return commonest(terms, node.limit)

    def term_span(self, lexicon: Lexicon, node: nodes.Range) -> tuple[int, int]:
        """The terms of a range in a field without a column; numbers' shortened forms stand behind and are left out."""
        field_ = self.schema[node.field]
        first, last = lexicon.prefixed(b"\0") if isinstance(field_, NUMERIC) else (0, len(lexicon))
        if node.low is not None:
            first = lexicon.place(field_.to_bytes(node.low))
        if node.high is not None:
            last = lexicon.place(field_.to_bytes(node.high) + b"\0")
        return first, last

    # Facets over all segments

    def space(self, name: str) -> ValueSpace:
        return self._shared.spaces.setdefault(name, ValueSpace())

    def numbers(self, leaf: Leaf, name: str) -> tuple[Ints, int]:
        """A segment's facet values as numbers of the space, and one more than the largest of them."""
        key = (leaf.arrays.segment_id, name)
        if key not in self._shared.numbers:
            reader = leaf.arrays.field(name)
            numbers = self.space(name).mapping(reader.lexicon[:] if reader is not None else ())
            self._shared.numbers[key] = (numbers, int(numbers.max(initial=-1)) + 1)
        return self._shared.numbers[key]


def _averages(segments: Sequence[ArraySegment], doc_count: int) -> dict[str, float]:
    totals: dict[str, int] = {}
    for segment in segments:
        for name, length in segment._fieldlengths.items():
            totals[name] = totals.get(name, 0) + length
    return {name: total / (doc_count or 1) for name, total in totals.items()}


def _arrays(folder: Path, segment: ArraySegment, shared: _Shared) -> SegmentArrays:
    name = segment.segment_id()
    if name not in shared.segments:
        if not isinstance(segment, ArraySegment):
            raise SegmentFormatError(f"{folder}: segment {name} is not one of arrays: merge or rebuild the index")
        shared.segments[name] = SegmentArrays(SectionFile(folder / f"{name}{EXTENSION}"), name, shared.cache)
    return shared.segments[name]


def _live(segment: ArraySegment) -> NDArray[np.bool_] | None:
    if not segment.has_deletions():
        return None
    live = np.ones(segment.doc_count_all(), bool)
    live[segment.deleted_array()] = False
    return live
