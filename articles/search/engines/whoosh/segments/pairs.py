"""Neighbours among the commonest stems of a text: which documents have two of them side by side, and how often.

A phrase of two such words costs a walk over nearly every position of the text; as a posting of its own it is a look-up.
Of a field whose `pairs` is true a segment keeps a set of common stems, and for every two neighbours that are both in
the set a posting, by the term `left right`, without positions. For stems of the set nothing is left out: a pair that is
not there stands nowhere. Pairs cross paragraphs, as positions do, and never documents.

    facts["pairs"][field]      the common stems, in order
    <field>:pairs:terms, …     the postings, in the shapes of `terms`, without bounds: Whoosh sees no such field
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import FieldType

from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter
from articles.search.engines.whoosh.segments.gathering import FieldGatherer, Packing, Run
from articles.search.engines.whoosh.segments.merging import merged
from articles.search.engines.whoosh.segments.terms import FieldArrays, FieldReader, write_postings

Ints = NDArray[Any]
COMMON_SHARE = 12
"""A stem is common that more than one in so many documents has …"""
MOST_COMMON = 100
"""… but only so many, the commonest, are."""
_INHERITED = 4


class PairReader(FieldReader):
    """The postings of the pairs; no field of the schema, and none to Whoosh."""

    def __init__(self, file: SectionFile, name: str) -> None:
        self.file = file
        self.name = f"{name}:pairs"
        self.kind = "frequency"
        self.boost = 1.0


@dataclass(frozen=True)
class Pairs:
    """The pairs of one field in one segment; `common` are the stems, and terms of `field` are two of them."""

    common: frozenset[bytes]
    field: FieldReader

    @classmethod
    def read(cls, file: SectionFile, name: str) -> Self | None:
        """Those of a field, or None where the segment keeps none."""
        common = common_stems(file, name)
        return cls(frozenset(stem.encode() for stem in common), PairReader(file, name)) if common else None


def has_pairs(field: FieldType) -> bool:
    return bool(getattr(field, "pairs", False))


def common_stems(file: SectionFile, name: str) -> tuple[str, ...]:
    """The stems whose pairs a segment keeps, in order."""
    return tuple(file.facts.get("pairs", {}).get(name, ()))


class Stemmer(Protocol):
    """An analyzer that knows which terms stand just where the words of a stem do."""

    def terms_of(self, stem: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Part:
    """What is joined into a segment, or a segment to go by: so many documents, their common stems, their pairs."""

    docs: int
    common: tuple[str, ...]
    arrays: FieldArrays | None = None


class PairGatherer(FieldGatherer):
    """Gathers the pairs of one batch.

    The common stems are decided when the first run is cut: those of a segment, so that the two can be merged as they
    are, unless it is small beside the run.
    """

    def __init__(self, like: Part | None = None) -> None:
        super().__init__("frequency", 1.0)
        self.like = like
        self.common: tuple[str, ...] | None = None

    def add_run(self, stems: Ints, names: Sequence[str], stands: Ints, docs: Ints) -> None:
        """A run's words in order: the numbers of their stems, and document << 32 | position.

        The documents are told by their places in `docs`.
        """
        if self.common is None:
            like = self.like
            is_near = like is not None and like.common and like.docs * _INHERITED >= len(docs)
            self.common = like.common if like and is_near else _commonest(stems, names, stands >> 32, len(docs))
        known = {stem: number for number, stem in enumerate(self.common)}
        numbers = np.fromiter((known.get(name, -1) for name in names), "i8", len(names)).take(stems)
        left = np.flatnonzero((numbers[:-1] >= 0) & (numbers[1:] >= 0) & (np.diff(stands) == 1))
        packing = Packing.of(len(docs), 0, len(self.common) ** 2)
        pairs = numbers.take(left) * len(self.common) + numbers.take(left + 1)
        keys = packing.keys(pairs, stands.take(left) >> 32)
        if len(keys):
            keys.sort()
            self.runs.append(self._run(keys, packing, docs))

    def number_terms(self) -> None:
        """Give the pairs that there are their numbers among the terms, in place of their codes."""
        if not self.runs:
            return
        common = self.common or ()
        used = np.unique(np.concatenate([run.words for run in self.runs]))
        for code in used.tolist():
            left, right = divmod(code, len(common))
            self.vocabulary[f"{common[left]} {common[right]}"] = len(self.vocabulary)
        self.runs = [_renamed(run, used) for run in self.runs]


def _renamed(run: Run, used: Ints) -> Run:
    return Run(np.searchsorted(used, run.words), run.starts, run.docs, run.tf, None, None, None)


def _commonest(stems: Ints, names: Sequence[str], places: Ints, documents: int) -> tuple[str, ...]:
    """The stems that most of a run's documents have, sorted; a single document has none that are common."""
    keys = np.sort(stems.astype("i8") * documents + places)  # np.unique hashes, at ten times the cost
    once = keys.take(np.flatnonzero(np.diff(keys, prepend=-1)))
    counts = np.bincount(once // documents, minlength=len(names))
    order = np.argsort(-counts, kind="stable")[:MOST_COMMON]
    least = max(documents / COMMON_SHARE, 1)
    return tuple(sorted(names[number] for number in order.tolist() if counts[number] > least))


def write_pairs(
    out: SectionWriter,
    name: str,
    text: FieldArrays,
    gatherer: PairGatherer | None,
    sources: Sequence[Part],
    stemmer: Stemmer,
) -> None:
    """Add the pairs of a batch and of the segments that are merged with it; `text` is the whole field.

    The stems are those of the part with most documents. Where others have other stems, all is looked up in the text.
    """
    parts = list(sources)
    if gatherer is not None and gatherer.common is not None:
        gatherer.number_terms()
        batch = int(max((run.docs.max(initial=0) for run in gatherer.runs), default=0)) + 1
        parts.append(Part(batch, gatherer.common))
    common = max(parts, key=lambda part: (bool(part.common), part.docs), default=_NO_PART).common
    if not common:
        return
    if any(part.common != common for part in parts):
        gatherer, sources = _looked_up(text, common, stemmer), ()
    arrays = [part.arrays for part in sources if part.arrays is not None]
    out.facts.setdefault("pairs", {})[name] = list(common)
    write_postings(out, f"{name}:pairs", merged(gatherer or PairGatherer(), arrays))


_NO_PART = Part(0, ())


def _looked_up(text: FieldArrays, common: tuple[str, ...], stemmer: Stemmer) -> PairGatherer:
    """The pairs of these stems, from the positions in a text."""
    gatherer = PairGatherer(Part(1 << 32, common))
    number = {term: place for place, term in enumerate(text.terms)}
    bits = len(common).bit_length()
    keys = [np.empty(0, "i8")]
    for place, stem in enumerate(common):
        terms = [number[term] for known in stemmer.terms_of(stem) if (term := known.encode()) in number]
        keys += [_stands(text, term) << bits | place for term in terms]
    joined = np.concatenate(keys)
    joined.sort()
    docs = np.arange(int(text.docs.max(initial=0)) + 1, dtype="u4")
    gatherer.add_run(joined & ((1 << bits) - 1), common, joined >> bits, docs)
    gatherer.number_terms()
    return gatherer


def _stands(text: FieldArrays, term: int) -> NDArray[np.int64]:
    """Document << 32 | position of each occurrence of a term."""
    assert text.positions is not None and text.position_starts is not None
    docs = text.docs[text.starts[term] : text.starts[term + 1]].astype("i8")
    if text.tf is not None:
        docs = np.repeat(docs, text.tf[text.starts[term] : text.starts[term + 1]])
    return docs << 32 | text.positions[text.position_starts[term] : text.position_starts[term + 1]]
