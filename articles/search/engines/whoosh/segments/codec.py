"""Whoosh's codec whose segments are one file of arrays. `ArrayCodec` and `ArraySegment` are pickled on disk."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.matching import Matcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from articles.search.engines.whoosh.segments.documents import ArrayPerDocReader, ArrayPerDocWriter, segment_path
from articles.search.engines.whoosh.segments.facets import is_facet, write_facets
from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter
from articles.search.engines.whoosh.segments.matching import ArrayCursor, ArrayMatcher, term_info
from articles.search.engines.whoosh.segments.pairs import PairGatherer, Part, write_pairs
from articles.search.engines.whoosh.segments.terms import (
    FieldArrays,
    FieldReader,
    decode_values,
    kind_of,
    write_field,
)


class ArraySegment(W3Segment):
    """A segment in the table of contents; its deletions are pickled as packed numbers, not as a set."""

    def should_assemble(self) -> bool:
        return False  # a compound file would start the arrays at odd offsets

    def __getstate__(self) -> dict[str, Any]:
        state = dict(self.__dict__)
        state["_deleted"] = array("I", sorted(self._deleted or ())).tobytes()
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._deleted = set(array("I", state["_deleted"])) or None

    def deleted_array(self) -> NDArray[np.uint32]:
        """The deleted documents' numbers, rising."""
        return np.sort(np.fromiter(self._deleted or (), "u4"))

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if delete:
            super().delete_document(docnum)
        elif self._deleted is not None:  # W3's own undeleting calls set.clear with an argument
            self._deleted.discard(docnum)


class ArrayFieldWriter(base.FieldWriter):
    """Gathers a field posting by posting, as Whoosh hands them over, and writes it as arrays when it ends."""

    def __init__(self, storage: FileStorage, segment: base.Segment) -> None:
        self._path = segment_path(storage, segment)
        self._segment = segment
        self._out: SectionWriter | None = None
        self._facets: dict[str, tuple[NDArray[Any], NDArray[Any]]] = {}
        self.is_closed = False

    @property
    def out(self) -> SectionWriter:
        if self._out is None:  # by now the documents' side of the file is complete
            self._documents = SectionFile(self._path)
            self._out = SectionWriter(self._path, append=True)
            self._out.facts["fields"] = {}
        return self._out

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        self._field = (fieldname, fieldobj)
        self._terms: list[bytes] = []
        self._starts = [0]
        self._docs = array("I")
        self._weights = array("f")
        self._values: list[bytes] = []

    def start_term(self, btext: bytes) -> None:
        self._terms.append(btext)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        self._docs.append(docnum)
        self._weights.append(weight)
        self._values.append(vbytes)

    def finish_term(self) -> None:
        self._starts.append(len(self._docs))

    def finish_field(self) -> None:
        name, field = self._field
        arrays = FieldArrays(
            kind=kind_of(field.format),
            terms=self._terms,
            starts=np.array(self._starts, "i8"),
            docs=np.frombuffer(self._docs, "u4"),
            weights=np.frombuffer(self._weights, "f4"),
            boost=field.format.field_boost,
        )
        decode_values(arrays, field, self._values)
        self.add_arrays(name, field, arrays)

    def add_arrays(self, name: str, field: FieldType, arrays: FieldArrays) -> None:
        """Write a whole field at once: the way in for whoever has arrays already."""
        out, lengths = self.out, f"lengths:{name}"
        write_field(out, name, arrays, self._documents.array(lengths) if lengths in self._documents else None)
        if is_facet(field):
            self._facets[name] = (arrays.docs, arrays.starts)

    def add_pairs(
        self, name: str, field: FieldType, text: FieldArrays, gatherer: PairGatherer | None, sources: Sequence[Part]
    ) -> None:
        """Write the pairs of a field, which has been added."""
        write_pairs(self.out, name, text, gatherer, sources, field.analyzer)

    def close(self) -> None:
        write_facets(self.out, self._facets, self._segment.doc_count_all())
        self.out.close()
        self._documents.close()
        self.is_closed = True

    def abandon(self) -> None:
        """Give up: what is there is not a complete file."""
        if self._out is not None:
            self._out.abandon()
            self._documents.close()
        self.is_closed = True


class ArrayTermsReader(base.TermsReader):
    """Whoosh's view of the terms of one file."""

    def __init__(self, storage: FileStorage, segment: base.Segment) -> None:
        self.file = SectionFile(segment_path(storage, segment))
        self._fields = {name: FieldReader(self.file, name) for name in sorted(self.file.facts.get("fields", ()))}

    def field(self, name: str) -> FieldReader | None:
        """The field of that name, or None where no document of this segment has it."""
        return self._fields.get(name)

    def _find(self, fieldname: str, term: bytes) -> tuple[FieldReader, int]:
        """The field and the term's number, or KeyError."""
        field = self._fields.get(fieldname)
        number = None if field is None else field.lexicon.find(term)
        if field is None or number is None:
            raise KeyError(f"{fieldname}:{term!r}")
        return field, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self._fields.get(term[0])
        return field is not None and field.lexicon.find(term[1]) is not None

    def indexed_field_names(self) -> list[str]:
        return list(self._fields)

    def cursor(self, fieldname: str, fieldobj: FieldType) -> ArrayCursor:
        return ArrayCursor(self._fields.get(fieldname), fieldobj)

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[FieldReader, int]]:
        """Terms from a place on, through the fields behind it too, as Whoosh has it."""
        for name, field in self._fields.items():
            if name >= fieldname:
                first = field.lexicon.place(prefix) if name == fieldname else 0
                for number in range(first, len(field.lexicon)):
                    yield field, number

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return ((field.name, field.lexicon[number]) for field, number in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, number in self._from(fieldname, prefix):
            yield (field.name, field.lexicon[number]), term_info(field, number)

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        try:
            return term_info(*self._find(fieldname, tbytes))
        except KeyError as absent:
            raise TermNotFound(f"No term {absent}") from None

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        field, number = self._find(fieldname, tbytes)  # Whoosh's reader makes a KeyError 0
        return float(field.weights(number).sum(dtype="f8"))

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        field, number = self._find(fieldname, tbytes)
        start, stop = field.extent(number)
        return stop - start

    def matcher(self, fieldname: str, tbytes: bytes, format_: Format, scorer: BaseScorer | None = None) -> Matcher:
        try:
            field, number = self._find(fieldname, tbytes)
        except KeyError as absent:
            raise TermNotFound(f"No term {absent}") from None
        return ArrayMatcher(field, number, format_, (fieldname, tbytes), scorer)

    def close(self) -> None:
        self.file.close()


class ArrayCodec(W3Codec):
    """Segments as arrays; term vectors stay W3's."""

    def per_document_writer(self, storage: FileStorage, segment: base.Segment) -> ArrayPerDocWriter:
        return ArrayPerDocWriter(self, storage, segment)

    def field_writer(self, storage: FileStorage, segment: base.Segment) -> ArrayFieldWriter:
        return ArrayFieldWriter(storage, segment)

    def per_document_reader(self, storage: FileStorage, segment: base.Segment) -> ArrayPerDocReader:
        return ArrayPerDocReader(storage, segment)

    def terms_reader(self, storage: FileStorage, segment: base.Segment) -> ArrayTermsReader:
        return ArrayTermsReader(storage, segment)

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        return ArraySegment(self, indexname)
