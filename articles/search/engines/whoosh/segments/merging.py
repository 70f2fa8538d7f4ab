"""Many sorted parts of a field into one: the runs of a batch, and the fields of segments that are merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from articles.search.engines.whoosh.segments.format import SegmentFormatError
from articles.search.engines.whoosh.segments.gathering import FieldGatherer, Run
from articles.search.engines.whoosh.segments.terms import FieldArrays, decode_values, kind_of, starts_of

Ints = NDArray[Any]


@dataclass
class Part:
    """A part of a field whose terms have found their numbers in the whole; shapes as in `FieldArrays`."""

    ranks: Ints
    starts: NDArray[np.int64]
    docs: Ints
    tf: Ints | None
    weights: NDArray[np.float32] | None
    position_starts: NDArray[np.int64] | None
    positions: Ints | None
    values: list[bytes] | None = None

    def posting_weights(self, boost: float) -> NDArray[np.float32]:
        if self.weights is not None:
            return self.weights
        tf = np.ones(len(self.docs), "f4") if self.tf is None else self.tf.astype("f4")
        return tf * np.float32(boost)


def merged(gatherer: FieldGatherer | None, sources: Sequence[FieldArrays]) -> FieldArrays:
    """One field from a batch's runs and other segments' arrays.

    Document numbers must rise from part to part: runs first, then the sources in their order.
    """
    words: list[bytes] = []
    if gatherer is not None:
        gatherer.cut()
        words = [word if isinstance(word, bytes) else word.encode() for word in gatherer.vocabulary]
    terms = sorted(set(words).union(*(source.terms for source in sources)))
    rank = {term: place for place, term in enumerate(terms)}
    of_words = np.fromiter(map(rank.__getitem__, words), "i8", len(words))
    parts = [] if gatherer is None else [_of_run(run, of_words) for run in gatherer.runs]
    for source in sources:
        parts.append(_of_arrays(source, np.fromiter(map(rank.__getitem__, source.terms), "i8", len(source.terms))))
    kind, boost = (gatherer.kind, gatherer.boost) if gatherer is not None else (sources[0].kind, sources[0].boost)
    if any(source.kind != kind for source in sources):
        raise SegmentFormatError(f"a field is kept as {kind} and as {sources[0].kind}: rebuild the index")
    if any(source.boost != boost for source in sources):
        for part, source in zip(parts[len(parts) - len(sources) :], sources, strict=True):
            part.weights = source.posting_weights()
    return _combined(FieldArrays(kind, terms, starts_of(np.zeros(len(terms))), np.empty(0, "u4"), boost=boost), parts)


def _of_run(run: Run, of_words: Ints) -> Part:
    return Part(of_words[run.words], run.starts, run.docs, run.tf, run.weights, run.position_starts, run.positions)


def _of_arrays(source: FieldArrays, ranks: Ints) -> Part:
    return Part(
        ranks,
        source.starts,
        source.docs,
        source.tf,
        source.weights,
        source.position_starts,
        source.positions,
        source.values,
    )


def _destinations(parts: Sequence[Part], starts_in: Sequence[NDArray[np.int64]], starts: Ints) -> list[Ints]:
    """For each part, where each of its items goes when every term's items stand together, parts in order."""
    free = starts[:-1].copy()
    places = []
    for part, own in zip(parts, starts_in, strict=True):
        counts = np.diff(own)
        places.append(np.repeat(free[part.ranks] - own[:-1], counts) + np.arange(int(own[-1])))
        free[part.ranks] += counts
    return places


def _totals(parts: Sequence[Part], starts_in: Sequence[NDArray[np.int64]], terms: int) -> NDArray[np.int64]:
    counts = np.zeros(terms, "i8")
    for part, own in zip(parts, starts_in, strict=True):
        counts[part.ranks] += np.diff(own)
    return starts_of(counts)


def _scattered(pieces: Sequence[Ints], places: Sequence[Ints]) -> Ints:
    whole = np.empty(sum(map(len, pieces)), np.result_type(*pieces))
    for piece, place in zip(pieces, places, strict=True):
        whole[place] = piece
    return whole


