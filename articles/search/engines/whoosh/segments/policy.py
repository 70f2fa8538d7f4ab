"""Which segments a commit merges into the one that it writes: few and bounded, without rewriting much for little.

Segments stand in tiers by size, each `FACTOR` times the one below. A tier that is full goes up as one, so a document is
rewritten once a tier; above `LARGEST` it stays where it is. A segment is also rewritten when so many of its documents
are deleted that they are worth the room, whatever its size.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from whoosh.codec.base import Segment
from whoosh.reading import SegmentReader

if TYPE_CHECKING:
    from articles.search.engines.whoosh.segments.writer import ArrayWriter

FACTOR = 8
SMALLEST = 64
"""Documents of the lowest tier."""
LARGEST = 50_000
"""Documents that merging by size makes a segment of, at most: one to two seconds of work."""
DELETED_SHARE = 0.2


def tiered(writer: "ArrayWriter", segments: list[Segment]) -> list[Segment]:
    """Merge what is due; answers the segments that stay."""
    due = {id(segment) for segment in _due(writer.docnum, segments, writer.docs_per_segment)}
    _merge(writer, [segment for segment in segments if id(segment) in due])
    return [segment for segment in segments if id(segment) not in due]


def everything(writer: "ArrayWriter", segments: list[Segment]) -> list[Segment]:
    """Merge all segments into as few as may be, and drop all that is deleted; answers those that stay."""
    full = [segment for segment in segments if 2 * segment.doc_count_all() > writer.docs_per_segment]
    stay = [segment for segment in full if not segment.has_deletions()]
    if len(segments) - len(stay) > 1 or writer.docnum or any(segment.has_deletions() for segment in segments):
        staying = {id(segment) for segment in stay}
        _merge(writer, [segment for segment in segments if id(segment) not in staying])
        return stay
    return segments


def _due(batch: int, segments: Iterable[Segment], limit: int) -> list[Segment]:
    """The segments to be merged with a batch of so many documents, none larger than the limit coming out of it."""
    worn: list[Segment] = []
    others: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        is_worn = segment.deleted_count() > DELETED_SHARE * segment.doc_count_all()
        (worn if is_worn else others).append(segment)
    found = _fitting(worn, batch, limit)
    size = batch + _size(found)
    most = min(LARGEST, limit)
    while size:
        same = [segment for segment in others if _tier(segment.doc_count()) <= _tier(size)]
        chosen = _fitting([segment for segment in same if 2 * segment.doc_count() <= most], size, most)
        if len(same) + 1 < FACTOR or not chosen:
            break
        found += chosen
        size += _size(chosen)
        others = [segment for segment in others if segment not in chosen]
    return found


def _fitting(segments: Iterable[Segment], size: int, most: int) -> list[Segment]:
    """As many of the segments, in their order, as do not make more than so many documents."""
    found = []
    for segment in segments:
        size += segment.doc_count()
        if size > most:
            break
        found.append(segment)
    return found


def _size(segments: Iterable[Segment]) -> int:
    return sum(segment.doc_count() for segment in segments)


def _tier(docs: int) -> int:
    tier = 0
    while docs > SMALLEST:
        docs //= FACTOR
        tier += 1
    return tier


def _merge(writer: "ArrayWriter", segments: Iterable[Segment]) -> None:
    for segment in segments:
        if not segment.doc_count():  # nothing names it after the commit
            continue
        if writer.docnum and writer.docnum + segment.doc_count() > writer.docs_per_segment:
            writer.roll()
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()
