"""Another segment taken into the one that is written: its documents as they lie, its postings with new numbers."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema
from whoosh.reading import SegmentReader

from articles.search.engines.whoosh.segments.codec import ArrayTermsReader
from articles.search.engines.whoosh.segments.documents import ArrayPerDocReader, ArrayPerDocWriter
from articles.search.engines.whoosh.segments.format import SegmentFormatError
from articles.search.engines.whoosh.segments.merging import arrays_of, renumbered
from articles.search.engines.whoosh.segments.pairs import Pairs, Part, common_stems, has_pairs
from articles.search.engines.whoosh.segments.terms import FieldArrays


class Absorbed:
    """The postings of the segments that have been taken in, by field, in their order."""

    def __init__(self) -> None:
        self.fields: defaultdict[str, list[FieldArrays]] = defaultdict(list)
        self.pairs: defaultdict[str, list[Part]] = defaultdict(list)

    def take(self, reader: SegmentReader, schema: Schema, numbers: NDArray[np.int64]) -> None:
        """Add the postings of a segment; old document numbers to new, -1 for the deleted."""
        for name in reader.indexed_field_names():
            arrays = _field_of(reader, name) if name in schema else None
            renewed = None if arrays is None else renumbered(arrays, numbers)
            if renewed is not None:
                self.fields[name].append(renewed)
                if has_pairs(schema[name]):
                    self.pairs[name].append(_pairs_of(reader, name, numbers))


def is_of_arrays(reader: SegmentReader, schema: Schema) -> bool:
    """Whether the documents of a segment can be copied as they lie: term vectors are Whoosh's own."""
    return isinstance(reader._perdoc, ArrayPerDocReader) and not any(field.vector for _, field in schema.items())


def copied(source: ArrayPerDocReader, out: ArrayPerDocWriter, schema: Schema, first: int) -> NDArray[np.int64]:
    """Copy stored fields, lengths and columns as they lie, to documents from `first` on.

    Answers old numbers to new, -1 for the deleted. `SegmentFormatError` where the segment is damaged: what is copied
    gets a new digest, and would pass for sound.
    """
    if damaged := source.file.verify():
        raise SegmentFormatError(f"{source.file.path}: damaged in {', '.join(damaged)}")
    numbers = np.zeros(source.doc_count_all(), "i8")
    numbers[list(source.deleted_docs())] = -1
    kept = np.flatnonzero(numbers == 0)
    numbers[kept] = np.arange(first, first + len(kept))
    out.copy_documents(source, kept, schema.names())
    for name, field in schema.items():
        if field.column_type and source.has_column(name):
            out.copy_column(source, kept, name, field.column_type, first)
    return numbers


def _field_of(reader: SegmentReader, name: str) -> FieldArrays | None:
    if isinstance(reader._terms, ArrayTermsReader):
        source = reader._terms.field(name)
        return None if source is None else source.everything()
    return arrays_of(reader, name)


def _pairs_of(reader: SegmentReader, name: str, numbers: NDArray[np.int64]) -> Part:
    docs = int((numbers >= 0).sum())
    file = reader._terms.file if isinstance(reader._terms, ArrayTermsReader) else None
    pairs = None if file is None else Pairs.read(file, name)
    if file is None or pairs is None:
        return Part(docs, ())
    return Part(docs, common_stems(file, name), renumbered(pairs.field.everything(), numbers))
