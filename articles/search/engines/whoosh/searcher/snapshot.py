"""One state of the index, seen by one process: immutable, and cheap to renew.

Segment files never change, so their arrays are kept by segment id from one snapshot to the next; what a commit changes
is which segments there are, which of their documents are deleted, and the averages of the ranking.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import IndexReader

from articles.search.documents import Document
from articles.search.engines.whoosh import schema as archive
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.sets import Mask
from articles.search.engines.whoosh.segments import contents
from articles.search.engines.whoosh.segments.codec import ArraySegment
from articles.search.engines.whoosh.segments.documents import EXTENSION, ArrayPerDocReader
from articles.search.engines.whoosh.segments.expansion import commonest
from articles.search.engines.whoosh.segments.facets import Mapping, ValueSpace
from articles.search.engines.whoosh.segments.format import SectionFile, SegmentFormatError
from articles.search.engines.whoosh.segments.index import INDEX_NAME
from articles.search.engines.whoosh.segments.postings import PostingCache, SegmentArrays
from articles.search.engines.whoosh.segments.spelling import near
from articles.search.engines.whoosh.segments.stored import Paragraphs
from articles.search.evaluate import MAX_EXPANSIONS
from articles.search.ordering import identity
from articles.search.results import DocumentType
from articles.search.source import Key
from articles.search.steps import Term

ATTEMPTS = 10
"""Times that a table of contents is read again because a commit has just replaced what it names."""


@dataclass(frozen=True)
class Segment:
    """What is open of one segment."""

    arrays: SegmentArrays
    documents: ArrayPerDocReader


@dataclass
class Shared:
    """What outlives a snapshot: the cache, the open segments by id, the numbers of facet values."""

    cache: PostingCache = field(default_factory=PostingCache)
    segments: dict[str, Segment] = field(default_factory=dict)
    spaces: dict[str, ValueSpace] = field(default_factory=dict)
    numbers: dict[tuple[str, str], Mapping] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows of a document, its paragraphs read when they are asked for."""

    type: DocumentType
    pk: int
    slug: str
    lead: int
    paragraphs: Sequence[str]


