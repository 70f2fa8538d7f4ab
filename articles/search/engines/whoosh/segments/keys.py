"""Which documents have a unique value, in the segments that a writer has before it."""

from whoosh.codec.base import Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader, TermNotFound

from articles.search.engines.whoosh.segments.codec import ArraySegment
from articles.search.engines.whoosh.segments.documents import segment_path
from articles.search.engines.whoosh.segments.format import SectionFile
from articles.search.engines.whoosh.segments.terms import FieldReader


class KeyFinder:
    """Looks keys up; a segment is opened once. Of a segment of arrays only the field itself is read."""

    def __init__(self, storage: FileStorage, schema: Schema) -> None:
        self._storage = storage
        self._schema = schema
        self._files: dict[str, SectionFile] = {}
        self._fields: dict[tuple[str, str], FieldReader | None] = {}
        self._readers: dict[str, SegmentReader] = {}

    def docs(self, segment: Segment, name: str, key: bytes) -> list[int]:
        """The documents of a segment with a key in a field, deleted ones included."""
        if not isinstance(segment, ArraySegment):
            return self._docs_of_whoosh(segment, name, key)
        field = self._field(segment, name)
        number = None if field is None else field.lexicon.find(key)
        return [] if field is None or number is None else field.docs(number).tolist()

    def _field(self, segment: ArraySegment, name: str) -> FieldReader | None:
        of = segment.segment_id()
        if (of, name) not in self._fields:
            file = self.file(segment)
            self._fields[of, name] = FieldReader(file, name) if name in file.facts.get("fields", ()) else None
        return self._fields[of, name]

    def file(self, segment: ArraySegment) -> SectionFile:
        """The file of a segment, open until all are closed."""
        of = segment.segment_id()
        if of not in self._files:
            self._files[of] = SectionFile(segment_path(self._storage, segment))
        return self._files[of]

    def _docs_of_whoosh(self, segment: Segment, name: str, key: bytes) -> list[int]:
        of = segment.segment_id()
        if of not in self._readers:
            self._readers[of] = SegmentReader(self._storage, self._schema, segment)
        try:
            return list(self._readers[of]._terms.matcher(name, key, self._schema[name].format).all_ids())
        except TermNotFound:
            return []

    def close(self) -> None:
        for opened in (*self._files.values(), *self._readers.values()):
            opened.close()
