"""Small indexes for the segment tests: how they are made, filled and looked into."""

from pathlib import Path
from typing import Any

from whoosh import fields, index, writing
from whoosh.index import TOC, FileIndex

from articles.search.engines.whoosh.segments import contents
from articles.search.engines.whoosh.segments.index import ArrayIndex
from tests.search.segments.corpus import schema


def fill(writer: writing.IndexWriter, batch: list[dict[str, Any]], **commit: Any) -> None:
    for document in batch:
        writer.add_document(**document)
    writer.commit(**commit)


def new_index(folder: Path) -> FileIndex:
    folder.mkdir()
    return index.create_in(str(folder), schema())


def keys(ix: FileIndex) -> list[str]:
    with ix.reader() as reader:
        return sorted(stored["key"] for stored in reader.all_stored_fields())


def small_schema() -> fields.Schema:
    return fields.Schema(key=fields.ID(unique=True, stored=True), body=fields.TEXT(stored=True))


def recorded(ix: ArrayIndex) -> None:
    """Give the commit of a writer of Whoosh's own the record that ours have."""
    toc = TOC.read(ix.storage, ix.indexname)
    ix.storage.delete_file(TOC._filename(ix.indexname, toc.generation))
    contents.write(Path(ix.storage.folder), ix.indexname, toc)
