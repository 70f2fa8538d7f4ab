"""Writing the index: every change of it goes through `follow` or `build`, one writer at a time.

What is written is what the database holds then: what everybody may read is put in, whatever else is named is taken out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from articles.search import documents
from articles.search.documents import MODELS, Document
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.filling import fill
from articles.search.engines.whoosh.generations import Generations, IndexUnavailable
from articles.search.engines.whoosh.segments import contents
from articles.search.engines.whoosh.segments.format import SectionFile, SegmentFormatError
from articles.search.engines.whoosh.segments.index import INDEX_NAME, create_index, open_index
from articles.search.engines.whoosh.segments.writer import ArrayWriter
from articles.search.engines.whoosh.snapshot import guarded
from articles.search.locking import writing
from articles.search.results import DocumentType

Changes = Mapping[DocumentType, Iterable[int]]
Progress = Callable[[int], object]
LOCK_WAIT = 20.0
"""Seconds to wait for a writer that does not know our lock."""


def follow(root: Path, changes: Changes) -> None:
    """Bring these documents up to date with the database; `IndexUnavailable` where the index cannot be read."""
    with writing():
        _bring_up_to_date(Generations(root).current(), changes)


def build(
    root: Path,
    progress: Progress = lambda count: None,
    processes: int = 1,
    meanwhile: Callable[[], Changes] = dict,
) -> int:
    """Fill a new generation with everything that everybody may read, switch to it, and answer how much that is.

    What `meanwhile` names in the end, as changed since this began, is looked at once more before the switch.
    """
    return build_from(root, _everything(), progress, processes, meanwhile)


def build_from(
    root: Path,
    found: Iterable[Document],
    progress: Progress = lambda count: None,
    processes: int = 1,
    meanwhile: Callable[[], Changes] = dict,
) -> int:
    """Fill a new generation with these documents, switch to it, and answer how many they are.

    Whatever fails leaves the generation in use as it is, and nothing of the new one.
    """
    with writing():
        generations = Generations(root)
        folder = generations.begin()
        try:
            count = _fill(folder, found, progress, processes)
            if changes := meanwhile():
                _bring_up_to_date(folder, changes)
            _check(folder)
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


def optimize(root: Path) -> None:
    """Merge all segments into one."""
    with writing():
        folder = Generations(root).current()
        with _writer(folder, optimize=True):
            pass


def _everything() -> Iterator[Document]:
    for kind in MODELS:
        yield from documents.read(kind, sorted(documents.keys(kind)))


def _bring_up_to_date(folder: Path, changes: Changes) -> None:
    with _writer(folder) as writer:
        for kind, keys in changes.items():
            wanted = set(keys)
            for pk in wanted:
                writer.delete_key("id", schema.identifier(kind, pk))
            for document in documents.read(kind, wanted):
                writer.add_document(**schema.record(document))


def _fill(folder: Path, found: Iterable[Document], progress: Progress, processes: int) -> int:
    count = 0
    create_index(folder, schema.schema())
    with _writer(folder) as writer:
        for taken in fill(writer, folder, found, processes):
            progress(taken)
            count += taken
    held = sum(segment.doc_count() for segment in contents.read(folder, INDEX_NAME).segments)
    if held != count:
        raise IndexUnavailable("damaged", f"{count} documents were written into {folder}, and it has {held}.")
    return count


@guarded
def _check(folder: Path) -> None:
    """Read a generation back before anybody relies on it."""
    for name in contents.read(folder, INDEX_NAME).files:
        with SectionFile(folder / name) as file:
            if wrong := file.verify():
                raise SegmentFormatError(f"{file.path}: what was written is not what is there: {', '.join(wrong)}")


@contextmanager
def _writer(folder: Path, optimize: bool = False) -> Iterator[ArrayWriter]:
    """A writer that commits at the end, and lets go of its lock whatever happens."""
    writer = _open(folder)
    try:
        yield writer
        writer.commit(optimize=optimize)
    except (SegmentFormatError, FileNotFoundError) as error:  # a segment is looked into when its documents are replaced
        raise IndexUnavailable("damaged", str(error)) from error
    finally:
        if not writer.is_closed:
            writer.cancel()


@guarded
def _open(folder: Path) -> ArrayWriter:
    return open_index(folder).writer(timeout=LOCK_WAIT)
