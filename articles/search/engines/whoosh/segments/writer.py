"""The bulk writer: Whoosh's `SegmentWriter` with its lock, table of contents, deletions and merge policies, but with
postings gathered as arrays instead of one Python call each.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import writing
from whoosh.codec.base import Segment
from whoosh.fields import FieldType
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader

from articles.durable import sync
from articles.search.engines.whoosh.segments import contents, policy
from articles.search.engines.whoosh.segments.absorbing import Absorbed, copied, is_of_arrays
from articles.search.engines.whoosh.segments.codec import ArrayCodec, ArraySegment
from articles.search.engines.whoosh.segments.documents import EXTENSION
from articles.search.engines.whoosh.segments.gathering import FieldGatherer, ValueGatherer
from articles.search.engines.whoosh.segments.keys import KeyFinder
from articles.search.engines.whoosh.segments.merging import merged
from articles.search.engines.whoosh.segments.pairs import Part, common_stems, has_pairs
from articles.search.engines.whoosh.segments.preparing import Prepared, Preparer
from articles.search.engines.whoosh.segments.stored import Layout
from articles.search.engines.whoosh.segments.terms import FieldArrays
from articles.search.engines.whoosh.segments.texts import TextGatherer, gatherer_of

DOCS_A_SEGMENT = 131_072


class ArrayWriter(writing.SegmentWriter):
    """Writes array segments; the one way in for every change of the index.

    A commit that fails, or a process that ends in it, leaves the index as it was; the lock is let go in every case.
    A batch of more than `docs_per_segment` documents becomes several segments, all or none of them committed.

    One that is helping takes no lock and commits nothing: its segments are adopted by the writer that has the lock.
    """

    def __init__(
        self, ix: FileIndex, docs_per_segment: int = DOCS_A_SEGMENT, is_helping: bool = False, **kwargs: Any
    ) -> None:
        kwargs.update(codec=ArrayCodec(), compound=False, _lk=not is_helping)
        try:
            super().__init__(ix, **kwargs)
        except BaseException:
            if self.writelock is not None and self.writelock.fd is not None:
                self.writelock.release()
            raise
        self.docs_per_segment = docs_per_segment
        self._finished: list[Segment] = []
        self._keys = KeyFinder(self.storage, self.schema)
        self._pending: dict[tuple[str, bytes], tuple[Segment, int]] = {}
        self._preparer = Preparer(self.schema)
        self._layout = Layout.of(self.schema)
        self._committed = False
        self._begin_gathering()

    def _begin_gathering(self) -> None:
        self._gatherers: dict[str, FieldGatherer | ValueGatherer] = {}
        self._absorbed = Absorbed()

    # Documents

    def add_document(self, **fields: Any) -> None:
        self._check_state()
        stored, prepared = self._preparer.prepared(fields)
        self._take(stored, prepared)
        for name in self._unique_fields(fields):
            if fields[name] is not None:
                self._pending[name, self.schema[name].to_bytes(fields[name])] = (self.newsegment, self.docnum)
        self._added = True
        self.docnum += 1
        if self.docnum >= self.docs_per_segment:
            self.roll()

    def _take(self, stored: dict[str, Any], prepared: list[Prepared]) -> None:
        documents, doc = self.perdocwriter, self.docnum
        documents.start_doc(doc)
        for ready in prepared:
            if ready.field.indexed:
                self._gather(ready, doc)
            if ready.vector:
                documents.add_vector_items(ready.name, ready.field, ready.vector)
            if ready.column is not None:
                documents.add_column_value(ready.name, ready.field.column_type, ready.column)
        documents.add_stored(stored, self._layout)
        documents.finish_doc()

    def _gather(self, ready: Prepared, doc: int) -> None:
        gatherer = self._gatherer(ready.name, ready.field)
        if isinstance(gatherer, ValueGatherer):
            gatherer.postings.extend((term, doc, weight, vbytes) for term, weight, vbytes in ready.values)
            length = ready.length
        elif ready.text is not None and isinstance(gatherer, TextGatherer):
            length = gatherer.add_text(doc, ready.text)
        else:
            gatherer.add(doc, ready.words, ready.positions, ready.boosts)
            length = ready.length
        if length:
            self.perdocwriter.add_length(ready.name, length)
        if ready.spelled:
            name = ready.field.spelling_fieldname(ready.name)
            spelling = self._gatherer(name, self.schema[name])
            assert isinstance(spelling, FieldGatherer)
            spelling.add(doc, ready.spelled)

    def _gatherer(self, name: str, field_: FieldType) -> FieldGatherer | ValueGatherer:
        gatherer = self._gatherers.get(name)
        if gatherer is None:
            like = self._largest(name) if has_pairs(field_) else None
            gatherer = self._gatherers[name] = gatherer_of(field_, like)
        return gatherer

    def _largest(self, name: str) -> Part | None:
        """The largest segment, as far as the pairs of a field go, or None where there is none of arrays."""
        segments = [segment for segment in [*self.segments, *self._finished] if isinstance(segment, ArraySegment)]
        largest = max(segments, key=lambda segment: segment.doc_count_all(), default=None)
        if largest is None:
            return None
        return Part(largest.doc_count_all(), common_stems(self._keys.file(largest), name))

    # Replacing and deleting

    def update_document(self, **fields: Any) -> None:
        """Add a document in place of those with the same unique values, of this batch too."""
        for name in self._unique_fields(fields):
            if fields[name] is not None:
                self.delete_key(name, fields[name])
        self.add_document(**fields)

    def delete_key(self, fieldname: str, value: Any) -> int:
        """Delete the documents with this value in a unique field, committed or of this batch; how many there were."""
        self._check_state()
        key = self.schema[fieldname].to_bytes(value)
        deleted = 0
        pending = self._pending.pop((fieldname, key), None)
        if pending is not None:
            pending[0].delete_document(pending[1])
            deleted += 1
        for segment in self.segments:
            for doc in self._keys.docs(segment, fieldname, key):
                if not segment.is_deleted(doc):
                    segment.delete_document(doc)
                    deleted += 1
        return deleted

    def delete_by_term(self, fieldname: str, text: Any, searcher: Any = None) -> int:
        if self.schema[fieldname].unique:
            return self.delete_key(fieldname, text)
        deleted: int = super().delete_by_term(fieldname, text, searcher=searcher)
        return deleted

    # Merging

    def add_reader(self, reader: SegmentReader) -> None:
        self._check_state()
        if is_of_arrays(reader, self.schema):
            numbers = copied(reader._perdoc, self.perdocwriter, self.schema, self.docnum)
            self.docnum += int((numbers >= 0).sum())
        else:
            numbers = self._copied_singly(reader)
        self._absorbed.take(reader, self.schema, numbers)
        self._added = True

    def _copied_singly(self, reader: SegmentReader) -> NDArray[np.int64]:
        """Whoosh's own way, document by document: for segments of its own and for term vectors."""
        first = self.docnum
        names = set(self.schema.names()) | {name for name in reader.indexed_field_names() if name in self.schema}
        renumbering = self.write_per_doc(names, reader)
        if renumbering is None:
            return np.arange(first, first + reader.doc_count_all())
        numbers = np.full(reader.doc_count_all(), -1)
        for old, new in renumbering.items():
            numbers[old] = new
        return numbers

    # Committing

    def roll(self) -> None:
        """Finish the segment that is full and begin another in the same batch."""
        self._finished.append(self._finalize_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = 0
        self._added = False
        self._begin_gathering()

    def _flush_segment(self) -> None:
        self.get_segment()
        self.perdocwriter.close()
        for name in sorted(set(self._gatherers) | set(self._absorbed.fields)):
            gatherer, sources = self._gatherers.pop(name, None), self._absorbed.fields.pop(name, [])
            if isinstance(gatherer, ValueGatherer):
                sources, gatherer = [gatherer.arrays(), *sources], None
            if name in self.schema:
                self._write_field(name, gatherer, sources)
        self.fieldwriter.close()

    def _write_field(self, name: str, gatherer: FieldGatherer | None, sources: list[FieldArrays]) -> None:
        field_ = self.schema[name]
        whole = merged(gatherer, sources)
        self.fieldwriter.add_arrays(name, field_, whole)
        if has_pairs(field_) and whole.terms:
            pairs = gatherer.pairs if isinstance(gatherer, TextGatherer) else None
            self.fieldwriter.add_pairs(name, field_, whole, pairs, self._absorbed.pairs.get(name, []))

    def _merge_segments(self, mergetype: Any, optimize: bool | None, merge: bool | None) -> list[Segment]:
        """By a policy of Whoosh's kind if one is given, else by our own; answers the segments that stay."""
        mergetype = mergetype or self.mergetype
        if mergetype:
            return list(mergetype(self, self.segments))
        if self.optimize if optimize is None else optimize:
            return policy.everything(self, self.segments)
        return policy.tiered(self, self.segments) if (self.merge if merge is None else merge) else self.segments

    def commit(self, mergetype: Any = None, optimize: bool | None = None, merge: bool | None = None) -> None:
        """Write segment, then table of contents, each safely on the disk before the next names it."""
        self._check_state()
        try:
            segments = self._merge_segments(mergetype, optimize, merge)
            segments = [*segments, *self._finished]
            if self.docnum:
                segments.append(self._finalize_segment())
            else:
                self._abandon_segment()
            self._commit_toc([segment for segment in segments if segment.doc_count()])
        finally:
            self._end()

    def finish(self) -> list[Segment]:
        """Of one that is helping: its segments, complete and on the disk, in no table of contents yet."""
        self._check_state()
        try:
            if self.docnum:
                self._finished.append(self._finalize_segment())
            else:
                self._abandon_segment()
            self._committed = True
        finally:
            self._end()
        return self._finished

    def adopt(self, segments: list[Segment]) -> None:
        """Have the commit name the segments that another writer has finished; a cancellation removes them."""
        self._finished += segments

    def cancel(self) -> None:
        self._check_state()
        self._end()

    def _commit_toc(self, segments: list[Segment]) -> None:
        folder = Path(self.storage.folder)
        for segment in [*self._finished, self.newsegment]:
            # The arrays are synced by who wrote them; term vectors are Whoosh's own file.
            sync(folder / name for name in segment.list_files(self.storage) if not name.endswith(EXTENSION))
        sync([folder])
        contents.write(folder, self.indexname, TOC(self.schema, segments, self.generation))
        self._committed = True  # whoever looks now sees it, so its files stay even if the next line fails
        sync([folder])
        clean_files(self.storage, self.indexname, self.generation, segments)
        for left in folder.glob(f"_{self.indexname}_*.toc.*"):  # of a process that ended before the renaming
            left.unlink(missing_ok=True)

    def _abandon_segment(self) -> None:
        self.fieldwriter.abandon()
        self.perdocwriter.abandon()

    def _end(self) -> None:
        """Let go of everything; without a commit also of what was written."""
        try:
            self._keys.close()
            if not self._committed:
                self._abandon_segment()
                for segment in [self.newsegment, *self._finished]:
                    for name in segment.list_files(self.storage):
                        self.storage.delete_file(name)
        finally:
            self._finish()