def _combined(whole: FieldArrays, parts: list[Part]) -> FieldArrays:
    if not parts:
        return whole
    own = [part.starts for part in parts]
    whole.starts = _totals(parts, own, len(whole.terms))
    places = _destinations(parts, own, whole.starts)
    whole.docs = _scattered([part.docs for part in parts], places)
    if any(part.tf is not None for part in parts):
        tf = [np.ones(len(part.docs), "u1") if part.tf is None else part.tf for part in parts]
        whole.tf = _scattered(tf, places)
    if any(part.weights is not None for part in parts):
        whole.weights = _scattered([part.posting_weights(whole.boost) for part in parts], places)
    if whole.kind == "values":
        values = np.empty(len(whole.docs), object)
        for part, place in zip(parts, places, strict=True):
            values[place] = np.array(part.values, object)
        whole.values = values.tolist()
    if whole.kind == "positions":
        _combine_positions(whole, parts)
    return whole


def _combine_positions(whole: FieldArrays, parts: list[Part]) -> None:
    own = [part.position_starts for part in parts if part.position_starts is not None]
    whole.position_starts = _totals(parts, own, len(whole.terms))
    places = _destinations(parts, own, whole.position_starts)
    whole.positions = _scattered([part.positions for part in parts if part.positions is not None], places)


def renumbered(arrays: FieldArrays, numbers: NDArray[np.int64]) -> FieldArrays | None:
    """The field with new document numbers, without the documents whose number is -1 and terms that only they had."""
    docs = numbers.take(arrays.docs)
    if len(docs) and docs.min() >= 0:
        arrays.docs = docs.astype("u4")
        return arrays
    kept = docs >= 0
    counts = np.add.reduceat(kept, arrays.starts[:-1], dtype="i8") if len(kept) else np.zeros(0, "i8")
    alive = np.flatnonzero(counts)
    if not len(alive):
        return None
    _drop_positions(arrays, kept, alive)
    places = np.flatnonzero(kept)
    arrays.docs = docs[places].astype("u4")
    arrays.tf = None if arrays.tf is None else arrays.tf[places]
    arrays.weights = None if arrays.weights is None else arrays.weights[places]
    arrays.values = None if arrays.values is None else [arrays.values[place] for place in places.tolist()]
    arrays.terms = [arrays.terms[term] for term in alive.tolist()]
    arrays.starts = starts_of(counts[alive])
    return arrays


def _drop_positions(arrays: FieldArrays, kept: Ints, alive: Ints) -> None:
    if arrays.positions is None or arrays.position_starts is None:
        return
    of_positions = kept if arrays.tf is None else np.repeat(kept, arrays.tf)
    counts = np.add.reduceat(of_positions, arrays.position_starts[:-1], dtype="i8")
    arrays.positions = arrays.positions[of_positions]
    arrays.position_starts = starts_of(counts[alive])


def arrays_of(reader: IndexReader, fieldname: str) -> FieldArrays | None:
    """A field of a segment that Whoosh wrote itself, posting by posting."""
    field = reader.schema[fieldname]
    kind = kind_of(field.format)
    terms, starts, docs, weights, values = [], [0], [], [], []
    for term in reader.lexicon(fieldname):
        # Straight from the terms: a deleted document's postings are dropped later, with its number.
        matcher = reader._terms.matcher(fieldname, term, field.format)
        while matcher.is_active():
            docs.append(matcher.id())
            weights.append(matcher.weight())
            values.append(matcher.value() if kind != "existence" else b"")
            matcher.next()
        terms.append(term)
        starts.append(len(docs))
    if not terms:
        return None
    arrays = FieldArrays(kind, terms, np.array(starts, "i8"), np.array(docs, "u4"), boost=field.format.field_boost)
    arrays.weights = np.array(weights, "f4")
    decode_values(arrays, field, values)
    return arrays
