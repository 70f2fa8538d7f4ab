"""Documents in, sorted runs of postings out: how a field is gathered without a Python step for each posting.

Every word becomes a number by `map` over a `Vocabulary`; after some thousand documents the numbers, with document and
position, are packed into one int64 key each, sorted, and cut into a run. Runs are merged when the segment is written.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.engines.whoosh.segments.terms import FieldArrays, Kind, narrowed, starts_of

Ints = NDArray[Any]
RUN_DOCS = 8192
RUN_TOKENS = 1 << 22


class Vocabulary(dict[Any, int]):
    """Words to numbers, in the order in which they were first seen."""

    def __missing__(self, word: Any) -> int:
        number = self[word] = len(self)
        return number


@dataclass
class Run:
    """Postings of a batch of documents, by vocabulary number, then document; shapes as in `FieldArrays`."""

    words: Ints
    starts: NDArray[np.int64]
    docs: Ints
    tf: Ints | None
    position_starts: NDArray[np.int64] | None
    positions: Ints | None
    weights: NDArray[np.float32] | None


class FieldGatherer:
    """Gathers one field of plain postings: kinds existence, frequency and positions."""

    def __init__(self, kind: Kind, boost: float) -> None:
        self.kind = kind
        self.boost = boost
        self.vocabulary = Vocabulary()
        self.runs: list[Run] = []
        self._begin()

    def _begin(self) -> None:
        self._words = array("I")
        self._docs = array("I")
        self._counts = array("I")
        self._positions: array[int] | None = None
        self._boosts: array[float] | None = None

    def add(
        self,
        doc: int,
        words: Sequence[Any],
        positions: Iterable[int] | None = None,
        boosts: Iterable[float] | None = None,
    ) -> None:
        """One document's words, in order; positions are 0, 1, 2 … and boosts 1 where they are not given."""
        if positions is not None or self._positions is not None:
            self._explicit_positions().extend(range(len(words)) if positions is None else positions)
        if boosts is not None or self._boosts is not None:
            if self._boosts is None:
                self._boosts = array("f", [1.0]) * len(self._words)
            self._boosts.extend([1.0] * len(words) if boosts is None else boosts)
        self._words.extend(map(self.vocabulary.__getitem__, words))
        self._docs.append(doc)
        self._counts.append(len(words))
        if len(self._docs) >= RUN_DOCS or len(self._words) >= RUN_TOKENS:
            self.cut()

    def _explicit_positions(self) -> "array[int]":
        if self._positions is None:
            counts = np.frombuffer(self._counts, "u4")
            self._positions = array("I", counted(counts).astype("u4").tobytes())
        return self._positions

    def cut(self) -> None:
        """Sort what was gathered since the last cut into a run."""
        if len(self._words):
            self.runs.append(self._sorted_run())
        self._begin()

    def _sorted_run(self) -> Run:
        counts = np.frombuffer(self._counts, "u4")
        places = np.repeat(np.arange(len(counts)), counts)
        positions = np.zeros(1, "i8")
        if self.kind == "positions":
            explicit = self._positions
            positions = counted(counts) if explicit is None else np.frombuffer(explicit, "u4").astype("i8")
        packing = Packing.of(len(counts), int(positions.max()), len(self.vocabulary))
        keys = packing.keys(np.frombuffer(self._words, "u4"), packing.stands(places, positions))
        boosts = None
        if self._boosts is not None:
            order = np.argsort(keys, kind="stable")
            keys, boosts = keys[order], np.frombuffer(self._boosts, "f4")[order]
        else:
            keys.sort()
        return self._run(keys, packing, np.frombuffer(self._docs, "u4"), boosts)

    def _run(self, keys: Ints, packing: "Packing", docs: Ints, boosts: Ints | None = None) -> Run:
        """Sorted keys as a run; `docs` are the documents' numbers by their place in the batch."""
        postings = keys >> packing.position_bits
        firsts = np.flatnonzero(np.diff(postings, prepend=-1))
        tf = np.diff(firsts, append=len(keys))
        heads = postings[firsts]
        words = heads >> packing.doc_bits
        word_firsts = np.flatnonzero(np.diff(words, prepend=-1))
        with_positions = self.kind == "positions"
        existence = self.kind == "existence"
        return Run(
            words=words[word_firsts],
            starts=np.append(word_firsts, len(firsts)),
            docs=docs.take(heads & ((1 << packing.doc_bits) - 1)),
            tf=None if existence else narrowed(tf),
            position_starts=np.append(firsts[word_firsts], len(keys)) if with_positions else None,
            positions=narrowed(keys & ((1 << packing.position_bits) - 1)) if with_positions else None,
            weights=None if boosts is None else self._weights(boosts, firsts),
        )

    def _weights(self, boosts: Ints, firsts: Ints) -> NDArray[np.float32]:
        if self.kind == "existence":
            return (boosts[firsts] * self.boost).astype("f4")
        return (np.add.reduceat(boosts.astype("f8"), firsts) * self.boost).astype("f4")


@dataclass(frozen=True, slots=True)
class Packing:
    """How term, document and position share the 63 bits of a key, in this order from the top."""

    doc_bits: int
    position_bits: int

    @classmethod
    def of(cls, docs: int, last_position: int, terms: int) -> "Packing":
        packing = cls(docs.bit_length(), last_position.bit_length())
        if packing.doc_bits + packing.position_bits + terms.bit_length() > 63:
            raise ValueError("a document of too many words for one run")
        return packing

    def stands(self, places: Ints, positions: Ints) -> NDArray[np.int64]:
        """The lower part of the keys: document, by its place in the batch, and position."""
        return places << self.position_bits | positions

    def keys(self, terms: Ints, stands: Ints) -> NDArray[np.int64]:
        keys = terms.astype("i8")
        keys <<= self.doc_bits + self.position_bits
        keys |= stands
        return keys


class ValueGatherer:
    """Gathers a field posting by posting, with Whoosh's own values: for formats that arrays do not cover."""

    def __init__(self, boost: float) -> None:
        self.boost = boost
        self.postings: list[tuple[bytes, int, float, bytes]] = []

    def arrays(self) -> FieldArrays:
        """All postings, sorted."""
        self.postings.sort(key=lambda posting: posting[:2])
        terms = sorted({posting[0] for posting in self.postings})
        number = {term: place for place, term in enumerate(terms)}
        counts = np.bincount([number[posting[0]] for posting in self.postings], minlength=len(terms))
        return FieldArrays(
            kind="values",
            terms=terms,
            starts=starts_of(counts),
            docs=np.array([posting[1] for posting in self.postings], "u4"),
            weights=np.array([posting[2] for posting in self.postings], "f4"),
            values=[posting[3] for posting in self.postings],
            boost=self.boost,
        )


def counted(counts: Ints) -> NDArray[np.int64]:
    """0, 1, 2 … for each count anew."""
    return np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts, dtype="i8") - counts, counts)
