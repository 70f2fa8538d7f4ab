"""Writing the index: every change of it goes through `follow` or `build`, one writer at a time.

What is written is what the database holds then: what everybody may read is put in, whatever else is named is taken out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import IndexWriter

from articles.search import documents
from articles.search.documents import MODELS
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.generations import Generations, sync
from articles.search.engines.whoosh.snapshot import NAME, guarded
from articles.search.locking import writing
from articles.search.results import DocumentType

Changes = Mapping[DocumentType, Iterable[int]]
Progress = Callable[[int], object]
LOCK_WAIT = 20.0
"""Seconds to wait for a writer that does not know our lock."""


def follow(root: Path, changes: Changes) -> None:
    """Bring these documents up to date with the database; `IndexUnavailable` where the index cannot be read."""
    with writing():
        folder = Generations(root).current()
        with _writer(folder) as writer:
            for kind, keys in changes.items():
                wanted = set(keys)
                for pk in wanted:
                    writer.delete_by_term("id", schema.identifier(kind, pk))
                for _, prepared in _records(kind, wanted):
                    writer.add_document(**prepared)
        sync(folder)


def build(root: Path, progress: Progress = lambda count: None) -> int:
    """Fill a new generation with everything that everybody may read, switch to it, and answer how much that is."""
    with writing():
        generations = Generations(root)
        folder = generations.begin()
        try:
            count = _fill(folder, progress)
            generations.switch(folder)
        except BaseException:
            generations.discard(folder)
            raise
        return count


def clear(root: Path, kinds: Iterable[DocumentType]) -> None:
    """Take all documents of some types out."""
    with writing():
        folder = Generations(root).current()
        with _writer(folder) as writer:
            for kind in kinds:
                writer.delete_by_term("django_ct", f"articles.{MODELS[kind]}")
        sync(folder)


def optimize(root: Path) -> None:
    """Merge all segments into one."""
    with writing():
        folder = Generations(root).current()
        with _writer(folder, optimize=True):
            pass
        sync(folder)


def _fill(folder: Path, progress: Progress) -> int:
    count = 0
    FileIndex.create(FileStorage(str(folder)), schema.schema(), NAME)
    with _writer(folder) as writer:
        for kind in MODELS:
            for _, prepared in _records(kind, sorted(documents.keys(kind))):
                writer.add_document(**prepared)
                progress(1)
                count += 1
    return count


def _records(kind: DocumentType, keys: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What Whoosh is to hold of those of these rows that everybody may read, each once."""
    for document in documents.read(kind, keys):
        yield document.pk, schema.record(document)


@contextmanager
def _writer(folder: Path, optimize: bool = False) -> Iterator[IndexWriter]:
    """A writer that commits at the end, and lets go of its lock whatever happens."""
    writer = _open(folder)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(optimize=optimize)


@guarded
def _open(folder: Path) -> IndexWriter:
    return FileIndex(FileStorage(str(folder)), indexname=NAME).writer(timeout=LOCK_WAIT, limitmb=128)