class Snapshot:
    """The documents of one commit. Safe between threads, but for `reader`."""

    def __init__(self, folder: Path, toc: TOC, shared: Shared) -> None:
        self.folder = folder
        self.commit: int = toc.generation
        self.schema: Schema = toc.schema
        self.shared = shared
        self.lock = Lock()
        """To be held by who reads through `reader`: Whoosh's readers share file positions."""
        self.doc_count: int = sum(segment.doc_count() for segment in toc.segments)
        self.averages: dict[str, float] = {}
        self.leaves: list[Leaf] = []
        base = 0
        for segment in toc.segments:
            one = _opened(folder, segment, shared)
            self.leaves.append(Leaf(one.arrays, one.documents, toc.schema, base, _live(segment), self.averages))
            base += segment.doc_count_all()
        self.averages |= {name: self._average(name) for name in archive.TEXTS}
        self.expanded = lru_cache(256)(self._expanded)

    @classmethod
    def open(cls, folder: Path, shared: Shared | None = None) -> "Snapshot":
        """The newest commit in a folder.

        Raises whoosh.index.EmptyIndexError where there is none, SegmentFormatError where a segment cannot be read.
        """
        shared = shared or Shared()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                snapshot = cls(folder, contents.read(folder, INDEX_NAME), shared)
                break
            except FileNotFoundError:  # a commit has just replaced what the table of contents named
                if attempt == ATTEMPTS:
                    raise
        shared.cache.fit(snapshot.doc_count)
        current = {leaf.arrays.segment_id for leaf in snapshot.leaves}
        for gone in set(shared.segments) - current:  # an older snapshot still holds its own
            shared.segments.pop(gone, None)
        for key in [key for key in shared.numbers if key[0] not in current]:
            shared.numbers.pop(key, None)
        return snapshot

    def _average(self, name: str) -> float:
        """The mean length of a text, over the documents that have any; what is gone does not count."""
        lengths = [leaf.length(name) for leaf in self.leaves]
        having = sum(count for _, count in lengths)
        return sum(words for words, _ in lengths) / having if having else 0.0

    # Documents

    def leaf_of(self, key: Key) -> tuple[Leaf, int]:
        """The segment that holds a document, and its number there."""
        place = bisect_right([leaf.base for leaf in self.leaves], key) - 1
        return self.leaves[place], key - self.leaves[place].base

    def stored(self, key: Key) -> dict[str, Any]:
        leaf, number = self.leaf_of(key)
        return leaf.documents.stored_fields(number)

    def document(self, key: Key) -> Document:
        return archive.document(self.stored(key))

    def moment(self, key: Key) -> int:
        """The place of a document in time, which tells its type and its row (`articles.search.ordering`)."""
        leaf, number = self.leaf_of(key)
        return int(leaf.moments()[number])

    def shown(self, key: Key) -> "Shown":
        """What a list shows of a document."""
        leaf, number = self.leaf_of(key)
        record = leaf.documents.record(number)
        if record is None:  # every document of ours has a slug
            raise SegmentFormatError(f"{self.folder}: a document has nothing stored")
        kind, pk = identity(int(leaf.moments()[number]))
        return Shown(kind, pk, paragraphs=Paragraphs(record), **record.at_hand)

    def held(self) -> set[str]:
        """Haystack's identifiers of all documents."""
        found = set()
        for leaf in self.leaves:
            reader = leaf.arrays.field("id")
            if reader is None:
                continue
            for number, term in enumerate(reader.lexicon):
                docs = leaf.arrays.docs("id", number)
                if leaf.live is None or leaf.live.take(docs).any():
                    found.add(term.decode())
        return found

    # Words

    def frequency(self, text: str) -> int:
        """The number of documents that have a term in one of the texts, the most of any text."""
        return max((self._frequency(name, text.encode()) for name in archive.TEXTS), default=0)

    def _frequency(self, name: str, term: bytes) -> int:
        count = 0
        for leaf in self.leaves:
            number = leaf.arrays.find(name, term)
            if number is not None:
                count += int(leaf.frequencies(name, number, number + 1)[0])
        return count

    def _expanded(self, term: Term) -> tuple[tuple[bytes, ...], bool]:
        """The words that a beginning or a misspelling stands for, and whether these are all of them."""
        terms: Counter[bytes] = Counter()
        word = term.word.folded
        for leaf in self.leaves:
            for name in archive.TEXTS:
                reader = leaf.arrays.field(name)
                if reader is None:
                    continue
                if term.kind == "prefix":
                    first, last = reader.lexicon.prefixed(word.encode())
                    having = leaf.frequencies(name, first, last).tolist()
                    terms.update(dict(zip(reader.lexicon[first:last], having, strict=True)))
                else:
                    for number in near(reader.lexicon, word, 1):
                        terms[reader.lexicon[number]] += int(leaf.frequencies(name, number, number + 1)[0])
        terms = +terms  # not those that only documents have that are gone
        return commonest(terms, MAX_EXPANSIONS), len(terms) <= MAX_EXPANSIONS

    # Facets

    def space(self, name: str) -> ValueSpace:
        return self.shared.spaces.setdefault(name, ValueSpace())

    def numbers(self, leaf: Leaf, name: str) -> Mapping:
        """A segment's values of a facet as numbers of the space."""
        key = (leaf.arrays.segment_id, name)
        if key not in self.shared.numbers:
            reader = leaf.arrays.field(name)
            self.shared.numbers[key] = self.space(name).mapping(reader.lexicon[:] if reader is not None else ())
        return self.shared.numbers[key]

    # Whoosh's own way, for Haystack

    @cached_property
    def index(self) -> FileIndex:
        return FileIndex(FileStorage(str(self.folder)), indexname=INDEX_NAME)

    @cached_property
    def reader(self) -> IndexReader:
        return self.index.reader()


def _opened(folder: Path, segment: ArraySegment, shared: Shared) -> Segment:
    name = segment.segment_id()
    if name not in shared.segments:
        if not isinstance(segment, ArraySegment):
            raise SegmentFormatError(f"{folder}: segment {name} is not one of arrays")
        arrays = SegmentArrays(SectionFile(folder / f"{name}{EXTENSION}"), name, shared.cache)
        shared.segments[name] = Segment(arrays, ArrayPerDocReader(FileStorage(str(folder)), segment))
    return shared.segments[name]


def _live(segment: ArraySegment) -> Mask | None:
    if not segment.has_deletions():
        return None
    live = np.ones(segment.doc_count_all(), bool)
    live[segment.deleted_array()] = False
    return live
