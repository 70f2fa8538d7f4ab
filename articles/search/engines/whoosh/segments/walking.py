"""A whole segment walked: every posting of every field, and what it says of each document as one number a field.

Two segments say the same of a document exactly when these numbers are the same, whatever other documents they hold and
in whatever order, but for a chance of one in 2⁶⁴ or so. So what is in the index is compared with what would be put in
it now, without a list of either.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema

from articles.search.engines.whoosh.segments.facets import FacetTable
from articles.search.engines.whoosh.segments.format import SectionFile, SegmentFormatError
from articles.search.engines.whoosh.segments.terms import FieldReader, Lexicon

Numbers = NDArray[np.uint64]
AT_ONCE = 1 << 20
"""Postings, with their positions, that are held in memory at a time, about."""
_ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


@dataclass(frozen=True)
class Walked:
    """What a segment says: the numbers of each document, shape (docs,), by field and kind of fact (`lengths:title`)."""

    numbers: dict[str, Numbers]

    def of(self, doc: int) -> dict[str, int]:
        """The numbers of one document, without what it has not."""
        return {name: int(found[doc]) for name, found in self.numbers.items() if found[doc]}


def walk(file: SectionFile, schema: Schema) -> Walked:
    """Walk a segment file of an index with a schema; `SegmentFormatError` where its arrays do not fit each other."""
    count = int(file.facts["docs"])
    numbers = {}
    for name in file.facts.get("fields", ()):
        numbers[f"postings:{name}"] = _postings(FieldReader(file, name), count)
    for section in file.sections:
        kind, _, name = section.partition(":")
        if kind == "lengths":
            numbers[section] = _filled(file, section, count)
        elif kind == "order":
            numbers[f"column:{name}"] = _column(file, name, count, schema[name].column_type.default_value())
    _check_facets(file, count)
    return Walked(numbers)


def _postings(field: FieldReader, count: int) -> Numbers:
    numbers = np.zeros(count, "u8")
    terms = _terms(field.lexicon)
    starts = field.starts.astype("i8")
    if len(starts) != len(terms) + 1 or starts[0] or (np.diff(starts) < 1).any():
        raise SegmentFormatError(f"{field.file.path}: postings of {field.name} do not belong to terms")
    if starts[-1] != field.file.length(f"{field.name}:docs"):
        raise SegmentFormatError(f"{field.file.path}: {field.name} has more or fewer postings than its terms")
    for first, last in _stretches(starts):
        docs = field.docs(first, last).astype("i8")
        sizes = np.diff(starts[first : last + 1])
        firsts = np.zeros(len(docs), bool)
        firsts[starts[first:last] - starts[first]] = True
        if docs.max() >= count or (np.diff(docs)[~firsts[1:]] < 1).any():
            raise SegmentFormatError(f"{field.file.path}: postings of {field.name} are not in order")
        of_postings = np.repeat(terms[first:last], sizes)
        weights: Numbers = field.weights(first, last).astype("f4").view("u4").astype("u8")
        np.add.at(numbers, docs, _mixed(of_postings + weights * np.uint64(_ODD[0])))
        if field.has("positions"):
            _add_positions(numbers, field, (first, last), docs, of_postings)
        if field.has("values"):
            values = [value for term in range(first, last) for value in field.values(term)]
            np.add.at(numbers, docs, _mixed(of_postings + _hashes(values)))
    return numbers


def _add_positions(
    numbers: Numbers, field: FieldReader, terms: tuple[int, int], docs: NDArray[Any], of_postings: Numbers
) -> None:
    frequencies = field.tf(*terms)
    counts = np.ones(len(docs), "i8") if frequencies is None else frequencies.astype("i8")
    positions = field.positions(*terms).astype("u8")
    if len(positions) != counts.sum():
        raise SegmentFormatError(f"{field.file.path}: {field.name} has more or fewer positions than words")
    places = np.repeat(of_postings, counts) ^ ((positions + np.uint64(1)) * np.uint64(_ODD[1]))
    np.add.at(numbers, np.repeat(docs, counts), _mixed(places))


def _filled(file: SectionFile, section: str, count: int) -> Numbers:
    """Bytes of all documents, as numbers of their own; zero stays zero."""
    values = file.array(section).astype("u8")
    if len(values) != count:
        raise SegmentFormatError(f"{file.path}: {section} has {len(values)} values for {count} documents")
    return values


def _column(file: SectionFile, name: str, count: int, missing: int) -> Numbers:
    """A numeric column, and whether the order that is kept of it is its order."""
    values = _filled(file, f"column:{name}", count)
    order = file.array(f"order:{name}")
    if not np.array_equal(order, np.argsort(values, kind="stable")):
        raise SegmentFormatError(f"{file.path}: the order of {name} is not that of its values")
    return np.where(values == np.uint64(missing), np.uint64(0), _mixed(values + np.uint64(1)))


def _check_facets(file: SectionFile, count: int) -> None:
    """The table of facets counts what the postings hold, by document and by value."""
    if "facets" not in file.facts:
        return
    table = FacetTable.read(file)
    for name, (first, behind) in table.fields.items():
        found = np.diff(FieldReader(file, name).starts.astype("i8"))
        every = np.ones(count, bool)
        by_document = table.by_document(np.arange(count), every, first, behind)
        if not np.array_equal(by_document, found) or not np.array_equal(table.by_value(every, first, behind), found):
            raise SegmentFormatError(f"{file.path}: the values of {name} are not counted as they are held")


def _terms(lexicon: Lexicon) -> Numbers:
    """A number for each term."""
    terms = lexicon[:]
    if any(one >= other for one, other in pairwise(terms)):
        raise SegmentFormatError("the terms of a field are not in order")
    return _hashes(terms)


def _hashes(values: list[bytes]) -> Numbers:
    """A number of 64 bits for each value."""
    digests = b"".join(hashlib.blake2b(value, digest_size=8).digest() for value in values)
    return np.frombuffer(digests, "u8")


def _mixed(numbers: Numbers) -> Numbers:
    """Each number turned into one that shares no pattern with it: the end of SplitMix64 (Steele and others, 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(_ODD[1])
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(_ODD[2])
    return numbers ^ (numbers >> np.uint64(31))


def _stretches(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of terms with so many postings together, or one term."""
    first = 0
    while first < len(starts) - 1:
        last = int(np.searchsorted(starts, starts[first] + AT_ONCE, "right")) - 1
        last = max(first + 1, min(last, len(starts) - 1))
        yield first, last
        first = last
