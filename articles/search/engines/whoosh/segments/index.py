"""An index of array segments: the one entry point for writing.

Whoosh's `FileIndex.writer` takes its own codec unless told otherwise, as Haystack does not tell it; this one cannot.
"""

from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from articles.durable import sync
from articles.search.engines.whoosh.segments import contents
from articles.search.engines.whoosh.segments.contents import Contents
from articles.search.engines.whoosh.segments.writer import ArrayWriter

INDEX_NAME = "MAIN"
"""What Whoosh calls an index that is given no name."""


class ArrayIndex(FileIndex):
    """Whoosh's index, whose writers write arrays and whose readers read both kinds of segment."""

    def writer(self, procs: int = 1, **kwargs: Any) -> ArrayWriter:
        """The writer. `procs` is taken for Whoosh's sake and not used: one process writes one index."""
        return ArrayWriter(self, **kwargs)

    def _read_toc(self) -> Contents:
        return contents.read(Path(self.storage.folder), self.indexname)


def create_index(folder: str | Path, schema: Schema) -> ArrayIndex:
    """A new, empty index in a folder that is made if need be; an index that is there is emptied."""
    FileStorage(str(folder)).create()
    for left in Path(folder).glob(f"_{INDEX_NAME}_*"):
        left.unlink()
    contents.write(Path(folder), INDEX_NAME, TOC(schema, [], 0))
    sync([Path(folder)])
    return open_index(folder)


def open_index(folder: str | Path) -> ArrayIndex:
    """The index in a folder, or whoosh.index.EmptyIndexError."""
    return ArrayIndex(FileStorage(str(folder)))
